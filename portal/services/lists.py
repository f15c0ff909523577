"""A consortium's own lists: adding to them, changing and removing what is in them."""

from typing import Any

from portal.access.actor import Actor
from portal.database import db, lock, lock_version
from portal.models import Consortium, Level
from portal.models.consortia import name_key
from portal.queries.lists import Entry, count_uses, entries
from portal.services.history import record
from portal.services.refusal import FieldRefusal, Refusal


def add_entry(
    actor: Actor | None, consortium: Consortium, model: type[Entry], values: dict[str, Any]
) -> Entry:
    """Add an entry; its name (a level: its number too) must be new to the list."""
    lock(consortium)
    _refuse_taken(consortium.id, model, values)
    entry = model(consortium_id=consortium.id, **values)
    db.session.add(entry)
    record(actor, "add", entry, after=values)
    return entry


def change_entry(actor: Actor | None, entry: Entry, version: int, values: dict[str, Any]) -> Entry:
    """Change an entry that was read at this version."""
    lock_version(entry, version)
    _refuse_taken(entry.consortium_id, type(entry), values, but=entry)
    before = {name: getattr(entry, name) for name in values}
    for name, value in values.items():
        setattr(entry, name, value)
    record(actor, "change", entry, before=before, after=values)
    return entry


def remove_entry(actor: Actor | None, entry: Entry) -> None:
    """Remove an entry that nothing uses."""
    lock(entry)
    if count_uses(type(entry), [entry.id]):
        raise Refusal(f"{entry.name} is in use, so it can’t be removed.")
    record(actor, "remove", entry, before={"name": entry.name})
    db.session.delete(entry)


def _refuse_taken(
    consortium_id: Any, model: type[Entry], values: dict[str, Any], but: Entry | None = None
) -> None:
    for other in entries(consortium_id, model):
        if other is but:
            continue
        if name_key(other.name) == name_key(values["name"]):
            raise FieldRefusal("name", f"{other.name} is on the list already")
        if model is Level and other.number == values.get("number"):
            raise FieldRefusal("number", f"Level {other.number} is {other.name} already")
