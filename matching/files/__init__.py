"""Files in and out for the command: CSV, TOML, NPZ and JSON, each fault with its place."""
