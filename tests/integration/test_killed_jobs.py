"""A worker that is killed, for real, in the middle of a job: another takes the job up."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from uuid import UUID

import time_machine
from flask import Flask

from portal.access.actor import load_actor
from portal.calendar import now
from portal.database import db, transaction
from portal.jobs.runs import SILENT
from portal.jobs.worker import Worker
from portal.lifecycles import RunStatus
from portal.models import Cohort, RoundKind, Run
from portal.services import rounds
from tests.architecture.sources import ROOT
from tests.cast import fill_profiles, make_cast

# A worker whose matcher never comes to an end.
ENDLESS = """
import threading, time
from portal import create_app
from portal.jobs.worker import Worker
from portal.queries import matching
matching.solve = lambda *_: time.sleep(600)
Worker(create_app(), threading.Event()).run()
"""


def queued_run() -> UUID:
    """Have the cast's admin ask for a run."""
    side = make_cast().bristol
    fill_profiles(side)
    with transaction():
        admin = load_actor(side["admin"])
        cohort = db.session.get_one(Cohort, side["cohort"])
        round = rounds.create_round(admin, cohort, RoundKind.MENTORS, "Mentors")
        db.session.flush()
        return rounds.queue_run(admin, round).id


def status(run_id: UUID) -> RunStatus:
    db.session.rollback()
    return db.session.get_one(Run, run_id, populate_existing=True).status


def test_a_run_whose_worker_was_killed_is_taken_up(app: Flask, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite'}",
    }
    with app.app_context():
        run_id = queued_run()
        worker = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=ROOT, env=environment)
        try:
            until = time.monotonic() + 30
            while status(run_id) == RunStatus.QUEUED and time.monotonic() < until:
                time.sleep(0.1)
        finally:
            worker.kill()
            worker.wait()
        assert status(run_id) == RunStatus.RUNNING
        Worker(app, Event()).drain()
        assert status(run_id) == RunStatus.RUNNING  # it may still be alive, for all we know
        with time_machine.travel(now() + SILENT):
            Worker(app, Event()).drain()
        assert status(run_id) == RunStatus.FINISHED
        assert db.session.get_one(Run, run_id).attempts == 2


def test_a_run_that_never_reached_a_worker_is_taken_up(app: Flask) -> None:
    with app.app_context():
        run_id = queued_run()
        assert app.extensions["queue"].take() == ("run", run_id)  # and its worker dies
        Worker(app, Event()).drain()
        assert status(run_id) == RunStatus.QUEUED
        with time_machine.travel(now() + SILENT):
            Worker(app, Event()).drain()
        assert status(run_id) == RunStatus.FINISHED
