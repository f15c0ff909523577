"""What stands in the outbox: for whoever looks after the portal, with nothing private in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.database import db
from portal.lifecycles import LetterStatus
from portal.models import Letter


@dataclass(frozen=True)
class LetterRow:
    """One letter: of which kind, how far it has come, and why no further; never to whom."""

    id: UUID
    template: str
    status: LetterStatus
    send_after: datetime
    sent_at: datetime | None
    attempts: int
    failure: str


def list_letters(status: LetterStatus | None, limit: int) -> list[LetterRow]:
    """Return the newest letters first, of one status or of all."""
    columns = (
        Letter.id,
        Letter.template,
        Letter.status,
        Letter.send_after,
        Letter.sent_at,
        Letter.attempts,
        Letter.failure,
    )
    query = select(*columns).order_by(Letter.created_at.desc(), Letter.id).limit(limit)
    if status is not None:
        query = query.where(Letter.status == status)
    return [LetterRow(*row) for row in db.session.execute(query)]


def count_letters() -> dict[LetterStatus, int]:
    """Return how many letters there are of each status, those with none included."""
    query = select(Letter.status, func.count()).group_by(Letter.status)
    counted = {row[0]: row[1] for row in db.session.execute(query)}
    return {status: counted.get(status, 0) for status in LetterStatus}
