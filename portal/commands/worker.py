"""`flask worker`: does what stands in the queue and what is due by the clock."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import click
from flask import Flask, current_app

from portal.commands.answer import Answer, Command
from portal.jobs.worker import Worker

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command(
    "worker", cls=Command, one_transaction=False, help="Run queued jobs and due periodic work."
)
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def worker(once: bool) -> Answer:
    """Work until Ctrl-C or SIGTERM, or, with --once, until nothing is left to do."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with stopping() as stop:
        if once:
            done = Worker(app, stop).drain()
            return Answer({"jobs": done}, [f"Done: jobs from the queue: {done}."])
        if not Worker(app, stop).run():
            raise SystemExit("The worker broke off: its log says why.")
    return Answer({"stopped": True}, ["Stopped."])


@contextmanager
def stopping() -> Iterator[Event]:
    """Give an event that Ctrl-C and SIGTERM set, so that what has begun comes to its end."""
    stop = Event()

    def ask_to_stop(number: int, frame: Any) -> None:
        stop.set()

    before = {number: signal.signal(number, ask_to_stop) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
