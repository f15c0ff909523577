"""Pins are taken first, so each must be a pair that the rules and capacities allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matching.results import Fault
from matching.rules import broken
from matching.scores import Scores
from matching.tables import Tables


def find_bad_pins(tables: Tables) -> Iterator[tuple[int, str]]:
    """Yield (index of the pin, what was expected) for each pin of a problem that can't hold."""
    rows = {row.id: number for number, row in enumerate(tables.participants)}
    columns = {row.id: number for number, row in enumerate(tables.options)}
    pins = tables.problem.pins
    yield from _unknown_or_twice(pins, set(rows), set(columns))
    capacity = {row.id: row.capacity for row in tables.options}
    yield from _over_capacity(pins, capacity)
    for index, (participant, option) in enumerate(pins):
        if participant in rows and option in columns:
            block = slice(rows[participant], rows[participant] + 1)
            column = columns[option]
            names = [name for name, excluded in broken(tables, block) if excluded[0, column]]
            if names:
                yield index, "a pair that breaks no rule (it breaks: " + ", ".join(names) + ")"


def find_bad_score_pins(scores: Scores) -> Iterator[tuple[int, str]]:
    """Yield (index of the pin, what was expected) for each pin of scores that can't hold."""
    rows = {row: number for number, row in enumerate(scores.participants)}
    columns = {row: number for number, row in enumerate(scores.options)}
    yield from _unknown_or_twice(scores.pins, set(rows), set(columns))
    capacity = dict(zip(scores.options, scores.capacity or (1,) * len(columns), strict=True))
    yield from _over_capacity(scores.pins, capacity)
    for index, pair in enumerate(scores.pins):
        here = pair[0] in rows and pair[1] in columns
        if here and (pair in scores.bans or scores.points[rows[pair[0]], columns[pair[1]]] < 0):
            yield index, "a pair that is allowed"


def pin_faults(tables: Tables) -> tuple[Fault, ...]:
    """Return the faults of a problem's pins as a caller of the library sees them."""
    pins = tables.problem.pins
    bad = find_bad_pins(tables) if pins else ()
    return tuple(pin_fault(pins[index], expected) for index, expected in bad)


def pin_fault(pin: tuple[str, str], expected: str) -> Fault:
    """Return the fault of a pin as a caller of the library sees it."""
    return Fault("pins", " with ".join(pin), expected)


def _unknown_or_twice(
    pins: tuple[tuple[str, str], ...], rows: set[str], columns: set[str]
) -> Iterator[tuple[int, str]]:
    pinned: dict[str, str] = {}
    for index, (participant, option) in enumerate(pins):
        if participant not in rows:
            yield index, "a participant's id"
        if option not in columns:
            yield index, "the id of a mentor or assignment"
        if pinned.setdefault(participant, option) != option:
            yield index, "one pin for each participant"


def _over_capacity(
    pins: tuple[tuple[str, str], ...], capacity: dict[str, int]
) -> Iterator[tuple[int, str]]:
    load: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for index, pin in enumerate(pins):
        load[pin[1]] += pin not in seen
        seen.add(pin)
        if pin[1] in capacity and load[pin[1]] > capacity[pin[1]]:
            yield index, f"at most {capacity[pin[1]]} pinned to {pin[1]}"
