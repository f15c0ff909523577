"""Answers at the same moment: never more matches than places, and one legal end, on both databases.

A sample of the full proof: 20 trials of 8 at once. Each has a control in which the lock is taken
out; it must go wrong, or the trial would prove nothing.
"""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from portal.access.actor import Actor, load_actor
from portal.calendar import now
from portal.database import db, transaction
from portal.lifecycles import IllegalMove, ProposalStatus
from portal.models import (
    HistoryEntry,
    Letter,
    Match,
    MentorProfile,
    Participation,
    Person,
    Proposal,
)
from portal.models.rounds import DeclineReason
from portal.services import proposals
from portal.services.refusal import Refusal
from tests.cast import Side, make_cast
from tests.proposed import propose, publish

AT_ONCE = 8
TRIALS = 20

Action = Callable[[Proposal], object]


@pytest.fixture
def side(app_on_both: Flask) -> Side:
    with app_on_both.app_context():
        return make_cast().bristol


@contextmanager
def unlocked() -> Iterator[None]:
    """Take the lock out: rows are read as they stand, and nobody waits."""

    def only_read(proposal: Proposal) -> MentorProfile:
        db.session.refresh(proposal)
        return db.session.get_one(MentorProfile, proposal.mentor_profile_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proposals, "_lock_place", only_read)
        yield


def crowd(app: Flask, side: Side, size: int) -> list[UUID]:
    """Offer one mentor as many proposals, as if the places had been cut after publication."""
    with app.app_context(), transaction():
        publication = publish(side)
        ids = []
        for number in range(size):
            person = Person(name=f"Person {number}", email=f"person{number}@race.example")
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
            side.ids[f"racer_{number}"] = participation.id
            racer = f"racer_{number}"
            ids.append(propose(side, publication, participation=racer, seat=number + 1))
        return ids


def offer_again(app: Flask, ids: list[UUID], capacity: int, mentor_profile: UUID) -> None:
    """Put everything back to where the mentor has just been asked."""
    with app.app_context(), transaction():
        for model in (Match, Letter, HistoryEntry):
            db.session.execute(delete(model))
        for seat, id in enumerate(ids, start=1):
            db.session.execute(
                update(Proposal)
                .where(Proposal.id == id)
                .values(
                    status=ProposalStatus.OFFERED,
                    seat=seat,
                    offered_at=now(),
                    answer_until=now() + timedelta(days=1),
                )
            )
        db.session.execute(
            update(MentorProfile)
            .where(MentorProfile.id == mentor_profile)
            .values(capacity=capacity)
        )


def together(app: Flask, ids: list[UUID], actions: list[Action]) -> list[str]:
    """Do every action on its proposal at the same moment; say how each ended."""
    start = Barrier(len(actions))

    def attempt(id: UUID, action: Action) -> str:
        with app.app_context():
            proposal = db.session.get_one(Proposal, id)
            db.session.rollback()
            start.wait()
            try:
                with transaction():
                    return "done" if action(proposal) is not False else "nothing to do"
            except Refusal:
                return "refused"
            except (SQLAlchemyError, StaleDataError) as fault:
                return f"error: {type(fault).__name__}"

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(attempt, ids, actions))


def matches(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(Match)).one()


def over_booked_or_faulty(app: Flask, side: Side) -> int:
    """Count the trials that ended with the wrong number of matches, or with an error."""
    ids = crowd(app, side, AT_ONCE)
    with app.app_context():
        mentor = load_actor(side["mentor"])
    chance = random.Random(2027)
    wrong = 0
    for _ in range(TRIALS):
        capacity = chance.randint(1, 3)
        offer_again(app, ids, capacity, side["mentor_profile"])
        accept: Action = lambda each: proposals.accept_proposal(mentor, each)  # noqa: E731
        ends = together(app, ids, [accept] * AT_ONCE)
        expected = ["done"] * capacity + ["refused"] * (AT_ONCE - capacity)
        wrong += sorted(ends) != expected or matches(app) != capacity
    return wrong


def test_there_are_never_more_matches_than_places(app_on_both: Flask, side: Side) -> None:
    assert over_booked_or_faulty(app_on_both, side) == 0


def test_control_without_the_lock_places_are_given_twice(app_on_both: Flask, side: Side) -> None:
    with unlocked():
        assert over_booked_or_faulty(app_on_both, side) > 0


def lost_or_faulty(app: Flask, side: Side) -> int:
    """Count the trials in which accept, decline, withdraw and lapse didn't end as exactly one."""
    ids = crowd(app, side, 1)
    with app.app_context():
        mentor, admin = load_actor(side["mentor"]), load_actor(side["admin"])
    verbs: list[Action] = [
        lambda each: proposals.accept_proposal(mentor, each),
        lambda each: proposals.accept_proposal(mentor, each),
        lambda each: proposals.decline_proposal(mentor, each, DeclineReason.OTHER),
        lambda each: proposals.decline_proposal(mentor, each, DeclineReason.NO_TIME),
        lambda each: _withdraw(admin, each),
        proposals.lapse_when_due,
        proposals.offer_when_due,
    ]
    chance = random.Random(2028)
    wrong = 0
    for _ in range(TRIALS):
        offer_again(app, ids, 1, side["mentor_profile"])
        actions = chance.sample(verbs, k=len(verbs))
        ends = together(app, ids * len(actions), actions)
        wrong += ends.count("done") != 1 or not _is_legal(app, ids[0])
        wrong += any(end.startswith("error") for end in ends)
    return wrong


def _withdraw(actor: Actor, proposal: Proposal) -> None:
    try:
        proposals.withdraw_proposal(actor, proposal, "")
    except IllegalMove as illegal:
        raise Refusal(str(illegal)) from None


def _is_legal(app: Flask, id: UUID) -> bool:
    with app.app_context():
        proposal = db.session.get_one(Proposal, id)
        accepted = proposal.status == ProposalStatus.ACCEPTED
        return (proposal.seat is not None) == accepted == (matches(app) == 1)


def test_answers_at_the_same_moment_end_in_one_legal_state(app_on_both: Flask, side: Side) -> None:
    assert lost_or_faulty(app_on_both, side) == 0


def test_control_without_the_lock_answers_overtake_each_other(
    app_on_both: Flask, side: Side
) -> None:
    with unlocked():
        assert lost_or_faulty(app_on_both, side) > 0
