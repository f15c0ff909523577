"""The pages of stretch assignments: a host's, the team's, and who sees what of them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.database import db, transaction
from portal.models import AssignmentSkill, AvoidEntry, HistoryEntry, StretchAssignment
from tests.cast import Cast, Side, sign_in
from tests.integration.counting import count_queries


def _typed(side: Side, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Plan the bus lanes",
        "description": "Bring people together.\r\nThen decide.",
        "format": "on-site",
        "location": str(side["place"]),
        "starts_on": ["3", "5", "2027"],
        "ends_on": ["30", "7", "2027"],
        "days": "15",
        "weekdays": ["tue", "wed"],
        "level_from": "2",
        "level_to": "9",
        "capacity": "1",
        "offers": ["step-free"],
        "host_checks": ["dbs"],
        "supervisor": str(side["supervisor"]),
        "not_for": [str(side["trust"])],
        **changes,
    }


def _offered(client: FlaskClient, side: Side) -> str:
    """Offer an assignment through the pages and return its address."""
    sign_in(client, side["lead"])
    answer = client.post(f"/employers/{side['council']}/offer", data=_typed(side))
    assert answer.status_code == 302
    skills = {"skill_0": "3", "skill_1": "0", "version": "1"}
    version = client.get(answer.location).text.split('name="version" type="hidden" value="')[1]
    skills["version"] = version.split('"')[0]
    done = client.post(answer.location, data=skills)
    assert done.status_code == 302
    return str(done.location)


def _version(client: FlaskClient, page: str) -> str:
    return client.get(page).text.split('name="version" type="hidden" value="')[1].split('"')[0]


def test_from_offer_to_open_through_the_pages(client: FlaskClient, cast: Cast) -> None:
    side = cast.bristol
    page = _offered(client, side)
    seen = client.get(page).text
    for words in ("As a participant sees it", "Alone", "Tuesday", "Then decide.", "Supervisor"):
        assert words in seen
    assert "Bristol Trust" not in seen
    assert str(side["trust"]) in client.get(f"{page}/change").text
    version = _version(client, page)
    assert client.post(f"{page}/submit", data={"version": "1"}).status_code == 409
    assert client.post(f"{page}/submit", data={"version": version}).status_code == 302
    assert client.get(f"{page}/change").status_code == 302
    sign_in(client, side["admin"])
    listed = client.get(f"/consortia/{side['consortium']}/stretch-assignments").text
    assert "1 offer waits for your approval" in listed
    assert client.post(f"{page}/return", data={"reason": "", "version": "1"}).status_code == 422
    reason = {"reason": "Say which lanes", "version": _version(client, f"{page}/return")}
    assert client.post(f"{page}/return", data=reason).status_code == 302
    sign_in(client, side["lead"])
    assert "Say which lanes" in client.get(page).text
    assert client.post(f"{page}/submit", data={"version": _version(client, page)}).status_code == (
        302
    )
    sign_in(client, side["admin"])
    assert client.post(f"{page}/approve", data={"version": _version(client, page)}).status_code == (
        302
    )
    assert client.get(f"{page}/close").status_code == 200
    assert client.post(f"{page}/close").status_code == 302
    sign_in(client, side["lead"])
    assert "change" in client.post(f"{page}/copy").location
    assert client.post(f"{page}/withdraw").status_code == 302


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " "}, "Enter a title"),
        ({"ends_on": ["2", "5", "2027"]}, "Last day must be the same as or after the first day"),
        ({"level_from": "4", "level_to": "3"}, "To level must be the same as or above"),
        ({"days": "0"}, "Number of days must be a whole number from 1 to 260"),
        ({"offers": ["a helicopter"]}, "Choose what you can offer from the list"),
        ({"supervisor_name": "Sam"}, "Choose a supervisor or name a new one, not both"),
        ({"supervisor": "", "supervisor_name": "Sam"}, "new supervisor’s e-mail address"),
        (
            {"supervisor": "", "supervisor_email": "s@example.org"},
            "Enter the new supervisor’s name",
        ),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, changes: dict[str, Any], error: str
) -> None:
    sign_in(client, cast.bristol["lead"])
    typed = _typed(cast.bristol, **changes)
    answer = client.post(f"/employers/{cast.bristol['council']}/offer", data=typed)
    assert (answer.status_code, error in answer.text) == (422, True)
    assert "Then decide." in answer.text


@pytest.mark.parametrize("field", ["location", "supervisor", "not_for"])
def test_another_consortiums_things_are_no_choice(
    client: FlaskClient, cast: Cast, field: str
) -> None:
    sign_in(client, cast.bristol["lead"])
    foreign = {"location": "place", "supervisor": "supervisor", "not_for": "trust"}[field]
    typed = _typed(cast.bristol, **{field: str(cast.leeds[foreign])})
    answer = client.post(f"/employers/{cast.bristol['council']}/offer", data=typed)
    assert answer.status_code == 422


def test_a_lost_race_keeps_the_text(client: FlaskClient, cast: Cast) -> None:
    page = _offered(client, cast.bristol)
    mine = _typed(cast.bristol, title="My own title", version="1")
    late = client.post(f"{page}/change", data=mine)
    assert (late.status_code, "My own title" in late.text) == (409, True)
    mine["version"] = late.text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert client.post(f"{page}/change", data=mine).status_code == 302


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("supervisor", "", 200),
        ("auditor", "", 200),
        ("auditor", "/approve", 405),
        ("admin", "/change", 403),
        ("supervisor", "/change", 403),
        ("supervisor", "/withdraw", 403),
        ("lead", "/return", 403),
        ("lead", "/close", 403),
        ("other_lead", "", 404),
        ("participant", "", 404),
        ("mentor", "", 404),
    ],
)
def test_who_sees_an_offer(
    client: FlaskClient, cast: Cast, name: str, path: str, status: int
) -> None:
    page = _offered(client, cast.bristol)
    sign_in(client, cast.bristol[name])
    assert client.get(f"{page}{path}").status_code == status


def test_whom_it_isnt_for_stays_with_the_host(client: FlaskClient, cast: Cast) -> None:
    page = _offered(client, cast.bristol)
    with client.application.app_context():
        entry = db.session.scalars(select(AvoidEntry)).one()
        assert entry.employer_id == cast.bristol["trust"]
        told = [f"{each.before} {each.after}" for each in db.session.scalars(select(HistoryEntry))]
        assert not any(str(cast.bristol["trust"]) in each or "Trust" in each for each in told)
    for name in ("admin", "auditor", "supervisor"):
        sign_in(client, cast.bristol[name])
        assert "Bristol Trust" not in client.get(page).text.split("<main")[1]


def test_a_lead_offers_for_their_own_employer_alone(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["lead"])
    home, away = cast.bristol, cast.leeds
    assert client.get(f"/employers/{home['trust']}/offer").status_code == 403
    assert client.get(f"/employers/{away['council']}/offer").status_code == 404
    assert (
        "You haven’t offered anything yet"
        in client.get(f"/consortia/{home['consortium']}/offers").text
    )
    sign_in(client, home["admin"])
    assert client.get(f"/employers/{home['council']}/offer").status_code == 403


@pytest.mark.parametrize(("name", "path"), [("lead", "offers"), ("admin", "stretch-assignments")])
def test_a_list_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast, name: str, path: str
) -> None:
    sign_in(client, cast.bristol[name])
    page = f"/consortia/{cast.bristol['consortium']}/{path}"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        for number in range(15):
            assignment = StretchAssignment(
                consortium_id=cast.bristol["consortium"],
                employer_id=cast.bristol["council"],
                title=f"Assignment {number}",
                starts_on=date(2027, 5, 3),
                ends_on=date(2027, 7, 30),
            )
            db.session.add(assignment)
            db.session.flush()
            skill: UUID = cast.bristol["finance"]
            db.session.add(AssignmentSkill(assignment_id=assignment.id, skill_id=skill, step=2))
    assert count_queries(app, client, page) == before
