"""What would happen if, held against solving the changed input again from the start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import (
    Comparison,
    Faults,
    Kind,
    LevelChange,
    Mentor,
    Move,
    Order,
    Result,
    Scores,
    alternatives,
    compare,
    pair,
    place_values,
    solve,
    standby,
    verify,
    verify_scores,
    what_if,
)
from tests.unit.matching import instances
from tests.unit.matching.one_pair import mentor, person, problem

BEFORE_POINTS = ("coverage", "shortage", "floor", "leximin", "changes")


def pairs_of(result: Result) -> dict[str, str]:
    """Return who has what."""
    return {row.participant: row.option for row in result.pairs}


def before_points(result: Result) -> list[tuple[str, int]]:
    """Return the levels that come before points."""
    return [row for row in result.objective if row[0].split()[0] in BEFORE_POINTS]


def eligible(scores: Scores) -> list[tuple[str, str]]:
    """Return the pairs that are allowed."""
    places = scores.capacity or (1,) * len(scores.options)
    return [
        (row, option)
        for row, line in zip(scores.participants, scores.points, strict=True)
        for option, points, room in zip(scores.options, line, places, strict=True)
        if points >= 0 and room and (row, option) not in scores.bans
    ]


@settings(max_examples=120, deadline=None, derandomize=True)
@given(instances.scores(), st.sampled_from([0, 1, 300, 10**6]))
def test_alternatives_are_those_that_solving_again_finds(scores: Scores, within: int) -> None:
    now = solve(scores)
    total = dict(now.objective)["total"]
    pinned = dict(scores.pins)
    expected = {}
    for row, option in eligible(scores):
        if row in pinned or pairs_of(now).get(row) == option:
            continue
        try:
            forced = solve(replace(scores, pins=(*scores.pins, (row, option))))
        except Faults:
            continue  # pins have filled the option already
        cost = total - dict(forced.objective)["total"]
        if before_points(forced) == before_points(now) and cost <= within:
            expected[row, option] = cost, compare(now, forced).moves
    found = alternatives(scores, within)
    assert {(row.participant, row.option): (row.cost, row.moves) for row in found} == expected
    assert list(found) == sorted(found, key=lambda row: (row.participant, row.cost, row.option))
    some = scores.participants[:1]
    assert alternatives(scores, within, some) == tuple(r for r in found if r.participant in some)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(instances.scores())
def test_a_standby_is_what_solving_again_finds(scores: Scores) -> None:
    now = solve(scores)
    found = standby(scores, now)
    assert [row.participant for row in found] == list(pairs_of(now))
    for row in found:
        chosen = pairs_of(now)
        own = chosen.pop(row.participant)
        again = solve(
            replace(scores, pins=tuple(chosen.items()), bans=(*scores.bans, (row.participant, own)))
        )
        assert pairs_of(again).get(row.participant, "") == row.option
        points = [pair.points for pair in again.pairs if pair.participant == row.participant]
        assert [row.points] == (points or [0])


@settings(max_examples=80, deadline=None, derandomize=True)
@given(instances.scores())
def test_one_more_place_brings_what_solving_again_finds(scores: Scores) -> None:
    now = solve(scores)
    found = place_values(scores)
    assert {row.option for row in found} == set(scores.options)
    for row in found:
        more = tuple(
            places + (option == row.option)
            for option, places in zip(scores.options, scores.capacity, strict=True)
        )
        again = solve(replace(scores, capacity=more))
        assert row.gained == compare(now, again)
        assert row.floor == (again.floor.reached or 0) - (now.floor.reached or 0)
        assert row.gained.matched >= 0
    matched = [row.gained.matched for row in found]
    assert matched == sorted(matched, reverse=True)


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), instances.orders)
def test_forcing_and_forbidding_profiles(kind: Kind, seed: int, order: Order) -> None:
    given_problem = instances.problem(kind, 7, 6, seed, order)
    now = pair(given_problem)
    for row in now.pairs[:3]:
        chosen = (row.participant, row.option)
        found = what_if(given_problem, now, forbid=[chosen])
        again = replace(given_problem, bans=(*given_problem.bans, chosen))
        assert found.result == pair(again)
        assert verify(again, found.result) == ()
        assert found.comparison == compare(now, found.result)
        back = what_if(given_problem, now, force=[chosen])
        assert back.comparison == Comparison(0, 0, back.comparison.levels, ())
        assert pairs_of(back.result) == pairs_of(now)
        fewer = what_if(given_problem, now, places={row.option: -1})
        assert fewer.comparison.matched <= 0
        assert verify(fewer.given, fewer.result) == ()


def test_a_forced_pair_says_what_it_costs_and_who_moves() -> None:
    points = np.array([[10, 9], [9, 5]])
    scores = Scores(("a", "b"), ("x", "y"), points)
    now = solve(scores)
    found = what_if(scores, now, force=[("a", "x")])
    assert found.comparison.points == -3
    assert found.comparison.moves == (Move("a", "y", "x"), Move("b", "x", "y"))
    assert found.comparison.levels[0] == LevelChange("total", 18, 15)
    assert verify_scores(found.given, found.result) == ()


def test_a_forced_pair_takes_the_place_of_a_pin() -> None:
    points = np.array([[10, 9], [9, 5]])
    scores = Scores(("a", "b"), ("x", "y"), points, pins=(("a", "y"),))
    found = what_if(scores, solve(scores), force=[("a", "x")])
    assert pairs_of(found.result) == {"a": "x", "b": "y"}
    freed = what_if(scores, solve(scores), forbid=[("a", "y")])
    assert pairs_of(freed.result) == {"a": "x", "b": "y"}


def test_a_forced_pair_that_breaks_a_rule_is_a_fault() -> None:
    given_problem = problem(person(), mentor(employer="Home"))
    with pytest.raises(Faults):
        what_if(given_problem, pair(given_problem), force=[("p", "m")])


def test_leximin_levels_are_compared_by_their_measure() -> None:
    points = np.array([[1, 1, 1], [0, 5, 9], [0, 8, 100]])
    scores = Scores(tuple("abc"), tuple("xyz"), points, order=Order("leximin"))
    now = solve(scores)
    changes = what_if(scores, now, force=[("b", "y")]).comparison.levels
    assert changes[:3] == (
        LevelChange("leximin 5", None, 1),
        LevelChange("leximin 8", 1, None),
        LevelChange("leximin 9", 1, None),
    )
    assert [row.name for row in changes[3:]] == ["leximin 100", "total", "ties"]


def test_a_place_is_named_with_its_sector() -> None:
    given_problem = problem(person(), mentor(open=True, capacity=0))
    (found,) = place_values(given_problem)
    assert (found.option, found.sector, found.gained.matched) == ("m", "Housing", 1)
    full = replace(given_problem, mentors=(*given_problem.mentors, Mentor("n", "Else", 5)))
    assert [row.option for row in place_values(full)][0] == "m"


def test_results_that_are_the_same_differ_in_nothing() -> None:
    drawn = instances.problem("mentors", 8, 8, 3)
    assert compare(pair(drawn), pair(drawn)) == Comparison(0, 0, (), ())
