"""Known traps of solvers, sizes where rounding would show, and how long Bristol's round takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching import Order, Scores, pair, solve, verify, verify_scores
from tests.unit.matching import instances


def scores_of(points: np.ndarray, **given: Any) -> Scores:
    """Return scores with numbered ids."""
    height, width = points.shape
    people = tuple(f"p{n:04}" for n in range(height))
    options = tuple(f"o{n:04}" for n in range(width))
    return Scores(people, options, points, **given)


def test_a_score_of_zero_is_a_pair_like_any_other() -> None:
    """Sparse solvers drop explicit zeros, and would leave somebody without."""
    result = solve(scores_of(np.array([[0, -1], [0, 0]])))
    assert [(row.participant, row.option) for row in result.pairs] == [
        ("p0000", "o0000"),
        ("p0001", "o0001"),
    ]


def test_a_forbidden_pair_is_never_bought() -> None:
    """With a large penalty in place of absence, two bad pairs could be traded for one."""
    points = np.array([[1_000_000, -1], [1_000_000, -1], [0, 0]])
    result = solve(scores_of(points))
    assert {row.participant for row in result.pairs} >= {"p0002"}
    assert len(result.pairs) == 2


def test_large_scores_are_exact() -> None:
    """One point in a thousand millions still decides."""
    size = 60
    points = np.full((size, size), 999_999)
    points[0, size - 1] = points[size - 1, 0] = 1_000_000
    scores = scores_of(points)
    result = solve(scores)
    assert result.total == 999_999 * size + 2
    assert verify_scores(scores, result) == ()


@pytest.mark.parametrize(
    ("height", "width", "top", "share", "capacity"),
    [
        (120, 120, 5, 1.0, 1),
        (120, 120, 1000, 0.03, 1),
        (200, 40, 1000, 0.5, 1),
        (40, 200, 1000, 0.5, 1),
        (150, 12, 100, 0.7, 9),
        (100, 100, 0, 1.0, 1),
    ],
)
@pytest.mark.parametrize("floor", ["none", "max"])
def test_families_are_proved_optimal(
    height: int, width: int, top: int, share: float, capacity: int, floor: Any
) -> None:
    draw = np.random.default_rng(height + width)
    points = draw.integers(0, top + 1, (height, width))
    points[draw.random((height, width)) > share] = -1
    scores = scores_of(
        points,
        capacity=(capacity,) * width,
        priority=tuple(draw.integers(0, 3, height).tolist()),
        order=Order(floor, "share"),
    )
    result = solve(scores)
    assert verify_scores(scores, result) == ()


def test_the_total_is_that_of_scipys_dense_solver() -> None:
    draw = np.random.default_rng(1)
    for size in (2, 30, 300):
        points = draw.integers(0, 1001, (size, size))
        rows, columns = linear_sum_assignment(points, maximize=True)
        assert solve(scores_of(points)).total == points[rows, columns].sum()


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
def test_a_cohort_as_large_as_bristols_takes_little_time(kind: Any) -> None:
    problem = instances.problem(kind, 46, 60, 1, Order("max", "share"))
    took = []
    for _ in range(5):
        start = time.process_time()
        result = pair(problem)
        took.append(time.process_time() - start)
    assert verify(problem, result) == ()
    # About 12 ms of a core; counted in processor time, so that a busy machine changes little.
    assert statistics.median(took) < 0.05


def test_progress_is_told_in_order() -> None:
    told: list[tuple[str, float]] = []
    pair(instances.problem("mentors", 5, 5, 1), lambda stage, done: told.append((stage, done)))
    assert [stage for stage, _ in told] == ["coverage", "floor", "total", "ties", "explanations"]
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1


class Stopped(Exception):
    """Somebody pressed stop."""


@pytest.mark.parametrize("floor", ["none", "max", "leximin"])
def test_what_progress_raises_ends_the_run(floor: Any) -> None:
    drawn = instances.problem("mentors", 8, 8, 1, Order(floor))
    told: list[str] = []
    pair(drawn, lambda stage, done: told.append(stage))
    for last in range(1, len(told) + 1):
        heard: list[str] = []

        def stop(stage: str, done: float, heard: list[str] = heard, last: int = last) -> None:
            heard.append(stage)
            if len(heard) == last:
                raise Stopped

        with pytest.raises(Stopped):
            pair(drawn, stop)
        assert heard == told[:last]
    assert (told.count("floor") > 2) == (floor == "leximin")


def test_scipy_is_imported_only_to_solve() -> None:
    """It takes a second: no web process or `--help` should pay that."""
    code = "import sys, matching, matching.command; print('scipy.optimize' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
