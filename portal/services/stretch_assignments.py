"""Stretch assignments: offered by a host's lead, decided on by the team."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.access.actor import Actor
from portal.database import begin_writing, db, lock, lock_version, touch
from portal.lifecycles import advance
from portal.models import (
    AssignmentSkill,
    AvoidEntry,
    Consortium,
    Employer,
    Person,
    Place,
    Role,
    StretchAssignment,
)
from portal.models.stretch_assignments import AssignmentFormat
from portal.queries import stretch_assignments as reads
from portal.services.accounts import find_membership, find_person, invite_person
from portal.services.history import record
from portal.services.proposals import withdraw_proposal
from portal.services.refusal import Refusal


@dataclass(frozen=True)
class OfferDetails:
    """What a host says of an assignment. `not_for`: employers it isn't for, told to nobody.

    A new supervisor is given by name and e-mail address, and is invited.
    """

    title: str
    starts_on: date
    ends_on: date
    description: str = ""
    days: int = 15
    format: AssignmentFormat = AssignmentFormat.ON_SITE
    location: Place | None = None
    level_from: int = 1
    level_to: int = 9
    weekdays: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    host_checks: tuple[str, ...] = ()
    capacity: int = 1
    supervisor: Person | None = None
    new_supervisor: tuple[str, str] | None = None
    not_for: tuple[Employer, ...] = ()


def offer_assignment(actor: Actor, employer: Employer, details: OfferDetails) -> StretchAssignment:
    """Add a draft of what an employer offers."""
    begin_writing()
    assignment = StretchAssignment(
        consortium_id=employer.consortium_id,
        employer_id=employer.id,
        title=details.title,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
    )
    db.session.add(assignment)
    _fill_in(actor, assignment, details)
    record(actor, "offer", assignment, after={"title": assignment.title})
    return assignment


def change_assignment(
    actor: Actor, assignment: StretchAssignment, version: int, details: OfferDetails
) -> StretchAssignment:
    """Change a draft that was read at this version."""
    lock_version(assignment, version)
    advance(assignment, "edit")
    before = {"title": assignment.title}
    _fill_in(actor, assignment, details)
    touch(assignment)
    record(actor, "change", assignment, before=before, after={"title": assignment.title})
    return assignment


def _fill_in(actor: Actor, assignment: StretchAssignment, details: OfferDetails) -> None:
    for name in ("title", "description", "starts_on", "ends_on", "days", "format", "capacity"):
        setattr(assignment, name, getattr(details, name))
    assignment.level_from, assignment.level_to = details.level_from, details.level_to
    assignment.location_id = details.location.id if details.location else None
    assignment.weekdays = list(details.weekdays)
    assignment.offers = list(details.offers)
    assignment.host_checks = list(details.host_checks)
    assignment.supervisor_id = _supervisor_id(actor, assignment, details)
    db.session.flush()
    _set_avoided(assignment, {employer.id for employer in details.not_for})


def _supervisor_id(
    actor: Actor, assignment: StretchAssignment, details: OfferDetails
) -> UUID | None:
    """Return the supervisor who was chosen, or who is known at the employer, or is invited now."""
    if details.new_supervisor is None:
        return details.supervisor.id if details.supervisor else None
    name, email = details.new_supervisor
    person = find_person(email)
    held = person and find_membership(
        person.id, Role.SUPERVISOR, assignment.consortium_id, assignment.employer_id
    )
    if person and held and held.ended_on is None:
        return person.id
    link = invite_person(
        actor,
        name=name,
        email=email,
        role=Role.SUPERVISOR,
        consortium=db.session.get_one(Consortium, assignment.consortium_id),
        employer=db.session.get_one(Employer, assignment.employer_id),
    )
    return link.person_id


def _set_avoided(assignment: StretchAssignment, wanted: set[UUID]) -> None:
    for entry in reads.employers_avoided(assignment.id):
        if entry.employer_id in wanted:
            wanted.discard(entry.employer_id)
        else:
            db.session.delete(entry)
    db.session.add_all(
        AvoidEntry(
            consortium_id=assignment.consortium_id,
            stretch_assignment_id=assignment.id,
            employer_id=employer_id,
        )
        for employer_id in wanted
    )


def save_steps(
    actor: Actor, assignment: StretchAssignment, version: int, steps: dict[UUID, int]
) -> StretchAssignment:
    """Save which skills a draft stretches, and to which step."""
    lock_version(assignment, version)
    advance(assignment, "edit")
    wanted = dict(steps)
    for row in reads.skill_rows(assignment.id):
        if row.skill_id in wanted:
            row.step = wanted.pop(row.skill_id)
        else:
            db.session.delete(row)
    db.session.add_all(
        AssignmentSkill(assignment_id=assignment.id, skill_id=skill_id, step=step)
        for skill_id, step in wanted.items()
    )
    touch(assignment)
    record(actor, "save_skills", assignment)
    return assignment


def copy_assignment(actor: Actor, assignment: StretchAssignment) -> StretchAssignment:
    """Add a draft with everything that this one says, a year later."""
    begin_writing()
    columns = ("description", "days", "format", "location_id", "level_from", "level_to")
    more = ("weekdays", "offers", "host_checks", "capacity", "supervisor_id", "employer_id")
    copy = StretchAssignment(
        consortium_id=assignment.consortium_id,
        title=assignment.title,
        starts_on=a_year_later(assignment.starts_on),
        ends_on=a_year_later(assignment.ends_on),
        **{name: getattr(assignment, name) for name in (*columns, *more)},
    )
    db.session.add(copy)
    db.session.flush()
    db.session.add_all(
        AssignmentSkill(assignment_id=copy.id, skill_id=skill_id, step=step)
        for skill_id, step in reads.steps_of(assignment.id).items()
    )
    avoided = {entry.employer_id for entry in reads.employers_avoided(assignment.id)}
    _set_avoided(copy, {id for id in avoided if id})
    record(actor, "copy", copy, after={"title": copy.title, "from": str(assignment.id)})
    return copy


def a_year_later(day: date) -> date:
    """Return the same day of the next year; 28 February after a 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def submit_assignment(
    actor: Actor, assignment: StretchAssignment, version: int
) -> StretchAssignment:
    """Give a draft to the team, once everything is said that a participant has to know."""
    lock_version(assignment, version)
    left = reads.left_to_say(assignment)
    if left:
        raise Refusal(" ".join(left))
    _move(actor, assignment, "submit")
    assignment.returned_because = ""
    return assignment


def revise_assignment(actor: Actor, assignment: StretchAssignment) -> None:
    """Take what was submitted or is open back to a draft, unless somebody is proposed or there."""
    lock(assignment)
    if reads.outstanding_proposals(assignment.id) or reads.has_active_match(assignment.id):
        raise Refusal(
            "Somebody has been proposed for this assignment, or is on it, so it can’t be changed "
            "now. Talk to the programme team."
        )
    _move(actor, assignment, "revise")


def withdraw_assignment(actor: Actor, assignment: StretchAssignment) -> None:
    """Take an offer back for good; whoever was proposed is told, nobody may be on it."""
    lock(assignment)
    if reads.has_active_match(assignment.id):
        raise Refusal(
            "Somebody is on this assignment, so it can’t be withdrawn. Talk to the programme team."
        )
    for proposal in reads.outstanding_proposals(assignment.id):
        withdraw_proposal(actor, proposal, "The host has taken the offer back.")
    _move(actor, assignment, "withdraw")


def approve_assignment(
    actor: Actor, assignment: StretchAssignment, version: int
) -> StretchAssignment:
    """Open the assignment as it was read at this version: from then on rounds match it."""
    lock_version(assignment, version)
    _move(actor, assignment, "approve")
    return assignment


def return_assignment(
    actor: Actor, assignment: StretchAssignment, version: int, reason: str
) -> StretchAssignment:
    """Send the assignment back with a reason, which the host's leads read on it."""
    lock_version(assignment, version)
    _move(actor, assignment, "return", reason)
    assignment.returned_because = reason
    return assignment


def close_assignment(actor: Actor, assignment: StretchAssignment) -> None:
    """Take an open assignment out of the next rounds; what was proposed or agreed stands."""
    lock(assignment)
    _move(actor, assignment, "close")


def _move(actor: Actor, assignment: StretchAssignment, verb: str, reason: str = "") -> None:
    before, after = advance(assignment, verb)
    record(
        actor,
        verb,
        assignment,
        before={"status": before.value},
        after={"status": after.value},
        reason=reason,
    )
