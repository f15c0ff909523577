"""History: who did what to which thing, and when. Rows are added, never changed."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base
from portal.models.consortia import Person


class HistoryEntry(Base):
    """One change: the verb, the thing, before and after, and the reason where one was given."""

    __tablename__ = "history_entry"

    consortium_id: Mapped[UUID | None] = mapped_column(ForeignKey("consortium.id"), index=True)
    # Nobody: the portal itself did it, by the clock.
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[str] = mapped_column(String(60))
    thing_kind: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[UUID] = mapped_column(index=True)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(String(1000), default="")

    person: Mapped[Person | None] = relationship(lazy="raise")
