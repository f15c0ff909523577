"""Stretch assignments, as hosts offer them and the team decides on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from portal.access.actor import standing
from portal.database import db
from portal.lifecycles import MatchStatus, StretchAssignmentStatus
from portal.lifecycles.rounds import OUTSTANDING
from portal.models import (
    AssignmentSkill,
    AvoidEntry,
    Employer,
    Level,
    Match,
    Membership,
    Person,
    Proposal,
    Role,
    RoundKind,
    StretchAssignment,
)
from portal.models.profiles import WEEKDAYS
from portal.models.stretch_assignments import AssignmentFormat
from portal.queries.publications import taken_seats

_S = StretchAssignmentStatus
# What the team has to look at comes first; what a host has to go on with, for the host.
TEAM_ORDER = (_S.SUBMITTED, _S.OPEN, _S.DRAFT, _S.CLOSED, _S.WITHDRAWN)
HOST_ORDER = (_S.DRAFT, _S.SUBMITTED, _S.OPEN, _S.CLOSED, _S.WITHDRAWN)


@dataclass(frozen=True)
class Offer:
    """An assignment and how many of its places are held."""

    assignment: StretchAssignment
    taken: int

    @property
    def is_filled(self) -> bool:
        """Say whether an open assignment has no place left."""
        return self.assignment.status == _S.OPEN and self.taken >= self.assignment.capacity


def offers_in(consortium_id: UUID) -> list[Offer]:
    """Return every assignment for the team, those that wait for approval first. Two queries."""
    return _offers(StretchAssignment.consortium_id == consortium_id, TEAM_ORDER)


def offers_of(employer_ids: list[UUID]) -> list[Offer]:
    """Return what these employers offer, drafts first. Two queries."""
    return _offers(StretchAssignment.employer_id.in_(employer_ids), HOST_ORDER)


def _offers(condition: ColumnElement[bool], order: tuple[_S, ...]) -> list[Offer]:
    query = select(StretchAssignment).where(condition)
    seats = taken_seats(RoundKind.ASSIGNMENTS)
    found = [
        Offer(assignment, len(seats.get(assignment.id, ())))
        for assignment in db.session.scalars(query.options(joinedload(StretchAssignment.employer)))
    ]

    def place(offer: Offer) -> tuple[int, str]:
        return order.index(offer.assignment.status), offer.assignment.title.casefold()

    return sorted(found, key=place)


def employers_led(ids: frozenset[UUID], consortium_id: UUID) -> list[Employer]:
    """Return the employers of one consortium among these, by name."""
    query = select(Employer).where(Employer.id.in_(ids), Employer.consortium_id == consortium_id)
    return list(db.session.scalars(query.order_by(Employer.name)))


def people_of(employer_id: UUID) -> list[Person]:
    """Return the supervisors and leads of an employer, each once, by name."""
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.employer_id == employer_id,
            Membership.role.in_((Role.SUPERVISOR, Role.EMPLOYER_LEAD)),
            standing(),
        )
        .order_by(Person.name, Person.id)
        .distinct()
    )
    return list(db.session.scalars(query))


def steps_of(assignment_id: UUID) -> dict[UUID, int]:
    """Return the skills that an assignment stretches, and how far."""
    rows = db.session.execute(
        select(AssignmentSkill.skill_id, AssignmentSkill.step).where(
            AssignmentSkill.assignment_id == assignment_id
        )
    )
    return dict(iter(rows))


def skill_rows(assignment_id: UUID) -> list[AssignmentSkill]:
    """Return the rows of an assignment's skills."""
    return list(db.session.scalars(select(AssignmentSkill).filter_by(assignment_id=assignment_id)))


def employers_avoided(assignment_id: UUID) -> list[AvoidEntry]:
    """Return the host's entries on employers that it isn't for. Only the host's leads see them."""
    query = select(AvoidEntry).where(
        AvoidEntry.stretch_assignment_id == assignment_id, AvoidEntry.employer_id.is_not(None)
    )
    return list(db.session.scalars(query))


def supervisor_of(assignment: StretchAssignment) -> Person | None:
    """Return who looks after the participant."""
    return db.session.get(Person, assignment.supervisor_id) if assignment.supervisor_id else None


def levels_in_words(assignment: StretchAssignment, levels: Sequence[Level]) -> str:
    """Return for which levels an assignment is; an end where no level stands is no limit."""
    names = {level.number: f"{level.number} {level.name}" for level in levels}
    lowest, highest = names.get(assignment.level_from), names.get(assignment.level_to)
    if lowest and highest:
        return lowest if lowest == highest else f"From {lowest} to {highest}"
    return f"From {lowest}" if lowest else f"Up to {highest}" if highest else "Every level"


def outstanding_proposals(assignment_id: UUID) -> list[Proposal]:
    """Return the proposals that wait for an answer."""
    query = select(Proposal).where(
        Proposal.stretch_assignment_id == assignment_id, Proposal.status.in_(OUTSTANDING)
    )
    return list(db.session.scalars(query))


def has_active_match(assignment_id: UUID) -> bool:
    """Say whether somebody is on the assignment."""
    query = select(func.count()).where(
        Match.stretch_assignment_id == assignment_id, Match.status == MatchStatus.ACTIVE
    )
    return bool(db.session.scalars(query).one())


def left_to_say(assignment: StretchAssignment) -> list[str]:
    """Return what has to be said before an assignment can be submitted, as sentences."""
    wanted: list[tuple[Any, str]] = [
        (assignment.description, "Say what the person will do."),
        (steps_of(assignment.id), "Say which skills it stretches, and how far."),
        (
            assignment.location_id or assignment.format == AssignmentFormat.REMOTE,
            "Say where it is, or that it is done remotely.",
        ),
        (assignment.supervisor_id, "Say who supervises."),
        (possible_days(assignment) >= assignment.days, _too_few_days(assignment)),
    ]
    return [sentence for is_said, sentence in wanted if not is_said]


def _too_few_days(assignment: StretchAssignment) -> str:
    return (
        f"There are {possible_days(assignment)} of the chosen weekdays between its dates, "
        f"but it takes {assignment.days} days."
    )


def possible_days(assignment: StretchAssignment) -> int:
    """Count the working days between the dates that fall on the chosen weekdays."""
    names = list(WEEKDAYS)
    chosen = {names.index(day) for day in assignment.weekdays or names}
    length = (assignment.ends_on - assignment.starts_on).days + 1
    days = (assignment.starts_on + timedelta(days=number) for number in range(length))
    return sum(day.weekday() in chosen for day in days)
