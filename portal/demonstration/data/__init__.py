"""The demonstration's words and people: data alone, no code."""
