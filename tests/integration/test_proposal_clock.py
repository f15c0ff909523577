"""Proposals and the clock: looks and answers end at British midnight, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.access.actor import Actor, load_actor
from portal.calendar import deadline_in_words
from portal.database import db, transaction
from portal.jobs.proposals import lapse_due_proposals, offer_due_proposals
from portal.lifecycles import ProposalStatus
from portal.models import (
    HistoryEntry,
    Letter,
    Proposal,
)
from portal.models.rounds import DeclineReason
from portal.services import proposals
from portal.services.refusal import Refusal
from tests.cast import Side, make_cast
from tests.proposed import propose, publish

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


@pytest.mark.parametrize(
    ("release", "ends"),
    [
        # Three working days from Tuesday 12 January, in winter; then across the change to
        # summer time on Sunday 28 March 2027, when British midnight is 23:00 in UTC.
        (TUESDAY, datetime(2027, 1, 16, 0, 0, tzinfo=UTC)),
        (datetime(2027, 3, 25, 9, 0, tzinfo=UTC), datetime(2027, 3, 30, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_look_ends_at_british_midnight(
    side: Side, clock: time_machine.Traveller, release: datetime, ends: datetime
) -> None:
    clock.move_to(release)
    with transaction():
        proposal = db.session.get_one(Proposal, propose(side, publish(side)))
    assert proposal.look_until == ends
    clock.move_to(ends - timedelta(seconds=1))
    offer_due_proposals()
    assert proposal.status == ProposalStatus.SHOWN
    clock.move_to(ends)
    offer_due_proposals()
    assert proposal.status == ProposalStatus.OFFERED
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "offer")).one()
    assert entry.person_id is None
    offer_due_proposals()
    assert db.session.query(Letter).count() == 1


def test_an_unanswered_proposal_lapses_at_british_midnight(
    side: Side, proposal: Proposal, clock: time_machine.Traveller
) -> None:
    offered(side, proposal)
    assert proposal.answer_until is not None
    clock.move_to(proposal.answer_until - timedelta(seconds=1))
    lapse_due_proposals()
    assert proposal.status == ProposalStatus.OFFERED
    clock.move_to(proposal.answer_until)
    lapse_due_proposals()
    lapse_due_proposals()
    assert proposal.status == ProposalStatus.LAPSED
    assert proposal.seat is None
    assert letters(side, "match_changed") == {"participant", "mentor"}
    with pytest.raises(Refusal, match="ended at 11:59pm on Tuesday 19 January 2027"):
        proposals.accept_proposal(who(side, "mentor"), proposal)


def test_late_means_late_even_before_the_clock_has_come_round(
    side: Side, proposal: Proposal, clock: time_machine.Traveller
) -> None:
    offered(side, proposal)
    assert proposal.answer_until is not None
    clock.move_to(proposal.answer_until)
    for answer in (
        lambda: proposals.accept_proposal(who(side, "mentor"), proposal),
        lambda: proposals.decline_proposal(who(side, "mentor"), proposal, DeclineReason.NO_TIME),
    ):
        with pytest.raises(Refusal, match=deadline_in_words(proposal.answer_until)):
            answer()
    assert proposal.status == ProposalStatus.OFFERED


def test_one_proposal_that_fails_does_not_stop_the_others(
    side: Side, proposal: Proposal, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a transaction of its own: what comes before and after a fault is done."""
    with transaction():
        publication = publish(side)
        propose(
            side,
            publication,
            participation="other_participant_participation",
            mentor="other_mentor_profile",
        )
    clock.move_to(proposal.look_until)
    broken: list[UUID] = []

    def fail_first(each: Proposal) -> bool:
        if broken:
            return proposals.offer_when_due(each)
        broken.append(each.id)
        proposals.offer_when_due(each)
        raise RuntimeError("cut short")

    monkeypatch.setattr("portal.jobs.proposals.offer_when_due", fail_first)
    offer_due_proposals()
    monkeypatch.undo()
    db.session.expire_all()
    statuses = db.session.scalars(select(Proposal.status)).all()
    assert sorted(statuses) == [ProposalStatus.OFFERED, ProposalStatus.SHOWN]
    assert db.session.get_one(Proposal, broken[0]).status == ProposalStatus.SHOWN
    offer_due_proposals()
    db.session.expire_all()
    assert db.session.get_one(Proposal, broken[0]).status == ProposalStatus.OFFERED
