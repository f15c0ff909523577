"""Accounts: how a person signs in, and the links that letters carry."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask_security import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, one_of
from portal.models.consortia import Consortium, Person


class Account(UserMixin, Base):  # type: ignore[misc]
    """A person's way in. The e-mail address is the person's own."""

    __tablename__ = "account"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def email(self) -> str:  # type: ignore[override]
        """Return the address that the person signs in with."""
        return self.person.email

    @property
    def roles(self) -> list[str]:  # type: ignore[override]
        """Flask-Security's own roles aren't used: powers come from memberships."""
        return []


class LinkPurpose(StrEnum):
    """What a link from a letter may be used for."""

    INVITATION = "invitation"


class Link(Base):
    """A link that was sent to one person. Its token is derived when it is sent, never stored."""

    __tablename__ = "link"

    purpose: Mapped[LinkPurpose] = mapped_column(one_of(LinkPurpose))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    consortium_id: Mapped[UUID] = mapped_column(ForeignKey("consortium.id"))
    # Nobody: it was made from the command line.
    sender_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    spent_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=person_id)
    sender: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=sender_id)
    consortium: Mapped[Consortium] = relationship(lazy="raise")
