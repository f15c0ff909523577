"""The database: one session, one commit, and the column types that every model shares."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Dialect, Engine, Enum, MetaData, TypeDecorator, Uuid, event, types
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.orm.attributes import flag_modified, instance_state

from portal.lifecycles.machine import Lifecycle


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops offsets silently, so they are taken off and put back here."""

    impl = types.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without an offset, and store it in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no offset: a moment is stored in UTC")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every row has: an id, when it was made, and a version that catches lost updates."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        uuid.UUID: Uuid,
        dict[str, Any]: types.JSON,
        list[str]: types.JSON,
    }

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC), sort_order=90)
    version: Mapped[int] = mapped_column(sort_order=91)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Count versions on every table, so that a lost update is an error."""
        return {"version_id_col": cls.__table__.c.version}


class Governed:
    """A row whose status only `lifecycles.advance` changes."""

    LIFECYCLE: ClassVar[Lifecycle[Any]]

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to write a status once it has one."""
        if name == "status" and (
            instance_state(self).key is not None or self.__dict__.get("status") is not None
        ):
            raise AttributeError("a status changes only through lifecycles.advance")
        super().__setattr__(name, value)


@event.listens_for(Governed, "init", propagate=True)
def _start(thing: Governed, _args: Any, values: dict[str, Any]) -> None:
    """Give a new row its lifecycle's first status, unless it is made with another."""
    values.setdefault("status", thing.LIFECYCLE.first)


def one_of(enum: type[StrEnum]) -> Enum:
    """Return the column type for an enum: its values as text, behind a CHECK."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=40,
        name=enum.__name__.lower(),
    )


# What was read stays readable after a commit; whoever decides on a row locks and re-reads it.
db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Make SQLite keep its promises: foreign keys, readers beside a writer, waiting for a lock."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def begin_writing() -> None:
    """Take the right to write before anything is read that the write depends on.

    On SQLite a transaction that began by reading can't turn to writing safely, so it is ended and
    begun again with BEGIN IMMEDIATE. PostgreSQL needs nothing here: its rows are locked one by one.
    On both, what was read before may be old: `lock` reads a row afresh. Calling it again within
    the transaction does nothing.
    """
    session = db.session()
    if session.get_bind().dialect.name != "sqlite" or session.info.get("writing"):
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("begin_writing comes before the first change")
    session.commit()  # ends the reading; there is nothing to write yet
    session.connection(execution_options={"writing": True})
    session.info["writing"] = True


@event.listens_for(Session, "after_transaction_end")
def _stop_writing(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("writing", None)


def lock(thing: Base) -> None:
    """Lock one row until the transaction ends, and read it afresh.

    That row alone: what was loaded along with it is read again by an outer join, which PostgreSQL
    refuses to lock.
    """
    begin_writing()
    db.session.refresh(thing, with_for_update={"of": type(thing)})


def lock_version(thing: Base, version: int) -> None:
    """Lock one row that somebody edited; raise EditConflict when another got there first."""
    lock(thing)
    if thing.version != version:
        raise EditConflict(thing.version)


def touch(thing: Base) -> None:
    """Count a change to what belongs to a row as a change to the row: its version goes up."""
    flag_modified(thing, "created_at")


class EditConflict(Exception):
    """Somebody else changed the thing since the form was opened; its version now."""

    def __init__(self, version: int = 0) -> None:
        super().__init__(version)
        self.version = version


def after_commit(action: Callable[[], None]) -> None:
    """Do something, such as waking the worker, once the transaction has been committed."""
    db.session().info.setdefault("after_commit", []).append(action)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside, or nothing of it. The only commit there is."""
    session = db.session()
    session.info.pop("after_commit", None)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        actions = session.info.pop("after_commit", [])
    for action in actions:
        action()
