"""The register of employers: adding and changing one."""

from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor
from portal.database import db, lock, lock_version, touch
from portal.models import (
    Consortium,
    Employer,
    EmployerAlias,
    EmployerGroup,
    Grade,
    Level,
    Sector,
)
from portal.models.consortia import name_key
from portal.queries import employers as reads
from portal.services.history import record
from portal.services.refusal import FieldRefusal


@dataclass(frozen=True)
class EmployerDetails:
    """What the register holds on an employer.

    `grades` maps its grades to levels. `new_group` names a group that isn't on the list yet.
    """

    name: str
    sector: Sector
    group: EmployerGroup | None = None
    new_group: str = ""
    aliases: tuple[str, ...] = ()
    grades: tuple[tuple[str, Level], ...] = ()

    def in_words(self) -> dict[str, object]:
        """Return it in plain values, for the history."""
        return {
            "name": self.name,
            "sector": self.sector.name,
            "group": self.group.name if self.group else self.new_group,
            "aliases": list(self.aliases),
            "grades": {name: level.number for name, level in self.grades},
        }


def add_employer(actor: Actor | None, consortium: Consortium, details: EmployerDetails) -> Employer:
    """Add an employer under names that no other one of the consortium has."""
    lock(consortium)
    _refuse_taken(consortium.id, None, details)
    employer = Employer(
        consortium_id=consortium.id,
        name=details.name,
        name_key=name_key(details.name),
        sector_id=details.sector.id,
        group_id=_group_id(consortium.id, details),
    )
    db.session.add(employer)
    db.session.flush()
    _set_aliases(employer, details)
    _set_grades(employer, details)
    record(actor, "add", employer, after=details.in_words())
    return employer


def change_employer(
    actor: Actor | None,
    consortium: Consortium,
    employer: Employer,
    version: int,
    details: EmployerDetails,
) -> Employer:
    """Change an employer that was read at this version."""
    lock(consortium)  # names are compared over the whole register
    lock_version(employer, version)
    _refuse_taken(consortium.id, employer.id, details)
    before = {"name": employer.name}
    employer.name, employer.name_key = details.name, name_key(details.name)
    employer.sector_id = details.sector.id
    employer.group_id = _group_id(consortium.id, details)
    _set_aliases(employer, details)
    _set_grades(employer, details)
    touch(employer)
    record(actor, "change", employer, before=before, after=details.in_words())
    return employer


def _refuse_taken(consortium_id: UUID, but: UUID | None, details: EmployerDetails) -> None:
    taken = reads.names_taken(consortium_id, but)
    owner = taken.get(name_key(details.name))
    if owner:
        raise FieldRefusal("name", _taken(details.name, owner))
    for alias in details.aliases:
        if owner := taken.get(name_key(alias)):
            raise FieldRefusal("aliases", _taken(alias, owner))


def _taken(name: str, owner: str) -> str:
    if name_key(name) == name_key(owner):
        return f"{owner} is in the register already"
    return f"“{name}” is another name of {owner}, which is in the register already"


def _group_id(consortium_id: UUID, details: EmployerDetails) -> UUID | None:
    if details.group or not details.new_group:
        return details.group.id if details.group else None
    for group in reads.groups(consortium_id):
        if name_key(group.name) == name_key(details.new_group):
            return group.id
    group = EmployerGroup(consortium_id=consortium_id, name=details.new_group)
    db.session.add(group)
    db.session.flush()
    return group.id


def _set_aliases(employer: Employer, details: EmployerDetails) -> None:
    """Keep the rows that stay: a row added with the name of one being deleted would clash."""
    wanted = {name_key(name): name for name in details.aliases}
    wanted.pop(employer.name_key, None)
    for alias in reads.aliases(employer.id):
        if alias.name_key in wanted:
            alias.name = wanted.pop(alias.name_key)
        else:
            db.session.delete(alias)
    db.session.add_all(
        EmployerAlias(
            consortium_id=employer.consortium_id, employer_id=employer.id, name=name, name_key=key
        )
        for key, name in wanted.items()
    )
    db.session.flush()


def _set_grades(employer: Employer, details: EmployerDetails) -> None:
    wanted = dict(details.grades)
    for grade in reads.grades(employer.id):
        if grade.name in wanted:
            grade.level_id = wanted.pop(grade.name).id
        else:
            db.session.delete(grade)
    db.session.add_all(
        Grade(
            consortium_id=employer.consortium_id,
            employer_id=employer.id,
            name=name,
            level_id=level.id,
        )
        for name, level in wanted.items()
    )
    db.session.flush()
