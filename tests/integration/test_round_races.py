"""Rounds at the same moment: one result, one publication, on both databases, with controls."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from portal.access.actor import load_actor
from portal.calendar import now
from portal.database import db, transaction
from portal.jobs.runs import execute_run
from portal.lifecycles import IllegalMove, RunStatus
from portal.models import Approval, Cohort, HistoryEntry, Publication, Round, RoundKind, Run
from portal.queries.matching import flagged_in
from portal.services import publications, rounds
from portal.services.refusal import Refusal
from tests.cast import Side, fill_profiles, make_cast

AT_ONCE = 4
TRIALS = 5


@pytest.fixture
def side(app_on_both: Flask) -> Side:
    with app_on_both.app_context():
        side = make_cast().bristol
        fill_profiles(side)
        return side


def queued_run(app: Flask, side: Side) -> UUID:
    with app.app_context(), transaction():
        admin = load_actor(side["admin"])
        cohort = db.session.get_one(Cohort, side["cohort"])
        round = rounds.create_round(admin, cohort, RoundKind.MENTORS, "Mentors")
        db.session.flush()
        return rounds.start_run(admin, round).id


def at_once(app: Flask, action: Callable[[], object]) -> list[object]:
    """Run an action in several threads that start together; return what each came to."""
    ready = Barrier(AT_ONCE)

    def one() -> object:
        with app.app_context():
            ready.wait()
            try:
                return action()
            except (Refusal, IllegalMove, StaleDataError, SQLAlchemyError) as fault:
                return fault

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [each.result() for each in [pool.submit(one) for _ in range(AT_ONCE)]]


def finishes(app: Flask, run_id: UUID) -> int:
    with app.app_context():
        query = select(func.count()).where(
            HistoryEntry.thing_id == run_id, HistoryEntry.verb == "finish"
        )
        return db.session.scalar(query) or 0


def test_several_workers_make_one_result(app_on_both: Flask, side: Side) -> None:
    for _ in range(TRIALS):
        run_id = queued_run(app_on_both, side)
        at_once(app_on_both, lambda id=run_id: execute_run(id))
        with app_on_both.app_context():
            run = db.session.get_one(Run, run_id)
            assert (run.status, run.attempts) == (RunStatus.FINISHED, 1)
        assert finishes(app_on_both, run_id) == 1


def test_control_without_the_claim_every_worker_would_solve(
    app_on_both: Flask, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    solved = []
    monkeypatch.setattr(
        rounds, "claim_run", lambda run_id: solved.append(run_id) or db.session.get(Run, run_id)
    )
    run_id = queued_run(app_on_both, side)
    at_once(app_on_both, lambda: execute_run(run_id))
    assert len(solved) == AT_ONCE


def approved(app: Flask, side: Side) -> tuple[UUID, UUID]:
    run_id = queued_run(app, side)
    with app.app_context():
        execute_run(run_id)
        with transaction():
            run = db.session.get_one(Run, run_id)
            round = db.session.get_one(Round, run.round_id)
            second = load_actor(side["second_admin"])
            for participation_id in flagged_in(run):
                rounds.check_pair(second, run, participation_id)
            approval = rounds.approve_run(second, round, run)
        return round.id, approval.id


def publish(side: Side, round_id: UUID, approval_id: UUID) -> str:
    with transaction():
        publications.publish_round(
            load_actor(side["admin"]),
            db.session.get_one(Round, round_id),
            db.session.get_one(Approval, approval_id),
            now(),
        )
    return "published"


def test_a_round_is_published_once(app_on_both: Flask, side: Side) -> None:
    round_id, approval_id = approved(app_on_both, side)
    ends = at_once(app_on_both, lambda: publish(side, round_id, approval_id))
    assert ends.count("published") == 1
    assert all(isinstance(end, IllegalMove) for end in ends if end != "published")
    with app_on_both.app_context():
        assert db.session.scalar(select(func.count()).select_from(Publication)) == 1


def test_control_without_the_lock_they_collide(
    app_on_both: Flask, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publications, "lock", db.session.refresh)
    round_id, approval_id = approved(app_on_both, side)
    ends = at_once(app_on_both, lambda: publish(side, round_id, approval_id))
    faults = [end for end in ends if end != "published"]
    assert any(isinstance(end, StaleDataError | SQLAlchemyError) for end in faults)
