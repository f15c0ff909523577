"""The register of employers: names that are taken, aliases, groups, grades, and who may see it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.database import EditConflict, db, transaction
from portal.models import Consortium, Employer, Level, Sector
from portal.models.consortia import name_key
from portal.queries import employers as reads
from portal.services.employers import EmployerDetails, add_employer, change_employer
from portal.services.refusal import FieldRefusal
from tests.cast import Cast, Side, make_cast, sign_in
from tests.integration.counting import count_queries


def _details(side: Side, name: str, **more: Any) -> EmployerDetails:
    return EmployerDetails(name, db.session.get_one(Sector, side["health"]), **more)


def test_aliases_grades_and_groups_follow_the_form(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        consortium = db.session.get_one(Consortium, side["consortium"])
        two, three = (db.session.get_one(Level, side[f"level_{n}"]) for n in (2, 3))
        first = _details(
            side,
            "Harbour Housing",
            new_group="Docks",
            aliases=("HH", "Harbour", "hh", "harbour  housing"),
            grades=(("G1", two), ("G2", three)),
        )
        with transaction():
            employer = add_employer(None, consortium, first)
        opened = employer.version
        assert {alias.name for alias in reads.aliases(employer.id)} == {"hh", "Harbour"}
        later = _details(
            side,
            "Harbour",
            new_group="DOCKS",
            aliases=("Harbour Housing", "HH"),
            grades=(("G2", two),),
        )
        with transaction():
            change_employer(None, consortium, employer, opened, later)
        assert {alias.name for alias in reads.aliases(employer.id)} == {"Harbour Housing", "HH"}
        assert [(g.name, g.level.number) for g in reads.grades(employer.id)] == [("G2", 2)]
        assert [group.name for group in reads.groups(consortium.id)] == ["Docks"]
        with pytest.raises(EditConflict), transaction():
            change_employer(None, consortium, employer, opened, later)


def test_a_change_of_grades_alone_counts_as_a_change(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        consortium = db.session.get_one(Consortium, side["consortium"])
        employer = db.session.get_one(Employer, side["trust"])
        level = db.session.get_one(Level, side["level_2"])
        opened = employer.version
        with transaction():
            details = _details(side, employer.name, grades=(("Band 7", level),))
            change_employer(None, consortium, employer, opened, details)
        assert employer.version > opened


@pytest.mark.parametrize(
    ("name", "aliases", "field"),
    [
        ("BRISTOL   trust", (), "name"),
        ("the TRUST", (), "name"),
        ("Harbour Housing", ("Bristol Council",), "aliases"),
        ("Harbour Housing", ("The Trust",), "aliases"),
    ],
)
def test_a_name_of_another_employer_is_refused(
    app_on_both: Flask, name: str, aliases: tuple[str, ...], field: str
) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        consortium = db.session.get_one(Consortium, side["consortium"])
        trust = db.session.get_one(Employer, side["trust"])
        with transaction():
            change_employer(
                None, consortium, trust, 1, _details(side, trust.name, aliases=("The Trust",))
            )
        with pytest.raises(FieldRefusal) as refused, transaction():
            add_employer(None, consortium, _details(side, name, aliases=aliases))
        assert refused.value.field == field
        assert "Bristol" in str(refused.value)


def _typed(cast: Cast, **changes: str) -> dict[str, str]:
    sector = str(cast.bristol["health"])
    return {"name": "Harbour Housing", "sector": sector, "version": "1", **changes}


def test_an_admin_keeps_the_register(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    base = f"/consortia/{cast.bristol['consortium']}/employers"
    typed = _typed(cast, aliases="HH\r\nHarbour", grades="G1 = 2\r\nG=2 = 3\r\n", new_group="Docks")
    answer = client.post(f"{base}/add", data=typed)
    assert answer.status_code == 302
    page = client.get(answer.location).text
    for words in ("Harbour", "HH", "Docks", "G=2", "3 Level 3"):
        assert words in page
    form = client.get(f"{answer.location}/change").text
    assert "G1 = 2\nG=2 = 3" in form
    assert "Harbour Housing" in client.get(f"{base}?q=docks+HH").text
    assert "Harbour Housing" not in client.get(f"{base}?q=council").text
    assert "No employer has these words" in client.get(f"{base}?q=nothing+such").text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": " "}, "Enter the employer’s name"),
        ({"name": "bristol COUNCIL"}, "Bristol Council is in the register already"),
        ({"sector": ""}, "Choose the employer’s sector"),
        ({"grades": "BG9"}, "must be a grade and a level, like BG11 = 3"),
        ({"grades": "BG9 = 8"}, "the levels are 1, 2, 3, 4, 5"),
        ({"grades": "BG9 = 2\nbg9 = 3"}, "is there twice"),
        ({"aliases": "x" * 121}, "must be 120 characters or fewer"),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, changes: dict[str, str], error: str
) -> None:
    sign_in(client, cast.bristol["admin"])
    base = f"/consortia/{cast.bristol['consortium']}/employers"
    answer = client.post(
        f"{base}/add",
        data=_typed(cast, aliases="Kept", **changes)
        if "aliases" not in changes
        else _typed(cast, **changes),
    )
    assert (answer.status_code, error in answer.text) == (422, True)
    assert changes.get("grades", changes.get("aliases", "Kept")) in answer.text


def test_another_consortiums_sector_is_no_choice(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    typed = _typed(cast, sector=str(cast.leeds["health"]))
    answer = client.post(f"/consortia/{cast.bristol['consortium']}/employers/add", data=typed)
    assert (answer.status_code, "Choose the employer’s sector" in answer.text) == (422, True)


def test_a_lost_race_keeps_the_text(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    one = f"/consortia/{cast.bristol['consortium']}/employers/{cast.bristol['trust']}/change"
    assert client.post(one, data=_typed(cast, name="Care Trust")).status_code == 302
    late = client.post(one, data=_typed(cast, name="Bristol Trust of Old", aliases="Mine"))
    assert (late.status_code, "Mine" in late.text) == (409, True)


def test_who_sees_the_register(client: FlaskClient, cast: Cast) -> None:
    base = f"/consortia/{cast.bristol['consortium']}/employers"
    foreign = f"{base}/{cast.leeds['trust']}"
    for name, page, status in (
        ("auditor", base, 200),
        ("auditor", f"{base}/add", 403),
        ("participant", base, 403),
        ("admin", foreign, 404),
    ):
        sign_in(client, cast.bristol[name])
        assert client.get(page).status_code == status, (name, page)


def test_the_register_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{cast.bristol['consortium']}/employers"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        for number in range(30):
            name = f"Employer {number}"
            db.session.add(
                Employer(
                    consortium_id=cast.bristol["consortium"],
                    name=name,
                    name_key=name_key(name),
                    sector_id=cast.bristol["health"],
                )
            )
    assert count_queries(app, client, page) == before
