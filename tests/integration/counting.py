"""Counting what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.database import db


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """Give a list that has every statement by the end, but those that only begin."""
    counted: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            counted.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", count)


def count_queries(app: Flask, client: FlaskClient, page: str) -> int:
    """Return how many statements a page takes, which must open."""
    with counted_queries(app) as counted:
        assert client.get(page).status_code == 200
    return len(counted)
