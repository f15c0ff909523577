"""The queue between whoever asks for a job and the worker.

A queued job is only a nudge: its name and the id of a row that says what is to be done. The row is
the truth, so a job that is lost with its worker, or that the queue couldn't take, is found again by
the periodic work. Hence the queue keeps no results and no retries, and holds JSON, never pickles:
what can write to a shared queue can't make the worker run code.
"""

import json
import logging
from threading import Lock
from uuid import UUID

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey

from portal.config import Settings

log = logging.getLogger(__name__)

NAME = "portal"


class Queue:
    """Jobs in the order they came: in a file of their own, in PostgreSQL or in Redis.

    The storage is opened when it is first used, so that a command that needs no queue works
    without one, and each process that the web server forks has a connection of its own.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = Lock()
        self._huey: Huey | None = None

    def put(self, job: str, id: UUID) -> None:
        """Add a job for the worker."""
        self._open().storage.enqueue(json.dumps([job, str(id)]).encode())

    def take(self) -> tuple[str, UUID] | None:
        """Take the next job out, or None. PostgreSQL and Redis wait a second for one to come."""
        message = self._open().storage.dequeue()
        if message is None:
            return None
        job, id = json.loads(bytes(message))
        return job, UUID(id)

    def is_ready(self) -> bool:
        """Say whether the queue answers."""
        try:
            self._open().storage.queue_size()
        except Exception as fault:
            log.warning("the queue doesn't answer: %s", type(fault).__name__)
            return False
        return True

    def close(self) -> None:
        """Close this thread's connections; the next use opens them again."""
        with self._opening:
            if self._huey is not None:
                self._huey.storage.close()

    def _open(self) -> Huey:
        with self._opening:
            if self._huey is None:
                self._huey = open_huey(self._url)
            return self._huey


def open_huey(url: str) -> Huey:
    """Return huey's storage at `url`: sqlite:///file, postgresql://… or redis://…."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":  # three slashes and a relative path, or four and an absolute one
        return SqliteHuey(NAME, filename=rest.removeprefix("/"), results=False, timeout=10)
    if scheme == "postgresql":
        return PostgresHuey(NAME, dsn=url, results=False)
    return RedisHuey(NAME, url=url, results=False)


def set_up_queue(app: Flask, settings: Settings) -> None:
    """Put the queue on the app."""
    app.extensions["queue"] = Queue(settings.queue_url)


def queue() -> Queue:
    """Return this app's queue."""
    found: Queue = current_app.extensions["queue"]
    return found


def enqueue(job: str, id: UUID) -> None:
    """Wake the worker for a job, after the commit of the row that it is about.

    A queue that doesn't answer is no reason to fail: the change stands, and the periodic work
    finds the row.
    """
    try:
        queue().put(job, id)
    except Exception as fault:
        log.warning("job %s %s waits: the queue doesn't answer (%s)", job, id, type(fault).__name__)
