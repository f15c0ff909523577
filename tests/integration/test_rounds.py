"""A round from its creation to its release, by its services, on both databases."""

from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.access.actor import Actor, load_actor
from portal.calendar import next_release, now
from portal.database import db, transaction
from portal.jobs.runs import execute_run
from portal.jobs.worker import Worker
from portal.lifecycles import ProposalStatus, RoundStatus, RunStatus
from portal.models import (
    Approval,
    Cohort,
    Letter,
    MentorProfile,
    Proposal,
    Publication,
    Round,
    RoundKind,
    Run,
    Unmatched,
)
from portal.queries.home import participant_homes
from portal.queries.matching import flagged_in, reviewed, verify_run
from portal.queries.matching.problem import problem_of
from portal.queries.pool import read_pool
from portal.services import publications, rounds
from portal.services.refusal import Refusal
from tests.cast import Side, fill_profiles, make_cast


@pytest.fixture
def bristol(app_on_both: Flask) -> Side:
    with app_on_both.app_context():
        side = make_cast().bristol
        fill_profiles(side)
        return side


def actor(side: Side, name: str) -> Actor:
    return load_actor(side[name])


def finished_run(side: Side) -> Run:
    """Create a round, run it as the admin, and let the worker's job do its work."""
    with transaction():
        admin = actor(side, "admin")
        cohort = db.session.get_one(Cohort, side["cohort"])
        round = rounds.create_round(admin, cohort, RoundKind.MENTORS, "Mentors")
        db.session.flush()
        run_id = rounds.start_run(admin, round).id
    execute_run(run_id)
    db.session.expire_all()
    return db.session.get_one(Run, run_id)


def approved(side: Side) -> tuple[Round, Approval]:
    run = finished_run(side)
    round = db.session.get_one(Round, run.round_id)
    with transaction():
        second = actor(side, "second_admin")
        for participation_id in flagged_in(run):
            rounds.check_pair(second, run, participation_id)
        approval = rounds.approve_run(second, round, run)
    return round, approval


def test_a_run_pairs_everybody_and_is_proven(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        run = finished_run(bristol)
        assert run.status == RunStatus.FINISHED
        assert run.headline == {"placed": 2, "people": 2, "first_goal": 2, "flagged": 0}
        pairs = {(p.participation_id, p.option_id) for p in reviewed(run).pairs}
        assert pairs == {
            (bristol["participant_participation"], bristol["mentor_profile"]),
            (bristol["other_participant_participation"], bristol["other_mentor_profile"]),
        }
        assert verify_run(run) == ()


def test_who_started_a_run_cannot_approve_it(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        run = finished_run(bristol)
        round = db.session.get_one(Round, run.round_id)
        with pytest.raises(Refusal, match="another admin"), transaction():
            rounds.approve_run(actor(bristol, "admin"), round, run)


def test_publishing_makes_a_proposal_and_a_letter_each(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        round, approval = approved(bristol)
        release = next_release(now())
        with transaction():
            publications.publish_round(actor(bristol, "admin"), round, approval, release)
        proposals = list(db.session.scalars(select(Proposal)))
        assert {p.status for p in proposals} == {ProposalStatus.SHOWN}
        assert {p.shown_at for p in proposals} == {release}
        assert {p.seat for p in proposals} == {1}
        letters = list(db.session.scalars(select(Letter)))
        assert [letter.template for letter in letters] == ["private_look"] * 2
        assert {letter.send_after for letter in letters} == {release}


def test_undo_before_the_release_leaves_nothing(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        round, approval = approved(bristol)
        admin = actor(bristol, "admin")
        with transaction():
            publications.publish_round(admin, round, approval, now() + timedelta(hours=1))
        with transaction():
            publications.undo_publication(admin, round)
        assert round.status == RoundStatus.OPEN
        for model in (Proposal, Letter, Unmatched):
            assert db.session.scalar(select(func.count()).select_from(model)) == 0
        with transaction():
            publications.publish_round(admin, round, approval, now() + timedelta(hours=1))
        assert db.session.scalar(select(func.count()).select_from(Publication)) == 2


def test_nothing_is_undone_after_the_release(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        round, approval = approved(bristol)
        admin = actor(bristol, "admin")
        with transaction():
            publications.publish_round(admin, round, approval, now())
        with pytest.raises(Refusal, match="gone out already"), transaction():
            publications.undo_publication(admin, round)


def test_the_worker_knows_the_job_that_a_run_asks_for(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        with transaction():
            admin = actor(bristol, "admin")
            cohort = db.session.get_one(Cohort, bristol["cohort"])
            round = rounds.create_round(admin, cohort, RoundKind.MENTORS, "Mentors")
            db.session.flush()
            run = rounds.queue_run(admin, round)
        Worker(app_on_both, Event()).drain()
        db.session.expire_all()
        assert run.status == RunStatus.FINISHED


def participant_name(side: Side, participation_id: UUID) -> str:
    names = ("participant", "other_participant")
    return next(name for name in names if side[f"{name}_participation"] == participation_id)


def test_who_went_without_comes_first_in_the_next_round(app_on_both: Flask, bristol: Side) -> None:
    with app_on_both.app_context():
        with transaction():
            db.session.get_one(MentorProfile, bristol["mentor_profile"]).capacity = 0
        round, approval = approved(bristol)
        run = db.session.get_one(Run, approval.run_id)
        (without,) = reviewed(run).without
        with transaction():
            publications.publish_round(actor(bristol, "admin"), round, approval, now())
        with transaction():
            cohort = db.session.get_one(Cohort, bristol["cohort"])
            following = rounds.create_round(None, cohort, RoundKind.MENTORS, "Again")
        (waiting,) = problem_of(read_pool(following)).participants
        assert (waiting.id, waiting.priority) == (str(without.participation_id), 1)
        left = participant_name(bristol, without.participation_id)
        (home,) = participant_homes(actor(bristol, left))
        assert "We haven’t found you a mentor yet." in home.steps[0].text
