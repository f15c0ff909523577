"""rules.toml: rules, weights and order."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from matching.results import Fault, Faults
from matching.values import AssignmentWeights, MentorWeights, Order, Rules

_SWITCHES = tuple(
    row.name for row in fields(Rules) if row.name not in ("level_gap", "mentors", "assignments")
)
_TABLES = ("rules", "weights", "order")


def read_settings(path: Path) -> tuple[Rules, Order]:
    """Read a settings file; raises `Faults` with every unknown key and every wrong value.

    Ranges are checked later, with the problem.
    """
    try:
        given = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = f"{path.name}, byte {error.start + 1}"
        raise Faults((Fault(place, "", "text in UTF-8"),)) from None
    except tomllib.TOMLDecodeError as error:
        raise Faults((Fault(path.name, str(error), "TOML"),)) from None
    faults = tuple(_faults(path.name, given))
    if faults:
        raise Faults(faults)
    return _rules(given), Order(**given.get("order", {}))


def _rules(given: dict[str, Any]) -> Rules:
    switches = {k: v for k, v in given.get("rules", {}).items() if k != "employer"}
    weights = given.get("weights", {})
    return replace(
        Rules(**switches),
        mentors=MentorWeights(**weights.get("mentors", {})),
        assignments=AssignmentWeights(**weights.get("assignments", {})),
    )


def _faults(file: str, given: dict[str, Any]) -> Iterator[Fault]:
    yield from _unknown(file, "", given, _TABLES)
    rules = _table(given, "rules")
    yield from _unknown(file, "rules", rules, ("employer", *_SWITCHES, "level_gap"))
    for name in ("employer", *_SWITCHES):
        if name in rules and type(rules[name]) is not bool:
            yield Fault(f"{file}, [rules] {name}", str(rules[name]), "true or false")
    if rules.get("employer") is False:
        yield Fault(f"{file}, [rules] employer", "false", "true; this rule always holds")
    yield from _not_whole(file, "rules", {k: v for k, v in rules.items() if k == "level_gap"})
    weights = _table(given, "weights")
    yield from _unknown(file, "weights", weights, ("mentors", "assignments"))
    for name, known in (("mentors", MentorWeights), ("assignments", AssignmentWeights)):
        table = _table(weights, name)
        yield from _unknown(
            file, f"weights.{name}", table, tuple(row.name for row in fields(known))
        )
        yield from _not_whole(file, f"weights.{name}", table)
    order = _table(given, "order")
    yield from _unknown(file, "order", order, tuple(row.name for row in fields(Order)))
    for name in _TABLES:
        if name in given and not isinstance(given[name], dict):
            yield Fault(f"{file}, {name}", str(given[name]), "a table")


def _unknown(
    file: str, table: str, given: dict[str, Any], known: tuple[str, ...]
) -> Iterator[Fault]:
    for key in given:
        if key not in known:
            place = f"{file}, [{table}] {key}" if table else f"{file}, {key}"
            yield Fault(place, str(given[key])[:80], "one of " + ", ".join(known))


def _not_whole(file: str, table: str, given: dict[str, Any]) -> Iterator[Fault]:
    for key, value in given.items():
        if type(value) is not int:
            yield Fault(f"{file}, [{table}] {key}", str(value), "a whole number")


def _table(given: dict[str, Any], name: str) -> dict[str, Any]:
    table = given.get(name, {})
    return table if isinstance(table, dict) else {}
