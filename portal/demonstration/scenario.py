"""Putting one consortium together: whom the data name, and whom they leave to be drawn."""

from collections.abc import Iterator

from portal.database import db
from portal.demonstration.assignments import draw_assignment
from portal.demonstration.data.former import FORMER
from portal.demonstration.data.names import FAMILY, GIVEN, OTHERS, PARTICIPANTS
from portal.demonstration.draw import Draw
from portal.demonstration.people import JobTitles, Options, draw_mentor, draw_participant
from portal.demonstration.register import People, Register, make_register
from portal.demonstration.rows import add_assignment, add_mentor, add_participant
from portal.demonstration.shapes import (
    AssignmentDraft,
    Character,
    ConsortiumData,
    EmployerData,
    MentorDraft,
    ParticipantDraft,
)
from portal.lifecycles import MentorProfileStatus, StretchAssignmentStatus
from portal.models import Person, Role


class Names:
    """Names for those who are drawn, each given to one person alone."""

    def __init__(self, draw: Draw) -> None:
        self.participants = draw.shuffled(PARTICIPANTS, "names of participants")
        composed = [f"{given} {family}" for given in GIVEN for family in FAMILY]
        first = list(draw.shuffled(OTHERS, "names of others"))
        # One in three of the whole names, so that neither kind stands all in one place.
        rest = draw.shuffled(composed, "composed names")
        self.others = _every_third(iter(first), rest)
        self.former = draw.shuffled(FORMER, "whom people avoid")


def make_consortium(data: ConsortiumData, draw: Draw, people: People, names: Names) -> Register:
    """Add one consortium with everybody and everything in it."""
    register = make_register(data, draw, people)
    staff = _add_staff(register, names)
    titles = JobTitles(draw, (*data.mentors, *data.participants))
    mentors = _draw_mentors(register, names, titles)
    assignments = _draw_assignments(register)
    options = _wishable(mentors, assignments)
    participants = _draw_participants(register, names, titles, options)
    for mentor in mentors:
        add_mentor(register, mentor)
    for assignment in assignments:
        add_assignment(register, assignment, staff[assignment.host].id)
    for participant in participants:
        add_participant(register, participant)
    db.session.flush()
    return register


def _add_staff(register: Register, names: Names) -> dict[str, Person]:
    """Give roles to those named, fill every employer's roles, and return its supervisors."""
    data = register.data
    held: dict[tuple[Role, str], Person] = {}
    for each in data.staff:
        held[each.role, each.employer] = register.give_role(each.name, each.role, each.employer)
    hosts = {assignment.host for assignment in data.assignments}
    senders = {character.employer for character in data.participants}
    for employer in data.employers:
        wanted = [Role.EMPLOYER_LEAD]
        wanted += [Role.SUPERVISOR] if employer.key in hosts else []
        wanted += [Role.LINE_MANAGER] if employer.participants or employer.key in senders else []
        for role in wanted:
            if (role, employer.key) not in held:
                person = register.give_role(next(names.others), role, employer.key)
                held[role, employer.key] = person
    return {key: person for (role, key), person in held.items() if role is Role.SUPERVISOR}


def _draw_mentors(register: Register, names: Names, titles: JobTitles) -> list[MentorDraft]:
    data, draw = register.data, register.draw
    drawn = [Character(next(names.others), e.key) for e in data.employers for _ in range(e.mentors)]
    return [
        draw_mentor(
            draw.chance("mentor", data.key, each.name),
            each.name,
            _employer(data, each.employer),
            each.fixed,
            data,
            titles,
            names.former,
        )
        for each in (*data.mentors, *drawn)
    ]


def _draw_assignments(register: Register) -> list[AssignmentDraft]:
    data, draw = register.data, register.draw
    return [
        draw_assignment(draw.chance("assignment", data.key, each.title), each, data)
        for each in data.assignments
    ]


def _draw_participants(
    register: Register, names: Names, titles: JobTitles, options: Options
) -> list[ParticipantDraft]:
    data, draw = register.data, register.draw
    drawn = [
        Character(next(names.participants), e.key)
        for e in data.employers
        for _ in range(e.participants)
    ]
    return [
        draw_participant(
            draw.chance("participant", data.key, each.name),
            each.name,
            _employer(data, each.employer),
            each.fixed,
            data,
            options,
            titles,
            names.former,
        )
        for each in (*data.participants, *drawn)
    ]


def _wishable(mentors: list[MentorDraft], assignments: list[AssignmentDraft]) -> Options:
    """Return what can be seen, and so be wished for: approved mentors, open assignments."""
    return Options(
        [each for each in mentors if each.status is MentorProfileStatus.APPROVED],
        [each for each in assignments if each.status is StretchAssignmentStatus.OPEN],
    )


def _employer(data: ConsortiumData, key: str) -> EmployerData:
    return next(employer for employer in data.employers if employer.key == key)


def _every_third(first: Iterator[str], rest: Iterator[str]) -> Iterator[str]:
    """Yield one of `first`, then two of `rest`, and so on; when `first` is spent, `rest` alone."""
    for name in first:
        yield name
        yield next(rest)
        yield next(rest)
    yield from rest
