"""The people of a consortium: who holds which role, and whether they can sign in yet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from portal.access.actor import standing
from portal.calendar import now
from portal.database import db
from portal.lifecycles import MatchStatus, ParticipationStatus
from portal.lifecycles.rounds import OUTSTANDING
from portal.models import (
    Account,
    Employer,
    Link,
    LinkPurpose,
    Match,
    Membership,
    MentorProfile,
    Participation,
    Person,
    Proposal,
    Role,
)
from portal.models.consortia import ROLE_WORDS, name_key


class Standing(StrEnum):
    """Whether somebody who holds a role can use it."""

    ACTIVE = "active"
    INVITED = "invited"
    LAPSED = "lapsed"
    NO_ACCOUNT = "no_account"
    ENDED = "ended"


@dataclass(frozen=True)
class Member:
    """A person in a role; `invited_until` is when their newest unused invitation runs out.

    `employer` is that of the role, or the one that a mentor or participant works for.
    """

    membership: Membership
    standing: Standing
    invited_until: datetime | None
    employer: Employer | None

    @property
    def person(self) -> Person:
        """Return the person."""
        return self.membership.person


def members(consortium_id: UUID, role: Role | None = None, words: str = "") -> list[Member]:
    """Return the roles that stand, by person; of one role only, and with all the words, if asked.

    One query.
    """
    query = _members().where(Membership.consortium_id == consortium_id, standing())
    if role:
        query = query.where(Membership.role == role)
    found = [_member(*row) for row in db.session.execute(query)]
    return sorted((one for one in found if _has(one, words)), key=_order)


def member(membership_id: UUID) -> Member:
    """Return one role of one person."""
    return _member(*db.session.execute(_members().where(Membership.id == membership_id)).one())


def _members() -> Select[Membership, UUID | None, datetime | None, Employer | None]:
    newest = (
        select(Link.person_id, Link.consortium_id, func.max(Link.expires_at).label("until"))
        .where(Link.purpose == LinkPurpose.INVITATION, Link.spent_at.is_(None))
        .group_by(Link.person_id, Link.consortium_id)
        .subquery()
    )
    return (
        select(Membership, Account.person_id, newest.c.until, Employer)
        .select_from(Membership)
        .outerjoin(Employer, Employer.id == _employer_id())
        .outerjoin(Account, Account.person_id == Membership.person_id)
        .outerjoin(
            newest,
            (newest.c.person_id == Membership.person_id)
            & (newest.c.consortium_id == Membership.consortium_id),
        )
        .options(joinedload(Membership.person))
    )


def _employer_id() -> ColumnElement[UUID | None]:
    """Return the employer of a role, or that of the mentor's profile or the newest place."""
    of_mentor = select(MentorProfile.employer_id).where(
        MentorProfile.person_id == Membership.person_id,
        MentorProfile.consortium_id == Membership.consortium_id,
    )
    of_participant = (
        select(Participation.employer_id)
        .where(
            Participation.person_id == Membership.person_id,
            Participation.consortium_id == Membership.consortium_id,
        )
        .order_by(Participation.created_at.desc(), Participation.id)
        .limit(1)
    )
    at_home = case(
        (Membership.role == Role.MENTOR, of_mentor.scalar_subquery()),
        (Membership.role == Role.PARTICIPANT, of_participant.scalar_subquery()),
    )
    return func.coalesce(Membership.employer_id, at_home)


def _member(
    membership: Membership,
    account: UUID | None,
    until: datetime | None,
    employer: Employer | None,
) -> Member:
    if membership.ended_on is not None:
        return Member(membership, Standing.ENDED, None, employer)
    if account is not None:
        return Member(membership, Standing.ACTIVE, None, employer)
    if until is None:
        return Member(membership, Standing.NO_ACCOUNT, None, employer)
    invited = Standing.INVITED if until > now() else Standing.LAPSED
    return Member(membership, invited, until, employer)


def _has(member: Member, words: str) -> bool:
    employer = member.employer.name if member.employer else ""
    text = name_key(f"{member.person.name} {member.person.email} {employer}")
    return all(word in text for word in name_key(words).split())


def _order(member: Member) -> tuple[str, str]:
    return name_key(member.person.name), ROLE_WORDS[member.membership.role]


def count_roles(consortium_id: UUID) -> dict[Role, int]:
    """Count the roles that stand."""
    rows = db.session.execute(
        select(Membership.role, func.count())
        .where(Membership.consortium_id == consortium_id, standing())
        .group_by(Membership.role)
    )
    return dict(iter(rows))


def people_in_role(consortium_id: UUID, role: Role) -> Select[UUID]:
    """Return the select of those whose role hasn't ended."""
    return select(Membership.person_id).where(
        Membership.consortium_id == consortium_id, Membership.role == role, standing()
    )


def admins_who_can_sign_in(consortium_id: UUID, but: UUID) -> int:
    """Count the admins with an account, leaving out one membership."""
    query = (
        select(func.count())
        .select_from(Membership)
        .join(Account, Account.person_id == Membership.person_id)
        .where(Membership.consortium_id == consortium_id, standing())
        .where(Membership.role == Role.CONSORTIUM_ADMIN, Membership.id != but)
    )
    return db.session.scalars(query).one()


def has_account(person_id: UUID) -> bool:
    """Say whether the person can sign in."""
    return (
        db.session.scalar(select(Account.person_id).where(Account.person_id == person_id))
        is not None
    )


def places_held(membership: Membership) -> list[str]:
    """Return the names of the cohorts in which a participant takes part or has deferred."""
    query = (
        select(Participation)
        .where(
            Participation.person_id == membership.person_id,
            Participation.consortium_id == membership.consortium_id,
            Participation.status.in_((ParticipationStatus.ENROLLED, ParticipationStatus.DEFERRED)),
        )
        .options(joinedload(Participation.cohort))
    )
    return sorted(participation.cohort.name for participation in db.session.scalars(query))


def mentors_somebody(membership: Membership) -> bool:
    """Say whether a mentor has a match, or a proposal that hasn't been answered."""
    profile = select(MentorProfile.id).where(
        MentorProfile.person_id == membership.person_id,
        MentorProfile.consortium_id == membership.consortium_id,
    )
    matched = select(Match.id).where(
        Match.mentor_profile_id.in_(profile), Match.status == MatchStatus.ACTIVE
    )
    asked = select(Proposal.id).where(
        Proposal.mentor_profile_id.in_(profile), Proposal.status.in_(OUTSTANDING)
    )
    return db.session.scalar(matched.union_all(asked).limit(1)) is not None
