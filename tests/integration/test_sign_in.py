"""Signing in and out, passwords and their links, and what slows down guessing."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import flask_security.recoverable as recoverable
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.calendar import now, today
from portal.database import db, transaction
from portal.models import Account, HistoryEntry, Letter, Membership, Person
from portal.services.accounts import hash_new_password
from portal.services.links import address_in
from tests.cast import PASSWORD, Cast, make_cast, sign_in

ADDRESS = "participant@bristol.example"
NEW = "quite another horse"


@pytest.fixture
def person(app: Flask, cast: Cast) -> UUID:
    """Return a participant who signs in with PASSWORD."""
    give_password(app, cast.bristol["participant"])
    return cast.bristol["participant"]


def give_password(app: Flask, person_id: UUID, password: str = PASSWORD) -> None:
    with app.app_context(), transaction():
        account = db.session.query(Account).filter_by(person_id=person_id).one()
        account.password = hash_new_password(password)


def send(client: FlaskClient, email: str = ADDRESS, password: str = PASSWORD) -> TestResponse:
    return client.post("/sign-in", data={"email": email, "password": password})


def is_in(client: FlaskClient) -> bool:
    return client.get("/home").status_code == 200


def test_signing_in_and_out(client: FlaskClient, person: UUID) -> None:
    done = send(client, " Participant@Bristol.Example ")
    assert (done.status_code, done.headers["Location"]) == (302, "/home")
    assert is_in(client)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").headers["Location"] == "/"
    assert not is_in(client)


def test_a_password_counts_however_its_accents_are_typed(
    app: Flask, client: FlaskClient, person: UUID
) -> None:
    give_password(app, person, "caf\u00e9 au lait noir")
    assert send(client, password="cafe\u0301 au lait noir").status_code == 302


@pytest.mark.parametrize(
    ("email", "password", "field", "words"),
    [
        ("", "", "email", "Enter your email address"),
        ("participant", "x", "email", "in the right format"),
        (ADDRESS, "", "password", "Enter your password"),
        (ADDRESS, "wrong", "email", "don’t go together"),
        ("nobody@bristol.example", "wrong", "email", "don’t go together"),
        ("a\x00b@bristol.example", "wrong\x00", "email", "don’t go together"),
        (f"{'x' * 300}@bristol.example", "wrong", "email", "in the right format"),
    ],
)
def test_faults_lead_to_their_fields_and_keep_what_was_typed(
    client: FlaskClient, person: UUID, email: str, password: str, field: str, words: str
) -> None:
    page = send(client, email, password)
    assert page.status_code == 422
    assert re.search(rf'<a href="#{field}">[^<]*{words}', page.text)
    assert f'id="{field}-error"' in page.text
    assert 'href="#"' not in page.text
    assert "<title>Error: Sign in" in page.text
    assert email.replace("\x00", "") in page.text
    assert not is_in(client)


def stripped(page: TestResponse) -> str:
    return page.text.replace("nobody@bristol.example", ADDRESS)


def ask(client: FlaskClient, email: str) -> TestResponse:
    return client.post("/reset-password", data={"email": email})


@pytest.mark.parametrize(
    "attempt", [lambda client, email: send(client, email, "wrong one here"), ask]
)
def test_known_and_unknown_addresses_are_told_the_same_in_the_same_time(
    client: FlaskClient, person: UUID, attempt: Callable[[FlaskClient, str], TestResponse]
) -> None:
    answers, times = {}, {}
    for email in (ADDRESS, "nobody@bristol.example"):
        spent = []
        for _ in range(5):
            begun = time.process_time()
            answers[email] = attempt(client, email)
            spent.append(time.process_time() - begun)
        times[email] = min(spent)
    known, unknown = answers.values()
    assert known.status_code == unknown.status_code
    assert stripped(known) == stripped(unknown)
    assert max(times.values()) < 2 * min(times.values())


def test_a_closed_account_is_told_no_more_than_a_wrong_password(
    app: Flask, client: FlaskClient, person: UUID
) -> None:
    wrong = send(client, password="wrong")
    close(app, person)
    assert send(client).text == wrong.text
    ask(client, ADDRESS)
    assert letters(app) == []


def close(app: Flask, person_id: UUID) -> None:
    with app.app_context(), transaction():
        db.session.query(Account).filter_by(person_id=person_id).one().active = False


def test_a_closed_account_is_out_at_once(app: Flask, client: FlaskClient, person: UUID) -> None:
    send(client)
    assert is_in(client)
    close(app, person)
    assert client.get("/home").headers["Location"].startswith("/sign-in")


def test_an_ended_membership_is_out_at_once(app: Flask, client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    lists = f"/consortia/{cast.bristol['consortium']}/lists"
    assert client.get(lists).status_code == 200
    with app.app_context(), transaction():
        admin = db.session.query(Membership).filter_by(person_id=cast.bristol["admin"]).one()
        admin.ended_on = today()
    assert client.get(lists).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/%09/evil.example",
        "\t//evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(client: FlaskClient, person: UUID, elsewhere: str) -> None:
    data = {"email": ADDRESS, "password": PASSWORD, "next": elsewhere}
    asked = client.post("/sign-in", query_string={"next": elsewhere}, data=data)
    assert asked.status_code == 302
    location = asked.headers["Location"]
    assert re.fullmatch(r"/[a-z%][!-~]*", location), location


def test_signing_in_leads_to_the_page_that_was_asked_for(client: FlaskClient, person: UUID) -> None:
    asked = client.get("/change-password")
    assert asked.headers["Location"].startswith("/sign-in?next=")
    form = client.get(asked.headers["Location"]).text
    hidden = re.search(r'name="next"[^>]*value="([^"]*)"', form)
    assert hidden
    data = {"email": ADDRESS, "password": PASSWORD, "next": hidden[1]}
    assert client.post("/sign-in", data=data).headers["Location"] == "/change-password"


def test_the_session_begins_anew_at_sign_in(app: Flask, client: FlaskClient, person: UUID) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    page = client.get("/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', page.text)
    assert token
    before = client.get_cookie("session")
    with client.session_transaction() as session:
        planted = session["csrf_token"]
        session["planted"] = "by somebody else"
    data = {"email": ADDRESS, "password": PASSWORD, "csrf_token": token[1]}
    assert client.post("/sign-in", data=data).status_code == 302
    after = client.get_cookie("session")
    assert before and after and before.value != after.value
    with client.session_transaction() as session:
        assert session.get("csrf_token") != planted
        assert "planted" not in session
    client.get("/home")
    assert client.post("/sign-out", data={"csrf_token": token[1]}).status_code == 400


def letters(app: Flask) -> list[str]:
    with app.app_context():
        return [letter.template for letter in db.session.query(Letter).order_by(Letter.created_at)]


def reset_path(app: Flask) -> str:
    """Return the path that the letter leads to, as if it were sent now."""
    with app.app_context():
        letter = db.session.query(Letter).filter_by(template="reset").one()
        return address_in(letter).removeprefix("http://127.0.0.1:5000")


def choose(client: FlaskClient, path: str, password: str = NEW) -> TestResponse:
    return client.post(path, data={"password": password, "password_confirm": password})


def test_a_forgotten_password_is_chosen_anew(
    app_on_both: Flask,
) -> None:
    with app_on_both.app_context():
        person = make_cast().bristol["participant"]
    give_password(app_on_both, person)
    elsewhere, client = app_on_both.test_client(), app_on_both.test_client()
    send(elsewhere)
    sent = ask(client, ADDRESS)
    assert sent.status_code == 200
    assert "Check your email" in sent.text
    path = reset_path(app_on_both)
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200  # reading spends nothing
    done = choose(client, path)
    assert done.headers["Location"] == "/sign-in"
    assert "Your password is changed" in client.get("/sign-in").text
    assert not is_in(elsewhere)  # whoever was signed in is out
    assert send(client).status_code == 422
    assert send(client, password=NEW).status_code == 302
    again = choose(app_on_both.test_client(), path, "yet another horse")
    assert again.headers["Location"] == "/reset-password"
    assert letters(app_on_both) == ["reset", "password_changed"]
    with app_on_both.app_context():
        verbs = [entry.verb for entry in db.session.query(HistoryEntry).filter_by(person_id=person)]
        assert verbs == ["set_password"]


def test_a_link_to_a_new_password_is_good_for_an_hour(
    app: Flask, client: FlaskClient, person: UUID
) -> None:
    ask(client, ADDRESS)
    path = reset_path(app)
    with time_machine.travel(now() + timedelta(minutes=59)):
        assert client.get(path).status_code == 200
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert choose(client, path).headers["Location"] == "/reset-password"
        assert "too old" in client.get("/reset-password").text
    assert choose(client, "/reset-password/made-up").headers["Location"] == "/reset-password"


def test_two_who_choose_by_one_link_at_once_are_told(
    app_on_both: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second had opened the account before the first changed it."""
    with app_on_both.app_context():
        give_password(app_on_both, make_cast().bristol["participant"])
    client = app_on_both.test_client()
    ask(client, ADDRESS)
    path = reset_path(app_on_both)
    hash_password = recoverable.hash_password

    def hash_while_another_is_faster(password: str) -> str:
        monkeypatch.setattr(recoverable, "hash_password", hash_password)
        with ThreadPoolExecutor(1) as another:
            first = another.submit(choose, app_on_both.test_client(), path, "the first of two")
            assert first.result().status_code == 302
        return str(hash_password(password))

    monkeypatch.setattr(recoverable, "hash_password", hash_while_another_is_faster)
    assert choose(client, path).status_code == 409
    assert send(client, password="the first of two").status_code == 302


@pytest.mark.parametrize("address", ["", "nobody", "x" * 300 + "@bristol.example"])
def test_asking_for_a_link_says_what_it_expected(client: FlaskClient, address: str) -> None:
    page = ask(client, address)
    assert page.status_code == 422
    assert 'href="#email"' in page.text
    assert "Check your email" not in page.text


def test_changing_a_password_signs_out_everywhere_else(
    app: Flask, client: FlaskClient, person: UUID
) -> None:
    elsewhere = app.test_client()
    send(client)
    send(elsewhere)
    data = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
    assert client.post("/change-password", data=data).headers["Location"] == "/home"
    assert "signed out everywhere but here" in client.get("/home").text
    assert not is_in(elsewhere)
    assert is_in(client)
    assert letters(app) == ["password_changed"]


@pytest.mark.parametrize(
    ("now_is", "new", "again", "field", "words"),
    [
        ("", NEW, NEW, "password", "Enter your password"),
        ("wrong", NEW, NEW, "password", "This isn’t your password"),
        (PASSWORD, "", "", "new_password", "Enter a new password"),
        (PASSWORD, "short", "short", "new_password", "12 characters or more"),
        (PASSWORD, NEW * 20, NEW * 20, "new_password", "200 characters or fewer"),
        (PASSWORD, NEW, "other", "new_password_confirm", "must be the same"),
        (PASSWORD, PASSWORD, PASSWORD, "password", "don’t have already"),
    ],
)
def test_a_password_isnt_changed_with_a_fault(
    client: FlaskClient, person: UUID, now_is: str, new: str, again: str, field: str, words: str
) -> None:
    send(client)
    data = {"password": now_is, "new_password": new, "new_password_confirm": again}
    page = client.post("/change-password", data=data)
    assert page.status_code == 422
    assert re.search(rf'<a href="#{field}">[^<]*{words}', page.text)
    client.post("/sign-out")
    assert send(client).status_code == 302


def test_a_password_is_kept_as_argon2id(app: Flask, person: UUID) -> None:
    with app.app_context():
        kept = db.session.query(Account).filter_by(person_id=person).one().password
    assert kept.startswith("$argon2id$")


def test_no_page_answers_with_json(client: FlaskClient, person: UUID) -> None:
    answer = client.post("/sign-in", json={"email": ADDRESS, "password": PASSWORD})
    assert not answer.is_json
    assert not client.get("/sign-in", headers={"Accept": "application/json"}).is_json


@pytest.fixture
def throttled(app: Flask) -> Flask:
    """Return the portal with its limits, which the other tests go without."""
    app.config["RATELIMIT_ENABLED"] = True
    return app


def test_guessing_is_slowed_for_one_and_not_for_the_office(
    throttled: Flask, client: FlaskClient, person: UUID, cast: Cast
) -> None:
    codes = [send(client, password=f"guess {number}").status_code for number in range(7)]
    assert codes == [422] * 5 + [429] * 2
    stopped = send(client)
    assert stopped.status_code == 429
    assert "Too many tries" in stopped.text
    give_password(throttled, cast.bristol["mentor"])
    assert send(throttled.test_client(), "mentor@bristol.example").status_code == 302


def test_signing_in_rightly_is_never_counted(
    throttled: Flask, client: FlaskClient, person: UUID
) -> None:
    for _ in range(8):
        assert send(client).status_code == 302
        client.post("/sign-out")


def test_one_account_isnt_guessed_from_many_addresses(
    throttled: Flask, client: FlaskClient, person: UUID
) -> None:
    codes = [
        client.post(
            "/sign-in",
            data={"email": ADDRESS, "password": ""},
            environ_overrides={"REMOTE_ADDR": f"203.0.113.{number}"},
        ).status_code
        for number in range(61)
    ]
    assert codes == [422] * 60 + [429]


def test_letters_arent_asked_for_without_end(
    throttled: Flask, client: FlaskClient, person: UUID
) -> None:
    codes = [ask(client, ADDRESS).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert ask(client, "mentor@bristol.example").status_code == 200
    assert letters(throttled) == ["reset"] * 3 + ["reset"]


def test_the_password_of_an_open_session_isnt_guessed(
    throttled: Flask, client: FlaskClient, person: UUID
) -> None:
    sign_in(client, person)
    data = {"password": "wrong", "new_password": NEW, "new_password_confirm": NEW}
    codes = [client.post("/change-password", data=data).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_a_person_without_an_account_gets_no_letter(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        db.session.add(Person(name="A", email="known@one.example"))
    assert "Check your email" in ask(client, "known@one.example").text
    assert letters(app) == []
