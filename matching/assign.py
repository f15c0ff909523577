"""Best matchings on a face, by SciPy's solvers; the one place that decides how to solve.

Everything asks `cover`, `largest` or `best`. Whether `best` goes the dense or the sparse way
changes no pair and no price, since ties are settled by a level of their own.
SciPy loads its solvers when they are first named: that takes a second of processor time, which
only solving should cost.

SciPy knows no capacities, so a column stands there as often as it has places, but few times to
begin with. If all of those are taken and it has more, it gets twice as many and all is solved
again. What is found in the end is best with all places: a column with one left over has a price
of 0, and more of what costs nothing changes no bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from matching.face import Face
from matching.tables import Bools, Ints

# The sparse solver is taken where at most one pair in so many is possible.
SPARSE = 20
# How often a column stands in what SciPy solves to begin with.
FEW = 4


def cover(face: Face) -> Ints:
    """Return a matching with as many rows as possible: a column per row, -1 for none.

    Rows that must be matched have a pair of their own already (they are pinned). Hopcroft-Karp
    (SIAM J. Comput. 1973) on the rest, O(pairs * sqrt(rows)).
    """
    height, width = face.shape
    pinned = face.must_match[face.rows]
    matching = np.full(height, -1, dtype=np.int64)
    matching[face.rows[pinned]] = face.columns[pinned]
    left = face.capacity - np.bincount(face.columns[pinned], minlength=width)
    free = face.keep(~pinned)
    found = largest(free, left)
    return np.where(found >= 0, found, matching)


def best(face: Face, values: Ints, size: int) -> Ints:
    """Return a matching on the face of `size` pairs whose values add up to the most.

    The face must hold such a matching, and no larger one. Values are whole; sums stay below
    2**53, so SciPy's shortest augmenting paths are exact in float64, dense (Crouse, IEEE TAES
    2016) as well as sparse (Jonker and Volgenant, Computing 1987). O(size**3) at worst.
    """
    most = _most_places(face, face.capacity)
    places = np.where(face.must_fill, most, np.minimum(most, FEW))
    while True:
        matching = _best_with(face, values, size, places)
        if matching is not None and not (short := _short(matching, places, most)).any():
            return matching
        if matching is None:
            short = places < most
            assert short.any(), "the face holds no matching of that size"
        places = np.where(short, np.minimum(2 * places, most), places)


def largest(face: Face, capacity: Ints) -> Ints:
    """Return a largest matching on the pairs of a face, a column per row or -1.

    `capacity` is taken instead of the face's own; who must be served is not looked at.
    """
    most = _most_places(face, capacity)
    places = np.minimum(most, FEW)
    everybody = np.count_nonzero(np.bincount(face.rows))
    while True:
        matching = _largest_with(face, places)
        short = _short(matching, places, most)
        if np.count_nonzero(matching >= 0) == everybody or not short.any():
            return matching
        places = np.where(short, np.minimum(2 * places, most), places)


def _most_places(face: Face, capacity: Ints) -> Ints:
    """Return how many places each column can fill: no more than there are rows to take them."""
    return np.minimum(capacity, np.bincount(face.columns, minlength=face.shape[1]))


def _short(matching: Ints, places: Ints, most: Ints) -> Bools:
    """Return the columns that have taken all the places they stand with, and have more."""
    load = np.bincount(matching[matching >= 0], minlength=len(most))
    return (load >= places) & (places < most)


def _best_with(face: Face, values: Ints, size: int, taken: Ints) -> Ints | None:
    """Return a best matching where columns have so many places, None if there is none."""
    rows = np.flatnonzero(np.bincount(face.rows))
    pair, place, column_of = _copies(face, taken)
    if len(column_of) < size:
        return None
    edges = _Edges(
        rows=np.searchsorted(rows, face.rows[pair]),
        places=place,
        # At least 1: a sparse matrix would drop a cost of 0, and the pair with it.
        costs=(values.max() - values[pair] + 1).astype(np.float64),
        shape=(len(rows), len(column_of)),
    )
    found = _assignment(edges, face.must_match[rows], face.must_fill[column_of], size)
    if found is None:
        return None
    left, right = found
    real = (left < len(rows)) & (right < len(column_of))
    matching = np.full(face.shape[0], -1, dtype=np.int64)
    matching[rows[left[real]]] = column_of[right[real]]
    return matching


def _assignment(
    edges: _Edges, must_match: Bools, must_fill: Bools, size: int
) -> tuple[Ints, Ints] | None:
    """Return the rows and places of a cheapest matching of that size, None if there is none."""
    height, width = edges.shape
    settled = must_match.all() and not must_fill.any()
    filled = width == size and not must_match.any()
    plain = settled or filled
    try:
        if len(edges.rows) * SPARSE <= height * width:
            return _sparse(edges if plain else _mirrored(edges, must_match, must_fill))
        cost = _dense(edges)
        cost = cost if plain else _square(cost, must_match, must_fill, size)
        left, right = scipy.optimize.linear_sum_assignment(cost)
    except ValueError:  # SciPy's word for it
        return None
    return left, right


def _largest_with(face: Face, taken: Ints) -> Ints:
    """Return a largest matching where columns have so many places."""
    matching = np.full(face.shape[0], -1, dtype=np.int64)
    if len(face.rows) == 0:
        return matching
    pair, place, column_of = _copies(face, taken)
    ends = np.cumsum(np.bincount(face.rows[pair], minlength=face.shape[0]))
    graph = scipy.sparse.csr_array(
        (np.ones(len(pair), dtype=np.int8), place, np.r_[0, ends]),
        shape=(face.shape[0], max(len(column_of), 1)),
    )
    found = scipy.sparse.csgraph.maximum_bipartite_matching(graph, perm_type="column").astype(
        np.int64
    )
    matching[found >= 0] = column_of[found[found >= 0]]
    return matching


@dataclass(frozen=True, slots=True)
class _Edges:
    """Pairs of a row and one place, with what each costs."""

    rows: Ints
    places: Ints
    costs: NDArray[np.float64]
    shape: tuple[int, int]


def _copies(face: Face, taken: Ints) -> tuple[Ints, Ints, Ints]:
    """Return (pair, place) for each pair and each place of its column, and each place's column.

    In the order of the pairs.
    """
    first = np.cumsum(taken) - taken
    column_of = np.repeat(np.arange(face.shape[1]), taken)
    copies = taken[face.columns]
    if (copies == 1).all():  # the usual case, and a quarter of the time
        return np.arange(len(copies)), first[face.columns], column_of
    pair = np.repeat(np.arange(len(copies)), copies)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    return pair, first[face.columns[pair]] + nth, column_of


def _dense(edges: _Edges) -> NDArray[np.float64]:
    """Return the costs of rows by places, infinite where there is no pair."""
    cost = np.full(edges.shape, np.inf)
    cost[edges.rows, edges.places] = edges.costs
    return cost


def _square(
    cost: NDArray[np.float64], must_match: Bools, must_fill: Bools, size: int
) -> NDArray[np.float64]:
    """Add stand-ins, so that a perfect matching has exactly `size` real pairs.

    One stand-in column for each row that stays unmatched and one stand-in row for each place
    that stays empty; those that must be served can't have one.
    """
    height, width = cost.shape
    whole = np.full((height + width - size, width + height - size), np.inf)
    whole[:height, :width] = cost
    whole[:height, width:] = np.where(must_match, np.inf, 0)[:, None]
    whole[height:, :width] = np.where(must_fill, np.inf, 0)
    return whole


def _sparse(edges: _Edges) -> tuple[Ints, Ints]:
    graph = scipy.sparse.csr_array((edges.costs, (edges.rows, edges.places)), shape=edges.shape)
    left, right = scipy.sparse.csgraph.min_weight_full_bipartite_matching(graph)
    return left.astype(np.int64), right.astype(np.int64)


def _mirrored(edges: _Edges, must_match: Bools, must_fill: Bools) -> _Edges:
    """Add a stand-in for each row and each place, so that a perfect matching always exists.

    A row that needn't be matched may take its own stand-in, a place its own; the stand-ins of a
    row and a place that are paired are paired too. Every matching on the face has as many real
    pairs, so every stand-in costs the same in all, and there are twice as many edges, no more.
    """
    height, width = edges.shape
    rows, places = np.flatnonzero(~must_match), np.flatnonzero(~must_fill)
    return _Edges(
        rows=np.concatenate([edges.rows, rows, height + places, height + edges.places]),
        places=np.concatenate([edges.places, width + rows, places, width + edges.rows]),
        costs=np.r_[edges.costs, np.ones(len(rows) + len(places) + len(edges.rows))],
        shape=(height + width, width + height),
    )
