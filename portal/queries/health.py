"""Whether the portal can serve."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from portal.database import db
from portal.models import Consortium


def is_database_ready() -> bool:
    """Say whether the database answers and has its tables."""
    try:
        db.session.execute(select(Consortium.id).limit(1))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
