"""Dense or sparse, few places at first or all: pairs, prices and reports are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from matching import Kind, Order, Result, Scores, assign, pair, result_to_json, solve, verify_scores
from tests.unit.matching import instances
from tests.unit.matching.test_exactness import scores_of

ALWAYS, NEVER = 0, 10**12


def each_way(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Any], Result], given_input: Any
) -> set[str]:
    """Return the results of going the sparse way only, the dense way only, and by density.

    Each with one place of every option to begin with, with the usual few, and with all.
    """
    found = set()
    ways = [(way, few) for way in (ALWAYS, NEVER, assign.SPARSE) for few in (1, assign.FEW, NEVER)]
    for sparse, few in ways:
        with monkeypatch.context() as patch:
            patch.setattr(assign, "SPARSE", sparse)
            patch.setattr(assign, "FEW", few)
            found.add(result_to_json(run(given_input)))
    return found


@settings(max_examples=60, deadline=None, derandomize=True)
@given(instances.scores())
def test_small_and_degenerate_scores(scores: Scores) -> None:
    assert len(each_way(pytest.MonkeyPatch(), solve, scores)) == 1


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
@pytest.mark.parametrize("floor", ["none", "max", "leximin", 700])
def test_profiles(kind: Kind, floor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for people, options in ((40, 25), (25, 40)):
        drawn = instances.problem(kind, people, options, people, Order(floor, "share"))
        drawn = instances.with_current(drawn, options)
        assert len(each_way(monkeypatch, pair, drawn)) == 1


@pytest.mark.parametrize("most", [1, 3])
@pytest.mark.parametrize("top", [0, 2, 1_000_000])
def test_one_pair_in_a_hundred_is_allowed(
    most: int, top: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of ties, explicit zeros and a shortage: what sparse solvers stumble over."""
    draw = np.random.default_rng(top + most)
    points = np.where(draw.random((150, 120)) < 0.01, draw.integers(0, top + 1, (150, 120)), -1)
    capacity = tuple(draw.integers(1, most + 1, 120).tolist())
    scores = scores_of(points, capacity=capacity, order=Order("max"))
    assert len(each_way(monkeypatch, solve, scores)) == 1
    assert verify_scores(scores, solve(scores)) == ()


@pytest.mark.parametrize("most", [7, 50, 1_000_000])
def test_options_that_take_many(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(most)
    points = np.where(draw.random((60, 5)) < 0.6, draw.integers(0, 9, (60, 5)), -1)
    capacity = (most, 1, most, 2, most)
    for order in (Order(), Order("max"), Order("leximin")):
        scores = scores_of(points, capacity=capacity, order=order)
        assert len(each_way(monkeypatch, solve, scores)) == 1
        assert verify_scores(scores, solve(scores)) == ()


def test_many_places_cost_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every place of every option there would be 12,500,000 pairs."""
    copied: list[int] = []
    copies = assign._copies

    def count(*given: Any) -> Any:
        found = copies(*given)
        copied.append(len(found[0]))
        return found

    monkeypatch.setattr(assign, "_copies", count)
    points = np.random.default_rng(3).integers(0, 1001, (500, 500))
    assert len(solve(scores_of(points, capacity=(50,) * 500)).pairs) == 500
    assert max(copied) < 1_250_000


def test_the_sparse_way_is_taken_where_few_pairs_are_possible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("dense")

    monkeypatch.setattr(assign, "_dense", refuse)
    points = np.where(np.eye(60, dtype=np.bool_), 5, -1)
    assert solve(scores_of(points)).total == 300
    with pytest.raises(AssertionError, match="dense"):
        solve(scores_of(np.full((3, 3), 5)))
