"""Error pages: plain, and the same to the byte whatever was asked for."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.database import db, transaction
from portal.models import Membership, Role
from tests.cast import PEOPLE, Cast, sign_in
from tests.doors import OWN, addresses

# What may differ between two answers to one question.
VARYING = {"Date", "Set-Cookie"}


def telling(response: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    """Return all that an answer could tell by."""
    headers = {name: value for name, value in response.headers if name not in VARYING}
    return response.status_code, response.data, headers


@pytest.mark.parametrize("who", [None, *PEOPLE])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_thing_and_a_missing_one_answer_alike(
    app: Flask, client: FlaskClient, cast: Cast, who: str | None, method: str
) -> None:
    if who:
        sign_in(client, cast.bristol[who])
    foreign = dict(rules(app, cast, method))
    missing = {rule: address for address, rule in map(flat, addresses(app, method))}
    assert foreign
    for rule, address in foreign.items():
        there = telling(client.open(address, method=method))
        nowhere = telling(client.open(missing[rule], method=method))
        if who is None:
            assert there[0] == 302
        else:
            assert there == nowhere, rule
            assert there[0] == 404


def flat(pair: tuple[str, object]) -> tuple[str, str]:
    return pair[0], str(pair[1])


def rules(app: Flask, cast: Cast, method: str) -> list[tuple[str, str]]:
    """Return the rules whose first thing the cast has, with the address of Leeds' own."""
    found = []
    for address, rule in addresses(app, method, cast.leeds):
        named = re.findall(r"<uuid:(\w+)>", rule.rule)
        if named and named[0] in OWN:
            found.append((str(rule), address))
    return found


def test_a_child_of_another_parent_is_missing(app: Flask, client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    of = f"/consortia/{cast.bristol['consortium']}/employers/"
    assert client.get(of + str(cast.bristol["council"])).status_code == 200
    foreign = telling(client.get(of + str(cast.leeds["council"])))
    missing = telling(client.get(of + str(uuid4())))
    assert foreign == missing
    assert foreign[0] == 404


def test_the_same_holds_for_who_is_in_both_consortia(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    """Their header shows the consortium of the page's thing: not of one that they can't see."""
    with app.app_context(), transaction():
        db.session.add(
            Membership(
                person_id=cast.bristol["mentor"],
                consortium_id=cast.leeds["consortium"],
                role=Role.MENTOR,
            )
        )
    sign_in(client, cast.bristol["mentor"])
    other = telling(client.get(f"/participations/{cast.leeds['participant_participation']}"))
    assert other == telling(client.get(f"/participations/{uuid4()}"))
    for place in ("cohort", "programme"):
        of = f"/consortia/{cast.leeds['consortium']}/{place}s/"
        assert telling(client.get(of + str(cast.leeds[place]))) == telling(
            client.get(of + str(uuid4()))
        )


@pytest.mark.parametrize("who", [None, "admin"])
def test_an_error_page_holds_no_form_and_no_address(
    app: Flask, client: FlaskClient, cast: Cast, who: str | None
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    if who:
        sign_in(client, cast.bristol[who])
    for address, method, status in [
        ("/secret-path", "GET", 404),
        ("/invitations/secret-path", "GET", 404),
        ("/sign-in?secret-path", "PUT", 405),
    ]:
        page = client.open(address, method=method)
        assert page.status_code == status
        assert "secret-path" not in page.text
        assert "<form" not in page.text
        assert page.text.count("<h1") == 1
        assert 'aria-current="page"' not in page.text
    assert client.put("/sign-in").headers["Allow"]


def test_a_page_left_open_is_told_so_without_a_form(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    page = client.post("/sign-in", data={"email": "a@one.example"})
    assert page.status_code == 400
    assert "open for too long" in page.text
    assert "<form" not in page.text
    assert "a@one.example" not in page.text


def test_a_page_of_anothers_role_is_forbidden(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["auditor"])
    page = client.get(f"/consortia/{cast.bristol['consortium']}/details")
    assert page.status_code == 403
    assert "Your role doesn’t include it" in page.text


def test_a_broken_database_is_told_plainly(app: Flask, client: FlaskClient, cast: Cast) -> None:
    """The error page reads nothing more, so that it can't break too."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    sign_in(client, cast.bristol["admin"])
    with app.app_context():
        db.session.connection().exec_driver_sql("ALTER TABLE membership RENAME TO lost")
        db.session.connection().exec_driver_sql("COMMIT")
    page = client.get("/home")
    assert page.status_code == 500
    assert "What you saved before is safe" in page.text
    assert "<form" not in page.text
