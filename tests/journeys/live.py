"""The real portal on a port of this machine: a web server, a worker, demonstration data."""

import json
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import create_app
from portal.access.actor import Actor, load_actor
from portal.database import db, transaction
from portal.jobs.worker import Worker
from portal.services.accounts import find_person
from tests.conftest import make_settings

T = TypeVar("T")
LINK = re.compile(r"https?://\S+")
PATIENCE = 20.0  # seconds for a letter to be sent, on a busy machine


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log for each request."""

    def log_request(self, *_arguments: Any) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class LivePortal:
    """A portal that browsers reach at `address`; `ids` are those of the demonstration data."""

    app: Flask
    address: str
    folder: Path
    ids: dict[str, Any]

    def flask(self, *words: str) -> Any:
        """Run a `flask` command, and return what it answers with --json."""
        result = self.app.test_cli_runner().invoke(args=[*words, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def do(self, email: str, action: Callable[[Actor], T]) -> T:
        """Do something as the person with this address, in a transaction of its own."""
        with self.app.app_context(), transaction():
            person = find_person(email)
            assert person is not None
            return action(load_actor(person.id))

    def letter_to(self, email: str, words: str) -> EmailMessage:
        """Wait for the letter to an address that holds these words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for path in sorted((self.folder / "mail").glob("*.eml")):
                letter = message_from_bytes(path.read_bytes(), policy=policy.default)
                assert isinstance(letter, EmailMessage)
                if letter["To"] == email and words in " ".join(letter.get_content().split()):
                    return letter
            time.sleep(0.1)
        raise AssertionError(f"no letter to {email} with “{words}”")

    def link_in(self, letter: EmailMessage) -> str:
        """Return the first link of a letter, which has to lead to this portal."""
        found = LINK.search(letter.get_content())
        assert found, letter.get_content()
        assert found[0].startswith(self.address), found[0]
        return found[0]


@contextmanager
def live_portal(template: Path, folder: Path) -> Iterator[LivePortal]:
    """Serve a copy of the demonstration data while the block lasts; the worker works."""
    shutil.copy(template / "portal.sqlite", folder / "portal.sqlite")
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = make_settings(f"sqlite:///{folder / 'portal.sqlite'}", folder)
    app = create_app(replace(settings, base_url=address))
    server = make_server(
        "127.0.0.1",
        0,
        app,
        threaded=True,
        request_handler=Quiet,
        fd=listening.fileno(),
    )
    stop = Event()
    threads = [
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}),
        Thread(target=Worker(app, stop).run),
    ]
    for thread in threads:
        thread.start()
    ids = json.loads((template / "ids.json").read_text())
    try:
        yield LivePortal(app, address, folder, ids)
    finally:
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()
        listening.close()
        with app.app_context():
            db.engine.dispose()
