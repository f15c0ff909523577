"""Proposals: every answer, and what each side is told, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.access.actor import Actor, load_actor
from portal.database import db, transaction
from portal.lifecycles import IllegalMove, MatchStatus, ProposalStatus
from portal.models import (
    HistoryEntry,
    Letter,
    Match,
    Membership,
    MentorProfile,
    Proposal,
    RoundKind,
    StretchAssignment,
)
from portal.models.consortia import Role
from portal.models.rounds import DeclineReason
from portal.services import proposals
from portal.services.refusal import Refusal
from tests.cast import Side, make_cast
from tests.proposed import offer_assignment, propose, publish

# A Tuesday in winter: British time is UTC.
TUESDAY = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def side(app_on_both: Flask, clock: time_machine.Traveller) -> Iterator[Side]:
    with app_on_both.app_context():
        yield make_cast().bristol


@pytest.fixture
def proposal(side: Side) -> Proposal:
    with transaction():
        return db.session.get_one(Proposal, propose(side, publish(side)))


def who(side: Side, name: str) -> Actor:
    return load_actor(side[name])


def letters(side: Side, template: str) -> set[str]:
    """Return the cast's names of those whom such a letter was put out for."""
    names = {id: name for name, id in side.ids.items()}
    found = db.session.scalars(select(Letter.person_id).where(Letter.template == template))
    return {names[person_id] for person_id in found}


def offered(side: Side, proposal: Proposal) -> Proposal:
    with transaction():
        proposals.agree_to_proposal(who(side, "participant"), proposal)
    return proposal


def hosted(side: Side) -> Proposal:
    """Return a proposal for an assignment of the council."""
    with transaction():
        publication = publish(side, RoundKind.ASSIGNMENTS)
        id = propose(side, publication, assignment=offer_assignment(side))
        return db.session.get_one(Proposal, id)


# The private look


def test_an_objection_ends_it_for_good_and_tells_nobody(side: Side, proposal: Proposal) -> None:
    with transaction():
        proposals.object_to_proposal(who(side, "participant"), proposal, "SECRET-NOTE")
    assert proposal.status == ProposalStatus.OBJECTED
    assert proposal.seat is None
    assert proposal.is_banned
    assert proposal.private_note == "SECRET-NOTE"
    assert db.session.query(Letter).count() == 0
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "object")).one()
    assert "SECRET" not in f"{entry.before}{entry.after}{entry.reason}"
    assert entry.person_id == side["participant"]


def test_no_reason_against_it_asks_the_mentor_at_once(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    assert proposal.status == ProposalStatus.OFFERED
    assert proposal.offered_at == TUESDAY
    # Five working days after Tuesday 12 January end with Tuesday 19 January.
    assert proposal.answer_until == datetime(2027, 1, 20, tzinfo=UTC)
    assert letters(side, "proposal") == {"mentor"}
    assert proposal.seat == 1


def test_after_the_look_an_objection_is_too_late(
    side: Side, proposal: Proposal, clock: time_machine.Traveller
) -> None:
    clock.move_to(proposal.look_until)
    with pytest.raises(Refusal, match="You had until 11:59pm on Friday 15 January 2027"):
        proposals.object_to_proposal(who(side, "participant"), proposal)


def test_nobody_answers_before_the_release(side: Side) -> None:
    with transaction():
        publication = publish(side, release_at=TUESDAY + timedelta(days=1))
        proposal = db.session.get_one(Proposal, propose(side, publication))
    with pytest.raises(Refusal, match="open yet"):
        proposals.agree_to_proposal(who(side, "participant"), proposal)


def test_a_second_answer_is_refused_in_words(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    with pytest.raises(Refusal, match="moved on"):
        proposals.object_to_proposal(who(side, "participant"), proposal)


# The mentor's or host's answer


def test_accepting_makes_the_match_and_introduces_both(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    with transaction():
        match = proposals.accept_proposal(who(side, "mentor"), proposal)
    assert proposal.status == ProposalStatus.ACCEPTED
    assert proposal.answered_by_id == side["mentor"]
    assert proposal.seat == 1
    assert match.status == MatchStatus.ACTIVE
    assert match.proposal_id == proposal.id
    assert match.mentor_profile_id == side["mentor_profile"]
    assert letters(side, "introduction") == {"participant", "mentor"}
    sent = db.session.scalars(select(Letter).where(Letter.template == "introduction")).all()
    assert {each.parameters["match"] for each in sent} == {str(match.id)}
    verbs = db.session.scalars(select(HistoryEntry.verb)).all()
    assert sorted(verbs) == ["accept", "begin", "offer"]
    with pytest.raises(Refusal, match="accepted already"):
        proposals.accept_proposal(who(side, "mentor"), proposal)


def test_nothing_is_accepted_before_it_is_offered(side: Side, proposal: Proposal) -> None:
    with pytest.raises(Refusal, match="closed"):
        proposals.accept_proposal(who(side, "mentor"), proposal)


def test_no_room_left_is_said_and_loses_nothing(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    with transaction():
        db.session.get_one(MentorProfile, side["mentor_profile"]).capacity = 0
    with pytest.raises(Refusal, match="You have no place left"), transaction():
        proposals.accept_proposal(who(side, "mentor"), proposal)
    db.session.refresh(proposal)
    assert proposal.status == ProposalStatus.OFFERED
    assert db.session.query(Match).count() == 0


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_only_no_time_leaves_the_pair_open_for_later(
    side: Side, proposal: Proposal, reason: DeclineReason
) -> None:
    offered(side, proposal)
    with transaction():
        proposals.decline_proposal(who(side, "mentor"), proposal, reason, "SECRET-NOTE")
    assert proposal.status == ProposalStatus.DECLINED
    assert proposal.seat is None
    assert proposal.decline_reason == reason
    assert proposal.is_banned == (reason != DeclineReason.NO_TIME)
    assert letters(side, "match_changed") == {"participant"}
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "decline")).one()
    told = f"{entry.before}{entry.after}{entry.reason}"
    assert "SECRET" not in told
    assert reason.value not in told
    letter = db.session.scalars(select(Letter).where(Letter.template == "match_changed")).one()
    assert letter.parameters == {"proposal": str(proposal.id)}


def test_the_seat_is_free_again_after_a_decline(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    with transaction():
        proposals.decline_proposal(who(side, "mentor"), proposal, DeclineReason.TOO_CLOSE)
    with transaction():
        propose(side, publish(side), participation="other_participant_participation", seat=1)


def test_every_lead_of_the_host_is_asked_and_those_concerned_are_introduced(side: Side) -> None:
    with transaction():
        second_lead = Membership(
            person_id=side["reviewer"],
            consortium_id=side["consortium"],
            role=Role.EMPLOYER_LEAD,
            employer_id=side["council"],
        )
        ended = Membership(
            person_id=side["auditor"],
            consortium_id=side["consortium"],
            role=Role.EMPLOYER_LEAD,
            employer_id=side["council"],
            ended_on=TUESDAY.date(),
        )
        db.session.add_all([second_lead, ended])
    proposal = offered(side, hosted(side))
    assert letters(side, "proposal") == {"lead", "reviewer"}
    with transaction():
        proposals.accept_proposal(who(side, "lead"), proposal)
    assert letters(side, "introduction") == {"participant", "lead", "supervisor"}
    match = db.session.scalars(select(Match)).one()
    assert match.stretch_assignment_id == proposal.stretch_assignment_id


def test_an_assignment_without_room_says_so(side: Side) -> None:
    proposal = offered(side, hosted(side))
    with transaction():
        db.session.get_one(StretchAssignment, proposal.stretch_assignment_id).capacity = 0
    with pytest.raises(Refusal, match="This assignment has no place left"):
        proposals.accept_proposal(who(side, "lead"), proposal)


# The team


def test_withdrawing_tells_only_those_who_knew(side: Side, proposal: Proposal) -> None:
    with transaction():
        proposals.withdraw_proposal(who(side, "admin"), proposal, "Moved to another city")
    assert proposal.status == ProposalStatus.WITHDRAWN
    assert proposal.seat is None
    assert letters(side, "match_changed") == {"participant"}
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "withdraw")).one()
    assert entry.reason == "Moved to another city"
    with pytest.raises(IllegalMove):
        proposals.withdraw_proposal(who(side, "admin"), proposal, "again")


def test_withdrawing_after_the_offer_tells_the_mentor_too(side: Side, proposal: Proposal) -> None:
    offered(side, proposal)
    with transaction():
        proposals.withdraw_proposal(who(side, "admin"), proposal, "")
    assert letters(side, "match_changed") == {"participant", "mentor"}


def test_withdrawing_before_the_release_tells_nobody(side: Side) -> None:
    with transaction():
        publication = publish(side, release_at=TUESDAY + timedelta(days=1))
        proposal = db.session.get_one(Proposal, propose(side, publication))
    with transaction():
        proposals.withdraw_proposal(who(side, "admin"), proposal, "")
    assert db.session.query(Letter).count() == 0
