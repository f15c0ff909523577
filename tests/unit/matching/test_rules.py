"""Each hard rule alone: what breaks it, what doesn't, what a blank means, what lifts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching import LIFTABLE, RULES, Employer, Lift, Rules
from matching.values import KINDS
from tests.unit.matching.one_pair import assignment, broken, faults, mentor, person, problem

REGISTER = (
    Employer("Home", ("Home Ltd", "H"), group="Holding", sector="Health"),
    Employer("Away", (), group="Other", sector="Housing"),
    Employer("Sister", (), group=" holding ", sector="Housing"),
)


def test_nothing_broken_by_two_strangers() -> None:
    assert broken(person(), mentor()) == set()
    assert broken(person(), assignment()) == set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {"employer": " home "}),
        ({"other_employers": ("Away",)}, {}),
        ({}, {"other_employers": ("HOME",)}),
        ({"other_employers": ("Joint  Venture",)}, {"other_employers": ("joint venture",)}),
    ],
)
def test_employer(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert broken(person(**left), mentor(**right)) == {"employer"}


def test_employer_of_an_assignment_is_its_host() -> None:
    assert broken(person(other_employers=("Away",)), assignment()) == {"employer"}


def test_employer_knows_aliases_by_the_register() -> None:
    assert broken(person(employer="h"), mentor(employer="Home Ltd"), employers=REGISTER) == {
        "employer",
        "group",
    }


def test_group_by_the_register_and_its_switch() -> None:
    away, sister = mentor(), mentor(employer="Sister")
    assert broken(person(), away, employers=REGISTER) == set()
    assert broken(person(), sister, employers=REGISTER) == {"group"}
    assert broken(person(), sister, employers=REGISTER, rules=Rules(group=False)) == set()
    host = assignment(employer="Sister")
    assert broken(person(), host, employers=REGISTER) == {"group"}


def test_sector_for_assignments_only() -> None:
    assert broken(person(), assignment(sector="HEALTH")) == {"sector"}
    assert broken(person(), mentor(sector="Health")) == set()


def test_sector_from_the_register_and_unknown_is_a_fault() -> None:
    left, right = person(sector=""), assignment(sector="")
    assert broken(left, right, employers=REGISTER) == set()
    assert faults(problem(left, right)) == ["participants p, sector", "assignments a, sector"]
    assert broken(left, right, rules=Rules(sector=False)) == set()


@pytest.mark.parametrize(("level", "gap", "stands"), [(3, 1, False), (4, 1, True), (4, 2, False)])
def test_level_of_a_mentor(level: int, gap: int, stands: bool) -> None:
    found = broken(person(), mentor(level=level), rules=Rules(level_gap=gap))
    assert found == (set() if stands else {"level"})


@pytest.mark.parametrize(("low", "high", "stands"), [(1, 2, False), (3, 3, True), (4, 9, False)])
def test_level_of_an_assignment(low: int, high: int, stands: bool) -> None:
    found = broken(person(), assignment(level_from=low, level_to=high))
    assert found == (set() if stands else {"level"})


@pytest.mark.parametrize(
    ("left", "right", "stands"),
    [
        ({"formats": ("email",)}, {}, False),
        ({"formats": ("video",)}, {"formats": ("phone",)}, False),
        ({"formats": ("video", "phone")}, {"formats": ("phone",)}, True),
        ({"formats": ("face-to-face",), "location": "Bath"}, {"location": "Bristol"}, False),
        ({"formats": ("face-to-face",), "location": "Bath"}, {"location": "BATH"}, True),
        (
            {"formats": ("face-to-face",), "location": "Bath", "places": ("Bristol",)},
            {"location": "Bristol"},
            True,
        ),
        (
            {"formats": ("face-to-face",), "location": "Bath"},
            {"location": "Bristol", "places": ("Bath",)},
            True,
        ),
        ({"formats": ("face-to-face",), "location": "Bath"}, {}, True),
        ({"formats": ("face-to-face",)}, {"location": "Bristol"}, True),
        ({"location": "Bath"}, {"location": "Bristol"}, True),
        ({}, {"formats": ("email",)}, False),
    ],
)
def test_format_of_a_mentor(left: dict[str, Any], right: dict[str, Any], stands: bool) -> None:
    assert broken(person(**left), mentor(**right)) == (set() if stands else {"format"})


@pytest.mark.parametrize(
    ("left", "right", "stands"),
    [
        ({"location": "Bath"}, {"format": "on-site", "location": "Bristol"}, False),
        ({"location": "Bath"}, {"format": "either", "location": "Bristol"}, True),
        ({"location": "Bath"}, {"format": "remote", "location": "Bristol"}, True),
        (
            {"location": "Bath", "places": ("Bristol",)},
            {"format": "on-site", "location": "Bristol"},
            True,
        ),
        ({"location": "Bath"}, {"format": "on-site"}, True),
        ({}, {"format": "on-site", "location": "Bristol"}, True),
    ],
)
def test_format_of_an_assignment(left: dict[str, Any], right: dict[str, Any], stands: bool) -> None:
    assert broken(person(**left), assignment(**right)) == (set() if stands else {"format"})


@pytest.mark.parametrize("option", [mentor, assignment])
def test_needs_must_be_met_by_a_stated_offer(option: Any) -> None:
    needs = person(needs=("Step-free", "hearing loop"))
    assert broken(needs, option()) == {"needs"}
    assert broken(needs, option(offers=("step-free",))) == {"needs"}
    assert broken(needs, option(offers=("STEP-FREE", "hearing  loop", "parking"))) == set()
    assert broken(person(), option(offers=("parking",))) == set()


@pytest.mark.parametrize(
    ("left", "right", "common"),
    [
        ({}, {}, 20),
        ({"weekdays": ("mon", "sat")}, {}, 4),
        ({"weekdays": ("mon", "tue")}, {"weekdays": ("tue", "wed")}, 4),
        ({"available_from": date(2018, 3, 28)}, {}, 3),
        ({"available_to": date(2018, 3, 5)}, {}, 1),
        ({"available_from": date(2018, 4, 1)}, {}, 0),
        ({"blocked": (date(2018, 3, 5), date(2018, 3, 5), date(2018, 3, 10))}, {}, 19),
        ({"days_per_week": 2}, {}, 8),
        ({"days_per_week": 2, "available_from": date(2018, 3, 30)}, {}, 1),
        ({"days_per_week": 7}, {}, 20),
        ({}, {"starts_on": date(2018, 3, 10), "ends_on": date(2018, 3, 11)}, 0),
        ({"days_per_week": 1}, {"starts_on": date(2018, 3, 9), "ends_on": date(2018, 3, 12)}, 2),
    ],
)
def test_dates_count_common_working_days(
    left: dict[str, Any], right: dict[str, Any], common: int
) -> None:
    if common:
        assert broken(person(**left), assignment(**right, days=common)) == set()
    assert broken(person(**left), assignment(**right, days=common + 1)) == {"dates"}


@pytest.mark.parametrize("option", [mentor, assignment])
def test_avoid_from_either_side(option: Any) -> None:
    row_id = option().id
    assert broken(person(avoid=(row_id,)), option()) == {"avoid"}
    assert broken(person(), option(avoid=("p",))) == {"avoid"}
    assert broken(person(avoid_employers=("AWAY",)), option()) == {"avoid"}
    assert broken(person(), option(avoid_employers=(" home",))) == {"avoid"}
    assert broken(person(avoid=("q",), avoid_employers=("Else",)), option()) == set()


def test_conflict_from_either_side() -> None:
    assert broken(person(conflicts=("m",)), mentor()) == {"conflict"}
    assert broken(person(), mentor(conflicts=("p",))) == {"conflict"}
    assert broken(person(conflicts=("a",)), assignment()) == {"conflict"}


@pytest.mark.parametrize("option", [mentor, assignment])
def test_open_and_with_a_place(option: Any) -> None:
    assert broken(person(), option(open=False)) == {"open"}
    assert broken(person(), option(capacity=0)) == {"open"}


def test_a_ban_is_for_good() -> None:
    assert broken(person(), mentor(), bans=(("p", "m"),)) == {"ban"}


LIFTED = {
    "group": (person(), assignment(employer="Sister")),
    "sector": (person(), assignment(sector="Health")),
    "level": (person(), assignment(level_from=5)),
    "format": (person(location="Bath"), assignment(format="on-site", location="Bristol")),
    "needs": (person(needs=("step-free",)), assignment()),
    "dates": (person(), assignment(days=30)),
}


@pytest.mark.parametrize("rule", LIFTABLE)
def test_an_exception_lifts_one_rule_for_one_person(rule: str) -> None:
    left, right = LIFTED[rule]
    assert broken(left, right, employers=REGISTER) == {rule}
    for lift in (Lift("p", "a", rule), Lift("p", "", rule)):
        assert broken(left, right, employers=REGISTER, lifts=(lift,)) == set()
    other = next(name for name in LIFTABLE if name != rule)
    for lift in (Lift("q", "a", rule), Lift("p", "b", rule), Lift("p", "a", other)):
        assert broken(left, right, employers=REGISTER, lifts=(lift,)) == {rule}


@pytest.mark.parametrize("rule", ["employer", "avoid", "conflict", "open", "ban", "nonsense"])
def test_these_are_never_lifted(rule: str) -> None:
    assert faults(problem(person(), mentor(), lifts=(Lift("p", "", rule),))) == ["lifts p, rule"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_but_the_employers_can_be_switched_off(kind: Any) -> None:
    breaks = {
        "group": {"employer": "Sister"},
        "sector": {"sector": "Health"},
        "level": {"level": 1} if kind == "mentors" else {"level_from": 9},
        "format": {"formats": ("email",)}
        if kind == "mentors"
        else {"format": "on-site", "location": "Bristol"},
        "needs": {},
        "dates": {"days": 30},
        "avoid": {"avoid": ("p",)},
        "conflict": {},
        "open": {"open": False},
    }
    left = person(needs=("step-free",), location="Bath", conflicts=("m", "a"))
    plain = replace(left, needs=(), conflicts=())
    option = mentor if kind == "mentors" else assignment
    for text in RULES[kind]:
        if text.name != "employer":
            subject = left if text.name in ("needs", "conflict") else plain
            on = broken(subject, option(**breaks[text.name]), employers=REGISTER)
            assert text.name in on
            rules = Rules(**{text.name: False})
            off = broken(subject, option(**breaks[text.name]), employers=REGISTER, rules=rules)
            assert off == on - {text.name}


def test_the_tables_of_words_name_every_rule_once() -> None:
    for kind in KINDS:
        names = [text.name for text in RULES[kind]]
        assert len(set(names)) == len(names)
        assert [text.name for text in RULES[kind] if text.liftable] == [
            name for name in names if name in LIFTABLE
        ]
        assert all(text.label and text.sentence.endswith(".") for text in RULES[kind])
