"""Invitations: what they say, and that each opens one account, once."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from portal.access.actor import load_actor
from portal.calendar import now, today
from portal.database import db, transaction
from portal.models import (
    Account,
    Consortium,
    Employer,
    HistoryEntry,
    Link,
    Membership,
    Person,
    Role,
)
from portal.services.accounts import invite_person
from portal.services.links import address_of
from portal.services.refusal import Refusal
from tests.cast import Cast, make_cast, sign_in

PASSWORD = "three words joined"
CHOSEN = {"name": "Asha Rao", "password": PASSWORD, "repeat": PASSWORD}


def invite(
    app: Flask,
    cast: Cast,
    email: str = "asha@one.example",
    role: Role = Role.MENTOR,
    employer: str = "",
    sender: str = "admin",
) -> str:
    """Invite somebody to Bristol and return the path of the link."""
    with app.app_context(), transaction():
        link = invite_person(
            load_actor(cast.bristol[sender]) if sender else None,
            name="Asha R",
            email=email,
            role=role,
            consortium=db.session.get_one(Consortium, cast.bristol["consortium"]),
            employer=db.session.get_one(Employer, cast.bristol[employer]) if employer else None,
        )
        return address_of(link).removeprefix("http://127.0.0.1:5000")


def test_an_invitation_says_who_invites_to_what(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    page = client.get(invite(app, cast, role=Role.EMPLOYER_LEAD, employer="trust")).text
    words = " ".join(re.sub("<[^>]*>", "", page).split())
    assert (
        "Admin Bristol invites you to Bristol Stepping Up as an employer lead for Bristol Trust."
        in words
    )
    assert 'value="Asha R"' in page
    assert "asha@one.example" in page
    assert "app-brand--teal" in page


def test_one_from_the_command_line_comes_from_the_team(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    assert "The programme team invites you" in client.get(invite(app, cast, sender="")).text


def test_several_roles_are_listed(app: Flask, client: FlaskClient, cast: Cast) -> None:
    invite(app, cast)
    page = client.get(invite(app, cast, role=Role.AUDITOR)).text
    assert "<li>a mentor</li>" in page
    assert "<li>an auditor</li>" in page


def test_accepting_opens_one_account_and_signs_in(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
    path = invite(app_on_both, cast)
    client = app_on_both.test_client()
    assert client.get(path).status_code == 200
    done = client.post(path, data=CHOSEN)
    assert done.headers["Location"] == "/home"
    assert "Your account is ready" in client.get("/home").text
    with app_on_both.app_context():
        person = db.session.query(Person).filter_by(email="asha@one.example").one()
        assert person.name == "Asha Rao"
        entry = db.session.query(HistoryEntry).filter_by(verb="accept_invitation").one()
        assert entry.person_id == person.id
    later = app_on_both.test_client()
    signed_in = later.post("/sign-in", data={"email": "asha@one.example", "password": PASSWORD})
    assert signed_in.headers["Location"] == "/home"


def test_whoever_was_signed_in_is_out_when_another_accepts(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    path = invite(app, cast)
    sign_in(client, cast.bristol["admin"])
    client.post(path, data=CHOSEN)
    home = client.get("/home").text
    assert "Asha Rao" in home
    assert "Admin Bristol" not in home


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": " "}, "name", "Enter your full name"),
        ({"name": "x" * 121}, "name", "120 characters or fewer"),
        ({"password": "", "repeat": ""}, "password", "Enter a new password"),
        ({"password": "short", "repeat": "short"}, "password", "12 characters or more"),
        ({"repeat": "another"}, "repeat", "must be the same"),
    ],
)
def test_faults_keep_what_was_typed_and_spend_nothing(
    app: Flask, client: FlaskClient, cast: Cast, change: dict[str, str], field: str, words: str
) -> None:
    path = invite(app, cast)
    page = client.post(path, data={**CHOSEN, **change})
    assert page.status_code == 422
    assert re.search(rf'<a href="#{field}">[^<]*{words}', page.text)
    if field != "name":
        assert 'value="Asha Rao"' in page.text
    assert client.post(path, data=CHOSEN).status_code == 302


def spend(app: Flask, _cast: Cast, path: str) -> str:
    app.test_client().post(path, data=CHOSEN)
    return path


def alter(_app: Flask, _cast: Cast, path: str) -> str:
    return path[:-1] + ("A" if path[-1] != "A" else "B")


def take_back(app: Flask, _cast: Cast, path: str) -> str:
    with app.app_context(), transaction():
        person = db.session.query(Person).filter_by(email="asha@one.example").one()
        db.session.query(Membership).filter_by(person_id=person.id).one().ended_on = today()
    return path


def let_lapse(app: Flask, _cast: Cast, path: str) -> str:
    with app.app_context(), transaction():
        db.session.query(Link).one().expires_at = now()
    return path


@pytest.mark.parametrize("spoil", [spend, alter, take_back, let_lapse])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_spoilt_link_can_be_told_from_a_made_up_one(
    app: Flask, cast: Cast, spoil: Any, method: str
) -> None:
    path = spoil(app, cast, invite(app, cast))
    client = app.test_client()
    answer = client.open(path, method=method, data=CHOSEN)
    made_up = client.open("/invitations/made-up", method=method, data=CHOSEN)
    assert answer.status_code == made_up.status_code == 404
    assert answer.data == made_up.data
    assert "This link can’t be used" in answer.text


def test_an_invitation_is_good_for_two_weeks(app: Flask, client: FlaskClient, cast: Cast) -> None:
    path = invite(app, cast)
    with time_machine.travel(now() + timedelta(days=13, hours=23)):
        assert client.get(path).status_code == 200
    with time_machine.travel(now() + timedelta(days=14, minutes=1)):
        assert client.get(path).status_code == 404


def test_who_has_an_account_just_signs_in(app: Flask, client: FlaskClient, cast: Cast) -> None:
    path = invite(app, cast, email="Mentor@bristol.example", role=Role.AUDITOR)
    page = client.get(path)
    assert "You have an account already" in page.text
    assert 'name="password"' not in page.text
    assert client.post(path, data=CHOSEN).status_code == 200  # changes nothing
    sign_in(client, cast.bristol["mentor"])
    assert client.get(f"/consortia/{cast.bristol['consortium']}/lists").status_code == 200
    with app.app_context():
        mentor = db.session.get_one(Person, cast.bristol["mentor"])
        assert mentor.name == "Mentor Bristol"


def test_two_invitations_open_one_account(app: Flask, client: FlaskClient, cast: Cast) -> None:
    first = invite(app, cast)
    second = invite(app, cast, role=Role.AUDITOR)
    client.post(first, data=CHOSEN)
    assert "You have an account already" in app.test_client().get(second).text


def test_one_link_pressed_twice_at_once_opens_one_account(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
    path = invite(app_on_both, cast)

    def accept(_number: int) -> int:
        return app_on_both.test_client().post(path, data=CHOSEN).status_code

    with ThreadPoolExecutor(4) as presses:
        codes = sorted(presses.map(accept, range(4)))
    assert codes[0] == 302
    assert set(codes[1:]) <= {200, 404, 409}
    with app_on_both.app_context():
        assert db.session.query(Account).join(Person).filter_by(name="Asha Rao").count() == 1


def test_a_role_that_ended_can_be_given_again(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
    invite(app_on_both, cast)
    with pytest.raises(Refusal):
        invite(app_on_both, cast)
    take_back(app_on_both, cast, "")
    invite(app_on_both, cast)
    with app_on_both.app_context():
        person = db.session.query(Person).filter_by(email="asha@one.example").one()
        (membership,) = db.session.query(Membership).filter_by(person_id=person.id)
        assert membership.ended_on is None


def test_a_link_is_stored_without_its_token(app: Flask, cast: Cast) -> None:
    token = invite(app, cast).rpartition("/")[2]
    with app.app_context():
        (link,) = db.session.execute(Link.__table__.select()).all()
        assert token not in str(tuple(link))
        assert isinstance(link.id, UUID)
