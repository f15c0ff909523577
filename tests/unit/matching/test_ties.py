"""The lots: their exact values, and the traps that they are there for."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matching import Scores, solve
from matching.proof.lot import lot
from matching.ties import lots


def test_lots_are_those_of_the_formula() -> None:
    """Figures worked out from the published algorithms, kept so that no release changes them."""
    ids = ("P1", "Zoë", ""), ("M1", "x" * 300)
    for seed in (0, 1, 2**62):
        expected = [[lot(seed, left, right) for right in ids[1]] for left in ids[0]]
        assert lots(seed, *ids).tolist() == expected
    assert lots(0, ["P1"], ["M1"]).tolist() == [[32_171_841]]


def test_lots_are_31_bits_and_spread() -> None:
    values = lots(0, [f"p{n}" for n in range(200)], [f"o{n}" for n in range(200)])
    assert values.min() >= 0
    assert values.max() < 2**31
    assert abs(values.mean() / 2**30 - 1) < 0.01
    assert len(np.unique(values)) > 39_990


def test_the_two_ids_are_not_interchangeable() -> None:
    assert lots(0, ["a"], ["b"]) != lots(0, ["b"], ["a"])


def test_without_lots_the_solvers_of_scipy_disagree() -> None:
    """Why ties are a level of their own: equal totals, different pairs."""
    draw = np.random.default_rng(5)
    points = draw.integers(1, 4, (60, 60))
    _, dense = linear_sum_assignment(points, maximize=True)
    _, sparse = min_weight_full_bipartite_matching(csr_array(points), maximize=True)
    rows = np.arange(60)
    assert points[rows, dense].sum() == points[rows, sparse].sum()
    assert (dense != sparse).any()
    people = tuple(f"p{n:02}" for n in range(60))
    options = tuple(f"o{n:02}" for n in range(60))
    shuffled = draw.permutation(60), draw.permutation(60)
    straight = solve(Scores(people, options, points))
    mixed = solve(
        Scores(
            tuple(people[n] for n in shuffled[0]),
            tuple(options[n] for n in shuffled[1]),
            points[shuffled[0]][:, shuffled[1]],
        )
    )
    assert straight == mixed
