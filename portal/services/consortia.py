"""A consortium: how it begins."""

from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.database import begin_writing, db, lock_version
from portal.models import Brand, Consortium, Level, Sector, Skill
from portal.models.consortia import name_key
from portal.services.default_lists import LEVELS, SECTORS, SKILLS
from portal.services.history import record
from portal.services.refusal import FieldRefusal


def create_consortium(
    actor: Actor | None,
    name: str,
    *,
    colour: Brand = Brand.TEAL,
    contact_name: str = "",
    contact_email: str = "",
) -> Consortium:
    """Add a consortium with the default lists; two of the same name are refused."""
    begin_writing()
    refuse_name_in_use(name)
    consortium = Consortium(
        name=" ".join(name.split()),
        colour=colour,
        contact_name=contact_name,
        contact_email=contact_email,
    )
    db.session.add(consortium)
    record(actor, "create", consortium, after={"name": consortium.name})
    _add_default_lists(consortium)
    return consortium


def refuse_name_in_use(name: str, but: Consortium | None = None) -> None:
    """Refuse a name that another consortium bears, however it is cased or spaced."""
    names = db.session.execute(select(Consortium.id, Consortium.name))
    if any(name_key(other) == name_key(name) and (not but or id != but.id) for id, other in names):
        raise FieldRefusal("name", f"There is a consortium called {name} already")


def _add_default_lists(consortium: Consortium) -> None:
    of = {"consortium_id": consortium.id}
    db.session.add_all(Sector(name=name, **of) for name in SECTORS)
    db.session.add_all(
        Level(number=number, name=name, description=description, **of)
        for number, name, description in LEVELS
    )
    db.session.add_all(
        Skill(name=name, position=position, steps=list(steps), **of)
        for position, (name, steps) in enumerate(SKILLS.items(), start=1)
    )
    db.session.flush()


def change_consortium(
    actor: Actor | None, consortium: Consortium, version: int, values: dict[str, Any]
) -> Consortium:
    """Change the name, colour or contact of a consortium that was read at this version."""
    lock_version(consortium, version)
    refuse_name_in_use(values["name"], but=consortium)
    before = {name: getattr(consortium, name) for name in values}
    for name, value in values.items():
        setattr(consortium, name, value)
    record(actor, "change", consortium, before=before, after=values)
    return consortium
