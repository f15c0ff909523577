"""Demonstration data: consortia that look alive, the same for the same seed."""
