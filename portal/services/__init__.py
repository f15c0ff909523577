"""Writes: one verb per function. Each locks, advances, records and tells; the caller commits."""
