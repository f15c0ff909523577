"""A face: what is still open at some point of the order of decisions.

Each level of the order is a linear programme over the pairs still possible. Its best matchings
are exactly those that use only pairs whose reduced cost is zero, match every participant with a
price above zero and fill every option with a price above zero (complementary slackness; Dantzig
1963, Schrijver 2003 ch. 17). So the best matchings of one level are again of the same form, and
the next level is decided among them: no large constants, no rounding, any number of levels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.tables import Bools, Ints


@dataclass(frozen=True, slots=True)
class Face:
    """Pairs still possible (`rows[i]`, `columns[i]`, sorted), and who must be served.

    `must_match` are rows that must be matched, `must_fill` columns whose every place must be
    taken. `capacity` is per column.
    """

    rows: Ints
    columns: Ints
    must_match: Bools
    must_fill: Bools
    capacity: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """Rows by columns, matched or not."""
        return len(self.must_match), len(self.capacity)

    def keep(self, pairs: Bools) -> Face:
        """Return the face with only these of its pairs."""
        return replace(self, rows=self.rows[pairs], columns=self.columns[pairs])


@dataclass(frozen=True, slots=True)
class Prices:
    """A price per row and per column, in the unit of the level; they prove the level's value."""

    rows: Ints
    columns: Ints

    def slack(self, face: Face, values: Ints) -> Ints:
        """Return how far each pair of the face is from being worth its prices (>= 0 if valid)."""
        return self.rows[face.rows] + self.columns[face.columns] - values

    def bound(self, face: Face) -> int:
        """Return the value that no matching on the face can exceed."""
        return int(self.rows.sum() + (self.columns * face.capacity).sum())


def full_face(possible: Bools, capacity: Ints, pinned: Ints) -> Face:
    """Return everything that is possible before the first level; pinned rows must be matched."""
    rows, columns = np.nonzero(possible)
    return Face(
        rows=rows.astype(np.int64),
        columns=columns.astype(np.int64),
        must_match=pinned >= 0,
        must_fill=np.zeros(len(capacity), dtype=np.bool_),
        capacity=capacity,
    )


def best_face(face: Face, values: Ints, prices: Prices) -> Face:
    """Return the face of all matchings that reach the bound of these prices."""
    tight = face.keep(prices.slack(face, values) == 0)
    return replace(
        tight,
        must_match=face.must_match | (prices.rows > 0),
        must_fill=face.must_fill | (prices.columns > 0),
    )


def prices_of(face: Face, values: Ints, matching: Ints) -> Prices:
    """Return the lowest prices that prove a best matching best; O(pairs) per round.

    `matching` is the column of each row, -1 for none. A longest-path search (Bellman 1958) from
    the prices that must hold: 0 for every column, at least the value of a pair that an unmatched
    row would like, and along each matched row what it would gain by moving on. It settles
    because a best matching has no gainful cycle. A column that must be filled may have a price
    below 0, and starts low enough to bind nothing.
    """
    height, width = face.shape
    if len(face.rows) == 0:
        return Prices(np.zeros(height, dtype=np.int64), np.zeros(width, dtype=np.int64))
    by_column = np.argsort(face.columns, kind="stable")
    rows, columns, worth = face.rows[by_column], face.columns[by_column], values[by_column]
    starts = np.flatnonzero(np.r_[True, columns[1:] != columns[:-1]])
    reached = columns[starts]
    prices = np.where(face.must_fill, -_range(values) * (min(height, width) + 1) - 1, 0)
    matched = matching >= 0
    own = _own_values(face, values, matching)
    while True:
        gains = np.where(matched, prices[matching] - own, 0)
        raised = prices.copy()
        raised[reached] = np.maximum(
            prices[reached], np.maximum.reduceat(worth + gains[rows], starts)
        )
        if np.array_equal(raised, prices):
            return Prices(np.where(matched, own - prices[matching], 0), prices)
        prices = raised


def _range(values: Ints) -> int:
    return int(max(0, values.max()) - min(0, values.min()))


def _own_values(face: Face, values: Ints, matching: Ints) -> Ints:
    """Return the value of each matched row's own pair, 0 for the others."""
    own = np.zeros(face.shape[0], dtype=np.int64)
    chosen = face.columns == matching[face.rows]
    own[face.rows[chosen]] = values[chosen]
    return own
