"""The web server of ./dev run: run by the Python in .venv, it prepares the database first.

One process does all of it, because loading the portal takes a second or two and a repeated
./dev run has five: `flask db upgrade`, `flask demo load --json` if a file for its accounts is
named, then gunicorn with what is loaded already. Demonstration data are refused, with exit code
1, by a database that holds something; the accounts of the first time stay in the file.
"""

import contextlib
import io
import sys
from pathlib import Path

from flask.cli import FlaskGroup
from gunicorn.app.wsgiapp import WSGIApplication

from portal.database import db
from wsgi import app

REFUSED = 1
GUNICORN = ["gunicorn", "--no-control-socket", "--preload", "--threads", "8", "wsgi:app", "--bind"]


def main(address: str, accounts: Path | None) -> None:
    """Prepare the database, then serve the portal at "host:port" until told to stop."""
    exit_code, _ = flask("db", "upgrade")
    if exit_code == 0 and accounts:
        exit_code = load_demonstration(accounts)
    if exit_code:
        sys.exit(exit_code)
    # The processes that gunicorn forks must not share a connection with this one.
    with app.app_context():
        db.engine.dispose()
    sys.argv = [*GUNICORN, address]
    WSGIApplication().run()


def load_demonstration(accounts: Path) -> int:
    """Load the demonstration if the database is empty, and keep its accounts; the exit code."""
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
    main(sys.argv[1], Path(sys.argv[2]) if sys.argv[2:] else None)
