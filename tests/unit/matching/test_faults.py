"""Faults as a caller of the library sees them: the place, the value, what was expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from matching import Employer, Faults, Order, Rules, Scores, eligibility, pair, solve
from matching.days import build_calendar, common_days
from matching.values import Problem
from tests.unit.matching.one_pair import assignment, faults, mentor, person, problem

GOOD = problem(person(), mentor())


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (replace(GOOD, assignments=(assignment(),)), "problem"),
        (replace(GOOD, rules=Rules(level_gap=12)), "rules, level_gap"),
        (replace(GOOD, seed=-1), "seed"),
        (replace(GOOD, order=Order(True)), "order, floor"),
        (replace(GOOD, employers=(Employer(" "),)), "employers, name"),
        (problem(person(employer=" "), mentor()), "participants p, employer"),
        (problem(person(id=" "), mentor()), "participants, id"),
        (problem(person(level=True), mentor()), "participants p, level"),
        (
            problem(
                person(available_from=date(2018, 3, 2), available_to=date(2018, 3, 1)), mentor()
            ),
            "participants p, available_from and available_to",
        ),
        (
            problem(person(), assignment(level_from=5, level_to=4)),
            "assignments a, level_from and level_to",
        ),
    ],
)
def test_a_problem(given: Problem, place: str) -> None:
    assert place in faults(given)
    with pytest.raises(Faults):
        eligibility(given)


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        (("q", "m"), "a participant's id"),
        (("p", "n"), "the id of a mentor or assignment"),
    ],
)
def test_pins(pin: tuple[str, str], expected: str) -> None:
    with pytest.raises(Faults) as caught:
        pair(replace(GOOD, pins=(pin,)))
    assert caught.value.faults[0].place == "pins"
    assert caught.value.faults[0].value == " with ".join(pin)
    assert caught.value.faults[0].expected == expected


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"participants": ("a", "x")}, "ids"),
        ({"points": np.zeros((1, 2), dtype=np.int64)}, "scores"),
        ({"points": np.array([[-2], [0]])}, "scores"),
        ({"points": np.array([[1_000_001], [0]])}, "scores"),
        ({"capacity": (1, 2)}, "capacity"),
        ({"capacity": (-1,)}, "capacity"),
        ({"priority": (0, 10)}, "priority"),
        ({"order": Order(-1)}, "order, floor"),
        ({"pins": (("a", "x"), ("b", "x"))}, "pins"),
    ],
)
def test_scores(changed: dict[str, Any], place: str) -> None:
    scores = Scores(("a", "b"), ("x",), np.array([[1], [2]]))
    with pytest.raises(Faults) as caught:
        solve(replace(scores, **changed))
    assert [fault.place for fault in caught.value.faults] == [place]


def test_a_fault_reads_as_a_sentence() -> None:
    with pytest.raises(Faults) as caught:
        pair(problem(person(level=12), mentor()))
    assert str(caught.value) == "participants p, level: '12': expected a whole number, 1 to 9"


def test_unknown_ids_in_wishes_and_bans_are_left_alone() -> None:
    """A wish, a ban or an avoided person may not be in this round."""
    left = person(wishes_mentors=("gone",), avoid=("gone",), conflicts=("gone",))
    given = replace(problem(left, mentor(avoid=("gone",))), bans=(("p", "gone"), ("gone", "m")))
    assert len(pair(given).pairs) == 1


def test_nobody_and_nothing_are_ordinary_input() -> None:
    assert pair(Problem(())).pairs == ()
    assert pair(Problem((), assignments=(assignment(),))).pairs == ()
    for people, assignments in (([], [assignment()]), ([person()], []), ([], [])):
        found = common_days(build_calendar(people, assignments), slice(0, len(people)))
        assert found.shape == (len(people), len(assignments))
    assert eligibility(Problem((person(),))).participants[0].options == 0
