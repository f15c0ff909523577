"""Reads for pages, reports and exports."""
