"""What would happen if: a pair forced or forbidden, another place, a pair fallen through.

Everything here is what the next run would give: it is solved again, exactly, level by level.
Only what can't be within reach is left out, by the prices of the run itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from matching.compare import compare, differing, moves_between
from matching.decide import Decision, decide
from matching.market import NONE, Market
from matching.results import Alternative, Comparison, PlaceValue, Result, Standby
from matching.run import market_of, pair, solve
from matching.scores import Scores
from matching.tables import Ints
from matching.values import Assignment, Mentor, Problem
from matching.words import fold

T = TypeVar("T", Mentor, Assignment)
Pairs = Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The input as it would be, its result (which can be verified), and what is different."""

    given: Problem | Scores
    result: Result
    comparison: Comparison


def what_if(
    given: Problem | Scores,
    result: Result,
    force: Pairs = (),
    forbid: Pairs = (),
    places: Mapping[str, int] | None = None,
) -> WhatIf:
    """Return what the result would be with pairs forced or forbidden, or more places.

    `result` is the one that `given` has now. Forced pairs are pinned and forbidden ones banned;
    `places` says how many more (or, below 0, fewer) an option would take. One run; raises
    `Faults` where a forced pair breaks a rule.
    """
    changed = _changed(given, force, forbid, places or {})
    found = pair(changed) if isinstance(changed, Problem) else solve(changed)
    return WhatIf(changed, found, compare(result, found))


def alternatives(
    given: Problem | Scores, within: int, participants: Collection[str] | None = None
) -> tuple[Alternative, ...]:
    """Return other options for each participant that cost at most `within` points of the total.

    Nothing may be lost at any level before points: nobody more goes without, no floor is lowered,
    nobody more is moved from a current pair. By participant and cost. A run for each pair whose
    reduced cost is within reach; every other costs more (weak duality).
    """
    now = _Outcome.of(market_of(given))
    wanted = set(now.market.participants if participants is None else participants)
    pinned, open_pairs = now.market.pinned, now.decision.open
    left = now.market.capacity - np.bincount(pinned[pinned >= 0], minlength=len(now.market.options))
    free = (pinned[open_pairs.rows] < 0) & (left[open_pairs.columns] > 0)
    candidates = open_pairs.keep(free & (now.decision.slack <= within))
    found = [
        option
        for row, column in zip(candidates.rows, candidates.columns, strict=True)
        if now.market.participants[row] in wanted and now.decision.matching[row] != column
        for option in _alternative(now, int(row), int(column))
        if option.cost <= within
    ]
    return tuple(sorted(found, key=lambda option: (option.participant, option.cost, option.option)))


def standby(given: Problem | Scores, result: Result) -> tuple[Standby, ...]:
    """Return what each matched participant would get if their pair alone fell through.

    Everybody else keeps theirs, so only free places are left; the choice is that of the next run
    with all other pairs pinned and this one banned. A run, with one person to place, for each.
    """
    market = market_of(given)
    rows = {row: number for number, row in enumerate(market.participants)}
    columns = {row: number for number, row in enumerate(market.options)}
    pinned = np.full(len(rows), NONE, dtype=np.int64)
    for row in result.pairs:
        pinned[rows[row.participant]] = columns[row.option]
    return tuple(_standby(market, pinned, rows[row.participant]) for row in result.pairs)


def place_values(given: Problem | Scores) -> tuple[PlaceValue, ...]:
    """Return what one more place with each option would bring, the most valuable first.

    By people matched, then the floor, changes spared and points; so the first option of a sector
    is where a place in that sector would bring the most. A run for each option.
    """
    now = _Outcome.of(market_of(given))
    sectors = _sectors(given) if isinstance(given, Problem) else {}
    found = [
        _place_value(now, option, sectors.get(option, ""), _changed(given, (), (), {option: 1}))
        for option in now.market.options
    ]
    return tuple(sorted(found, key=_worth))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A market decided, without explanations."""

    market: Market
    decision: Decision

    @staticmethod
    def of(market: Market) -> _Outcome:
        return _Outcome(market, decide(market))

    @property
    def chosen(self) -> tuple[Ints, Ints]:
        """Return the rows and columns of the pairs."""
        rows = np.flatnonzero(self.decision.matching >= 0)
        return rows, self.decision.matching[rows]

    @property
    def pairs(self) -> dict[str, str]:
        people, options = self.market.participants, self.market.options
        return {people[row]: options[column] for row, column in zip(*self.chosen, strict=True)}

    @property
    def points(self) -> int:
        return int(self.market.points[self.chosen].sum())

    @property
    def floor(self) -> int:
        """Return what the worst-off matched person has, 0 where nobody is matched."""
        measures = self.market.measure[self.chosen]
        return int(measures.min()) if len(measures) else 0

    @property
    def objective(self) -> tuple[tuple[str, int], ...]:
        return tuple((level.name, level.value) for level in self.decision.certificate.levels)

    def compare(self, after: _Outcome) -> Comparison:
        """Return what is different after, as `compare` does for results."""
        before, then = self.pairs, after.pairs
        return Comparison(
            matched=len(then) - len(before),
            points=after.points - self.points,
            levels=differing(self.objective, after.objective),
            moves=moves_between(before, then),
        )


def _alternative(now: _Outcome, row: int, column: int) -> Iterator[Alternative]:
    """Yield what it costs to make one pair, unless it costs anything before points."""
    pinned = now.market.pinned.copy()
    pinned[row] = column
    gained = now.compare(_Outcome.of(replace(now.market, pinned=pinned)))
    before_points = [level for level in gained.levels if level.name not in ("total", "ties")]
    if not before_points:
        costs = [level for level in gained.levels if level.name == "total"]
        cost = sum((level.before or 0) - (level.after or 0) for level in costs)
        participants, options = now.market.participants, now.market.options
        yield Alternative(participants[row], options[column], cost, gained.moves)


def _standby(market: Market, pinned: Ints, row: int) -> Standby:
    """Return what a row gets when its own pair is out and all other pairs stand."""
    allowed, others = market.allowed.copy(), pinned.copy()
    allowed[row, pinned[row]] = False
    others[row] = NONE
    found = _Outcome.of(replace(market, allowed=allowed, pinned=others))
    column = int(found.decision.matching[row])
    person = market.participants[row]
    if column < 0:
        return Standby(person, "", 0)
    return Standby(person, market.options[column], int(market.points[row, column]))


def _place_value(now: _Outcome, option: str, sector: str, changed: Problem | Scores) -> PlaceValue:
    after = _Outcome.of(market_of(changed))
    return PlaceValue(option, sector, after.floor - now.floor, now.compare(after))


def _worth(value: PlaceValue) -> tuple[int, int, int, int, str]:
    changes = [level for level in value.gained.levels if level.name == "changes"]
    more = sum((level.after or 0) - (level.before or 0) for level in changes)
    return -value.gained.matched, -value.floor, more, -value.gained.points, value.option


def _sectors(problem: Problem) -> dict[str, str]:
    """Return each option's sector as it is written, its own or its employer's in the register."""
    register = {
        fold(name): entry.sector
        for entry in problem.employers
        for name in (entry.name, *entry.aliases)
    }
    return {row.id: row.sector or register.get(fold(row.employer), "") for row in problem.options}


def _changed(
    given: Problem | Scores, force: Pairs, forbid: Pairs, places: Mapping[str, int]
) -> Problem | Scores:
    """Return the input with pins, bans and places added; a forced pair replaces an earlier pin."""
    forced, banned = dict(force), set(forbid)
    kept = [pin for pin in given.pins if pin[0] not in forced and pin not in banned]
    pins, bans = (*kept, *forced.items()), (*given.bans, *forbid)
    if isinstance(given, Scores):
        capacity = given.capacity or (1,) * len(given.options)
        more = zip(given.options, capacity, strict=True)
        taken = tuple(places.get(option, 0) + most for option, most in more)
        return replace(given, pins=pins, bans=bans, capacity=taken)
    return replace(
        given,
        pins=pins,
        bans=bans,
        mentors=tuple(_with_places(row, places) for row in given.mentors),
        assignments=tuple(_with_places(row, places) for row in given.assignments),
    )


def _with_places(row: T, places: Mapping[str, int]) -> T:
    return replace(row, capacity=row.capacity + places[row.id]) if row.id in places else row
