"""A consortium's own lists: skills, sectors, places and levels, and how often each is used."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, func, select, union_all

from portal.database import Base, db
from portal.models import Level, Place, Sector, Skill

# What a consortium keeps a list of.
Entry = Sector | Place | Level | Skill

ORDER: dict[type[Entry], tuple[Any, ...]] = {
    Sector: (Sector.name,),
    Place: (Place.name,),
    Level: (Level.number,),
    Skill: (Skill.position, Skill.name),
}


@dataclass(frozen=True)
class Listed:
    """An entry of a list, and in how many places it is used."""

    entry: Any
    uses: int


def entries(consortium_id: UUID, model: type[Entry]) -> list[Any]:
    """Return a consortium's list in its order."""
    query = select(model).where(model.consortium_id == consortium_id).order_by(*ORDER[model])
    return list(db.session.scalars(query))


def entries_with_uses(consortium_id: UUID, model: type[Entry]) -> list[Listed]:
    """Return a consortium's list in its order, each with how often it is used. Two queries."""
    listed = entries(consortium_id, model)
    uses = count_uses(model, [entry.id for entry in listed])
    return [Listed(entry, uses.get(entry.id, 0)) for entry in listed]


def count_uses(model: type[Entry], ids: list[UUID]) -> dict[UUID, int]:
    """Count the rows that point at each of these, over every table that can."""
    pointing = union_all(
        *(
            select(column.label("id")).where(column.in_(ids))
            for column in columns_pointing_at(model)
        )
    ).subquery()
    rows = db.session.execute(select(pointing.c.id, func.count()).group_by(pointing.c.id))
    return dict(iter(rows))


def columns_pointing_at(model: type[Base]) -> list[Column[Any]]:
    """Return every foreign key to the model's table, read from the tables themselves."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is model.__table__ for key in column.foreign_keys)
    ]


def list_sizes(consortium_id: UUID) -> dict[type[Entry], int]:
    """Count the entries of each list, in one query."""
    sizes = {
        model: select(func.count()).where(model.consortium_id == consortium_id).scalar_subquery()
        for model in ORDER
    }
    row = db.session.execute(select(*sizes.values())).one()
    return dict(zip(sizes, row, strict=True))
