"""The files of `pair` to a problem, with every fault in any of them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from matching.checks import Finding, check_settings, find_in_rows
from matching.files.people import (
    read_assignments,
    read_current,
    read_employers,
    read_lifts,
    read_mentors,
    read_pairs,
    read_participants,
)
from matching.files.settings import read_settings
from matching.files.sheet import Sheet
from matching.pins import find_bad_pins
from matching.results import Fault, Faults
from matching.tables import build_tables
from matching.values import Kind, Order, Problem, Rules

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the parts of a problem are; None where a file wasn't given."""

    participants: Path
    mentors: Path | None = None
    assignments: Path | None = None
    employers: Path | None = None
    rules: Path | None = None
    exceptions: Path | None = None
    pins: Path | None = None
    bans: Path | None = None
    current: Path | None = None
    floor: str | int | None = None
    floor_by: str | None = None
    price_per_change: int | None = None
    seed: int = 0


@dataclass(slots=True)
class _Reading:
    sheets: dict[str, Sheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, table: str, read: tuple[Sheet, tuple[T, ...]]) -> tuple[T, ...]:
        self.sheets[table] = read[0]
        self.faults += read[0].faults
        return read[1]


def read_problem(inputs: Inputs) -> tuple[Problem, tuple[str, ...]]:
    """Return the problem and warnings about unknown columns; raises `Faults` with all faults."""
    reading = _Reading()
    rules, order = Rules(), Order()
    kind: Kind = "assignments" if inputs.assignments else "mentors"
    if inputs.rules:
        try:
            rules, order = read_settings(inputs.rules)
        except Faults as error:
            reading.faults += error.faults
    problem = Problem(
        participants=reading.take("participants", read_participants(inputs.participants)),
        mentors=_read(reading, "mentors", read_mentors, inputs.mentors),
        assignments=_read(reading, "assignments", read_assignments, inputs.assignments),
        employers=_read(reading, "employers", read_employers, inputs.employers),
        rules=rules,
        lifts=_read(reading, "lifts", read_lifts, inputs.exceptions),
        pins=_read(reading, "pins", read_pairs, inputs.pins),
        bans=_read(reading, "bans", read_pairs, inputs.bans),
        current=_read(reading, "current", partial(read_current, kind=kind), inputs.current),
        order=choose_order(order, inputs.floor, inputs.floor_by, inputs.price_per_change),
        seed=inputs.seed,
    )
    place = inputs.rules.name if inputs.rules else "options"
    for fault in check_settings(problem.rules, problem.order, problem.seed):
        reading.faults.append(Fault(f"{place}, {fault.place}", fault.value, fault.expected))
    _add_findings(reading, problem)
    if not reading.faults:
        _add_bad_pins(reading, problem)
    if reading.faults:
        raise Faults(tuple(reading.faults))
    return problem, tuple(w for sheet in reading.sheets.values() for w in sheet.warnings)


def choose_order(
    order: Order, floor: str | int | None, floor_by: str | None, price_per_change: int | None
) -> Order:
    """Return the order of decisions: options on the command line win over the settings file."""
    options: dict[str, Any] = {
        "floor": floor,
        "floor_by": floor_by,
        "price_per_change": price_per_change,
    }
    return replace(order, **{name: given for name, given in options.items() if given is not None})


def _read(reading: _Reading, table: str, read: Any, path: Path | None) -> Any:
    return reading.take(table, read(path)) if path else ()


def _add_findings(reading: _Reading, problem: Problem) -> None:
    """Add what is wrong in the rows, but not where a cell couldn't be read anyway."""
    for finding in (*find_in_rows(problem), *find_strangers(problem, reading.sheets)):
        sheet = reading.sheets[finding.table]
        if not any((finding.index, column) in sheet.unread for column in finding.columns):
            sheet.fault(
                finding.index, " and ".join(finding.columns), finding.value, finding.expected
            )
            reading.faults.append(sheet.faults[-1])


def find_strangers(problem: Problem, given_tables: Container[str]) -> Iterator[Finding]:
    """Yield references to nobody; references into a file that isn't given are left alone."""
    people = {row.id for row in problem.participants}
    options = {row.id for row in problem.options}
    for table in ("mentors", "assignments"):
        known = {option.id for option in getattr(problem, table)}
        column = f"wishes_{table}"
        for index, row in enumerate(problem.participants) if table in given_tables else ():
            yield from _strangers("participants", index, column, getattr(row, column), known)
    for table in ("mentors", "assignments"):
        for index, option in enumerate(getattr(problem, table)):
            for column in ("avoid", "conflicts"):
                given = getattr(option, column, ())
                yield from _strangers(table, index, column, given, people)
    for index, lift in enumerate(problem.lifts):
        yield from _strangers("lifts", index, "participant", (lift.participant,), people)
        given = (lift.option,) if lift.option else ()
        yield from _strangers("lifts", index, "option", given, options)
    for table in ("pins", "bans", "current"):
        for index, (participant, option) in enumerate(getattr(problem, table)):
            yield from _strangers(table, index, "participant", (participant,), people)
            yield from _strangers(table, index, "option", (option,), options)


def _strangers(
    table: str, index: int, column: str, given: tuple[str, ...], known: set[str]
) -> Iterator[Finding]:
    for row_id in given:
        if row_id not in known:
            yield Finding(table, index, (column,), row_id, "an id in the files given")


def _add_bad_pins(reading: _Reading, problem: Problem) -> None:
    for index, expected in find_bad_pins(build_tables(problem)) if problem.pins else ():
        sheet = reading.sheets["pins"]
        sheet.fault(index, "option", problem.pins[index][1], expected)
        reading.faults.append(sheet.faults[-1])
