"""Who goes without learns why, and the change named does help."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching import Change, Group, Lift, Mentor, Problem, RuleCount, Unmatched, pair
from matching.values import Assignment
from tests.unit.matching import instances
from tests.unit.matching.one_pair import assignment, mentor, person, problem


def without(given: Problem) -> dict[str, Unmatched]:
    """Return who goes without, by id."""
    return {row.id: row for row in pair(given).unmatched}


def test_no_option_names_the_rules_and_the_exception() -> None:
    found = without(problem(person(level=5), mentor()))["p"]
    assert found.reason == "no-option"
    assert found.rules == (RuleCount("level", 1, 1),)
    assert found.change == Change(
        "lift", ("m",), ("level",), "An exception to “Higher level” for m would place this person."
    )


def test_two_rules_at_once_and_none_alone() -> None:
    found = without(problem(person(level=5, needs=("step-free",)), mentor()))["p"]
    assert found.rules == (RuleCount("level", 1, 0), RuleCount("needs", 1, 0))
    assert set(found.change.rules) == {"level", "needs"}


@pytest.mark.parametrize(
    "barred",
    [{"employer": "Away"}, {"avoid": ("m",)}, {"conflicts": ("m",)}],
)
def test_what_is_never_lifted_needs_another_option(barred: dict[str, Any]) -> None:
    found = without(problem(person(**barred), mentor()))["p"]
    assert found.change.what == "option"
    assert found.change.sentence == "Only another mentor would place this person."


def test_a_closed_option_needs_a_place() -> None:
    found = without(problem(person(), mentor(open=False)))["p"]
    assert (found.change.what, found.change.options) == ("place", ("m",))


def test_an_exception_for_a_full_option_needs_a_place_too() -> None:
    people = (person(id="a"), person(id="b", level=5))
    found = without(Problem(people, (mentor(),)))["b"]
    assert (found.change.what, found.change.rules) == ("lift-and-place", ("level",))


def test_an_exception_where_others_can_move_along_needs_no_place() -> None:
    people = (person(id="a", avoid=()), person(id="b", level=5, avoid=("n",)))
    found = without(Problem(people, (mentor(), mentor(id="n", level=4))))["b"]
    assert found.change.what == "lift"
    assert found.change.options == ("m",)


def test_no_options_at_all() -> None:
    found = without(Problem((person(),)))["p"]
    assert (found.reason, found.rules, found.change.what) == ("no-option", (), "option")


def test_a_shortage_names_those_who_compete_and_no_others() -> None:
    people = (
        person(id="a", needs=("step-free",)),
        person(id="b", needs=("step-free",)),
        person(id="c", needs=("step-free",)),
        person(id="d"),
    )
    mentors = (mentor(offers=("step-free",)), mentor(id="n"), mentor(id="o"))
    rows = pair(Problem(people, mentors)).unmatched
    assert len(rows) == 2
    for row in rows:
        assert row.reason == "shortage"
        assert row.group == Group(("a", "b", "c"), ("m",), 1)
        assert row.change.what == "place"
        assert row.change.sentence == (
            "2 places are missing; each further one with m places one more person."
        )


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
@pytest.mark.parametrize("seed", range(6))
def test_the_change_named_does_help(kind: Any, seed: int) -> None:
    given = instances.problem(kind, 16, 8, seed)
    before = pair(given)
    for row in before.unmatched:
        if row.change.what == "option":
            continue
        option = row.change.options[0]
        lifts = tuple(Lift(row.id, option, rule) for rule in row.change.rules)
        changed = replace(given, lifts=(*given.lifts, *lifts))
        if row.change.what != "lift":
            changed = _one_more_place(changed, option)
        after = pair(changed)
        assert len(after.pairs) == len(before.pairs) + 1


def _one_more_place(given: Problem, option: str) -> Problem:
    def grown(row: Any) -> Any:
        capacity = row.capacity + 1 if row.open else 1
        return replace(row, open=True, capacity=capacity) if row.id == option else row

    mentors: tuple[Mentor, ...] = tuple(map(grown, given.mentors))
    assignments: tuple[Assignment, ...] = tuple(map(grown, given.assignments))
    return replace(given, mentors=mentors, assignments=assignments)


def test_words_fit_the_kind() -> None:
    found = without(problem(person(employer="Away"), assignment()))["p"]
    assert found.change.sentence == "Only another stretch assignment would place this person."
