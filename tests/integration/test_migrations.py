"""Migrations: they make what the models say, and go up and down, on both databases."""

import re
from enum import StrEnum

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import Enum, inspect

from portal.database import Base, db
from portal.models import Consortium
from tests.cast import make_cast

CHECKED = [
    (table.name, column.name, column.type)
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]


def test_the_models_hold_nothing_that_no_migration_makes(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        check()


def test_they_go_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        make_cast()
        db.session.close()
        downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
        assert left == set()
        upgrade()
        assert db.session.query(Consortium).count() == 0


@pytest.mark.parametrize("table", sorted({table for table, _, _ in CHECKED}))
def test_a_migrated_check_allows_just_what_the_enum_has(app: Flask, table: str) -> None:
    with app.app_context():
        checks = " ".join(
            str(each["sqltext"]) for each in inspect(db.engine).get_check_constraints(table)
        )
    for _, column, kind in (row for row in CHECKED if row[0] == table):
        values: type[StrEnum] = kind.enum_class
        listed = re.search(rf"{column} IN \(([^)]*)\)", checks)
        assert listed, f"{table}.{column} has no CHECK"
        assert set(re.findall(r"'([^']*)'", listed[1])) == {value.value for value in values}
