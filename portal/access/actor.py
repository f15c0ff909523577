"""The actor: who asks, frozen at the start of the request."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from portal.calendar import today
from portal.database import db
from portal.models import Link, LinkPurpose, Membership, Person, Role


@dataclass(frozen=True)
class Held:
    """One membership: a role in a consortium, for an employer where the role needs one."""

    consortium_id: UUID
    role: Role
    employer_id: UUID | None


@dataclass(frozen=True)
class Bearer:
    """What a signed link gives: one purpose, for one person."""

    link_id: UUID
    purpose: LinkPurpose
    person_id: UUID


@dataclass(frozen=True)
class Actor:
    """A visitor (nobody), a person with memberships, or the bearer of a link."""

    person_id: UUID | None = None
    name: str = ""
    held: frozenset[Held] = frozenset()
    bearer: Bearer | None = None

    @property
    def is_signed_in(self) -> bool:
        """Say whether the actor is a person."""
        return self.person_id is not None

    def consortia(self, *roles: Role) -> frozenset[UUID]:
        """Return the consortia in which the actor holds one of the roles (any, if none given)."""
        return frozenset(h.consortium_id for h in self.held if not roles or h.role in roles)

    def employers(self, *roles: Role) -> frozenset[UUID]:
        """Return the employers for which the actor holds one of the roles."""
        return frozenset(h.employer_id for h in self.held if h.role in roles and h.employer_id)


VISITOR = Actor()


def load_actor(person_id: UUID) -> Actor:
    """Read a person and the memberships that stand today."""
    rows = db.session.execute(
        select(Person.name, Membership)
        .outerjoin(Membership, (Membership.person_id == Person.id) & standing())
        .where(Person.id == person_id)
    ).all()
    if not rows:
        return VISITOR
    held = frozenset(Held(m.consortium_id, m.role, m.employer_id) for _, m in rows if m)
    return Actor(person_id=person_id, name=rows[0][0], held=held)


def standing() -> ColumnElement[bool]:
    """Return the condition for a membership that hasn't ended."""
    return or_(Membership.ended_on.is_(None), Membership.ended_on > today())


def bearer_of(link: Link) -> Actor:
    """Return the actor that a valid link makes of whoever holds it."""
    return Actor(bearer=Bearer(link.id, link.purpose, link.person_id))
