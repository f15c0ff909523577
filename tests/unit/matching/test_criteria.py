"""Each criterion's formula, every step of it, and what isn't known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matching import CRITERIA, AssignmentWeights, Lift, MentorWeights, Rules
from matching.criteria import maxima
from matching.proof.pairs import shares_of_1000
from matching.values import KINDS
from tests.unit.matching.one_pair import assignment, faults, mentor, person, points, problem


def alone(name: str) -> Rules:
    """Return rules in which one criterion has all the weight."""
    mentors = {"goals": 0, "level": 0, "meeting": 0, "network": 0, "wishes": 0}
    runs = {"stretch": 0, "place": 0, "dates": 0, "wishes": 0}
    return Rules(
        mentors=MentorWeights(**(mentors | {name: 1} if name in mentors else {})),
        assignments=AssignmentWeights(**(runs | {name: 1} if name in runs else {})),
    )


def test_maxima_share_a_thousand_by_largest_remainder() -> None:
    assert maxima(MentorWeights()) == {
        "goals": 500,
        "level": 150,
        "meeting": 150,
        "network": 100,
        "wishes": 100,
        "experience": 0,
    }
    thirds = maxima(MentorWeights(goals=1, level=1, meeting=1, network=0, wishes=0))
    assert (thirds["goals"], thirds["level"], thirds["meeting"]) == (334, 333, 333)
    sevenths = maxima(AssignmentWeights(stretch=3, place=2, dates=1, wishes=1))
    assert sevenths == {"stretch": 428, "place": 286, "dates": 143, "wishes": 143}
    assert sevenths == shares_of_1000({"stretch": 3, "place": 2, "dates": 1, "wishes": 1})


@pytest.mark.parametrize(
    ("goals", "offered", "expected"),
    [
        ((("finance", 5),), (("Finance", 4),), 1000),
        ((("finance", 5),), (("finance", 1),), 250),
        ((("finance", 5),), (("data", 4),), 0),
        ((("finance", 5), ("data", 3)), (("finance", 3), ("data", 1)), 562),
        ((("finance", 1),), (), 500),
        ((), (("finance", 4),), 500),
        ((("finance", 2),), (("finance", 0),), 0),
    ],
)
def test_goals(goals: Any, offered: Any, expected: int) -> None:
    found = points(person(goals=goals), mentor(skills=offered), rules=alone("goals"))
    assert found["goals"] == expected


@pytest.mark.parametrize(
    ("level", "expected"), [(4, 800), (5, 1000), (6, 700), (7, 400), (8, 200), (9, 200), (3, 200)]
)
def test_level(level: int, expected: int) -> None:
    lift = (Lift("p", "m", "level"),)
    found = points(person(), mentor(level=level), rules=alone("level"), lifts=lift)
    assert found["level"] == expected


BRISTOL = {"location": "Bristol"}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (BRISTOL, BRISTOL, 1000),
        ({"location": "Bath", "places": ("Bristol",)}, BRISTOL, 1000),
        ({}, BRISTOL, 700),
        (BRISTOL, {}, 700),
        ({"location": "Bath"}, BRISTOL, 700),
        (BRISTOL | {"weekdays": ("mon",)}, BRISTOL | {"weekdays": ("tue",)}, 300),
        (BRISTOL | {"weekdays": ("sat",)}, BRISTOL | {"weekdays": ("sat",)}, 1000),
        (BRISTOL | {"weekdays": ("sat",)}, BRISTOL, 300),
        (BRISTOL | {"formats": ("video",)}, BRISTOL, 700),
        (BRISTOL | {"formats": ("phone",)}, BRISTOL, 700),
        (BRISTOL | {"formats": ("face-to-face",)}, BRISTOL, 1000),
        (BRISTOL | {"formats": ("face-to-face",)}, {"location": ""}, 300),
    ],
)
def test_meeting(left: dict[str, Any], right: dict[str, Any], expected: int) -> None:
    assert points(person(**left), mentor(**right), rules=alone("meeting"))["meeting"] == expected


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("Health", "Housing", 1000),
        ("Health", "health", 0),
        ("", "Housing", 500),
        ("Health", "", 500),
    ],
)
def test_network(own: str, other: str, expected: int) -> None:
    found = points(person(sector=own), mentor(sector=other), rules=alone("network"))
    assert found["network"] == expected


RANKED = [(1, 1000), (2, 800), (3, 600), (4, 400), (5, 200), (6, 0)]


@pytest.mark.parametrize(("rank", "expected"), RANKED)
def test_wishes_by_rank(rank: int, expected: int) -> None:
    others = tuple(f"x{n}" for n in range(rank - 1))
    left = person(wishes_mentors=(*others, "m"), wishes_assignments=(*others, "a"))
    assert points(left, mentor(), rules=alone("wishes"))["wishes"] == expected
    assert points(left, assignment(), rules=alone("wishes"))["wishes"] == expected


def test_wishes_blank_or_for_others() -> None:
    assert points(person(), mentor(), rules=alone("wishes"))["wishes"] == 500
    left = person(wishes_mentors=("x",))
    assert points(left, mentor(), rules=alone("wishes"))["wishes"] == 0
    assert points(left, assignment(), rules=alone("wishes"))["wishes"] == 500


@pytest.mark.parametrize(
    ("wished", "tags", "expected"),
    [
        (("Carer",), ("carer",), 50),
        (("carer",), ("parent",), 0),
        ((), ("carer",), 25),
        (("carer",), (), 25),
    ],
)
def test_experience_counts_a_twentieth_at_most(
    wished: tuple[str, ...], tags: tuple[str, ...], expected: int
) -> None:
    weights = MentorWeights(goals=95, level=0, meeting=0, network=0, wishes=0, experience=5)
    rules = Rules(mentors=weights)
    found = points(person(wish_tags=wished), mentor(tags=tags), rules=rules)
    assert found["experience"] == expected


def test_experience_is_off_by_default_and_limited() -> None:
    assert points(person(wish_tags=("carer",)), mentor(tags=("carer",)))["experience"] == 0
    rules = Rules(mentors=MentorWeights(experience=6))
    assert faults(problem(person(), mentor(), rules=rules)) == ["weights.mentors, experience"]


@pytest.mark.parametrize(
    ("held", "reached", "expected"),
    [
        (0, 1, 800),
        (0, 2, 1000),
        (0, 3, 600),
        (0, 4, 300),
        (2, 2, 0),
        (3, 1, 0),
        (2, 4, 1000),
        (None, 2, 1000),
        (1, None, 0),
    ],
)
def test_stretch_by_step(held: int | None, reached: int | None, expected: int) -> None:
    left = person(goals=(("finance", 5),), skills=() if held is None else (("Finance", held),))
    skills = (("data", 1),) if reached is None else (("finance", reached),)
    assert points(left, assignment(skills=skills), rules=alone("stretch"))["stretch"] == expected


def test_stretch_weighs_goals_and_half_where_unknown() -> None:
    left = person(goals=(("finance", 5), ("data", 2)), skills=(("finance", 1),))
    right = assignment(skills=(("finance", 2), ("data", 3)))
    assert points(left, right, rules=alone("stretch"))["stretch"] == 1000 * (5 * 8 + 2 * 6) // 70
    assert points(person(), right, rules=alone("stretch"))["stretch"] == 500
    assert points(left, assignment(), rules=alone("stretch"))["stretch"] == 500


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Bristol", ("on-site", "bristol"), 1000),
        ("Bristol", ("either", "Bristol"), 1000),
        ("Bath", ("on-site", "Newport"), 800),
        ("Bath", ("either", "Newport"), 800),
        ("Bath", ("either", "Weston"), 600),
        ("Bath", ("on-site", "Weston"), 0),
        ("Bath", ("remote", "Weston"), 600),
        ("Bath", ("remote", ""), 600),
        ("", ("remote", "Bath"), 600),
        ("", ("either", "Bath"), 500),
        ("Bath", ("on-site", ""), 500),
    ],
)
def test_place(left: str, right: tuple[str, str], expected: int) -> None:
    subject = person(location=left, places=("Newport",))
    option = assignment(format=right[0], location=right[1])
    assert points(subject, option, rules=alone("place"))["place"] == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(10, 1000), (11, 800), (13, 800), (14, 600), (16, 600), (17, 400)]
)
def test_dates_by_room(days: int, expected: int) -> None:
    found = points(person(), assignment(days=days), rules=alone("dates"))
    assert found["dates"] == expected


def test_dates_respect_days_per_week_and_blocks() -> None:
    left = person(days_per_week=2, blocked=(date(2018, 3, 5),))
    assert points(left, assignment(days=4), rules=alone("dates"))["dates"] == 1000
    assert points(left, assignment(days=5), rules=alone("dates"))["dates"] == 800


def test_points_add_up_to_a_thousand_at_most() -> None:
    skills = (("finance", 4),)
    left = person(goals=skills, location="Bristol", wishes_mentors=("m",))
    right = mentor(skills=skills, location="Bristol")
    assert sum(points(left, right).values()) == 1000


def test_weights_that_sum_to_nothing_are_a_fault() -> None:
    weights = MentorWeights(goals=0, level=0, meeting=0, network=0, wishes=0)
    assert faults(problem(person(), mentor(), rules=Rules(mentors=weights))) == ["weights.mentors"]


def test_the_tables_of_words_name_every_weight_with_its_default() -> None:
    for kind, weights in zip(KINDS, (MentorWeights(), AssignmentWeights()), strict=True):
        assert {row.name: row.default for row in CRITERIA[kind]} == {
            name: getattr(weights, name) for name in weights.__dataclass_fields__
        }
