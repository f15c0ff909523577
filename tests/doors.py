"""Every door of the portal as an address, to be walked by tests."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.routing import Rule

from tests.cast import Side

# The name of a thing in a URL, and who or what stands for it in the cast.
OWN = {
    "consortium": "consortium",
    "employer": "council",
    "sector": "government",
    "place": "place",
    "level": "level_1",
    "skill": "negotiation",
    "person": "participant",
    "programme": "programme",
    "cohort": "cohort",
    "participation": "participant_participation",
    "mentor_profile": "mentor_profile",
}
# What stands for the values of a URL that aren't things.
OTHER: dict[str, Any] = {"filename": "icon.svg", "token": "no-such-token", "person": "P1"}


def addresses(app: Flask, method: str, side: Side | None = None) -> Iterator[tuple[str, Rule]]:
    """Return each rule that takes the method, filled with the side's things, or with none that is.

    A kind of thing that the cast hasn't got has an id that doesn't exist.
    """
    urls = app.url_map.bind("127.0.0.1:5000")
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or set()):
            values = {name: _value(rule, name, side) for name in rule.arguments}
            yield urls.build(rule.endpoint, values, method), rule


def _value(rule: Rule, name: str, side: Side | None) -> str | int | UUID:
    if f"<uuid:{name}>" in rule.rule:
        return side.ids.get(OWN.get(name, ""), uuid4()) if side else uuid4()
    return 1 if f"<int:{name}>" in rule.rule else OTHER.get(name, "x")
