"""The order of decisions: coverage, who goes without, floor, changes, total, ties.

Each level is decided among the best of the levels before it (see `face`). Coverage and shortage
need small whole weights only: sets of people that can be matched form a matroid (Edmonds and
Fulkerson 1965), so a matching of the heaviest set, with any weights that fall from class to
class, has as many of the first class as possible, then of the second, and so on, at full
coverage (Rado 1957, Edmonds 1971).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from matching.assign import best, cover
from matching.face import Face, best_face, full_face, prices_of
from matching.market import Market
from matching.reach import can_serve, crowded_rows, deserted_columns
from matching.results import Certificate, Level
from matching.tables import Ints
from matching.ties import lots

Progress = Callable[[str, float], None]
LEXIMIN = "leximin"


@dataclass(frozen=True, slots=True)
class Decision:
    """The matching (a column per row, -1 for none) with the levels that prove it.

    `open` are the pairs that were open when points were added up, and `slack` how many points
    each of them is short of its prices: making that pair costs the total at least so much.
    """

    matching: Ints
    certificate: Certificate
    open: Face
    slack: Ints


@dataclass(slots=True)
class _Search:
    """Where the search stands: the face still open, a matching on it, the levels decided."""

    market: Market
    face: Face
    matching: Ints
    measures: Ints
    slack: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    levels: list[Level] = field(default_factory=list)
    worst: int = 0

    def decide(self, name: str, values: Ints, sign: int = 1, base: int = 0) -> None:
        """Decide one linear level; `values` has a whole number per pair of the face.

        The level states `base` plus (or minus, by `sign`) what the pairs are worth.
        """
        size = int((self.matching >= 0).sum())
        if size:
            self.matching = best(self.face, values, size)
        self.settle(name, values, sign, base)

    def settle(self, name: str, values: Ints, sign: int = 1, base: int = 0) -> None:
        """Price a matching that is best already, record the level, keep its best face."""
        prices = prices_of(self.face, values, self.matching)
        chosen = self.matching[self.face.rows] == self.face.columns
        self.slack = prices.slack(self.face, values)
        violation = -int(self.slack.min(initial=0))
        self.worst = max(self.worst, violation)
        self.levels.append(
            Level(
                name=name,
                value=base + sign * int(values[chosen].sum()),
                bound=base + sign * prices.bound(self.face),
                participant_prices=_named(self.market.participants, prices.rows),
                option_prices=_named(self.market.options, prices.columns),
            )
        )
        self.face = best_face(self.face, values, prices)

    def raise_floor(self, asked: int | None) -> None:
        """Keep the pairs at or above the highest floor that can be had, up to `asked`."""
        measure = self._measure()
        steps = np.unique(measure if asked is None else np.minimum(measure, asked))
        low, high = 0, len(steps) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if can_serve(self.face.keep(measure >= steps[middle])):
                low = middle
            else:
                high = middle - 1
        floor = int(steps[low])
        witness = () if floor == asked else self._witness(self.face.keep(measure > floor))
        self.levels.append(Level("floor", floor, floor, witness=witness))
        self.face = self.face.keep(measure >= floor)

    def raise_everyone(self, tell: Progress) -> None:
        """Leave as few as possible at the lowest measure, then at the next lowest, and so on.

        Of two matchings of as many people, the one with fewer at the first measure where they
        differ has the higher sorted list of measures (leximin; Sen 1970, Rawls's difference
        principle told person by person). Each step passes by the measures that nobody need have
        and then prices the next one; a level for each measure that occurs.
        """
        decided = -1
        while (left := self._worst_above(decided)) is not None:
            tell("floor", 0.3)
            lowest = self._highest_first(decided, left)
            measure = self._measure()
            self.face = self.face.keep((measure <= decided) | (measure >= lowest))
            at = self._measure() == lowest
            self.decide(f"{LEXIMIN} {lowest}", -at.astype(np.int64), sign=-1)
            decided = lowest

    def _highest_first(self, decided: int, reached: int) -> int:
        """Return the highest measure such that nobody need be between `decided` and it."""
        measure = self._measure()
        steps = np.unique(measure[measure >= reached])
        low, high = 0, len(steps) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if can_serve(self.face.keep((measure <= decided) | (measure >= steps[middle]))):
                low = middle
            else:
                high = middle - 1
        return int(steps[low])

    def _worst_above(self, decided: int) -> int | None:
        """Return the lowest measure above `decided` that somebody has in the matching."""
        rows = np.flatnonzero(self.matching >= 0)
        measure = self.measures[rows, self.matching[rows]]
        above = measure[measure > decided]
        return int(above.min()) if len(above) else None

    def _measure(self) -> Ints:
        return self.measures[self.face.rows, self.face.columns]

    def _witness(self, above: Face) -> tuple[str, ...]:
        """Name people who can't all be served above the floor, or else options."""
        crowded = crowded_rows(above)
        if len(crowded):
            return tuple(self.market.participants[row] for row in crowded)
        return tuple(self.market.options[column] for column in deserted_columns(above))


def decide(market: Market, progress: Progress | None = None) -> Decision:
    """Decide everything in order; O(n**3) at worst and exact, the same for any order of rows."""
    tell = progress or (lambda stage, done: None)
    face = full_face(market.possible, market.capacity, market.pinned)
    priced = len(face.rows)
    tell("coverage", 0.1)
    search = _Search(market, face, cover(face), market.measure)
    search.settle("coverage", np.ones(priced, dtype=np.int64))
    _decide_shortage(search)
    tell("floor", 0.3)
    floor = market.order.floor
    if floor == "leximin":
        search.raise_everyone(tell)
    elif floor != "none" and len(search.face.rows):
        search.raise_floor(None if floor == "max" else floor)
    tell("total", 0.4)
    _decide_changes(search)
    open_pairs = search.face
    _decide_total(search)
    slack = search.slack
    tell("ties", 0.8)
    lot = lots(market.seed, market.participants, market.options)
    search.decide("ties", -lot[search.face.rows, search.face.columns], sign=-1)
    certificate = Certificate(tuple(search.levels), priced, search.worst)
    return Decision(search.matching, certificate, open_pairs, slack)


def _decide_shortage(search: _Search) -> None:
    """Decide who goes without: each class weighs one more than the class after it."""
    classes = search.market.classes
    weights = classes.max(initial=0) + 1 - classes
    values = weights[search.face.rows]
    if ((classes >= 0) & (search.matching < 0)).any():
        search.decide("shortage", values)
    else:
        search.settle("shortage", values)


def _decide_changes(search: _Search) -> None:
    """Keep as many current pairs as possible, unless each change has a price in points.

    The number who had a pair is given, so fewest changes is the most pairs kept.
    """
    market = search.market
    if market.standing and market.order.price_per_change is None:
        kept = market.kept[search.face.rows, search.face.columns]
        search.decide("changes", kept.astype(np.int64), sign=-1, base=market.standing)


def _decide_total(search: _Search) -> None:
    """Add up the points, with the price of a change for each current pair kept."""
    market, face = search.market, search.face
    price = market.order.price_per_change or 0
    values = market.points[face.rows, face.columns] + price * market.kept[face.rows, face.columns]
    search.decide("total", values, base=-price * market.standing)


def _named(ids: tuple[str, ...], prices: Ints) -> tuple[tuple[str, int], ...]:
    return tuple((ids[place], int(prices[place])) for place in np.flatnonzero(prices))
