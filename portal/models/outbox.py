"""The outbox: every letter that is to be sent, is stored here first."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import LETTER, LetterStatus
from portal.models.consortia import Person
from portal.models.rounds import Publication


class Letter(Governed, Base):
    """One letter to one person: a template and its parameters, never the text or a token."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_due", "status", "send_after"),)
    LIFECYCLE = LETTER

    consortium_id: Mapped[UUID | None] = mapped_column(ForeignKey("consortium.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    template: Mapped[str] = mapped_column(String(60))
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    link_id: Mapped[UUID | None] = mapped_column(ForeignKey("link.id"))
    publication_id: Mapped[UUID | None] = mapped_column(ForeignKey("publication.id"), index=True)
    status: Mapped[LetterStatus] = mapped_column(one_of(LetterStatus), default=LETTER.first)
    send_after: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(400), default="")

    person: Mapped[Person] = relationship(lazy="raise")
    publication: Mapped[Publication | None] = relationship(lazy="raise")
