"""Best matchings on a face, by SciPy's solvers; the one place that decides how to solve.

Everything asks `cover`, `largest` or `best`; a sparse or a column-generating way of solving
fits behind `best` without anybody noticing, since ties are settled by a level of their own.
Column capacities are taken as that many places. SciPy loads its solvers when they are first
named: that takes a second of processor time, which only solving should cost.
"""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import NDArray

from matching.face import Face
from matching.tables import Bools, Ints


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

    The face must hold such a matching. Values are whole; sums stay below 2**53, so SciPy's
    shortest augmenting paths (Crouse, IEEE TAES 2016) are exact in float64. O(size**3) at worst.
    """
    rows = np.unique(face.rows)
    places = _places(face)
    cost = _costs(face, values, rows, places)
    many_rows, many_places = cost.shape
    settled = face.must_match[rows].all() and not face.must_fill.any()
    filled = many_places == size and not face.must_match.any()
    if not settled and not filled:
        cost = _square(cost, face.must_match[rows], face.must_fill[places], size)
    left, right = scipy.optimize.linear_sum_assignment(cost)
    real = (left < many_rows) & (right < many_places)
    matching = np.full(face.shape[0], -1, dtype=np.int64)
    matching[rows[left[real]]] = places[right[real]]
    return matching


def largest(face: Face, capacity: Ints) -> Ints:
    """Return a largest matching on the pairs of a face, a column per row or -1.

    `capacity` is taken instead of the face's own; who must be served is not looked at.
    """
    matching = np.full(face.shape[0], -1, dtype=np.int64)
    if len(face.rows) == 0:
        return matching
    places = np.minimum(capacity, np.bincount(face.columns, minlength=face.shape[1]))
    first = np.cumsum(places) - places
    copies = places[face.columns]
    pair = np.repeat(np.arange(len(copies)), copies)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    graph = scipy.sparse.csr_array(
        (np.ones(len(pair), dtype=np.int8), (face.rows[pair], first[face.columns[pair]] + nth)),
        shape=(face.shape[0], max(int(places.sum()), 1)),
    )
    found = scipy.sparse.csgraph.maximum_bipartite_matching(graph, perm_type="column").astype(
        np.int64
    )
    column_of = np.repeat(np.arange(face.shape[1]), places)
    matching[found >= 0] = column_of[found[found >= 0]]
    return matching


def _places(face: Face) -> Ints:
    """Return the column of each place that some row could take."""
    asked = np.bincount(face.columns, minlength=face.shape[1])
    return np.repeat(np.arange(face.shape[1]), np.minimum(face.capacity, asked))


def _costs(face: Face, values: Ints, rows: Ints, places: Ints) -> NDArray[np.float64]:
    """Return the dense costs of rows by places, infinite where there is no pair."""
    by_column = np.full((len(rows), face.shape[1]), np.inf)
    by_column[np.searchsorted(rows, face.rows), face.columns] = -values
    return by_column[:, places]


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
