"""Everybody's home: what to do next, by when, and where everything stands."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.access.actor import load_actor
from portal.calendar import now, today
from portal.database import db, transaction
from portal.lifecycles import (
    MentorProfileStatus,
    ParticipantProfileStatus,
)
from portal.models import (
    Match,
    Membership,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Proposal,
    RoundKind,
)
from portal.models.consortia import Role
from portal.models.rounds import DeclineReason
from portal.services import proposals
from tests.cast import Cast, Side, sign_in
from tests.integration.counting import count_queries
from tests.proposed import fill_profiles, offer_assignment, propose, publish


@pytest.fixture
def side(cast: Cast) -> Side:
    return cast.bristol


def home(client: FlaskClient, side: Side, who: str, url: str = "/home") -> str:
    sign_in(client, side[who])
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.text


def made(app: Flask, side: Side, **values: Any) -> Any:
    """Return the id of a proposal that the participant may look at."""
    with app.app_context(), transaction():
        fill_profiles(side)
        return propose(side, publish(side), **values)


def agree(app: Flask, side: Side, id: Any) -> None:
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, id)
        proposals.agree_to_proposal(load_actor(side["participant"]), proposal)


def accept(app: Flask, side: Side, id: Any, by: str = "mentor") -> None:
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, id)
        proposals.accept_proposal(load_actor(side[by]), proposal)


# The participant


def test_a_participant_is_led_from_the_profile_to_the_match(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    assert "0 of 4 topics are done; next: Your role." in home(client, side, "participant")
    id = made(app, side)
    text = home(client, side, "participant")
    assert "We propose Mentor Bristol. Is there any reason not to?" in text
    assert f"/proposals/{id}/look" in text
    assert "days left)" in text
    # What has a date comes before the profile.
    assert text.index("We propose") < text.index("Fill in your profile")
    agree(app, side, id)
    text = home(client, side, "participant")
    assert "We have asked Mentor Bristol." in text
    assert "Mentor Bristol: asked, waiting for an answer" in text
    accept(app, side, id)
    text = home(client, side, "participant")
    assert "Write to Mentor Bristol to arrange a first meeting." in text
    assert "mentor@bristol.example" in text


def test_a_participant_without_anything_to_do_is_told_so(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    with app.app_context(), transaction():
        db.session.query(ParticipantProfile).update({"status": ParticipantProfileStatus.COMPLETE})
    text = home(client, side, "participant")
    assert "There is nothing to do now." in text
    assert "Your 30 development days" in text
    assert "30 days left to book" in text
    assert "Monday 11 January 2027" in text


def test_a_decline_is_told_without_a_reason(app: Flask, client: FlaskClient, side: Side) -> None:
    id = made(app, side)
    agree(app, side, id)
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, id)
        mentor = load_actor(side["mentor"])
        proposals.decline_proposal(mentor, proposal, DeclineReason.TOO_CLOSE, "SECRET-NOTE")
    for who in ("participant", "mentor", "admin", "auditor"):
        text = home(client, side, who)
        assert "SECRET" not in text
        assert "too well" not in text
    assert "is looking for another mentor" in home(client, side, "participant")


# The mentor, the employer's lead, and those who are asked now and then


def test_a_mentor_answers_first(app: Flask, client: FlaskClient, side: Side) -> None:
    assert "0 of 5 topics are done" in home(client, side, "mentor")
    id = made(app, side)
    agree(app, side, id)
    text = home(client, side, "mentor")
    assert "Would you mentor Participant Bristol, Bristol Trust?" in text
    assert f"/proposals/{id}/answer" in text
    assert "SECRET" not in text
    accept(app, side, id)
    text = home(client, side, "mentor")
    assert "Would you mentor" not in text
    assert "participant@bristol.example" in text


def test_who_has_a_match_and_nothing_to_do_is_told_so(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    id = made(app, side)
    agree(app, side, id)
    accept(app, side, id)
    with app.app_context(), transaction():
        db.session.query(ParticipantProfile).update({"status": ParticipantProfileStatus.COMPLETE})
        db.session.query(MentorProfile).update({"status": MentorProfileStatus.APPROVED})
        db.session.query(Match).update({"created_at": now() - timedelta(days=30)})
    for who in ("participant", "mentor"):
        assert "There is nothing to do now." in home(client, side, who)


def test_a_lead_sees_offers_questions_and_who_comes(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    with app.app_context(), transaction():
        fill_profiles(side)
        assignment = offer_assignment(side, returned_because="Say where")
        id = propose(side, publish(side, RoundKind.ASSIGNMENTS), assignment=assignment)
    text = home(client, side, "lead")
    assert "sent “Plan the city’s new bus lanes” back: Say where" in text
    assert "Participant Bristol" not in text
    agree(app, side, id)
    text = home(client, side, "lead")
    assert "Would you host Participant Bristol on “Plan the city’s new bus lanes”?" in text
    accept(app, side, id, by="lead")
    assert "1 of 1" in home(client, side, "lead")
    assert "bus lanes" not in home(client, side, "other_lead")
    supervisor = home(client, side, "supervisor")
    assert "People on assignments you supervise" in supervisor
    assert "Participant Bristol" in supervisor
    participant = home(client, side, "participant")
    assert "Your supervisor at Bristol Council" in participant


@pytest.mark.parametrize("who", ["line_manager", "supervisor", "reviewer"])
def test_who_is_only_asked_now_and_then_reads_for_what(
    client: FlaskClient, side: Side, who: str
) -> None:
    assert "There is nothing to do now: we write to you" in home(client, side, who)


def test_every_role_has_its_section(app: Flask, client: FlaskClient, cast: Cast) -> None:
    side = cast.bristol
    with app.app_context(), transaction():
        for role, employer in ((Role.EMPLOYER_LEAD, "council"), (Role.REVIEWER, None)):
            db.session.add(
                Membership(
                    person_id=side["mentor"],
                    consortium_id=side["consortium"],
                    role=role,
                    employer_id=side[employer] if employer else None,
                )
            )
        db.session.add(
            Membership(
                person_id=side["mentor"],
                consortium_id=cast.leeds["consortium"],
                role=Role.CONSORTIUM_ADMIN,
            )
        )
    text = home(client, side, "mentor")
    for heading in (
        "Mentoring with Bristol Stepping Up",
        "Bristol Council",
        "Reviewer with Bristol Stepping Up",
        "Leeds Stepping Up",
    ):
        assert heading in text


def test_a_role_that_ended_has_no_section(app: Flask, client: FlaskClient, side: Side) -> None:
    with app.app_context(), transaction():
        db.session.query(Membership).filter_by(person_id=side["participant"]).update(
            {"ended_on": today()}
        )
    assert "You have no place in a programme" in home(client, side, "participant")


# How many queries


@pytest.mark.parametrize("who", ["participant", "mentor", "lead", "admin"])
def test_a_home_takes_the_same_number_of_queries_however_many_people(
    app: Flask, client: FlaskClient, side: Side, who: str
) -> None:
    _more_people(app, side, 1)
    sign_in(client, side[who])
    few = count_queries(app, client, "/home")
    _more_people(app, side, 6)
    assert count_queries(app, client, "/home") == few <= 30


def _more_people(app: Flask, side: Side, count: int) -> None:
    """Add participants: proposed to the mentor, offered and accepted, and on assignments."""
    with app.app_context(), transaction():
        db.session.get_one(MentorProfile, side["mentor_profile"]).capacity = 9
        publication = publish(side)
        hosted = publish(side, RoundKind.ASSIGNMENTS)
        admin, mentor, lead = (load_actor(side[who]) for who in ("admin", "mentor", "lead"))
        taken = db.session.query(Proposal).filter(Proposal.mentor_profile_id.is_not(None)).count()
        ids = []
        for number in range(taken, taken + count):
            person = Person(name=f"Person {number}", email=f"person{number}@home.example")
            db.session.add(person)
            db.session.flush()
            participation = Participation(
                consortium_id=side["consortium"],
                cohort_id=side["cohort"],
                person_id=person.id,
                employer_id=side["trust"],
            )
            db.session.add(participation)
            db.session.flush()
            side.ids[f"person_{number}"] = participation.id
            name = f"person_{number}"
            ids.append(propose(side, publication, participation=name, seat=number + 1))
            assignment = offer_assignment(side)
            ids.append(propose(side, hosted, participation=name, assignment=assignment))
    with app.app_context(), transaction():
        for place, id in enumerate(ids):
            proposal = db.session.get_one(Proposal, id)
            proposals.agree_to_proposal(admin, proposal)
            if place < 4:
                by = mentor if proposal.mentor_profile_id else lead
                proposals.accept_proposal(by, proposal)
