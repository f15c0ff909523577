"""The fixed cast: everybody that a test of access needs, in two consortia.

Bristol has the people; Leeds mirrors a few of them, so that a foreign thing exists for each kind.
Every value that one person tells in confidence is a string found nowhere else.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from portal.database import db, transaction
from portal.lifecycles import advance
from portal.models import (
    Account,
    Cohort,
    Consortium,
    Employer,
    Level,
    Membership,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Person,
    Place,
    Programme,
    Role,
    Sector,
    Skill,
)
from portal.models.consortia import name_key

# An argon2id hash of this password with the least cost: the tests don't measure hashing.
PASSWORD = "correct horse battery"


@dataclass
class Side:
    """One consortium and its people and things, by name: ids only, to be read afresh."""

    ids: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> UUID:
        return self.ids[name]


@dataclass
class Cast:
    """Both consortia; people are `PEOPLE` below."""

    bristol: Side
    leeds: Side


# Name in the cast: role and whether the role is for an employer (and which).
PEOPLE: dict[str, tuple[Role, str | None]] = {
    "admin": (Role.CONSORTIUM_ADMIN, None),
    "second_admin": (Role.CONSORTIUM_ADMIN, None),
    "auditor": (Role.AUDITOR, None),
    "reviewer": (Role.REVIEWER, None),
    "lead": (Role.EMPLOYER_LEAD, "council"),
    "other_lead": (Role.EMPLOYER_LEAD, "trust"),
    "line_manager": (Role.LINE_MANAGER, "trust"),
    "supervisor": (Role.SUPERVISOR, "council"),
    "mentor": (Role.MENTOR, None),
    "other_mentor": (Role.MENTOR, None),
    "participant": (Role.PARTICIPANT, None),
    "other_participant": (Role.PARTICIPANT, None),
}


def make_cast() -> Cast:
    """Put the cast in the database."""
    with transaction():
        return Cast(_side("Bristol"), _side("Leeds"))


def _add(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def _side(city: str) -> Side:
    side = Side()
    consortium = _add(Consortium(name=f"{city} Stepping Up", contact_name="The programme team"))
    side.ids["consortium"] = consortium.id
    of = {"consortium_id": consortium.id}
    for name in ("government", "health"):
        side.ids[name] = _add(Sector(name=name.title(), **of)).id
    side.ids["place"] = _add(Place(name=city, **of)).id
    for number in range(1, 6):
        level = _add(Level(number=number, name=f"Level {number}", **of))
        side.ids[f"level_{number}"] = level.id
    for position, name in enumerate(("negotiation", "finance")):
        steps = ["Not yet", "A little", "With help", "Alone", "Teach others"]
        skill = _add(Skill(name=name.title(), position=position, steps=steps, **of))
        side.ids[name] = skill.id
    for name, sector in (("council", "government"), ("trust", "health")):
        title = f"{city} {name.title()}"
        employer = Employer(name=title, name_key=name_key(title), sector_id=side[sector], **of)
        side.ids[name] = _add(employer).id
    for name, (role, employer_name) in PEOPLE.items():
        _person(side, city, name, role, employer_name)
    _cohort(side)
    return side


def _person(side: Side, city: str, name: str, role: Role, employer_name: str | None) -> None:
    email = f"{name.replace('_', '.')}@{city.lower()}.example"
    person = _add(Person(name=f"{name.replace('_', ' ').title()} {city}", email=email))
    side.ids[name] = person.id
    _add(Account(person_id=person.id, password="!", active=True, fs_uniquifier=uuid4().hex))
    _add(
        Membership(
            person_id=person.id,
            consortium_id=side["consortium"],
            role=role,
            employer_id=side[employer_name] if employer_name else None,
        )
    )


def _cohort(side: Side) -> None:
    of = {"consortium_id": side["consortium"]}
    programme = _add(Programme(name="Stepping Up", **of))
    side.ids["programme"] = programme.id
    cohort = _add(
        Cohort(
            programme_id=programme.id,
            name="2027",
            starts_on=date(2027, 1, 11),
            ends_on=date(2027, 12, 31),
            **of,
        )
    )
    side.ids["cohort"] = cohort.id
    for name in ("participant", "other_participant"):
        participation = _add(
            Participation(
                cohort_id=cohort.id, person_id=side[name], employer_id=side["trust"], **of
            )
        )
        side.ids[f"{name}_participation"] = participation.id
        profile = _add(ParticipantProfile(participation_id=participation.id, **of))
        side.ids[f"{name}_profile"] = profile.id
    for name in ("mentor", "other_mentor"):
        profile = _add(MentorProfile(person_id=side[name], employer_id=side["council"], **of))
        side.ids[f"{name}_profile"] = profile.id


def sign_in(client: FlaskClient, person_id: UUID) -> None:
    """Sign a person in, past the password form, which has tests of its own."""
    with client.application.app_context():
        account = db.session.query(Account).filter_by(person_id=person_id).one()
        uniquifier = account.fs_uniquifier
    with client.session_transaction() as session:
        session["_user_id"] = uniquifier
        session["_fresh"] = True


def fill_profiles(side: Side) -> None:
    """Complete every profile, so that a round can match both participants with both mentors."""
    with transaction():
        for rank, name in enumerate(("participant", "other_participant")):
            profile = db.session.get_one(ParticipantProfile, side[f"{name}_profile"])
            profile.level_id = side["level_2"]
            db.session.add(
                ParticipantGoal(
                    profile_id=profile.id,
                    skill_id=side[("negotiation", "finance")[rank]],
                    rank=1,
                    held=1,
                )
            )
            advance(profile, "complete")
        for rank, name in enumerate(("mentor", "other_mentor")):
            mentor = db.session.get_one(MentorProfile, side[f"{name}_profile"])
            mentor.level_id = side["level_4"]
            db.session.add(
                MentorSkill(
                    profile_id=mentor.id,
                    skill_id=side[("negotiation", "finance")[rank]],
                    step=4,
                )
            )
            advance(mentor, "complete")
            advance(mentor, "approve")
