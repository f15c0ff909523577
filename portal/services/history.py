"""Writing history: one entry for every change."""

from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.database import Base, db
from portal.models import HistoryEntry


def record(
    actor: Actor | None,
    verb: str,
    thing: Base,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Add an entry for a change to `thing`. No actor: the portal did it, by the clock.

    `before` and `after` hold plain values, never what somebody told in confidence (reasons for
    declining, avoid entries, needs): history is read by auditors.
    """
    db.session.flush()
    db.session.add(
        HistoryEntry(
            consortium_id=_consortium_of(thing),
            person_id=actor.person_id if actor else None,
            verb=verb,
            thing_kind=type(thing).__tablename__,
            thing_id=thing.id,
            before=before or {},
            after=after or {},
            reason=reason,
        )
    )


def _consortium_of(thing: Base) -> UUID | None:
    return getattr(thing, "consortium_id", None) or (
        thing.id if type(thing).__tablename__ == "consortium" else None
    )
