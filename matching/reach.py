"""Who competes with whom: what can be reached by moving people along, and Hall violators.

A set of rows whose columns together have fewer places than there are rows can't all be matched
(Hall, J. London Math. Soc. 1935); likewise a set of columns with more places than rows that
could take them.
"""

from __future__ import annotations

import numpy as np

from matching.assign import largest
from matching.face import Face
from matching.tables import Bools, Ints


def rivals(face: Face, matching: Ints, row: int) -> tuple[Bools, Bools]:
    """Return the rows that moving people along from `row` can reach, and their columns.

    O(pairs of the rows reached). If the matching is as large as can be and leaves `row` out, all
    those columns are full, so the rows are one more than the columns have places.
    """
    starts = np.searchsorted(face.rows, np.arange(face.shape[0] + 1))
    rows_seen = np.zeros(face.shape[0], dtype=np.bool_)
    columns_seen = np.zeros(face.shape[1], dtype=np.bool_)
    new = np.array([row])
    while len(new):
        rows_seen[new] = True
        for reached in new:
            columns_seen[face.columns[starts[reached] : starts[reached + 1]]] = True
        new = np.flatnonzero((matching >= 0) & columns_seen[matching] & ~rows_seen)
    return rows_seen, columns_seen


def crowded_rows(face: Face) -> Ints:
    """Return rows that must be matched and have too few places together, if there are any."""
    chosen = face.keep(face.must_match[face.rows])
    matching = largest(chosen, chosen.capacity)
    left = np.flatnonzero(face.must_match & (matching < 0))
    return np.flatnonzero(rivals(chosen, matching, int(left[0]))[0]) if len(left) else left


def deserted_columns(face: Face) -> Ints:
    """Return columns to fill that too few rows could take together; there must be some."""
    chosen = face.keep(face.must_fill[face.columns])
    matching = largest(chosen, chosen.capacity)
    load = np.bincount(matching[matching >= 0], minlength=face.shape[1])
    left = np.flatnonzero(face.must_fill & (load < face.capacity))
    seen = np.zeros(face.shape[1], dtype=np.bool_)
    seen[left[0]] = True
    while True:
        grown = seen.copy()
        grown[matching[chosen.rows[seen[chosen.columns]]]] = True
        if np.array_equal(grown, seen):
            return np.flatnonzero(seen)
        seen = grown


def can_serve(face: Face) -> bool:
    """Return whether every row that must be matched and every column to fill can be served.

    One matching serves both sides if each side can be served on its own (Mendelsohn and Dulmage,
    Canad. J. Math. 1958).
    """
    rows = face.keep(face.must_match[face.rows])
    if (largest(rows, rows.capacity)[face.must_match] < 0).any():
        return False
    columns = face.keep(face.must_fill[face.columns])
    matched = int((largest(columns, columns.capacity) >= 0).sum())
    return matched == int(face.capacity[face.must_fill].sum())
