"""A market: what the order of decisions needs to know, whether from profiles or given scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.criteria import maxima, points_by_criterion, weights_of
from matching.results import ResultKind
from matching.rules import eligible
from matching.scores import Scores, canonical_scores
from matching.tables import Bools, Ints, Tables
from matching.values import Order

SHARE = 1000
NONE, ELSEWHERE = -1, -2


@dataclass(frozen=True, slots=True)
class Market:
    """Participants (rows) and options (columns) in id order, and the points between them.

    `allowed` are the pairs that break no rule and aren't banned, whatever is pinned; `points`
    (whole, at least 0) count only there. `pinned` is the option pinned for a row, or -1.
    `classes` is each row's place in a shortage, 0 first; -1 for a row with no allowed pair.
    `current` is the option that a row has now: -1 for none, -2 for one that isn't here.
    `criteria` has the points by criterion where there are profiles, and
    `maxima` the most that each can give.
    """

    kind: ResultKind
    participants: tuple[str, ...]
    options: tuple[str, ...]
    points: Ints
    allowed: Bools
    capacity: Ints
    pinned: Ints
    current: Ints
    classes: Ints
    order: Order
    seed: int
    criteria: dict[str, NDArray[np.int16]] = field(default_factory=dict)
    maxima: dict[str, int] = field(default_factory=dict)

    @property
    def possible(self) -> Bools:
        """Return the pairs that can still be made once the pins are taken."""
        pinned = self.pinned[:, None]
        return self.allowed & (np.less(pinned, 0) | np.equal(pinned, np.arange(len(self.options))))

    @property
    def kept(self) -> Bools:
        """Return which pairs are somebody's current one."""
        return np.equal(self.current[:, None], np.arange(len(self.options)))

    @property
    def standing(self) -> int:
        """Return how many rows have a current pair, and so could be changed."""
        return int(np.count_nonzero(self.current != NONE))

    @property
    def measure(self) -> Ints:
        """Return what the floor is measured in: points, or thousandths of a row's own best."""
        if self.order.floor_by == "points":
            return self.points
        best = np.max(self.points, axis=1, where=self.allowed, initial=0)[:, None]
        return np.where(best > 0, SHARE * self.points // np.maximum(best, 1), SHARE)


def market_of_problem(tables: Tables) -> Market:
    """Return the market of a problem: rules and points for every pair.

    In a shortage a higher priority goes first, then whoever has fewer options.
    """
    everyone = slice(0, tables.shape[0])
    allowed = eligible(tables, everyone)
    criteria = points_by_criterion(tables, everyone)
    points = np.zeros(tables.shape, dtype=np.int64)
    for by_criterion in criteria.values():
        points += by_criterion
    ids = tuple(row.id for row in tables.participants)
    options = tuple(row.id for row in tables.options)
    ranks = [
        (-row.priority, int(count))
        for row, count in zip(tables.participants, allowed.sum(axis=1), strict=True)
    ]
    return Market(
        kind=tables.kind,
        participants=ids,
        options=options,
        points=points,
        allowed=allowed,
        capacity=np.array([row.capacity for row in tables.options], dtype=np.int64),
        pinned=_chosen(ids, options, tables.problem.pins),
        current=_chosen(ids, options, tables.problem.current),
        classes=_classes(ranks, allowed),
        order=tables.problem.order,
        seed=tables.problem.seed,
        criteria={name: value.astype(np.int16) for name, value in criteria.items()},
        maxima=maxima(weights_of(tables)),
    )


def market_of_scores(scores: Scores) -> Market:
    """Return the market of given scores; in a shortage a higher priority goes first."""
    ordered = canonical_scores(scores)
    capacity = np.array(ordered.capacity, dtype=np.int64)
    allowed = (ordered.points >= 0) & (capacity > 0)
    rows = {row: number for number, row in enumerate(ordered.participants)}
    columns = {row: number for number, row in enumerate(ordered.options)}
    for participant, option in ordered.bans:
        if participant in rows and option in columns:
            allowed[rows[participant], columns[option]] = False
    return Market(
        kind="scores",
        participants=ordered.participants,
        options=ordered.options,
        points=np.maximum(ordered.points, 0),
        allowed=allowed,
        capacity=capacity,
        pinned=_chosen(ordered.participants, ordered.options, ordered.pins),
        current=_chosen(ordered.participants, ordered.options, ordered.current),
        classes=_classes([(-priority, 0) for priority in ordered.priority], allowed),
        order=ordered.order,
        seed=ordered.seed,
    )


def _chosen(
    participants: Sequence[str], options: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Ints:
    """Return each row's column among these pairs; they have been checked already."""
    columns = {row: number for number, row in enumerate(options)}
    chosen = dict(pairs)
    return np.array(
        [columns.get(chosen[row], ELSEWHERE) if row in chosen else NONE for row in participants],
        dtype=np.int64,
    )


def _classes(ranks: Sequence[tuple[int, int]], allowed: Bools) -> Ints:
    """Number the ranks that occur among rows with an allowed pair, best rank first."""
    placeable: list[bool] = [bool(row.any()) for row in allowed]
    occurring = sorted({rank for rank, here in zip(ranks, placeable, strict=True) if here})
    place = {rank: number for number, rank in enumerate(occurring)}
    return np.array(
        [place[rank] if here else -1 for rank, here in zip(ranks, placeable, strict=True)],
        dtype=np.int64,
    )
