"""Eligibility before a round: counts on both sides, and the rules in the way."""

from __future__ import annotations

from typing import Any

import pytest

from matching import Faults, RuleCount, eligibility, why_not
from matching.proof.pairs import Pairs
from matching.values import Mentor, Problem
from tests.unit.matching import instances
from tests.unit.matching.one_pair import mentor, person, problem


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
def test_counts_are_those_of_the_rules_pair_by_pair(kind: Any) -> None:
    given = instances.problem(kind, 20, 15, 6)
    pairs = Pairs(given)
    found = eligibility(given)
    for row in found.participants:
        broken = [list(pairs.broken(row.id, option)) for option in pairs.options]
        assert row.options == sum(not names for names in broken)
        if row.options:
            assert row.rules == ()
        else:
            for count in row.rules:
                assert count.excluded == sum(count.rule in names for names in broken)
                assert count.alone == sum([count.rule] == names for names in broken)
    for option in found.options:
        people = [not list(pairs.broken(person, option.id)) for person in pairs.people]
        assert option.participants == sum(people)


def test_many_people_in_blocks() -> None:
    people = tuple(person(id=f"p{n:03}", level=n % 5 + 1) for n in range(600))
    found = eligibility(Problem(people, (mentor(),)))
    assert [row.id for row in found.participants] == [row.id for row in people]
    assert found.options[0].participants == sum(row.options for row in found.participants) == 480
    assert found.participants[-1].rules == (RuleCount("level", 1, 1),)


def test_why_not_names_everything_in_words() -> None:
    left = person(level=5, needs=("step-free", "hearing loop"), conflicts=("m",))
    found = {row.rule: row.sentence for row in why_not(problem(left, mentor()), "p", "m")}
    assert found == {
        "level": "The mentor is at level 5; this participant needs level 6 or above.",
        "needs": "What the participant must have isn't there: step-free and hearing loop.",
        "conflict": "A conflict of interest between the two has been declared.",
    }


def test_why_not_asks_for_known_ids() -> None:
    with pytest.raises(Faults) as caught:
        why_not(problem(person(), mentor()), "q", "n")
    assert [fault.value for fault in caught.value.faults] == ["q", "n"]


def test_why_not_in_a_whole_round() -> None:
    given = instances.problem("mentors", 10, 10, 1)
    pairs = Pairs(given)
    for option in given.options:
        assert isinstance(option, Mentor)
        names = {row.rule for row in why_not(given, "P001", option.id)}
        assert names == set(pairs.broken("P001", option.id))
