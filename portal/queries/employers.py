"""The register of employers: for its pages, and for finding a name that is taken."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from portal.access.actor import standing
from portal.database import db
from portal.lifecycles import ParticipationStatus, StretchAssignmentStatus
from portal.models import (
    Employer,
    EmployerAlias,
    EmployerGroup,
    Grade,
    Membership,
    MentorProfile,
    Participation,
    Person,
    Role,
    StretchAssignment,
)
from portal.models.consortia import name_key


@dataclass(frozen=True)
class Registered:
    """An employer with how many of its people take part or mentor, and what it offers."""

    employer: Employer
    participants: int
    mentors: int
    assignments: int


def register(consortium_id: UUID, words: str = "") -> list[Registered]:
    """Return the employers whose name, alias, group or sector has all the words. Three queries."""
    counts = _counts(consortium_id)
    return [
        Registered(
            employer,
            counts.get((employer.id, "participants"), 0),
            counts.get((employer.id, "mentors"), 0),
            counts.get((employer.id, "assignments"), 0),
        )
        for employer in employers(consortium_id)
        if _has(employer, words)
    ]


def employers(consortium_id: UUID) -> list[Employer]:
    """Return every employer by name, with its sector, group and aliases. Two queries."""
    return list(
        db.session.scalars(
            select(Employer)
            .where(Employer.consortium_id == consortium_id)
            .options(
                joinedload(Employer.sector),
                joinedload(Employer.group),
                selectinload(Employer.aliases),
            )
            .order_by(Employer.name_key)
        )
    )


def _has(employer: Employer, words: str) -> bool:
    group = [employer.group.name] if employer.group else []
    names = [employer.name, employer.sector.name, *group, *(a.name for a in employer.aliases)]
    text = name_key(" ".join(names))
    return all(word in text for word in name_key(words).split())


def _counts(consortium_id: UUID) -> dict[tuple[UUID, str], int]:
    def of(model: Any, kind: str, *conditions: Any) -> Any:
        return (
            select(model.employer_id, literal(kind), func.count())
            .where(model.consortium_id == consortium_id, *conditions)
            .group_by(model.employer_id)
        )

    rows = db.session.execute(
        union_all(
            of(Participation, "participants", Participation.status == ParticipationStatus.ENROLLED),
            of(MentorProfile, "mentors"),
            of(
                StretchAssignment,
                "assignments",
                StretchAssignment.status == StretchAssignmentStatus.OPEN,
            ),
        )
    )
    return {(employer, kind): count for employer, kind, count in rows}


def groups(consortium_id: UUID) -> list[EmployerGroup]:
    """Return the groups by name."""
    query = select(EmployerGroup).where(EmployerGroup.consortium_id == consortium_id)
    return list(db.session.scalars(query.order_by(EmployerGroup.name)))


def grades(employer_id: UUID) -> list[Grade]:
    """Return an employer's grades with their levels."""
    query = select(Grade).where(Grade.employer_id == employer_id).options(joinedload(Grade.level))
    return sorted(db.session.scalars(query), key=lambda grade: (grade.level.number, grade.name))


def aliases(employer_id: UUID) -> list[EmployerAlias]:
    """Return an employer's other names."""
    query = select(EmployerAlias).where(EmployerAlias.employer_id == employer_id)
    return list(db.session.scalars(query.order_by(EmployerAlias.name)))


def leads_and_supervisors(employer_id: UUID) -> list[tuple[Person, Role]]:
    """Return the people who stand for the employer, with their roles."""
    rows = db.session.execute(
        select(Person, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.employer_id == employer_id, standing())
        .where(Membership.role.in_((Role.EMPLOYER_LEAD, Role.SUPERVISOR)))
        .order_by(Membership.role, Person.name)
    )
    return [(person, role) for person, role in rows]


def names_taken(consortium_id: UUID, but: UUID | None) -> dict[str, str]:
    """Return every compared name and alias of the other employers, with whose it is."""
    names = select(Employer.name_key, Employer.name, Employer.id)
    aliases = select(EmployerAlias.name_key, Employer.name, Employer.id).join(
        Employer, Employer.id == EmployerAlias.employer_id
    )
    rows = db.session.execute(
        union_all(
            *(part.where(Employer.consortium_id == consortium_id) for part in (names, aliases))
        )
    )
    return {key: name for key, name, id in rows if id != but}
