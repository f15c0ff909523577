"""The mentor's or host's answer on one page, and the match that follows, as each side reads it."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.access.actor import load_actor
from portal.calendar import now
from portal.database import db, transaction
from portal.lifecycles import ProposalStatus
from portal.models import Match, MentorProfile, Proposal, RoundKind
from portal.models.profiles import AvoidEntry
from portal.models.rounds import DECLINE_WORDS, DeclineReason
from portal.services import proposals
from tests.cast import Cast, Side, sign_in
from tests.proposed import fill_profiles, offer_assignment, propose, publish

# Told in confidence: by the participant, by who declined, by an admin about an exception.
SECRET = "SECRET"


@pytest.fixture
def side(cast: Cast) -> Side:
    return cast.bristol


@pytest.fixture
def shown(app: Flask, side: Side) -> UUID:
    """Return a proposal of a mentor that the participant may look at."""
    with app.app_context(), transaction():
        fill_profiles(side)
        db.session.add(
            AvoidEntry(
                consortium_id=side["consortium"],
                participant_profile_id=side["participant_profile"],
                person_named="SECRET-AVOID",
            )
        )
        return propose(side, publish(side))


def offer(app: Flask, side: Side, id: UUID) -> UUID:
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, id)
        proposals.agree_to_proposal(load_actor(side["participant"]), proposal)
    return id


def match(app: Flask, side: Side, id: UUID, by: str = "mentor") -> UUID:
    offer(app, side, id)
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, id)
        return proposals.accept_proposal(load_actor(side[by]), proposal).id


@pytest.fixture
def hosted(app: Flask, side: Side) -> UUID:
    """Return a proposal for an assignment that the participant may look at."""
    with app.app_context(), transaction():
        fill_profiles(side)
        publication = publish(side, RoundKind.ASSIGNMENTS)
        return propose(side, publication, assignment=offer_assignment(side))


def page(client: FlaskClient, side: Side, who: str, url: str, status: int = 200) -> str:
    sign_in(client, side[who])
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.get_data(as_text=True)


def stands(app: Flask, id: UUID) -> Proposal:
    with app.app_context():
        return db.session.get_one(Proposal, id)


def test_the_mentor_reads_who_and_why_and_what_it_takes(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    text = page(client, side, "mentor", f"/proposals/{shown}/answer")
    for words in (
        "Would you mentor Participant Bristol?",
        "Bristol Trust",
        "Ward manager",
        "Negotiation",
        "You can help with negotiation, their first goal.",
        "About 3 days in all",
    ):
        assert words in text
    for private in (SECRET, "Weston", "wished", "participant@bristol.example", "350"):
        assert private not in text


def test_the_mentor_accepts_and_both_read_the_match(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    sign_in(client, side["mentor"])
    answer = client.post(f"/proposals/{shown}/answer", data={"answer": "accept"})
    with app.app_context():
        id = db.session.query(Match).one().id
    assert answer.headers["Location"] == f"/matches/{id}"
    theirs = client.get(f"/matches/{id}").text
    assert "You are Participant Bristol’s mentor" in theirs
    assert "participant@bristol.example" in theirs
    own = page(client, side, "participant", f"/matches/{id}")
    for words in (
        "Mentor Bristol is your mentor",
        "mentor@bristol.example",
        "Mentor Bristol can help with negotiation, your first goal.",
        "They work in government, outside your sector.",
        "You can both do Tuesdays, by video call.",
        "We couldn’t give you: help with finance; meetings in Weston; somebody you wished for.",
        "Not used: ethnicity, disability, age or other monitoring answers.",
        "Checked and approved by Second Admin Bristol",
    ):
        assert words in own
    assert "wished" not in theirs
    assert "Weston" not in theirs
    for text in (own, theirs):
        assert SECRET not in text
        assert "350" not in text
    for other in ("other_mentor", "other_participant", "lead", "supervisor"):
        page(client, side, other, f"/matches/{id}", 404)


@pytest.mark.parametrize("reason", ["conflict", "not_right_help", "too_close", "other"])
def test_not_this_person_asks_for_a_reason_that_nobody_reads(
    app: Flask, client: FlaskClient, side: Side, shown: UUID, reason: str
) -> None:
    offer(app, side, shown)
    url = f"/proposals/{shown}/answer"
    sign_in(client, side["mentor"])
    without = client.post(url, data={"answer": "not_this"})
    assert without.status_code == 422
    assert "Choose why not" in without.text
    chosen = {"answer": "not_this", "reason": reason, "note": "SECRET-NOTE"}
    assert client.post(url, data=chosen).status_code == 302
    declined = stands(app, shown)
    assert declined.status == ProposalStatus.DECLINED
    assert declined.decline_reason == DeclineReason(reason)
    assert SECRET not in client.get(url).text
    for who, address in (("participant", f"/proposals/{shown}/look"), ("participant", "/home")):
        text = page(client, side, who, address)
        assert SECRET not in text
        assert DECLINE_WORDS[DeclineReason(reason)] not in text
    assert "isn’t going ahead" in page(client, side, "participant", f"/proposals/{shown}/look")


def test_no_time_now_needs_no_reason(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    sign_in(client, side["mentor"])
    data = {"answer": "no_time", "reason": "conflict"}
    assert client.post(f"/proposals/{shown}/answer", data=data).status_code == 302
    assert stands(app, shown).decline_reason == DeclineReason.NO_TIME


@pytest.mark.parametrize("answer", [{}, {"answer": "maybe"}, {"answer": "not_this", "reason": "x"}])
def test_an_answer_that_is_none_changes_nothing(
    app: Flask, client: FlaskClient, side: Side, shown: UUID, answer: dict[str, str]
) -> None:
    offer(app, side, shown)
    sign_in(client, side["mentor"])
    assert client.post(f"/proposals/{shown}/answer", data=answer).status_code == 422
    assert stands(app, shown).status == ProposalStatus.OFFERED


def test_no_room_is_said_on_a_page_of_its_own(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    with app.app_context(), transaction():
        db.session.get_one(MentorProfile, side["mentor_profile"]).capacity = 0
    sign_in(client, side["mentor"])
    answer = client.post(f"/proposals/{shown}/answer", data={"answer": "accept"})
    assert answer.status_code == 409
    assert "You have no place left" in answer.text
    assert stands(app, shown).status == ProposalStatus.OFFERED


def test_who_comes_too_late_reads_so(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    with app.app_context(), transaction():
        db.session.get_one(Proposal, shown).answer_until = now()
    text = page(client, side, "mentor", f"/proposals/{shown}/answer")
    assert "Nothing is lost" in text
    # What was private until the date is private again.
    assert "Ward manager" not in text


def test_a_lead_of_the_host_answers_and_its_supervisor_sees_the_match(
    app: Flask, client: FlaskClient, side: Side, hosted: UUID
) -> None:
    text = page(client, side, "participant", f"/proposals/{hosted}/look")
    assert "Plan the city’s new bus lanes" in text
    offer(app, side, hosted)
    for other in ("other_lead", "supervisor", "mentor"):
        page(client, side, other, f"/proposals/{hosted}/answer", 404)
    text = page(client, side, "lead", f"/proposals/{hosted}/answer")
    assert "Would you host Participant Bristol?" in text
    assert SECRET not in text
    sign_in(client, side["lead"])
    answer = client.post(f"/proposals/{hosted}/answer", data={"answer": "accept"})
    url = answer.headers["Location"]
    for reader in ("lead", "supervisor"):
        text = page(client, side, reader, url)
        assert "Participant Bristol on “Plan the city’s new bus lanes”" in text
        assert SECRET not in text
    text = page(client, side, "participant", url)
    assert "supervisor@bristol.example" in text
    page(client, side, "other_lead", url, 404)
