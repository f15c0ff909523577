"""Tests of the matcher: no application, no database."""
