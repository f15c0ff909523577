"""Saying "still alive" while something takes long, on a connection of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import current_app

from portal.database import transaction
from portal.jobs.failures import tell


@contextmanager
def heartbeat(beat: Callable[[], object], seconds: float) -> Iterator[None]:
    """Call `beat` every so many seconds while the block runs, each time in its own transaction.

    It has a thread, a session and so a connection of its own: the block may compute or send with
    no transaction open. A beat that fails is told and tried again at the next turn.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    done = Event()

    def run() -> None:
        while not done.wait(seconds):
            try:
                with app.app_context(), transaction():
                    beat()
            except Exception as fault:
                tell("a heartbeat", fault)

    thread = Thread(target=run, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
