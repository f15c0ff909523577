"""Prepare the database for ./dev run: run by the Python in .venv, in one process.

Two of the portal's own commands share a process, because starting one takes about a second:
`flask db upgrade`, then `flask demo load --json`. Demonstration data are refused, with exit code
1, by a database that holds something; the accounts of the first time are kept in a file.
"""

import contextlib
import io
import sys
from pathlib import Path

from flask.cli import FlaskGroup

from wsgi import app

REFUSED = 1


def main(accounts: Path | None) -> int:
    """Upgrade the database and, given a file for its accounts, load the demonstration."""
    exit_code, _ = flask("db", "upgrade")
    if exit_code or accounts is None:
        return exit_code
    exit_code, told = flask("demo", "load", "--json")
    if exit_code == 0:
        accounts.touch(mode=0o600)
        accounts.write_text(told)
    return 0 if exit_code == REFUSED else exit_code


def flask(*arguments: str) -> tuple[int, str]:
    """Run a `flask` command here; its exit code and what it wrote to standard output."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        try:
            FlaskGroup(create_app=lambda: app).main(arguments, prog_name="flask")
        except SystemExit as end:
            return int(end.code or 0), told.getvalue()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else None))
