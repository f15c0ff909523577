"""Counting what a page asks of the database."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.database import db


def count_queries(app: Flask, client: FlaskClient, page: str) -> int:
    """Return how many statements a page takes, which must open."""
    counted: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            counted.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get(page).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)
