"""Walking the whole URL map as everybody, and keeping what each page answered."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.database import db
from tests.access_table import SIGNED_IN
from tests.cast import sign_in
from tests.confidences import MARK
from tests.world import FURTHER, MARKUP, World

EVERYBODY = ("visitor", *sorted(SIGNED_IN))
# What may differ between two answers that are the same.
FLEETING = {"Date", "Set-Cookie"}
THING = re.compile(r"<uuid:(\w+)>")


@dataclass(frozen=True)
class Way:
    """An address: its rule, filled with the things of a case.

    `gone` names what in it isn't there for anybody of Bristol, or is blank.
    """

    rule: str
    method: str
    case: str
    address: str
    things: tuple[str, ...]
    gone: str = ""


@dataclass(frozen=True)
class Answer:
    """What somebody got: the status, where it led, and everything that isn't fleeting."""

    who: str
    way: Way
    status: int
    location: str
    seen: str
    canaries: frozenset[str]
    is_marked_up: bool


def ways(app: Flask, world: World) -> Iterator[Way]:
    """Return every way through the URL map: for each case, and those that lead nowhere."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield from _ways(app, world, rule, method)


def _ways(app: Flask, world: World, rule: Rule, method: str) -> Iterator[Way]:
    things = tuple(THING.findall(rule.rule))
    urls = app.url_map.bind("127.0.0.1:5000")

    def way(case: str, values: dict[str, Any], gone: str = "") -> Way:
        address = urls.build(rule.endpoint, values, method)
        return Way(rule.rule, method, case, address, things, gone)

    if not things:
        yield way("first", _values(rule, world, "first"))
        return
    cases = ["first", "second", *(c for c, has in FURTHER.items() if things[-1] in has)]
    for case in cases:
        yield way(case, _values(rule, world, case))
    for case in ("leeds", "missing"):
        yield way(case, _values(rule, world, case), things[0])
    own = _values(rule, world, "first")
    # What is foreign, missing, or of another parent, under a parent of one's own.
    for name in list(own)[1:]:
        for case in ("leeds", "missing", *APART.get(name, ())):
            yield way("first", own | {name: _values(rule, world, case)[name]}, name)


# What has another parent in the case named than in the first.
APART = {"run": ("second",)}


def _values(rule: Rule, world: World, case: str) -> dict[str, Any]:
    """Return the things of a case, and what stands for the values that aren't things."""
    ids = world.ids(case)
    loose: dict[str, Any] = {
        "filename": "icon.svg",
        "token": world.invitation if rule.rule.startswith("/invitations") else "no-such-token",
        "person": ids["participation"],
    }
    named = {name: ids[name] for name in THING.findall(rule.rule)}
    return named | {name: loose[name] for name in rule.arguments - named.keys()}


class Walker:
    """One person's browser, whose session is the same before every request."""

    def __init__(self, app: Flask, world: World, who: str) -> None:
        self.who = who
        self._client: FlaskClient = app.test_client()
        if who != "visitor":
            sign_in(self._client, world.bristol[who])
        cookie = self._client.get_cookie("session")
        self._session = cookie.value if cookie else None

    def read(self, way: Way) -> str:
        """Return a page as it is sent."""
        return self._client.get(way.address).text

    def go(self, way: Way) -> Answer:
        """Go one way, and keep what was answered."""
        self._client.delete_cookie("session")
        if self._session:
            self._client.set_cookie("session", self._session)
        return self._kept(way, self._client.open(way.address, method=way.method, buffered=True))

    def _kept(self, way: Way, response: TestResponse) -> Answer:
        headers = sorted((k, v) for k, v in response.headers if k not in FLEETING)
        is_text = response.mimetype.startswith(("text/", "application/json", "image/svg"))
        text = response.get_data(as_text=True) if is_text else ""
        return Answer(
            who=self.who,
            way=way,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            seen=f"{response.status_code} {headers} {text}" if way.gone else "",
            canaries=frozenset(re.findall(rf"{MARK}[\w-]+", text)),
            is_marked_up=MARKUP in text,
        )


class Snapshot:
    """A SQLite database as it was, to go back to after a change."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        with app.app_context():
            self._path = Path(str(db.engine.url.database))
            db.session.remove()
            db.engine.dispose()
        self._kept = self._path.with_suffix(".kept")
        shutil.copy(self._path, self._kept)

    def restore(self) -> None:
        """Put the database back."""
        with self._app.app_context():
            db.session.remove()
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        shutil.copy(self._kept, self._path)
