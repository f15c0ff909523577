"""Reading accounts and invitations."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.access.actor import standing
from portal.database import db
from portal.models import Account, Consortium, Link, Membership
from portal.models.consortia import ROLE_WORDS


@dataclass(frozen=True)
class Invitation:
    """What an invitation says to whoever opens it."""

    name: str
    email: str
    consortium: Consortium
    sender: str
    roles: list[str]
    has_account: bool


def read_invitation(link_id: UUID) -> Invitation:
    """Return the invitation that a link stands for, with the roles that it offers as they stand."""
    link = db.session.scalars(
        select(Link)
        .where(Link.id == link_id)
        .options(joinedload(Link.person), joinedload(Link.sender), joinedload(Link.consortium))
    ).one()
    members = db.session.scalars(
        select(Membership)
        .where(Membership.person_id == link.person_id)
        .where(Membership.consortium_id == link.consortium_id, standing())
        .options(joinedload(Membership.employer))
        .order_by(Membership.created_at, Membership.id)
    )
    account = select(Account.person_id).where(Account.person_id == link.person_id)
    return Invitation(
        name=link.person.name,
        email=link.person.email,
        consortium=link.consortium,
        sender=link.sender.name if link.sender else "",
        roles=[_in_words(member) for member in members],
        has_account=db.session.scalar(account) is not None,
    )


def _in_words(member: Membership) -> str:
    words = ROLE_WORDS[member.role].lower()
    article = "an" if words[0] in "aeiou" else "a"
    held_for = f" for {member.employer.name}" if member.employer else ""
    return f"{article} {words}{held_for}"
