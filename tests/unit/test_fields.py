"""Fields keep what was typed and say what they expected, whatever is sent."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from portal.web.forms import fields


class Everything(Form):
    name = fields.text("Name", required="Enter a name", longest=10)
    about = fields.long_text("About", longest=20)
    email = fields.email("E-mail address")
    days = fields.NumberField("Days", 1, 30)
    starts_on = fields.DayField("Start date", required="Enter a start date")
    place = fields.ThingField("Place", missing="Choose a place")
    skills = fields.ThingsField("Skills")
    version = fields.VersionField()


GOOD = {
    "name": "  Ben \x00  C ",
    "days": "15",
    "starts_on": ["22", "1", "2018"],
    "place": "1",
    "skills": ["2", "1"],
    "version": "3",
}


def filled(**changes: Any) -> Everything:
    form = Everything(MultiDict(GOOD | changes))
    things = [SimpleNamespace(id=1, name="Bristol"), SimpleNamespace(id=2, name="Bath")]
    form.place.choose_from(things)
    form.skills.choose_from(things)
    form.validate()
    return form


def test_what_is_right_is_read() -> None:
    form = filled()
    assert form.errors == {}
    assert (form.name.data, form.days.data) == ("Ben C", 15)
    assert form.starts_on.data == date(2018, 1, 22)
    assert form.place.thing.name == "Bristol"
    assert [thing.name for thing in form.skills.chosen] == ["Bristol", "Bath"]
    assert form.version.data == 3


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("name", "   ", "Enter a name"),
        ("name", "Benjamin Carter", "Name must be 10 characters or fewer"),
        ("email", "ben at work", "E-mail address must be an address like name@example.org"),
        ("days", "31", "Days must be a whole number from 1 to 30"),
        ("days", "1.5", "Days must be a whole number from 1 to 30"),
        ("days", "9" * 6000, "Days must be a whole number from 1 to 30"),
        ("days", "²", "Days must be a whole number from 1 to 30"),
        ("starts_on", ["", "", ""], "Enter a start date"),
        ("starts_on", ["1"], "Start date must include a month and a year"),
        ("starts_on", ["31", "2", "2018"], "Start date must be a real date, like 27 3 2027"),
        ("starts_on", ["1", "May", "2018"], "Start date must be in numbers, like 27 3 2027"),
        ("starts_on", ["1", "5", "18"], "Start date must have a year from 2000 to 2100"),
        ("starts_on", ["1", "5", "2018", "7"], None),
        ("place", "", "Choose a place"),
        ("place", "7", "Choose a place"),
        ("skills", ["1", "7"], "Choose skills from the list"),
    ],
)
def test_what_is_wrong_is_told(field: str, typed: Any, error: str | None) -> None:
    form = filled(**{field: typed})
    assert form.errors == ({field: [error]} if error else {})


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 6000])
def test_a_version_of_garbage_is_one_that_never_was(typed: str) -> None:
    assert filled(version=typed).version.data == -1


def test_a_date_keeps_what_was_typed() -> None:
    assert filled(starts_on=["31", "2"]).starts_on.raw_data == ["31", "2", ""]
