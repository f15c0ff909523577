"""Problems and results as JSON, their digests, and what doesn't change them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from matching import (
    Faults,
    Lift,
    Order,
    Problem,
    canonical,
    pair,
    problem_digest,
    problem_from_json,
    problem_to_json,
    result_from_json,
    result_to_json,
)
from tests.unit.matching import instances
from tests.unit.matching.one_pair import assignment, mentor, person, problem


def shuffled(given: Problem, seed: int) -> Problem:
    """Return the same problem with all rows and all lists without an order shuffled."""
    draw = random.Random(seed)

    def mix(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(draw.sample(rows, len(rows)))

    people = tuple(
        replace(
            row,
            places=mix(row.places),
            formats=mix(row.formats),
            goals=mix(row.goals),
            skills=mix(row.skills),
            weekdays=mix(row.weekdays),
            blocked=mix(row.blocked),
        )
        for row in given.participants
    )
    return replace(
        given,
        participants=mix(people),
        mentors=mix(given.mentors),
        assignments=mix(given.assignments),
        employers=mix(given.employers),
        lifts=mix(given.lifts),
        bans=mix(given.bans),
    )


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
def test_json_there_and_back(kind: Any) -> None:
    given = instances.problem(kind, 12, 12, 4, Order(700, "share"))
    text = problem_to_json(given)
    assert problem_from_json(text) == canonical(given)
    assert problem_to_json(problem_from_json(text)) == text
    result = pair(given)
    assert result_from_json(result_to_json(result)) == result


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
def test_order_of_rows_changes_nothing(kind: Any) -> None:
    given = instances.problem(kind, 30, 25, 8, Order("max", "share"))
    text, result = problem_to_json(given), result_to_json(pair(given))
    for seed in range(4):
        mixed = shuffled(given, seed)
        assert mixed != given
        assert problem_to_json(mixed) == text
        assert result_to_json(pair(mixed)) == result


def test_names_titles_and_reasons_enter_no_digest() -> None:
    lift = Lift("p", "", "level", "agreed")
    plain = problem(person(), mentor(), lifts=(replace(lift, reason=""),))
    named = problem(person(name="Asha"), mentor(name="Ben"), lifts=(lift,))
    assert problem_digest(plain) == problem_digest(named)
    assert pair(plain).result_digest == pair(named).result_digest
    assert problem_digest(problem(person(), assignment())) == problem_digest(
        problem(person(), assignment(title="Bridges"))
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"level": 4},
        {"wishes_mentors": ("m", "n")},
        {"priority": 1},
        {"employer": "Elsewhere"},
        {"avoid": ("x",)},
    ],
)
def test_everything_else_enters_the_digest(changed: dict[str, Any]) -> None:
    plain = problem(person(wishes_mentors=("n", "m")), mentor())
    other = problem(person(**{"wishes_mentors": ("n", "m"), **changed}), mentor())
    assert problem_digest(plain) != problem_digest(other)
    assert problem_digest(plain) != problem_digest(replace(plain, seed=1))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "JSON"),
        ("[]", "JSON"),
        ("{}", "JSON"),
        ('{"participants": [{"id": "p"}]}', "participants[0]"),
        ('{"participants": [], "order": {"floor": "high"}}', "order.floor"),
        ('{"participants": [], "seed": true}', "seed"),
        ('{"participants": [], "pins": [["a"]]}', "pins[0]"),
        ('{"participants": [], "colour": 1}', "JSON"),
    ],
)
def test_json_that_is_not_a_problem(text: str, place: str) -> None:
    with pytest.raises(Faults) as caught:
        problem_from_json(text)
    assert caught.value.faults[0].place == place
