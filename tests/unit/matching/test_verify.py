"""Verification catches a false statement at every level, and shares nothing with the solver."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import matching.proof
from matching import (
    Order,
    Problem,
    Result,
    Scores,
    pair,
    result_digest,
    solve,
    verify,
    verify_scores,
)
from tests.unit.matching import instances

ALLOWED = {"matching.proof", "matching.values", "matching.results", "matching.canonical"}


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Return a problem with a shortage, people without options, a floor, current pairs, bans."""
    drawn = instances.problem("mentors", 30, 20, 11, Order("max", "share"))
    return instances.with_current(drawn, 1)


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    """Return its result, which has something of everything to tamper with."""
    found = pair(problem)
    assert {row.reason for row in found.unmatched} == {"no-option", "shortage"}
    return found


def sealed(changed: Result) -> Result:
    """Return a tampered result with a digest that fits it."""
    return replace(changed, result_digest=result_digest(changed))


def with_level(result: Result, name: str, /, **changes: Any) -> Result:
    """Return the result with one level changed, and the objective with it."""
    levels = tuple(
        replace(level, **changes) if level.name == name else level
        for level in result.certificate.levels
    )
    return replace(
        result,
        certificate=replace(result.certificate, levels=levels),
        objective=tuple((level.name, level.value) for level in levels),
    )


def level(result: Result, name: str) -> Any:
    """Return one level of the certificate."""
    return next(row for row in result.certificate.levels if row.name == name)


def swap(result: Result) -> Result:
    """Return the result with the options of its first two pairs swapped, nothing else."""
    first, second, *rest = result.pairs
    pairs = (replace(first, option=second.option), replace(second, option=first.option), *rest)
    return replace(result, pairs=pairs)


def nudge(prices: tuple[tuple[str, int], ...], by: int) -> tuple[tuple[str, int], ...]:
    """Return the prices with the first one changed."""
    (row, price), *rest = prices
    return ((row, price + by), *rest)


def test_a_true_result_is_verified(problem: Problem, result: Result) -> None:
    assert verify(problem, result) == ()


TAMPER: dict[str, Callable[[Result], Result]] = {
    "two pairs swapped": swap,
    "a pair left out": lambda r: replace(r, pairs=r.pairs[1:]),
    "a pair twice": lambda r: replace(r, pairs=(r.pairs[0], *r.pairs)),
    "points": lambda r: replace(r, pairs=(replace(r.pairs[0], points=999), *r.pairs[1:])),
    "criteria": lambda r: replace(r, pairs=(replace(r.pairs[0], criteria=()), *r.pairs[1:])),
    "kind of a pair": lambda r: replace(
        r, pairs=(replace(r.pairs[0], kind="assignments"), *r.pairs[1:])
    ),
    "order of pairs": lambda r: replace(r, pairs=(r.pairs[1], r.pairs[0], *r.pairs[2:])),
    "total": lambda r: replace(r, total=r.total + 1),
    "changes": lambda r: replace(r, changes=r.changes - 1),
    "objective": lambda r: replace(r, objective=r.objective[:-1]),
    "floor reached": lambda r: replace(r, floor=replace(r.floor, reached=1000)),
    "floor asked": lambda r: replace(r, floor=replace(r.floor, asked="none")),
    "somebody unmatched left out": lambda r: replace(r, unmatched=r.unmatched[1:]),
    "somebody unknown unmatched": lambda r: replace(
        r, unmatched=(*r.unmatched, replace(r.unmatched[0], id="Z"))
    ),
    "kind": lambda r: replace(r, kind="assignments"),
    "input digest": lambda r: replace(r, input_digest="0" * 64),
    "levels": lambda r: replace(
        r, certificate=replace(r.certificate, levels=r.certificate.levels[1:])
    ),
    "pairs priced": lambda r: replace(r, certificate=replace(r.certificate, pairs_priced=1)),
    "violation": lambda r: replace(r, certificate=replace(r.certificate, largest_violation=1)),
    "floor value": lambda r: with_level(
        r, "floor", value=level(r, "floor").value - 1, bound=level(r, "floor").bound - 1
    ),
    "floor bound": lambda r: with_level(r, "floor", bound=level(r, "floor").bound + 1),
    "floor value above": lambda r: with_level(
        r, "floor", value=level(r, "floor").value + 1, bound=level(r, "floor").bound + 1
    ),
    "floor witness": lambda r: with_level(r, "floor", witness=()),
    "floor witness unknown": lambda r: with_level(r, "floor", witness=("nobody",)),
    "floor witness false": lambda r: with_level(
        r, "floor", witness=(max(r.pairs, key=lambda row: row.points).participant,)
    ),
}


@pytest.mark.parametrize("by", [-1, 1])
def test_tampering_with_a_leximin_level_is_caught(problem: Problem, by: int) -> None:
    given = replace(problem, order=Order("leximin", "share"))
    result = pair(given)
    assert verify(given, result) == ()
    steps = [row for row in result.certificate.levels if row.name.startswith("leximin")]
    assert len(steps) > 3
    for row in steps:
        renamed = f"leximin {int(row.name.split()[1]) + by}"
        lies: list[dict[str, Any]] = [{"value": row.value + by}, {"bound": row.bound + by}]
        lies += [{"value": row.value + by, "bound": row.bound + by}, {"name": renamed}]
        if row.option_prices:
            lies.append({"option_prices": nudge(row.option_prices, by)})
        for lie in lies:
            assert verify(given, sealed(with_level(result, row.name, **lie))) != ()


@pytest.mark.parametrize("what", TAMPER)
def test_tampering_is_caught(problem: Problem, result: Result, what: str) -> None:
    assert verify(problem, sealed(TAMPER[what](result))) != ()


@pytest.mark.parametrize("name", ["coverage", "shortage", "changes", "total", "ties"])
@pytest.mark.parametrize(
    "change",
    [
        lambda row: {"value": row.value + 1},
        lambda row: {"bound": row.bound + 1},
        lambda row: {"value": row.value + 1, "bound": row.bound + 1},
        lambda row: {"participant_prices": nudge(row.participant_prices, 1)},
        lambda row: {"participant_prices": nudge(row.participant_prices, -1)},
        lambda row: {"participant_prices": ()},
        lambda row: {"option_prices": (*row.option_prices, ("nobody", 1))},
        lambda row: {"option_prices": (("O000", -5), *row.option_prices)},
    ],
)
def test_tampering_with_a_level_is_caught(
    problem: Problem, result: Result, name: str, change: Callable[[Any], dict[str, Any]]
) -> None:
    tampered = with_level(result, name, **change(level(result, name)))
    assert verify(problem, sealed(tampered)) != ()


def test_every_other_matching_of_the_same_people_is_caught() -> None:
    """A result honest about itself, certificate moved along, but not the best: no proof."""
    problem = instances.problem("mentors", 8, 12, 2)
    best = pair(problem)
    for first in best.pairs:
        banned = replace(problem, bans=(*problem.bans, (first.participant, first.option)))
        other = pair(banned)
        claimed = sealed(replace(other, input_digest=best.input_digest))
        assert verify(problem, claimed) != ()


def test_a_false_reason_is_caught(problem: Problem, result: Result) -> None:
    for place, row in enumerate(result.unmatched):
        false = [replace(row, reason="shortage" if row.reason == "no-option" else "no-option")]
        if row.group:
            smaller = replace(row.group, options=row.group.options[1:])
            false += [
                replace(row, group=None),
                replace(row, group=smaller),
                replace(row, group=replace(row.group, participants=(row.id,))),
                replace(row, group=replace(row.group, places=row.group.places + 1)),
            ]
        else:
            counts = replace(row.rules[0], excluded=row.rules[0].excluded - 1)
            false += [
                replace(row, rules=(counts, *row.rules[1:])),
                replace(row, rules=()),
                replace(row, change=replace(row.change, rules=())),
                replace(row, change=replace(row.change, options=("nobody",))),
            ]
        for lie in false:
            rows = (*result.unmatched[:place], lie, *result.unmatched[place + 1 :])
            assert verify(problem, sealed(replace(result, unmatched=rows))) != ()


def test_a_result_of_another_problem_is_caught(problem: Problem, result: Result) -> None:
    richer = replace(problem, mentors=tuple(replace(m, capacity=3) for m in problem.mentors))
    assert verify(richer, result) != ()
    pinned = replace(problem, pins=((result.pairs[0].participant, result.pairs[1].option),))
    assert verify(pinned, result) != ()
    unmatched = replace(problem, pins=((result.unmatched[0].id, result.pairs[0].option),))
    assert verify(unmatched, result) != ()


def test_over_capacity_is_caught(problem: Problem, result: Result) -> None:
    full = {row.option: 1 for row in result.pairs}
    smaller = replace(
        problem, mentors=tuple(replace(m, capacity=full.get(m.id, 0)) for m in problem.mentors)
    )
    doubled = [row for row in result.pairs if sum(r.option == row.option for r in result.pairs) > 1]
    assert doubled
    assert any("people for 1 places" in line for line in verify(smaller, result))


def test_a_floor_above_what_was_asked_for_is_no_proof() -> None:
    scores = Scores(("a",), ("x", "y"), np.array([[5, 9]]), order=Order(4))
    result = solve(scores)
    assert verify_scores(scores, result) == ()
    raised = sealed(with_level(result, "floor", value=9, bound=9))
    assert verify_scores(scores, raised) != ()


def test_a_price_below_zero_on_an_option_nobody_must_fill_is_caught() -> None:
    """It would make the bound look smaller than it is."""
    scores = Scores(("a",), ("x", "y"), np.array([[5, 9]]))
    best = solve(replace(scores, bans=(("a", "y"),)))
    claimed = with_level(
        replace(best, input_digest=solve(scores).input_digest),
        "total",
        participant_prices=(("a", 9),),
        option_prices=(("x", -4),),
    )
    assert any("need not be filled" in line for line in verify_scores(scores, sealed(claimed)))


def test_other_current_pairs_or_another_price_are_caught() -> None:
    points = np.array([[5, 4], [4, 4]])
    current = (("a", "y"), ("b", "x"))
    scores = Scores(("a", "b"), ("x", "y"), points, current=current)
    priced = replace(scores, order=Order(price_per_change=3))
    for given in (scores, priced):
        result = solve(given)
        assert verify_scores(given, result) == ()
        for other in (replace(scores, current=current[:1]), scores, priced):
            claimed = replace(result, input_digest=solve(other).input_digest)
            assert (verify_scores(other, sealed(claimed)) == ()) == (other == given)


def test_a_list_of_measures_that_could_be_higher_is_caught() -> None:
    """The floor is as high as can be, but the second worst-off could have more."""
    points = np.array([[1, 1, 1], [0, 5, 9], [0, 8, 100]])
    scores = Scores(tuple("abc"), tuple("xyz"), points, order=Order("leximin"))
    best, floor = solve(scores), solve(replace(scores, order=Order("max")))
    assert verify_scores(scores, best) == ()
    levels = {level.name: level for level in best.certificate.levels}
    renamed = [replace(levels["leximin 8"], name="leximin 5"), levels["leximin 9"]]
    for steps in ([], renamed, [replace(row, value=2, bound=2) for row in renamed]):
        names = ["coverage", "shortage", "leximin 1"]
        certified = [*(levels[name] for name in names), *steps, levels["total"], levels["ties"]]
        for pairs in (best.pairs, floor.pairs):
            claimed = replace(
                best,
                pairs=pairs,
                total=sum(row.points for row in pairs),
                objective=tuple((row.name, row.value) for row in certified),
                certificate=replace(best.certificate, levels=tuple(certified)),
            )
            assert verify_scores(scores, sealed(claimed)) != ()


def test_scores_are_verified_too() -> None:
    points = np.array([[5, 4, -1], [5, 3, 2], [4, 4, 1]])
    scores = Scores(("a", "b", "c"), ("x", "y", "z"), points)
    result = solve(scores)
    assert verify_scores(scores, result) == ()
    assert verify_scores(scores, sealed(swap(result))) != ()
    assert verify_scores(replace(scores, seed=9), result) != ()
    assert verify_scores(replace(scores, priority=(0, 1, 0)), result) != ()


def test_the_proof_imports_nothing_of_the_solver() -> None:
    folder = Path(matching.proof.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                ours = name.split(".")[0] == "matching"
                allowed = name.startswith("matching.proof") or name in ALLOWED
                assert not ours or allowed or name == "matching.scores", (path.name, name)
                assert name not in ("numpy", "scipy"), path.name


def test_every_field_of_a_result_was_tampered_with() -> None:
    """A field added later must be verified too."""
    assert {row.name for row in fields(Result)} == {
        "kind",
        "pairs",
        "unmatched",
        "floor",
        "changes",
        "total",
        "objective",
        "certificate",
        "input_digest",
        "result_digest",
    }
