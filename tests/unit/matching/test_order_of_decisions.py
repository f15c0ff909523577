"""Every level of the order of decisions against brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import pair, solve, verify, verify_scores
from matching.results import Result
from matching.scores import Scores
from matching.values import Kind, Mentor, Order, Participant, Problem
from tests.unit.matching import brute_force, instances

WANTED = (("finance", 5),)


def check_against_brute_force(result: Result, instance: brute_force.Instance) -> None:
    """The pairs, and the value of every level, must be those of the best matching there is."""
    (coverage, classes, floor, changes, total, ties), chosen = brute_force.best(instance)
    assert {row.participant: row.option for row in result.pairs} == chosen
    values = dict(result.objective)
    weighted = sum(n * weight for weight, n in enumerate(reversed(classes), 1))
    assert values["coverage"] == coverage
    assert values["shortage"] == weighted
    if instance.order.floor == "leximin":
        steps = [(name, n) for name, n in result.objective if name.startswith("leximin")]
        assert tuple(int(name.split()[1]) for name, n in steps for _ in range(n)) == floor
    else:
        assert tuple(values[name] for name in ("floor",) if name in values) == floor
    assert values.get("changes", 0) == -changes
    assert values["total"] == total
    price = instance.order.price_per_change or 0
    assert result.total - price * result.changes == total
    moved = [row for row, option in instance.current.items() if chosen.get(row) != option]
    assert result.changes == len(moved)
    assert values["ties"] == -ties
    assert all(level.gap == 0 for level in result.certificate.levels)
    assert result.certificate.largest_violation == 0


@settings(max_examples=1200, deadline=None, derandomize=True)
@given(instances.scores())
def test_scores_match_as_brute_force_does(scores: Scores) -> None:
    result = solve(scores)
    check_against_brute_force(result, brute_force.instance_of_scores(scores))
    assert verify_scores(scores, result) == ()


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10**6), instances.orders)
def test_profiles_match_as_brute_force_does(
    kind: Kind, people: int, options: int, seed: int, order: Order
) -> None:
    problem = instances.problem(kind, people, options, seed, order)
    problem = instances.with_current(problem, seed) if seed % 2 else problem
    result = pair(problem)
    check_against_brute_force(result, brute_force.instance_of_problem(problem))
    assert verify(problem, result) == ()


def test_coverage_comes_before_points() -> None:
    scores = Scores(("a", "b"), ("x", "y"), np.array([[1000, 1], [1000, -1]]))
    assert [(row.participant, row.option) for row in solve(scores).pairs] == [
        ("a", "y"),
        ("b", "x"),
    ]


def test_somebody_who_cannot_be_placed_stops_nobody() -> None:
    scores = Scores(("a", "b"), ("x",), np.array([[-1], [5]]))
    result = solve(scores)
    assert [row.participant for row in result.pairs] == ["b"]
    assert [(row.id, row.reason) for row in result.unmatched] == [("a", "no-option")]


def test_priority_goes_first_in_a_shortage_whatever_the_points() -> None:
    scores = Scores(("a", "b"), ("x",), np.array([[1000], [0]]), priority=(0, 1))
    assert solve(scores).pairs[0].participant == "b"


def test_fewest_options_go_first_among_equal_priority() -> None:
    people = tuple(
        Participant(row, "Home", 3, goals=goals, avoid=avoid)
        for row, goals, avoid in (("a", (), ("y",)), ("b", WANTED, ()), ("c", WANTED, ()))
    )
    mentors = tuple(Mentor(row, "Away", 5, skills=(("finance", 4),)) for row in ("x", "y"))
    pairs = {row.participant: row.option for row in pair(Problem(people, mentors)).pairs}
    assert pairs["a"] == "x"
    assert len(pairs) == 2


def test_floor_lifts_the_worst_off_at_the_cost_of_points() -> None:
    ids = (("a", "b"), ("x", "y"))
    points = np.array([[100, 50], [55, 7]])
    free = solve(Scores(*ids, points))
    held = solve(Scores(*ids, points, order=Order("max")))
    assert (free.total, free.floor.reached) == (107, 7)
    assert (held.total, held.floor.reached) == (105, 50)


def test_an_unreachable_floor_gives_the_highest_reachable() -> None:
    points = np.array([[100, 50], [55, 7]])
    scores = Scores(("a", "b"), ("x", "y"), points, order=Order(80))
    result = solve(scores)
    assert (result.floor.asked, result.floor.reached) == ("80", 50)
    assert verify_scores(scores, result) == ()


def test_floor_by_share_measures_against_each_own_best() -> None:
    points = np.array([[1000, 900], [30, 10]])
    by_share = solve(Scores(("a", "b"), ("x", "y"), points, order=Order("max", "share")))
    by_points = solve(Scores(("a", "b"), ("x", "y"), points, order=Order("max", "points")))
    assert [row.option for row in by_share.pairs] == ["y", "x"]
    assert by_share.floor.reached == 900
    assert by_points.floor.reached == 30


def test_leximin_goes_on_lifting_after_the_worst_off() -> None:
    """With a floor alone, the points of the third would outweigh the second worst-off."""
    ids = tuple("abc"), tuple("xyz")
    points = np.array([[1, 1, 1], [0, 5, 9], [0, 8, 100]])
    held = solve(Scores(*ids, points, order=Order("max")))
    raised = solve(Scores(*ids, points, order=Order("leximin")))
    assert sorted(row.points for row in held.pairs) == [1, 5, 100]
    assert sorted(row.points for row in raised.pairs) == [1, 8, 9]
    assert raised.floor.reached == 1
    assert [name for name, _ in raised.objective] == [
        "coverage",
        "shortage",
        "leximin 1",
        "leximin 8",
        "leximin 9",
        "total",
        "ties",
    ]


def test_pins_are_taken_first_and_bans_never() -> None:
    points = np.array([[1000, 1], [1000, 1]])
    ids = (("a", "b"), ("x", "y"))
    pinned = solve(Scores(*ids, points, pins=(("a", "y"),)))
    assert [row.option for row in pinned.pairs] == ["y", "x"]
    banned = solve(Scores(*ids, points, bans=(("a", "x"),)))
    assert [row.option for row in banned.pairs] == ["y", "x"]


def test_fewest_changes_come_before_points() -> None:
    points = np.array([[10, 20, 0], [20, 10, 0], [0, 0, 5]])
    scores = Scores(tuple("abc"), tuple("xyz"), points, current=(("a", "x"), ("b", "y")))
    result = solve(scores)
    assert [row.option for row in result.pairs] == ["x", "y", "z"]
    assert result.changes == dict(result.objective)["changes"] == 0
    free = solve(replace(scores, current=()))
    assert (free.total - result.total, free.changes) == (20, 0)


def test_a_declined_pair_moves_as_few_as_possible() -> None:
    points = np.array([[10, 9, 0], [9, 1, 8], [0, 0, 5]])
    current = (("a", "x"), ("b", "y"), ("c", "z"))
    scores = Scores(tuple("abc"), tuple("xyz"), points, current=current, bans=(("a", "x"),))
    result = solve(scores)
    assert [row.option for row in result.pairs] == ["y", "x", "z"]
    assert result.changes == 2


@pytest.mark.parametrize(("price", "changes"), [(0, 2), (9, 2), (10, 0), (None, 0)])
def test_a_price_weighs_changes_against_points(price: int | None, changes: int) -> None:
    points = np.array([[10, 20], [20, 11]])
    current = (("a", "x"), ("b", "y"))
    order = Order(price_per_change=price)
    result = solve(Scores(("a", "b"), ("x", "y"), points, current=current, order=order))
    assert result.changes == changes
    assert dict(result.objective)["total"] == result.total - (price or 0) * changes
    assert ("changes" in dict(result.objective)) == (price is None)


def test_ties_are_settled_by_lot_and_the_seed_is_the_salt() -> None:
    points = np.zeros((6, 6), dtype=np.int64)
    ids = tuple("abcdef"), tuple("uvwxyz")
    results = {
        tuple(row.option for row in solve(Scores(*ids, points, seed=seed)).pairs)
        for seed in range(6)
    }
    assert len(results) > 1


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (3, 0), (0, 3)])
def test_small_shapes_are_ordinary_input(shape: tuple[int, int]) -> None:
    people = tuple(f"p{n}" for n in range(shape[0]))
    options = tuple(f"o{n}" for n in range(shape[1]))
    for cell in (-1, 0, 1_000_000):
        scores = Scores(people, options, np.full(shape, cell), order=Order("max"))
        result = solve(scores)
        assert len(result.pairs) == (min(shape) if cell >= 0 else 0)
        assert verify_scores(scores, result) == ()
