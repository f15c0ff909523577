"""The `flask` commands: what they print, and what their exit codes say."""

import json
from typing import Any

import click
import pytest
from flask import Flask
from flask_migrate import downgrade

from portal.commands import COMMANDS
from portal.commands.answer import Answer, Command, Group
from portal.database import db
from portal.models import Consortium, Letter, Link, Membership, Person, Role, Skill
from portal.services.links import address_of, open_link
from portal.services.refusal import Refusal


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=words)


def create(app: Flask, *words: str) -> Any:
    return run(app, "consortia", "create", "Bristol Stepping Up", *words)


def test_an_empty_database_begins(app_on_both: Flask) -> None:
    done = create(
        app_on_both, "--admin", "Priya.Shah@one.example", "--second-admin", "b@two.example"
    )
    assert done.exit_code == 0, done.output
    with app_on_both.app_context():
        consortium = db.session.query(Consortium).one()
        assert db.session.query(Skill).filter_by(consortium_id=consortium.id).count() > 5
        people = {person.email: person.name for person in db.session.query(Person)}
        assert people == {"priya.shah@one.example": "Priya Shah", "b@two.example": "B"}
        for link in db.session.query(Link):
            assert address_of(link) in done.stdout
            assert open_link(address_of(link).rpartition("/")[2]) is not None
        assert {letter.template for letter in db.session.query(Letter)} == {"invitation"}


def test_the_same_admin_twice_is_invited_once(app: Flask) -> None:
    done = create(app, "--admin", "a@one.example", "--second-admin", "A@one.example", "--json")
    assert done.exit_code == 0
    assert [each["email"] for each in json.loads(done.stdout)["invitations"]] == ["a@one.example"]


def test_a_second_consortium_of_the_name_is_refused_whole(app_on_both: Flask) -> None:
    create(app_on_both, "--admin", "a@one.example")
    again = create(app_on_both, "--admin", "c@one.example", "--json")
    assert again.exit_code == 1
    assert "already" in json.loads(again.stdout)["refused"]
    assert "already" in again.stderr
    with app_on_both.app_context():
        assert db.session.query(Person).count() == 1


def invite(app: Flask, *words: str) -> Any:
    return run(app, "accounts", "invite", *words)


def test_somebody_is_invited_to_a_role(app: Flask) -> None:
    create(app, "--admin", "a@one.example")
    words = ("m@one.example", "--role", "mentor", "--consortium", "bristol  stepping up")
    done = invite(app, *words, "--json")
    answer = json.loads(done.stdout)
    assert (answer["email"], answer["role"]) == ("m@one.example", "mentor")
    assert "/invitations/" in answer["link"]
    with app.app_context():
        roles = {member.role for member in db.session.query(Membership)}
        assert roles == {Role.CONSORTIUM_ADMIN, Role.MENTOR}
    assert invite(app, *words).exit_code == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--role", "mentor", "--consortium", "Leeds"), "no consortium called Leeds"),
        (
            ("--role", "mentor", "--consortium", "Bristol Stepping Up", "--employer", "No One"),
            "has no employer called No One",
        ),
        (("--role", "employer_lead", "--consortium", "Bristol Stepping Up"), "for an employer"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(
    app: Flask, words: tuple[str, ...], reason: str
) -> None:
    create(app, "--admin", "a@one.example")
    done = invite(app, "x@one.example", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert reason in done.stderr
    with app.app_context():
        assert db.session.query(Person).count() == 1


@pytest.mark.parametrize(
    "words",
    [
        ("accounts", "invite", "not-an-address", "--role", "mentor", "--consortium", "X"),
        ("accounts", "invite", "a@one.example", "--role", "king", "--consortium", "X"),
        ("consortia", "create", "X"),
        ("consortia", "create", "X", "--admin", "a@one.example", "--third-admin", "b@c.de"),
    ],
)
def test_wrong_use_is_2(app: Flask, words: tuple[str, ...]) -> None:
    assert run(app, *words).exit_code == 2


def test_the_access_map_has_every_door(app: Flask) -> None:
    rules = json.loads(run(app, "access", "map", "--json").stdout)["rules"]
    assert {each["endpoint"] for each in rules} == set(app.view_functions)
    assert {"rule", "methods", "endpoint", "permission", "things"} == set(rules[0])
    words = run(app, "access", "map").stdout
    assert "/sign-in" in words
    assert "/static/" in words


def every_command() -> list[Command]:
    found: list[Command] = []
    for each in COMMANDS:
        found += each.commands.values() if isinstance(each, Group) else [each]  # type: ignore[arg-type]
    return found


def test_every_command_takes_json() -> None:
    assert all("--json" in each.params[-1].opts for each in every_command())


def test_a_plain_click_command_is_turned_away() -> None:
    with pytest.raises(TypeError):
        Group("things").add_command(click.Command("bare"))


@pytest.mark.parametrize("one_transaction", [True, False])
def test_a_refused_command_leaves_nothing(app: Flask, one_transaction: bool) -> None:
    def body() -> Answer:
        db.session.add(Person(name="A", email="a@one.example"))
        db.session.flush()
        raise Refusal("Not today.")

    app.cli.add_command(Command("attempt", callback=body, one_transaction=one_transaction))
    done = run(app, "attempt")
    assert (done.exit_code, done.stderr) == (1, "Not today.\n")
    with app.app_context():
        assert db.session.query(Person).count() == 0


def test_a_database_without_tables_is_said_in_one_line(app: Flask) -> None:
    with app.app_context():
        downgrade(revision="base")
    done = run(app, "rounds", "list")
    assert done.exit_code == 1
    assert "try flask db upgrade. (no such table: round)" in done.stderr
