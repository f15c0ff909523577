"""Loading a scenario into an empty database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.config import Settings
from portal.database import begin_writing, db
from portal.demonstration.data.bristol import BRISTOL, SMALLER_BRISTOL
from portal.demonstration.data.leeds import LEEDS
from portal.demonstration.draw import Draw
from portal.demonstration.register import People, Register
from portal.demonstration.scenario import Names, make_consortium
from portal.demonstration.shapes import ConsortiumData
from portal.models import (
    Account,
    Consortium,
    Membership,
    MentorProfile,
    Participation,
    Person,
    Role,
    StretchAssignment,
)
from portal.services.accounts import hash_new_password
from portal.services.refusal import Refusal

SCENARIOS: Mapping[str, tuple[ConsortiumData, ...]] = {
    "bristol": (BRISTOL,),
    "two-consortia": (SMALLER_BRISTOL, LEEDS),
}

# Everybody's password; nothing of this is ever loaded in production.
PASSWORD = "stepping-up-2027"


@dataclass(frozen=True)
class Loaded:
    """Who can sign in, and the ids of what was made."""

    accounts: list[dict[str, Any]]
    ids: dict[str, Any]


def load(scenario: str, seed: int, settings: Settings) -> Loaded:
    """Load a scenario; refused in production and where there is anything already."""
    if settings.is_production:
        raise Refusal("Demonstration data can’t be loaded in production.")
    password = hash_new_password(PASSWORD)  # slow, so before the database is locked
    begin_writing()
    if db.session.scalar(select(Consortium.id)) or db.session.scalar(select(Person.id)):
        raise Refusal("The database isn’t empty: demonstration data go into an empty one only.")
    draw = Draw(seed)
    people, names = People(draw), Names(draw)
    registers = [make_consortium(data, draw, people, names) for data in SCENARIOS[scenario]]
    who = list(dict.fromkeys(name for each in registers for name in each.data.accounts))
    for name in who:
        _add_account(people.by_name[name], draw, password)
    db.session.flush()
    return Loaded(
        accounts=[row for register in registers for row in _accounts(register, who)],
        ids={register.data.name: _ids(register) for register in registers},
    )


def _add_account(person: Person, draw: Draw, password: str) -> None:
    account = Account(
        id=draw.id("account", person.name),
        person_id=person.id,
        password=password,
        fs_uniquifier=draw.id("uniquifier", person.name).hex,
    )
    db.session.add(account)


def _accounts(register: Register, who: list[str]) -> list[dict[str, Any]]:
    """Describe who can sign in to one consortium: their roles there, and for which employer."""
    of = register.consortium_id
    employers = {employer.id: employer.name for employer in register.employers.values()}
    homes = dict(
        db.session.execute(
            select(MentorProfile.person_id, MentorProfile.employer_id)
            .where(MentorProfile.consortium_id == of)
            .union(
                select(Participation.person_id, Participation.employer_id).where(
                    Participation.consortium_id == of
                )
            )
        ).all()
    )
    rows = []
    for name in who:
        person = register.people.by_name[name]
        held = db.session.scalars(
            select(Membership).where(
                Membership.consortium_id == of, Membership.person_id == person.id
            )
        ).all()
        if not held:
            continue
        home = next((each.employer_id for each in held if each.employer_id), homes.get(person.id))
        rows.append(
            {
                "email": person.email,
                "password": PASSWORD,
                "name": name,
                "roles": [role.value for role in Role if role in {each.role for each in held}],
                "consortium": register.data.name,
                "employer": employers[home] if home else None,
            }
        )
    return rows


def _ids(register: Register) -> dict[str, Any]:
    """Return the ids of a consortium's things, by what people call them."""
    of = register.consortium_id
    emails = {person.id: person.email for person in register.people.by_name.values()}
    participations = select(Participation).where(Participation.consortium_id == of)
    mentors = select(MentorProfile).where(MentorProfile.consortium_id == of)
    assignments = select(StretchAssignment).where(StretchAssignment.consortium_id == of)
    return {
        "consortium": of,
        "programme": register.cohort.programme_id,
        "cohort": register.cohort.id,
        "employers": {each.name: each.id for each in register.employers.values()},
        "participations": {
            emails[each.person_id]: each.id for each in db.session.scalars(participations)
        },
        "mentor_profiles": {
            emails[each.person_id]: each.id for each in db.session.scalars(mentors)
        },
        "stretch_assignments": {each.title: each.id for each in db.session.scalars(assignments)},
    }
