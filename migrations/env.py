"""Runs the migrations inside the portal's app, on SQLite and PostgreSQL alike."""

from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from portal.database import Base, Instant, db


def is_ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    """Leave the queue's own tables out."""
    return not (kind == "table" and name is not None and name.startswith("huey_"))


def as_plain_type(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what it is stored as, so that migrations stand alone."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    """Run what is asked for on one connection."""
    # SQLite rebuilds a table to change it, which foreign keys would refuse half-way.
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_ours,
        render_item=as_plain_type,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    if is_sqlite:
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


with db.engine.connect() as connection:
    migrate(connection)
