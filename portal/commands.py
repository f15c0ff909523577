"""The `flask` commands: each under the same rules as the pages."""

from flask import Flask


def register_commands(app: Flask) -> None:
    """Put every command on the app."""
