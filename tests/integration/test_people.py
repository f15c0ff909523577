"""The people of a consortium: invited, enrolled, found, and let go."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.actor import load_actor
from portal.calendar import now
from portal.database import db, transaction
from portal.lifecycles import ParticipationStatus
from portal.models import (
    Account,
    Cohort,
    Consortium,
    Employer,
    HistoryEntry,
    Letter,
    Link,
    Membership,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Role,
)
from portal.queries.people import Standing, members
from portal.services import people
from portal.services.people import Newcomer
from portal.services.refusal import FieldRefusal, Refusal
from tests.cast import Cast, Side, make_cast, sign_in
from tests.integration.counting import count_queries


def _invite(side: Side, role: Role, email: str = "new@bristol.example", **at: str) -> Person:
    with transaction():
        return people.invite(
            load_actor(side["admin"]),
            db.session.get_one(Consortium, side["consortium"]),
            Newcomer(
                "Nadia New",
                email,
                role,
                employer=db.session.get_one(Employer, side[at["employer"]]) if at else None,
                cohort=db.session.get_one(Cohort, side["cohort"]) if at else None,
            ),
        )


def _membership(side: Side, name: str) -> Membership:
    query = select(Membership).filter_by(person_id=side[name], consortium_id=side["consortium"])
    return db.session.scalars(query).one()


def test_a_mentor_gets_a_profile_and_a_participant_a_place(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        mentor = _invite(side, Role.MENTOR, employer="council")
        profile = db.session.scalars(select(MentorProfile).filter_by(person_id=mentor.id)).one()
        assert profile.employer_id == side["council"]
        person = _invite(side, Role.PARTICIPANT, "asha@bristol.example", employer="trust")
        place = db.session.scalars(select(Participation).filter_by(person_id=person.id)).one()
        assert (place.status, place.employer_id) == (ParticipationStatus.ENROLLED, side["trust"])
        assert db.session.scalars(select(ParticipantProfile).filter_by(participation_id=place.id))
        letters = db.session.scalars(select(Letter.template)).all()
        assert letters == ["invitation", "invitation"]


def test_a_command_invites_a_mentor_with_a_profile(app: Flask, cast: Cast) -> None:
    words = (
        "--role",
        "mentor",
        "--consortium",
        "Bristol Stepping Up",
        "--employer",
        "Bristol Trust",
    )
    done = app.test_cli_runner().invoke(args=["accounts", "invite", "nadia@one.example", *words])
    assert done.exit_code == 0, done.output
    with app.app_context():
        person = db.session.scalars(select(Person).filter_by(email="nadia@one.example")).one()
        profile = db.session.scalars(select(MentorProfile).filter_by(person_id=person.id)).one()
        assert profile.employer_id == cast.bristol["trust"]
        held = db.session.scalars(select(Membership).filter_by(person_id=person.id)).one()
        assert held.employer_id is None


def test_who_takes_part_already_gets_a_place_without_a_letter(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        person = db.session.get_one(Person, side["participant"])
        cohort = db.session.get_one(Cohort, side["cohort"])
        trust = db.session.get_one(Employer, side["trust"])
        with pytest.raises(FieldRefusal) as refused, transaction():
            people.enrol(None, cohort, name="A", email=person.email.upper(), employer=trust)
        assert refused.value.field == "email"
        with transaction():
            later = Cohort(
                consortium_id=side["consortium"],
                programme_id=side["programme"],
                name="2028",
                starts_on=cohort.starts_on,
                ends_on=cohort.ends_on,
            )
            db.session.add(later)
        with transaction():
            place = people.enrol(None, later, name="A", email=person.email, employer=trust)
        assert place.person_id == person.id
        assert db.session.scalars(select(Letter)).all() == []


def test_a_role_that_ended_is_given_back(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        membership = _membership(side, "reviewer")
        with transaction():
            people.end_membership(load_actor(side["admin"]), membership)
        assert load_actor(side["reviewer"]).held == frozenset()
        with pytest.raises(Refusal), transaction():
            people.end_membership(None, membership)
        email = db.session.get_one(Person, side["reviewer"]).email
        _invite(side, Role.REVIEWER, email)
        assert [held.role for held in load_actor(side["reviewer"]).held] == [Role.REVIEWER]
        with pytest.raises(FieldRefusal):
            _invite(side, Role.REVIEWER, email)
        verbs = select(HistoryEntry.verb).filter_by(thing_id=membership.id)
        assert sorted(db.session.scalars(verbs)) == ["end", "invite"]


def test_a_consortium_keeps_an_admin_who_can_sign_in(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        invited = _invite(side, Role.CONSORTIUM_ADMIN)
        with transaction():
            people.end_membership(None, _membership(side, "second_admin"))
        with pytest.raises(Refusal, match="needs an admin"), transaction():
            people.end_membership(None, _membership(side, "admin"))
        query = select(Membership).filter_by(person_id=invited.id)
        with transaction():
            people.end_membership(None, db.session.scalars(query).one())


def test_who_takes_part_is_withdrawn_first(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        with pytest.raises(Refusal, match="2027"), transaction():
            people.end_membership(None, _membership(side, "participant"))


def test_the_list_says_who_can_sign_in(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        _invite(side, Role.AUDITOR)
        with transaction():
            quiet = Person(name="Quentin Quiet", email="quentin@bristol.example")
            db.session.add(quiet)
            db.session.flush()
            of = {"consortium_id": side["consortium"], "role": Role.REVIEWER}
            db.session.add(Membership(person_id=quiet.id, **of))
        found = {one.person.name: one.standing for one in members(side["consortium"])}
        assert found["Admin Bristol"] == Standing.ACTIVE
        assert found["Nadia New"] == Standing.INVITED
        assert found["Quentin Quiet"] == Standing.NO_ACCOUNT
        assert not any(name.endswith("Leeds") for name in found)
        with transaction():
            for link in db.session.scalars(select(Link)):
                link.expires_at = now() - timedelta(days=1)
        late = members(side["consortium"], Role.AUDITOR, "NADIA new@")
        assert [one.standing for one in late] == [Standing.LAPSED]


def test_the_list_names_the_employer_of_mentors_and_participants(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        for role, thing in (
            (Role.MENTOR, db.session.get_one(MentorProfile, side["mentor_profile"])),
            (
                Role.PARTICIPANT,
                db.session.get_one(Participation, side["participant_participation"]),
            ),
        ):
            found = {
                one.person.id: one.employer.id
                for one in members(side["consortium"], role)
                if one.employer
            }
            assert found[thing.person_id] == thing.employer_id
        admins = members(side["consortium"], Role.CONSORTIUM_ADMIN)
        assert {one.employer for one in admins} == {None}


def _typed(cast: Cast, role: str, **changes: str) -> dict[str, str]:
    return {"role": role, "name": "Nadia New", "email": "new@bristol.example", **changes}


@pytest.mark.parametrize(
    ("role", "changes", "error"),
    [
        ("", {}, "Choose a role"),
        ("king", {}, "Choose a role"),
        ("auditor", {"name": ""}, "Enter their name"),
        ("auditor", {"email": "nadia"}, "must be an address like"),
        ("mentor", {}, "Choose the employer they work for"),
        ("participant", {}, "Choose the cohort they take part in"),
        ("reviewer", {"email": "REVIEWER@bristol.example"}, "has this role already"),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, role: str, changes: dict[str, str], error: str
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{cast.bristol['consortium']}/people/invite"
    answer = client.post(page, data=_typed(cast, role, **changes))
    assert (answer.status_code, error in answer.text) == (422, True)
    assert changes.get("email", "new@bristol.example") in answer.text


def test_an_admin_invites_and_ends(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    base = f"/consortia/{cast.bristol['consortium']}/people"
    lead = _typed(cast, "employer_lead", employer=str(cast.bristol["trust"]))
    assert client.post(f"{base}/invite", data=lead).status_code == 302
    listed = client.get(f"{base}?role=employer_lead&q=nadia").text
    assert "Nadia New" in listed and "Invited" in listed and "Lead Bristol" not in listed
    with client.application.app_context():
        person = db.session.scalars(select(Person).filter_by(name="Nadia New")).one()
        held = db.session.scalars(select(Membership.id).filter_by(person_id=person.id)).one()
        one = f"{base}/{held}"
    assert "Send the invitation again" in client.get(one).text
    assert client.post(f"{one}/invite-again").status_code == 302
    assert client.get(f"{one}/end").status_code == 200
    assert client.post(f"{one}/end").status_code == 302
    assert (
        "Nadia New"
        not in client.get(f"{base}?q=nadia+new@").text.split("<main")[1].split("</form>")[-1]
    )
    assert client.post(f"{one}/invite-again").status_code == 409


def test_who_has_an_account_is_not_invited_again(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        with pytest.raises(Refusal, match="has an account already"), transaction():
            people.resend_invitation(None, _membership(side, "auditor"))


def test_a_foreign_employer_or_cohort_is_no_choice(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{cast.bristol['consortium']}/people/invite"
    home, away = cast.bristol, cast.leeds
    for employer, cohort in ((away["trust"], home["cohort"]), (home["trust"], away["cohort"])):
        typed = _typed(cast, "participant", employer=str(employer), cohort=str(cohort))
        assert client.post(page, data=typed).status_code == 422
    with client.application.app_context():
        assert db.session.query(Account).count() == db.session.query(Person).count()


def test_people_are_the_teams(client: FlaskClient, cast: Cast) -> None:
    base = f"/consortia/{cast.bristol['consortium']}/people"
    with client.application.app_context():
        foreign = _membership(cast.leeds, "auditor").id
    for name, page, status in (
        ("auditor", base, 200),
        ("auditor", f"{base}/invite", 403),
        ("lead", base, 403),
        ("mentor", base, 403),
        ("admin", f"{base}/{foreign}", 404),
        ("admin", f"{base}/{foreign}/end", 404),
    ):
        sign_in(client, cast.bristol[name])
        assert client.get(page).status_code == status, (name, page)


def test_the_list_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{cast.bristol['consortium']}/people"
    before = count_queries(app, client, page)
    with app.app_context():
        for number in range(12):
            _invite(cast.bristol, Role.AUDITOR, f"auditor{number}@bristol.example")
    assert count_queries(app, client, page) == before
