"""The worker: jobs from the queue, work by the clock, faults that stop nothing else."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import jobs
from portal.database import after_commit, db, transaction
from portal.jobs.failures import one_by_one
from portal.jobs.heartbeat import heartbeat
from portal.jobs.worker import Worker
from portal.models import Consortium
from portal.queue import Queue, enqueue, open_huey
from tests.architecture.sources import ROOT


@pytest.fixture(autouse=True)
def own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test registries of its own."""
    monkeypatch.setattr(jobs, "JOBS", {})
    monkeypatch.setattr(jobs, "PERIODIC", {})
    monkeypatch.setattr("portal.jobs.worker.JOBS", jobs.JOBS)
    monkeypatch.setattr("portal.jobs.worker.PERIODIC", jobs.PERIODIC)


@pytest.fixture(params=["sqlite", "postgresql"])
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of an empty queue, as QUEUE_URL has it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'queue.sqlite'}"
        return
    url = request.getfixturevalue("postgresql_url").replace("postgresql+psycopg", "postgresql")
    storage = open_huey(url).storage
    storage.flush_all()
    storage.close()
    yield url


def drain(app: Flask) -> int:
    return Worker(app, Event()).drain()


def test_a_queue_gives_jobs_back_in_order(queue_url: str) -> None:
    first, second = uuid4(), uuid4()
    with closing(Queue(queue_url)) as queue, closing(Queue(queue_url)) as of_another_process:
        assert queue.is_ready()
        queue.put("run", first)
        of_another_process.put("letter", second)
        assert queue.take() == ("run", first)
        assert queue.take() == ("letter", second)
        assert queue.take() is None


def test_two_workers_share_a_queue(queue_url: str) -> None:
    ids = {uuid4() for _ in range(40)}
    with closing(Queue(queue_url)) as queue:
        for id in ids:
            queue.put("run", id)
    taken: list[UUID] = []

    def take() -> None:
        with closing(Queue(queue_url)) as queue:
            while job := queue.take():
                taken.append(job[1])

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)


def test_redis_is_reached_by_its_url() -> None:
    storage = open_huey("redis://:secret@queue.example:6380/3").storage
    reached = storage.pool.connection_kwargs
    assert (reached["host"], reached["port"], reached["db"]) == ("queue.example", 6380, 3)
    assert open_huey("rediss://queue.example").storage.pool.connection_class.__name__ == (
        "SSLConnection"
    )


def test_a_job_runs_once_its_change_is_committed(app: Flask) -> None:
    names: list[str] = []

    @jobs.job("greet")
    def greet(id: UUID) -> None:
        names.append(db.session.get_one(Consortium, id).name)

    with app.app_context():
        with transaction():
            bristol = Consortium(name="Bristol")
            db.session.add(bristol)
            db.session.flush()
            after_commit(lambda: enqueue("greet", bristol.id))
        with pytest.raises(ZeroDivisionError), transaction():
            after_commit(lambda: enqueue("greet", uuid4()))
            raise ZeroDivisionError
    assert drain(app) == 1
    assert names == ["Bristol"]


def test_one_fault_stops_nothing_else_and_tells_no_secret(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    @jobs.every(5)
    def fail_by_the_clock() -> None:
        raise ValueError("canary-clock")

    @jobs.every(5)
    def go_on() -> None:
        done.append("clock")

    @jobs.job("fail")
    def fail(id: UUID) -> None:
        raise ValueError("canary-job")

    @jobs.job("succeed")
    def succeed(id: UUID) -> None:
        done.append("job")

    with app.app_context():
        for name in ("fail", "unknown", "succeed"):
            enqueue(name, uuid4())
    with caplog.at_level(logging.INFO):
        assert drain(app) == 3
    assert set(done) == {"clock", "job"}
    assert "fail_by_the_clock failed: ValueError" in caplog.text
    assert "there is no job called unknown" in caplog.text
    assert "canary" not in caplog.text


def test_what_a_job_leads_to_is_done_in_the_same_draining(app: Flask) -> None:
    told: list[str] = []
    found: list[str] = []

    @jobs.every(5)
    def tell_what_was_found() -> None:
        told.extend(found)
        found.clear()

    @jobs.job("find")
    def find(id: UUID) -> None:
        found.append("a match")

    with app.app_context():
        enqueue("find", uuid4())
    drain(app)
    assert told == ["a match"]


def test_a_worker_runs_until_it_is_told_to_stop(app: Flask) -> None:
    stop, ran, ticked = Event(), Event(), Event()

    @jobs.every(0.01)
    def tick() -> None:
        ticked.set()

    @jobs.job("run")
    def run(id: UUID) -> None:
        ran.set()

    outcome: list[bool] = []
    thread = Thread(target=lambda: outcome.append(Worker(app, stop).run()))
    thread.start()
    with app.app_context():
        enqueue("run", uuid4())
    assert ran.wait(10) and ticked.wait(10)
    stop.set()
    thread.join(10)
    assert outcome == [True]


def test_a_heartbeat_writes_while_the_job_computes(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        with transaction():
            consortium = Consortium(name="Bristol", contact_name="0")
            db.session.add(consortium)
        beaten = Event()

        def beat() -> None:
            row = db.session.get_one(Consortium, consortium.id)
            row.contact_name = str(int(row.contact_name) + 1)
            if row.contact_name == "3":
                beaten.set()

        with heartbeat(beat, 0.01):
            assert beaten.wait(10)
        db.session.rollback()
        db.session.refresh(consortium)
        assert int(consortium.contact_name) >= 2


def test_a_queue_that_is_down_fails_no_request_but_readiness(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    assert client.get("/readyz").status_code == 200
    app.extensions["queue"] = Queue(f"sqlite:///{tmp_path / 'missing' / 'queue.sqlite'}")
    with app.app_context():
        enqueue("run", uuid4())
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    once = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert (once.exit_code, once.output.splitlines()[-1]) == (
        1,
        "The queue doesn’t answer, so its jobs weren’t done.",
    )


def test_one_thing_that_fails_stops_no_other(
    app_on_both: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    ids = [uuid4() for _ in range(3)]

    def begin(id: UUID) -> None:
        db.session.add(Consortium(id=id, name=f"{id}"))
        db.session.flush()
        if id == ids[0]:
            raise ValueError("canary")

    with app_on_both.app_context():
        one_by_one("beginning", ids, begin)
        stored = set(db.session.scalars(select(Consortium.id)))
    assert stored == set(ids[1:])
    assert f"beginning {ids[0]} failed: ValueError" in caplog.text
    assert "canary" not in caplog.text


def test_once_does_what_is_queued_and_exits(app: Flask) -> None:
    ran: list[UUID] = []
    jobs.job("run")(ran.append)
    with app.app_context():
        enqueue("run", uuid4())
    done = app.test_cli_runner().invoke(args=["worker", "--once", "--json"])
    assert (done.exit_code, done.stdout) == (0, '{\n  "jobs": 1\n}\n'), done.output
    assert len(ran) == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_process_cleanly(app: Flask, tmp_path: Path, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 20
        while not (tmp_path / "queue.sqlite").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, stdout, stderr) == (0, "Stopped.\n", "")
