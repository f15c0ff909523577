"""More of everything in a side of the cast, to see what a page costs as its rows grow."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.database import db, transaction
from portal.lifecycles import (
    MentorProfileStatus,
    ParticipantProfileStatus,
    ProposalStatus,
    StretchAssignmentStatus,
)
from portal.models import (
    Account,
    AssignmentSkill,
    AvoidEntry,
    Cohort,
    Employer,
    EmployerAlias,
    Grade,
    Membership,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Person,
    Place,
    Programme,
    Publication,
    Role,
    Sector,
    Skill,
    StretchAssignment,
    Wish,
)
from portal.models.consortia import EMPLOYER_ROLES
from tests.cast import Side
from tests.proposed import propose, publish
from tests.world import approved_round, match

_numbers = count(1)
_DAYS = {"starts_on": date(2027, 5, 3), "ends_on": date(2027, 7, 30)}


def grow(side: Side, rows: int) -> None:
    """Add this many of everything that a page may list, and a round of what was added."""
    numbers = [next(_numbers) for _ in range(rows)]
    with transaction():
        for number in numbers:
            _register(side, number)
            _people(side, number)
            _confidences(side, number)
    name = f"Round of {rows}"
    side.ids["round"], side.ids["run"] = approved_round(side, name, "admin", "second_admin")
    with transaction():
        _proposals(side, numbers)


def _add(thing: Any) -> UUID:
    db.session.add(thing)
    db.session.flush()
    return UUID(str(thing.id))


def _register(side: Side, number: int) -> None:
    """Add to the lists, to the employers and to what the programme runs."""
    of = {"consortium_id": side["consortium"]}
    name = f"Number {number}"
    side.ids[f"sector_{number}"] = _add(Sector(name=name, **of))
    side.ids[f"place_of_{number}"] = _add(Place(name=name, **of))
    _add(Skill(name=name, position=number, steps=list("abcde"), **of))
    employer = Employer(name=name, name_key=name.casefold(), sector_id=side["health"], **of)
    side.ids[f"employer_{number}"] = _add(employer)
    for employer_id in (employer.id, side["council"]):
        alias = f"{name} at {employer_id}"
        _add(EmployerAlias(employer_id=employer_id, name=alias, name_key=alias.casefold(), **of))
        _add(Grade(employer_id=employer_id, level_id=side["level_2"], name=name, **of))
    programme = _add(Programme(name=name, **of))
    for programme_id in (programme, side["programme"]):
        _add(Cohort(programme_id=programme_id, name=name, **_DAYS, **of))
    offer = StretchAssignment(
        employer_id=side["council"],
        title=name,
        status=StretchAssignmentStatus.OPEN,
        supervisor_id=side["supervisor"],
        **_DAYS,
        **of,
    )
    side.ids[f"offer_{number}"] = _add(offer)
    _add(AssignmentSkill(assignment_id=offer.id, skill_id=side["finance"], step=3))


def _people(side: Side, number: int) -> None:
    """Add somebody in each role, with a complete profile where the role has one."""
    of = {"consortium_id": side["consortium"]}
    for role in Role:
        person = Person(name=f"{role} {number}", email=f"{role}.{number}@bristol.example")
        person_id = _add(person)
        _add(Account(person_id=person_id, password="!", fs_uniquifier=uuid4().hex))
        at = {"employer_id": side["council"]} if role in EMPLOYER_ROLES else {}
        _add(Membership(person_id=person_id, role=role, **at, **of))
        if role == Role.PARTICIPANT:
            _participant(side, number, person_id)
        if role == Role.MENTOR:
            _mentor(side, number, person_id)


def _participant(side: Side, number: int, person_id: UUID) -> None:
    of = {"consortium_id": side["consortium"]}
    place = Participation(
        cohort_id=side["cohort"], person_id=person_id, employer_id=side["trust"], **of
    )
    side.ids[f"taking_part_{number}"] = _add(place)
    profile = ParticipantProfile(
        participation_id=place.id,
        status=ParticipantProfileStatus.COMPLETE,
        level_id=side["level_2"],
        **of,
    )
    _add(profile)
    _add(ParticipantGoal(profile_id=profile.id, skill_id=side["finance"], rank=1, held=1))


def _mentor(side: Side, number: int, person_id: UUID) -> None:
    profile = MentorProfile(
        consortium_id=side["consortium"],
        person_id=person_id,
        employer_id=side["council"],
        status=MentorProfileStatus.APPROVED,
        level_id=side["level_4"],
    )
    side.ids[f"mentoring_{number}"] = _add(profile)
    _add(MentorSkill(profile_id=profile.id, skill_id=side["finance"], step=4))


def _confidences(side: Side, number: int) -> None:
    """Let the cast avoid more people and employers, and wish for more."""
    avoided = {"consortium_id": side["consortium"], "employer_id": side[f"employer_{number}"]}
    _add(AvoidEntry(participant_profile_id=side["participant_profile"], **avoided))
    _add(AvoidEntry(mentor_profile_id=side["mentor_profile"], **avoided))
    _add(AvoidEntry(stretch_assignment_id=side["assignment"], **avoided))
    if number <= 5:
        wished = {"mentor_profile_id": side[f"mentoring_{number}"], "rank": number}
        _add(Wish(profile_id=side["participant_profile"], **wished))


def _proposals(side: Side, numbers: list[int]) -> None:
    """Add proposals and matches: of the published round, and for the cast's mentor and host."""
    of_round = select(Publication).where(Publication.round_id == side["round_2"])
    published = db.session.scalars(of_round).one()
    hosted = publish(side)
    for number in numbers:
        place = {"participation": f"taking_part_{number}", "seat": 100 + number}
        propose(side, published, mentor=f"mentoring_{number}", **place)
        offer = {"assignment": side[f"offer_{number}"]}
        propose(side, hosted, status=ProposalStatus.OFFERED, **offer, **place)
        for option in ({"mentor": "mentor_profile"}, {"assignment": side["assignment"]}):
            place["seat"] += 200
            match(propose(side, hosted, status=ProposalStatus.ACCEPTED, **option, **place))
