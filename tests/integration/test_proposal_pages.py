"""The pages about proposals and matches: who opens them when, and what each side reads."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.access.actor import load_actor
from portal.calendar import now, today
from portal.database import db, transaction
from portal.lifecycles import ProposalStatus
from portal.models import Membership, MentorProfile, Proposal, Role, RoundKind
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


# Who sees what when


def test_nobody_but_the_team_knows_of_it_before_its_release(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    with app.app_context(), transaction():
        id = propose(side, publish(side, release_at=now() + timedelta(hours=1)))
    missing = page(client, side, "participant", f"/proposals/{uuid4()}/look", 404)
    assert page(client, side, "participant", f"/proposals/{id}/look", 404) == missing
    page(client, side, "mentor", f"/proposals/{id}/answer", 404)
    assert f"/proposals/{id}" not in page(client, side, "participant", "/home")


def test_the_mentor_knows_nothing_until_they_are_asked(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    page(client, side, "mentor", f"/proposals/{shown}/answer", 404)
    page(client, side, "mentor", f"/proposals/{shown}/look", 404)
    assert str(shown) not in page(client, side, "mentor", "/home")
    offer(app, side, shown)
    page(client, side, "mentor", f"/proposals/{shown}/answer")
    page(client, side, "mentor", f"/proposals/{shown}/look", 403)
    for other in ("other_mentor", "other_participant", "lead"):
        page(client, side, other, f"/proposals/{shown}/answer", 404)
    for team in ("admin", "auditor"):
        page(client, side, team, f"/proposals/{shown}/answer", 403)


def test_an_admin_who_mentors_waits_as_any_mentor_does(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    with app.app_context(), transaction():
        profile = db.session.get_one(MentorProfile, side["mentor_profile"])
        profile.person_id = side["admin"]
        role = {"person_id": side["admin"], "role": Role.MENTOR}
        db.session.add(Membership(consortium_id=side["consortium"], **role))
    page(client, side, "admin", f"/proposals/{shown}/answer", 403)
    offer(app, side, shown)
    page(client, side, "admin", f"/proposals/{shown}/answer")


# The participant's private look


def test_the_participant_reads_who_why_and_until_when(
    client: FlaskClient, side: Side, shown: UUID
) -> None:
    text = page(client, side, "participant", f"/proposals/{shown}/look")
    for words in (
        "We propose Mentor Bristol",
        "Is there any reason not to?",
        "Only the programme team sees your answer.",
        "Mentor Bristol can help with negotiation, your first goal.",
        "We couldn’t give you: help with finance; meetings in Weston; somebody you wished for.",
        "11:59pm on",
        "days left",
    ):
        assert words in text
    assert "350" not in text
    assert "SECRET-EXCEPTION" not in text


def test_the_participant_objects(app: Flask, client: FlaskClient, side: Side, shown: UUID) -> None:
    url = f"/proposals/{shown}/look"
    sign_in(client, side["participant"])
    empty = client.post(url, data={"note": "SECRET-NOTE"})
    assert empty.status_code == 422
    assert "Choose whether to go ahead" in empty.text
    assert "SECRET-NOTE" in empty.text
    assert client.post(url, data={"answer": "stop", "note": "SECRET-NOTE"}).status_code == 302
    assert stands(app, shown).status == ProposalStatus.OBJECTED
    assert "Only the programme team knows" in client.get(url).text
    again = client.post(url, data={"answer": "go"})
    assert again.status_code == 409
    assert "moved on" in again.text


def test_the_participant_has_no_reason_against_it(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    url = f"/proposals/{shown}/look"
    sign_in(client, side["participant"])
    assert client.post(url, data={"answer": "go"}).status_code == 302
    assert stands(app, shown).status == ProposalStatus.OFFERED
    assert "There is nothing for you to do" in client.get(url).text


# The team


def test_the_team_reads_what_was_told_in_confidence_and_nobody_else(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    offer(app, side, shown)
    with app.app_context(), transaction():
        proposal = db.session.get_one(Proposal, shown)
        mentor = load_actor(side["mentor"])
        proposals.decline_proposal(mentor, proposal, DeclineReason.CONFLICT, "SECRET-NOTE")
    url = f"/proposals/{shown}"
    text = page(client, side, "admin", url)
    for words in ("SECRET-NOTE", DECLINE_WORDS[DeclineReason.CONFLICT], "never proposed to each"):
        assert words in text
    assert url in page(client, side, "admin", f"/rounds/{stands(app, shown).round_id}")
    for other in ("auditor", "participant", "mentor"):
        page(client, side, other, url, 403)
    page(client, side, "lead", url, 404)


def test_an_admin_who_is_of_the_pair_does_not_read_the_other_side(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    with app.app_context(), transaction():
        db.session.get_one(MentorProfile, side["mentor_profile"]).person_id = side["admin"]
    page(client, side, "admin", f"/proposals/{shown}", 403)
    page(client, side, "second_admin", f"/proposals/{shown}")


def test_the_team_withdraws_a_proposal(
    app: Flask, client: FlaskClient, side: Side, shown: UUID
) -> None:
    url = f"/proposals/{shown}/withdraw"
    page(client, side, "participant", url, 403)
    page(client, side, "auditor", url, 403)
    assert "hasn’t been asked yet" in page(client, side, "admin", url)
    sign_in(client, side["admin"])
    assert client.post(url, data={}).status_code == 422
    assert client.post(url, data={"reason": "A mistake"}).status_code == 302
    assert stands(app, shown).status == ProposalStatus.WITHDRAWN
    assert "can’t be withdrawn any more" in client.get(url).text
    assert "Withdraw this proposal" not in client.get(f"/proposals/{shown}").text
    assert "isn’t going ahead" in page(client, side, "participant", f"/proposals/{shown}/look")


def test_the_other_consortium_sees_nothing(
    app: Flask, client: FlaskClient, cast: Cast, side: Side, shown: UUID
) -> None:
    id = match(app, side, shown)
    for who in ("admin", "participant", "mentor", "lead"):
        for url in (f"/proposals/{shown}/look", f"/proposals/{shown}/answer", f"/matches/{id}"):
            page(client, cast.leeds, who, url, 404)


def test_a_role_that_ended_opens_nothing(
    app: Flask, client: FlaskClient, side: Side, hosted: UUID
) -> None:
    id = match(app, side, hosted, by="lead")
    page(client, side, "lead", f"/matches/{id}")
    with app.app_context(), transaction():
        lead = db.session.query(Membership).filter_by(person_id=side["lead"]).one()
        lead.ended_on = today()
    page(client, side, "lead", f"/matches/{id}", 404)
