"""Rows of a consortium's register: its lists, employers, people, programme and cohort."""

from dataclasses import dataclass
from uuid import UUID

from portal.database import db
from portal.demonstration.data.lists import GRADES, SKILLS
from portal.demonstration.draw import Draw
from portal.demonstration.shapes import ConsortiumData, EmployerData
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    EmployerAlias,
    EmployerGroup,
    Grade,
    HistoryEntry,
    Level,
    Membership,
    Person,
    Place,
    Programme,
    Role,
    Sector,
    Skill,
)
from portal.models.consortia import name_key
from portal.services import default_lists


class People:
    """Everybody, by name: who turns up in a second consortium is the same person."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.by_name: dict[str, Person] = {}

    def person(self, name: str, domain: str) -> Person:
        """Return the person of this name, with an address at this domain if they are new."""
        if name not in self.by_name:
            email = f"{'.'.join(name.lower().replace('-', ' ').split())}@{domain}.example"
            person = Person(id=self.draw.id("person", name), name=name, email=email)
            db.session.add(person)
            self.by_name[name] = person
        return self.by_name[name]


@dataclass(frozen=True)
class Register:
    """One consortium's rows, by the keys that the data use."""

    data: ConsortiumData
    draw: Draw
    people: People
    consortium: Consortium
    cohort: Cohort
    places: dict[str, Place]
    levels: dict[int, Level]
    skills: dict[str, Skill]
    employers: dict[str, Employer]

    @property
    def consortium_id(self) -> UUID:
        """Return the consortium's id."""
        return self.consortium.id

    def id(self, kind: str, *key: object) -> UUID:
        """Return the id of a thing of this consortium."""
        return self.draw.id(kind, self.data.key, *key)

    def give_role(self, name: str, role: Role, employer: str = "", domain: str = "") -> Person:
        """Give somebody a role, for one employer where the role needs one."""
        person = self.people.person(name, domain or employer or f"{self.data.key}-stepping-up")
        membership = Membership(
            id=self.id("membership", name, role, employer),
            person_id=person.id,
            consortium_id=self.consortium_id,
            role=role,
            employer_id=self.employers[employer].id if employer else None,
        )
        db.session.add(membership)
        return person


def make_register(data: ConsortiumData, draw: Draw, people: People) -> Register:
    """Add a consortium with its lists, employers, programme and cohort."""
    contact = people.person(data.contact, f"{data.key}-stepping-up")
    consortium = Consortium(
        id=draw.id("consortium", data.key),
        name=data.name,
        colour=data.brand,
        contact_name=contact.name,
        contact_email=contact.email,
    )
    created = HistoryEntry(
        id=draw.id("history_entry", data.key),
        consortium_id=consortium.id,
        verb="create",
        thing_kind=Consortium.__tablename__,
        thing_id=consortium.id,
        after={"name": data.name},
        reason="Demonstration data",
    )
    db.session.add(consortium)
    db.session.flush()
    db.session.add(created)
    levels = _levels(data, draw, consortium)
    register = Register(
        data=data,
        draw=draw,
        people=people,
        consortium=consortium,
        cohort=_cohort(data, draw, consortium),
        places=_places(data, draw, consortium),
        levels=levels,
        skills=_skills(data, draw, consortium),
        employers=_employers(data, draw, consortium, levels),
    )
    db.session.flush()
    return register


def _levels(data: ConsortiumData, draw: Draw, consortium: Consortium) -> dict[int, Level]:
    levels = {
        number: Level(
            id=draw.id("level", data.key, number),
            consortium_id=consortium.id,
            number=number,
            name=name,
            description=description,
        )
        for number, name, description in default_lists.LEVELS
    }
    db.session.add_all(levels.values())
    return levels


def _places(data: ConsortiumData, draw: Draw, consortium: Consortium) -> dict[str, Place]:
    places = {
        name: Place(id=draw.id("place", data.key, name), consortium_id=consortium.id, name=name)
        for name in data.places
    }
    db.session.add_all(places.values())
    return places


def _skills(data: ConsortiumData, draw: Draw, consortium: Consortium) -> dict[str, Skill]:
    keys = {name: key for key, name in SKILLS.items()}
    skills = {
        keys[name]: Skill(
            id=draw.id("skill", data.key, name),
            consortium_id=consortium.id,
            name=name,
            position=position,
            steps=list(steps),
        )
        for position, (name, steps) in enumerate(default_lists.SKILLS.items(), start=1)
    }
    db.session.add_all(skills.values())
    return skills


def _cohort(data: ConsortiumData, draw: Draw, consortium: Consortium) -> Cohort:
    programme = Programme(
        id=draw.id("programme", data.key),
        consortium_id=consortium.id,
        name="Stepping Up",
        experience_tags=list(data.experience_tags),
        matching=dict(data.matching),
    )
    cohort = Cohort(
        id=draw.id("cohort", data.key, data.cohort.name),
        consortium_id=consortium.id,
        programme_id=programme.id,
        name=data.cohort.name,
        applications_open_on=data.cohort.applications_open_on,
        applications_close_on=data.cohort.applications_close_on,
        starts_on=data.cohort.starts_on,
        ends_on=data.cohort.ends_on,
    )
    db.session.add(programme)
    db.session.flush()
    db.session.add(cohort)
    return cohort


def _employers(
    data: ConsortiumData, draw: Draw, consortium: Consortium, levels: dict[int, Level]
) -> dict[str, Employer]:
    of = {"consortium_id": consortium.id}
    sectors = {
        name: Sector(id=draw.id("sector", data.key, name), name=name, **of)
        for name in default_lists.SECTORS
    }
    groups = {
        name: EmployerGroup(id=draw.id("group", data.key, name), name=name, **of)
        for name in sorted({employer.group for employer in data.employers} - {""})
    }
    db.session.add_all([*sectors.values(), *groups.values()])
    db.session.flush()
    employers = {}
    for each in data.employers:
        employer = Employer(
            id=draw.id("employer", data.key, each.key),
            name=each.name,
            name_key=name_key(each.name),
            sector_id=sectors[each.sector].id,
            group_id=groups[each.group].id if each.group else None,
            aliases=_aliases(each, draw, data, consortium),
            grades=_grades(each, draw, data, levels),
            **of,
        )
        db.session.add(employer)
        employers[each.key] = employer
    return employers


def _aliases(
    employer: EmployerData, draw: Draw, data: ConsortiumData, consortium: Consortium
) -> list[EmployerAlias]:
    return [
        EmployerAlias(
            id=draw.id("alias", data.key, employer.key, name),
            consortium_id=consortium.id,
            name=name,
            name_key=name_key(name),
        )
        for name in employer.aliases
    ]


def _grades(
    employer: EmployerData, draw: Draw, data: ConsortiumData, levels: dict[int, Level]
) -> list[Grade]:
    return [
        Grade(
            id=draw.id("grade", data.key, employer.key, name),
            consortium_id=levels[number].consortium_id,
            level_id=levels[number].id,
            name=name,
        )
        for name, number in GRADES[employer.grades]
    ]
