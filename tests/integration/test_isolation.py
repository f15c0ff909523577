"""Attacks on what keeps people and consortia apart, beyond walking the pages."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.calendar import today
from portal.database import db, transaction
from portal.models import (
    Account,
    AvoidEntry,
    Membership,
    ParticipantProfile,
    Person,
    Role,
)
from portal.services.links import token_for
from tests.cast import Side, sign_in
from tests.confidences import MARK
from tests.integration.walk import Snapshot
from tests.world import World


@pytest.fixture(scope="module")
def snapshot(world_app: Flask, world: World) -> Snapshot:
    """Return the world as it is before the first test."""
    return Snapshot(world_app)


@pytest.fixture
def app(world_app: Flask, snapshot: Snapshot) -> Iterator[Flask]:
    """Return the world's portal, and put back afterwards what a test changed."""
    yield world_app
    snapshot.restore()


def give_role(app: Flask, side: Side, person_id: UUID, role: Role, at: str = "") -> None:
    with app.app_context(), transaction():
        employer = {"employer_id": side[at]} if at else {}
        of = {"person_id": person_id, "consortium_id": side["consortium"], "role": role}
        db.session.add(Membership(**of, **employer))


def profile_of(side: Side) -> ParticipantProfile:
    return db.session.get_one(ParticipantProfile, side["participant_profile"])


def test_a_form_writes_only_what_it_asks(app: Flask, client: FlaskClient, world: World) -> None:
    bristol, leeds = world.bristol, world.leeds
    with app.app_context():
        version = profile_of(bristol).version
    sign_in(client, bristol["participant"])
    asked = {"version": version, "needs": ["step-free"]}
    unasked = {
        "id": leeds["participant_profile"],
        "consortium_id": leeds["consortium"],
        "participation_id": leeds["participant_participation"],
        "status": "complete",
        "wish_tags": "planted",
        "job_title": "planted",
    }
    page = f"/participations/{bristol['participant_participation']}/profile/needs"
    assert client.post(page, data=asked | unasked).status_code == 302
    with app.app_context():
        profile = profile_of(bristol)
        assert profile.needs == ["step-free"]
        assert profile.consortium_id == bristol["consortium"]
        assert profile.participation_id == bristol["participant_participation"]
        assert profile.status == "draft"
        assert "planted" not in (profile.job_title, *profile.wish_tags)


@pytest.mark.parametrize("version", ["0", "-1", "999", "", "x", None])
def test_a_version_that_isnt_the_rows_changes_nothing(
    app: Flask, client: FlaskClient, world: World, version: str | None
) -> None:
    sign_in(client, world.bristol["participant"])
    page = f"/participations/{world.bristol['participant_participation']}/profile/needs"
    sent = {"needs": ["step-free"]} | ({} if version is None else {"version": version})
    assert client.post(page, data=sent).status_code == 409
    with app.app_context():
        assert profile_of(world.bristol).needs != ["step-free"]


@pytest.mark.parametrize("thief", ["other_participant", "mentor", "admin"])
def test_nobody_takes_an_entry_off_anothers_list(
    app: Flask, client: FlaskClient, world: World, thief: str
) -> None:
    bristol = world.bristol
    with app.app_context():
        named = db.session.query(AvoidEntry).filter_by(person_named=f"{MARK}avoid-participant")
        entry_id = named.one().id
    sign_in(client, bristol[thief])
    places = "/participations/{}/profile"
    own = {
        "other_participant": places.format(bristol["other_participant_participation"]),
        "mentor": f"/mentor-profiles/{bristol['mentor_profile']}",
        "admin": places.format(bristol["participant_participation"]),
    }
    answer = client.post(f"{own[thief]}/avoid", data={"remove": str(entry_id)})
    assert answer.status_code == (403 if thief == "admin" else 422)
    with app.app_context():
        assert db.session.get(AvoidEntry, entry_id) is not None


def test_roles_in_one_consortium_give_nothing_in_another(
    app: Flask, client: FlaskClient, world: World
) -> None:
    bristol, leeds = world.bristol, world.leeds
    person = leeds["admin"]
    give_role(app, bristol, person, Role.MENTOR)
    sign_in(client, person)
    assert client.get(f"/consortia/{leeds['consortium']}/people").status_code == 200
    for page in ("people", "rounds", "details", "mentors"):
        assert client.get(f"/consortia/{bristol['consortium']}/{page}").status_code == 403
    across = f"/consortia/{leeds['consortium']}/people/{bristol['mentor_membership']}"
    for page, method in ((across, client.get), (f"{across}/end", client.post)):
        assert method(page).status_code == 404
    assert client.get(f"/rounds/{bristol['round']}").status_code == 404
    assert (
        client.post(f"/rounds/{bristol['round']}/runs/{bristol['run']}/approve").status_code == 404
    )


def test_a_lead_of_one_employer_is_none_of_another(
    app: Flask, client: FlaskClient, world: World
) -> None:
    bristol, leeds = world.bristol, world.leeds
    give_role(app, leeds, bristol["lead"], Role.EMPLOYER_LEAD, "trust")
    sign_in(client, bristol["lead"])
    assert client.get(f"/employers/{leeds['trust']}/offer").status_code == 200
    for side, employer, status in (
        (bristol, "council", 200),
        (bristol, "trust", 403),
        (leeds, "council", 403),
    ):
        assert client.get(f"/employers/{side[employer]}/offer").status_code == status
    offers = client.get(f"/consortia/{leeds['consortium']}/offers").text
    assert "Open a ward" in offers
    assert "bus lanes" not in offers
    assert client.get(f"/proposals/{leeds['hosted']}/answer").status_code == 404


def test_an_invitation_opened_by_somebody_else_stays_the_invited_persons(
    app: Flask, client: FlaskClient, world: World
) -> None:
    page = f"/invitations/{world.invitation}"
    sign_in(client, world.bristol["participant"])
    assert client.get(page).status_code == 200
    assert client.get("/home").status_code == 200
    password = {"password": "a long enough one", "repeat": "a long enough one"}
    taken = {"person_id": world.bristol["participant"], "email": "participant@bristol.example"}
    sent = {"name": "New Colleague", **password, **taken}
    assert client.post(page, data=sent).status_code == 302
    with app.app_context():
        person = db.session.query(Person).filter_by(email="new@bristol.example").one()
        assert db.session.query(Account).filter_by(person_id=person.id).count() == 1
        roles = db.session.query(Membership).filter_by(person_id=world.bristol["participant"])
        assert [membership.role for membership in roles] == [Role.PARTICIPANT]
    # Whoever opened the account is signed in to it, and out of their own.
    own = f"/participations/{world.bristol['participant_participation']}/profile"
    assert client.get(own).status_code == 404


def _flip_last(token: str) -> str:
    return token[:-1] + ("A" if token[-1] != "A" else "B")


@pytest.mark.parametrize(
    "forge",
    [
        _flip_last,
        lambda token: token[:-4],
        lambda token: token + "AAAA",
        lambda token: token.swapcase(),
        lambda token: token[:22] + token[:22] + token[44:],
        lambda token: "A" * len(token),
    ],
)
def test_a_forged_invitation_opens_nothing(
    app: Flask, client: FlaskClient, world: World, forge: Callable[[str], str]
) -> None:
    assert client.get(f"/invitations/{world.invitation}").status_code == 200
    assert client.get(f"/invitations/{forge(world.invitation)}").status_code == 404
    with app.app_context():
        not_a_link = token_for(world.bristol["participant"])
    assert client.get(f"/invitations/{not_a_link}").status_code == 404
    # Nor is an invitation a link to a new password.
    reset = client.get(f"/reset-password/{world.invitation}")
    assert reset.headers["Location"] == "/reset-password"


OPEN_TO = {
    "admin": "/rounds/{round}",
    "auditor": "/rounds/{round}/runs/{run}",
    "lead": "/stretch-assignments/{assignment}/skills",
    "supervisor": "/stretch-assignments/{assignment}",
    "mentor": "/matches/{match}",
    "participant": "/proposals/{shown}/look",
}


@pytest.mark.parametrize("who", OPEN_TO)
def test_an_ended_role_is_out_at_the_next_request(
    app: Flask, client: FlaskClient, world: World, who: str
) -> None:
    page = OPEN_TO[who].format_map(world.bristol.ids)
    sign_in(client, world.bristol[who])
    assert client.get(page).status_code == 200
    change(app, Membership.person_id == world.bristol[who], ended_on=today())
    assert client.get(page).status_code == 404
    assert page not in client.get("/home").text


@pytest.mark.parametrize("who", OPEN_TO)
def test_a_changed_role_counts_at_the_next_request(
    app: Flask, client: FlaskClient, world: World, who: str
) -> None:
    page = OPEN_TO[who].format_map(world.bristol.ids)
    sign_in(client, world.bristol[who])
    assert client.get(page).status_code == 200
    change(app, Membership.person_id == world.bristol[who], role=Role.REVIEWER, employer_id=None)
    assert client.get(page).status_code == 404


def change(app: Flask, condition: Any, **values: Any) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(Membership).where(condition).values(**values))
