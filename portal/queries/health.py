"""Whether the portal can serve."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from portal.database import db
from portal.models import Consortium
from portal.queue import queue


def is_database_ready() -> bool:
    """Say whether the database answers and has its tables."""
    try:
        db.session.execute(select(Consortium.id).limit(1))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


def is_queue_ready() -> bool:
    """Say whether jobs can be put in the queue."""
    return queue().is_ready()
