"""What a problem must be like before anything is matched: every fault, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from matching.catalogue import LIFTABLE
from matching.results import Fault
from matching.scores import MAX_SCORE, Scores
from matching.values import (
    ASSIGNMENT_FORMATS,
    FORMATS,
    MAX_GOAL,
    MAX_LEVEL,
    MAX_PRIORITY,
    MAX_SKILL,
    WEEKDAYS,
    Assignment,
    AssignmentWeights,
    Mentor,
    MentorWeights,
    Order,
    Participant,
    Problem,
    Rules,
)
from matching.words import Register, fold

LONGEST_DAYS = 3653
LARGEST_CAPACITY = 1_000_000
LARGEST_WEIGHT = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in one row of a problem's `table`: its index there, the fields, what was expected."""

    table: str
    index: int
    columns: tuple[str, ...]
    value: object
    expected: str

    def fault(self, row_id: str) -> Fault:
        """Return the fault with a place that a caller of the library understands."""
        row = f"{self.table} {row_id}".strip()
        return Fault(f"{row}, {' and '.join(self.columns)}", str(self.value), self.expected)


def check_problem(problem: Problem) -> tuple[Fault, ...]:
    """Return every fault of a problem except what its pins break (see `check_pins`)."""
    faults = [
        *check_settings(problem.rules, problem.order, problem.seed),
        *(
            finding.fault(_row_id(getattr(problem, finding.table)[finding.index]))
            for finding in find_in_rows(problem)
        ),
    ]
    if problem.mentors and problem.assignments:
        faults.append(Fault("problem", "mentors and assignments", "one of the two"))
    return tuple(faults)


def find_in_rows(problem: Problem) -> Iterator[Finding]:
    """Yield what is wrong in the rows of a problem, in the order in which they stand."""
    yield from _ids(problem)
    yield from _employers(problem)
    for index, participant in enumerate(problem.participants):
        for columns, value, expected in _participant(participant):
            yield Finding("participants", index, columns, value, expected)
    for index, mentor in enumerate(problem.mentors):
        for columns, value, expected in _mentor(mentor):
            yield Finding("mentors", index, columns, value, expected)
    for index, assignment in enumerate(problem.assignments):
        for columns, value, expected in _assignment(assignment):
            yield Finding("assignments", index, columns, value, expected)
    yield from _sectors(problem)
    for index, lift in enumerate(problem.lifts):
        if lift.rule not in LIFTABLE:
            yield Finding("lifts", index, ("rule",), lift.rule, _one_of(LIFTABLE))
    yield from find_second_current(problem.current)


def check_settings(rules: Rules, order: Order, seed: int) -> Iterator[Fault]:
    """Yield what is wrong with rules, weights, order and seed."""
    if not _whole(rules.level_gap, -MAX_LEVEL, MAX_LEVEL):
        yield Fault("rules, level_gap", str(rules.level_gap), f"-{MAX_LEVEL} to {MAX_LEVEL}")
    yield from _weights("weights.mentors", rules.mentors)
    yield from _weights("weights.assignments", rules.assignments)
    if order.floor not in ("none", "max", "leximin") and not _whole(order.floor, 0, MAX_SCORE):
        yield Fault("order, floor", str(order.floor), f"none, max, leximin or 0 to {MAX_SCORE}")
    if order.floor_by not in ("points", "share"):
        yield Fault("order, floor_by", str(order.floor_by), "points or share")
    price = order.price_per_change
    if price is not None and not _whole(price, 0, MAX_SCORE):
        yield Fault("order, price_per_change", str(price), f"a whole number, 0 to {MAX_SCORE}")
    if not _whole(seed, 0, 2**63 - 1):
        yield Fault("seed", str(seed), "a whole number, 0 or more")


def check_scores(scores: Scores) -> tuple[Fault, ...]:
    """Return every fault of given scores except what their pins break."""
    faults = list(check_settings(Rules(), scores.order, scores.seed))
    ids = [*scores.participants, *scores.options]
    faults += [finding.fault("") for finding in find_second_current(scores.current)]
    faults += [Fault("ids", row, "each id once") for row, n in Counter(ids).items() if n > 1]
    height, width = len(scores.participants), len(scores.options)
    if scores.points.shape != (height, width):
        faults.append(Fault("scores", str(scores.points.shape), f"the shape {height, width}"))
    elif scores.points.size and not -1 <= scores.points.min() <= scores.points.max() <= MAX_SCORE:
        faults.append(Fault("scores", "out of range", f"0 to {MAX_SCORE}, or -1 where not allowed"))
    for name, given, length, most in (
        ("capacity", scores.capacity, width, LARGEST_CAPACITY),
        ("priority", scores.priority, height, MAX_PRIORITY),
    ):
        if given and (len(given) != length or not all(_whole(n, 0, most) for n in given)):
            faults.append(Fault(name, str(given)[:80], f"{length} whole numbers, 0 to {most}"))
    return tuple(faults)


def find_second_current(current: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    """Yield each current pair of somebody who has another one already."""
    first: dict[str, str] = {}
    for index, (participant, option) in enumerate(current):
        if first.setdefault(participant, option) != option:
            expected = "one current pair for each participant"
            yield Finding("current", index, ("participant",), participant, expected)


Columns = tuple[tuple[str, ...], object, str]


def _participant(row: Participant) -> Iterator[Columns]:
    yield from _person(row)
    yield from _scale("goals", row.goals, 1, MAX_GOAL)
    yield from _within("priority", row.priority, 0, MAX_PRIORITY)
    if row.days_per_week is not None:
        yield from _within("days_per_week", row.days_per_week, 1, 7)
    if row.available_from and row.available_to and row.available_to < row.available_from:
        yield _reversed("available_from", row.available_from, "available_to", row.available_to)
    for column in ("wishes_mentors", "wishes_assignments"):
        yield from _once(column, getattr(row, column))


def _mentor(row: Mentor) -> Iterator[Columns]:
    yield from _person(row)
    yield from _within("capacity", row.capacity, 0, LARGEST_CAPACITY)


def _person(row: Participant | Mentor) -> Iterator[Columns]:
    yield from _within("level", row.level, 1, MAX_LEVEL)
    yield from _known("formats", row.formats, FORMATS)
    yield from _known("weekdays", row.weekdays, WEEKDAYS)
    yield from _scale("skills", row.skills, 0, MAX_SKILL)


def _assignment(row: Assignment) -> Iterator[Columns]:
    yield from _known("format", (row.format,), ASSIGNMENT_FORMATS)
    yield from _known("weekdays", row.weekdays, WEEKDAYS)
    yield from _scale("skills", row.skills, 0, MAX_SKILL)
    yield from _within("capacity", row.capacity, 0, LARGEST_CAPACITY)
    yield from _within("days", row.days, 1, LONGEST_DAYS)
    yield from _within("level_from", row.level_from, 1, MAX_LEVEL)
    yield from _within("level_to", row.level_to, 1, MAX_LEVEL)
    if row.level_to < row.level_from:
        yield _reversed("level_from", row.level_from, "level_to", row.level_to)
    if row.ends_on < row.starts_on:
        yield _reversed("starts_on", row.starts_on, "ends_on", row.ends_on)
    elif (row.ends_on - row.starts_on).days >= LONGEST_DAYS:
        yield ("starts_on", "ends_on"), f"{row.starts_on} to {row.ends_on}", "at most ten years"


def _ids(problem: Problem) -> Iterator[Finding]:
    """Ids are there, and each is given once in all of participants, mentors and assignments."""
    seen: set[str] = set()
    for table in ("participants", "mentors", "assignments"):
        for index, row in enumerate(getattr(problem, table)):
            if not row.id.strip():
                yield Finding(table, index, ("id",), row.id, "an id")
            elif row.id in seen:
                yield Finding(table, index, ("id",), row.id, "an id that no other row has")
            seen.add(row.id)


def _employers(problem: Problem) -> Iterator[Finding]:
    """Employers are there, and in the register where there is one; its names are unambiguous."""
    seen: set[str] = set()
    for index, entry in enumerate(problem.employers):
        if not fold(entry.name):
            yield Finding("employers", index, ("name",), entry.name, "a name")
        names = [("name", entry.name), *(("aliases", alias) for alias in entry.aliases)]
        for column, name in names:
            if fold(name) in seen:
                yield Finding("employers", index, (column,), name, "a name not given before")
            seen.add(fold(name))
    register = Register(problem.employers)
    for table in ("participants", "mentors", "assignments"):
        for index, row in enumerate(getattr(problem, table)):
            if not fold(row.employer):
                yield Finding(table, index, ("employer",), row.employer, "an employer")
            for column, name in _employer_names(row) if problem.employers else ():
                if fold(name) and name not in register:
                    yield Finding(table, index, (column,), name, "an employer in the register")


def _employer_names(row: Participant | Mentor | Assignment) -> Iterator[tuple[str, str]]:
    yield "employer", row.employer
    for column in ("other_employers", "avoid_employers"):
        for name in getattr(row, column, ()):
            yield column, name


def _sectors(problem: Problem) -> Iterator[Finding]:
    """Where the sector rule is on, a blank sector could hide a match within one's own."""
    if not (problem.rules.sector and problem.assignments):
        return
    register = Register(problem.employers)
    for table in ("participants", "assignments"):
        for index, row in enumerate(getattr(problem, table)):
            if not register.sector(row.sector, row.employer):
                expected = "a sector, here or in the register, since the sector rule is on"
                yield Finding(table, index, ("sector",), row.sector, expected)


def _weights(place: str, weights: MentorWeights | AssignmentWeights) -> Iterator[Fault]:
    given = {row.name: getattr(weights, row.name) for row in fields(weights)}
    bad = {name: n for name, n in given.items() if not _whole(n, 0, LARGEST_WEIGHT)}
    for name, weight in bad.items():
        yield Fault(f"{place}, {name}", str(weight), f"a whole number, 0 to {LARGEST_WEIGHT}")
    if bad:
        return
    if sum(given.values()) == 0:
        yield Fault(place, "0", "weights that don't add up to 0")
    elif 20 * given.get("experience", 0) > sum(given.values()):
        yield Fault(
            f"{place}, experience", str(given["experience"]), "at most a twentieth of the sum"
        )


def _scale(
    column: str, given: tuple[tuple[str, int], ...], low: int, high: int
) -> Iterator[Columns]:
    for skill, level in given:
        if not fold(skill) or not _whole(level, low, high):
            yield (column,), f"{skill}:{level}", f"a skill with a whole number, {low} to {high}"
    yield from _once(column, [fold(skill) for skill, _ in given])


def _once(column: str, given: Iterable[str]) -> Iterator[Columns]:
    for word, count in Counter(given).items():
        if count > 1:
            yield (column,), word, "each once"


def _known(column: str, given: Iterable[str], allowed: tuple[str, ...]) -> Iterator[Columns]:
    for word in given:
        if word not in allowed:
            yield (column,), word, _one_of(allowed)


def _within(column: str, value: int, low: int, high: int) -> Iterator[Columns]:
    if not _whole(value, low, high):
        yield (column,), value, f"a whole number, {low} to {high}"


def _whole(value: Any, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _reversed(first: str, start: object, last: str, end: object) -> Columns:
    return (first, last), f"{start} to {end}", f"{last} not before {first}"


def _one_of(words: Iterable[str]) -> str:
    return "one of " + ", ".join(words)


def _row_id(row: Any) -> str:
    return str(
        getattr(row, "id", "") or getattr(row, "name", "") or getattr(row, "participant", "")
    )
