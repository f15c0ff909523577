"""Programmes and their cohorts: adding and changing them."""

from typing import Any

from portal.access.actor import Actor
from portal.database import db, lock, lock_version
from portal.models import Cohort, Consortium, Programme
from portal.models.consortia import name_key
from portal.queries.cohorts import cohorts, programmes
from portal.services.history import record
from portal.services.refusal import FieldRefusal


def add_programme(actor: Actor | None, consortium: Consortium, values: dict[str, Any]) -> Programme:
    """Add a programme under a name that no other one of the consortium has."""
    lock(consortium)
    _refuse_programme(consortium.id, values["name"], None)
    programme = Programme(consortium_id=consortium.id, **values)
    db.session.add(programme)
    record(actor, "add", programme, after=values)
    return programme


def change_programme(
    actor: Actor | None, programme: Programme, version: int, values: dict[str, Any]
) -> Programme:
    """Change a programme that was read at this version."""
    lock_version(programme, version)
    _refuse_programme(programme.consortium_id, values["name"], programme)
    _change(actor, programme, values)
    return programme


def add_cohort(actor: Actor | None, programme: Programme, values: dict[str, Any]) -> Cohort:
    """Add a cohort; dates that contradict each other are kept, for the team to be warned of."""
    lock(programme)
    _refuse_cohort(programme.consortium_id, programme.id, values["name"], None)
    cohort = Cohort(consortium_id=programme.consortium_id, programme_id=programme.id, **values)
    db.session.add(cohort)
    record(actor, "add", cohort, after=_plain(values))
    return cohort


def change_cohort(
    actor: Actor | None, cohort: Cohort, version: int, values: dict[str, Any]
) -> Cohort:
    """Change a cohort that was read at this version."""
    lock_version(cohort, version)
    _refuse_cohort(cohort.consortium_id, cohort.programme_id, values["name"], cohort)
    _change(actor, cohort, values)
    return cohort


def _change(actor: Actor | None, thing: Programme | Cohort, values: dict[str, Any]) -> None:
    before = {name: getattr(thing, name) for name in values}
    for name, value in values.items():
        setattr(thing, name, value)
    record(actor, "change", thing, before=_plain(before), after=_plain(values))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as history keeps them: dates as text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


def _refuse_programme(consortium_id: Any, name: str, but: Programme | None) -> None:
    for other in programmes(consortium_id):
        if other is not but and name_key(other.name) == name_key(name):
            raise FieldRefusal("name", f"There is a programme called {other.name} already")


def _refuse_cohort(consortium_id: Any, programme_id: Any, name: str, but: Cohort | None) -> None:
    for other in cohorts(consortium_id):
        if other is but or other.programme_id != programme_id:
            continue
        if name_key(other.name) == name_key(name):
            raise FieldRefusal("name", f"This programme has a cohort called {other.name} already")
