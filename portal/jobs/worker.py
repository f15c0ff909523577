"""The worker: takes jobs from the queue, and does the periodic work when it is due.

Any number of workers may run at once: each job and each piece of periodic work claims what it does
under a lock. A worker that is killed loses nothing, since what it had claimed is found again.
"""

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from flask import Flask

from portal.database import db
from portal.jobs import JOBS, PERIODIC, Work, outbox, proposals, runs
from portal.jobs.failures import tell
from portal.queue import queue
from portal.services.refusal import Refusal

log = logging.getLogger(__name__)

# Named, so that what these modules register is there.
COLUMNS = (outbox, proposals, runs)

POLL = 0.2  # seconds between two looks into an empty queue
WAIT_AFTER_FAULT = 3.0  # seconds, while the queue doesn't answer
PATIENCE = 10.0  # seconds that a job has to come to its end once the worker is told to stop
MOST_TURNS = 20  # of --once, so that a job that always fails can't keep it for ever


class Worker:
    """One worker of this app, told to stop by `stop`."""

    def __init__(self, app: Flask, stop: Event) -> None:
        self._app = app
        self._stop = stop

    def drain(self) -> int:
        """Do what is due, and what follows from it, once; return how many jobs were done.

        Raises Refusal if the queue doesn't answer.
        """
        done = 0
        for _ in range(MOST_TURNS):
            for work in PERIODIC:
                self._do(work)
            jobs = self._drain_queue()
            done += jobs
            if not jobs or self._stop.is_set():
                break
        self._close_queue()
        return done

    def run(self) -> bool:
        """Work until told to stop; say whether it ended as it was told.

        A job that takes longer than PATIENCE to stop is left: the process ends, and another
        worker takes the job up.
        """
        threads = [
            Thread(target=self._follow_queue, name="queue", daemon=True),
            # Each on its own: a slow mail server keeps no proposal waiting.
            *(
                Thread(target=self._follow_clock, args=each, name=each[0].__name__, daemon=True)
                for each in PERIODIC.items()
            ),
        ]
        for thread in threads:
            thread.start()
        while not self._stop.wait(0.5):
            if not all(thread.is_alive() for thread in threads):
                self._stop.set()
                return False
        until = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        return True

    def _follow_queue(self) -> None:
        while not self._stop.is_set():
            try:
                if not self._take_one():
                    self._stop.wait(POLL)
            except Exception as fault:
                tell("taking a job", fault)
                self._stop.wait(WAIT_AFTER_FAULT)
        self._close_queue()

    def _follow_clock(self, work: Work, seconds: float) -> None:
        while not self._stop.is_set():
            self._do(work)
            self._stop.wait(seconds)

    def _do(self, work: Work) -> None:
        """Do one piece of periodic work, and at once again while it says that there is more."""
        while self._attempt(work.__name__, work) and not self._stop.is_set():
            pass

    def _drain_queue(self) -> int:
        done = 0
        try:
            while not self._stop.is_set() and self._take_one():
                done += 1
        except Exception as fault:
            tell("taking a job", fault)
            raise Refusal("The queue doesn’t answer, so its jobs weren’t done.") from fault
        return done

    def _take_one(self) -> bool:
        """Do the next job of the queue; say whether there was one."""
        with self._app.app_context():
            taken = queue().take()
        if taken is None:
            return False
        name, id = taken
        if name in JOBS:
            self._attempt(f"job {name} {id}", lambda: JOBS[name](id))
        else:
            log.error("there is no job called %s", name)
        return True

    def _close_queue(self) -> None:
        with self._app.app_context():
            queue().close()

    def _attempt(self, what: str, action: Callable[[], bool | None]) -> bool:
        """Do one thing in an app context of its own; a fault is told and stops nothing else."""
        with self._app.app_context():
            try:
                return bool(action())
            except Exception as fault:
                db.session.rollback()
                tell(what, fault)
                return False
