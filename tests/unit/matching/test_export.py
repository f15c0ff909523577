"""A problem written as files is read back as the same problem, and its result is verified."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching import (
    Employer,
    Faults,
    Kind,
    Lift,
    MentorWeights,
    Order,
    Problem,
    Rules,
    pair,
    problem_digest,
    problem_files,
)
from matching.command import main
from matching.files.problem import Inputs, read_problem
from tests.unit.matching import instances
from tests.unit.matching.one_pair import assignment, mentor, person, problem

# Whatever a cell may hold: commas, quotes, line ends and colons, but no blanks around it.
odd = st.text(st.sampled_from('aZé ,"\n\r:=\u2028\ufeff'), min_size=1, max_size=5).map(
    lambda word: f"x{word}x"
)
OPTIONS = {
    "participants.csv": "--participants",
    "mentors.csv": "--mentors",
    "assignments.csv": "--assignments",
    "employers.csv": "--employers",
    "rules.toml": "--rules",
    "exceptions.csv": "--exceptions",
    "pins.csv": "--pins",
    "bans.csv": "--bans",
    "current.csv": "--current",
    "pairs.csv": "--pairs",
    "report.json": "--report",
}


def written(folder: Path, files: dict[str, str]) -> dict[str, Path]:
    """Write files into a folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode())
    return {name: folder / name for name in files}


def there_and_back(given_problem: Problem) -> Problem:
    """Write a problem and read it as the command does."""
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder), problem_files(given_problem))
        names = {OPTIONS[name][2:].replace("-", "_"): path for name, path in paths.items()}
        read, warnings = read_problem(Inputs(**names, seed=given_problem.seed))
    assert warnings == ()
    return read


def renamed(given_problem: Problem, words: list[str]) -> Problem:
    """Return the problem with odd words put into every kind of cell."""
    one, two = words[0], words[1] + "2"
    register = (*given_problem.employers, Employer(f"{one} host", (f"{two} alias",), two, one))
    people = list(given_problem.participants)
    people[0] = replace(
        people[0],
        id=one,
        name=f" {two}",
        employer=f"{one} host",
        other_employers=(f"{two} alias", people[0].employer),
        location=one,
        places=(one, two),
        needs=(two,),
        goals=((one, 3), (two, 5)),
        wish_tags=(two, one),
        avoid_employers=(f"{two} alias",),
    )
    lifts = (Lift(one, "", "level", two + " "), *given_problem.lifts)
    here = {row.id for row in people}
    return replace(
        given_problem,
        participants=tuple(people),
        employers=register,
        lifts=tuple(lift for lift in lifts if lift.participant in here),
        bans=tuple(ban for ban in given_problem.bans if ban[0] in here),
        mentors=tuple(replace(row, avoid=(one,)) for row in given_problem.mentors),
    )


@example("mentors", ['x"x', "x\rx"], Order(), Rules(), 0)
@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["mentors", "assignments"]),
    st.lists(odd, min_size=2, max_size=2, unique_by=str.casefold),
    instances.orders,
    st.builds(Rules, group=st.booleans(), open=st.booleans(), level_gap=st.integers(-9, 9)),
    st.integers(0, 2**40),
)
def test_files_are_read_back_as_the_same_problem(
    kind: Kind, words: list[str], order: Order, rules: Rules, seed: int
) -> None:
    drawn = renamed(instances.problem(kind, 6, 5, seed, order), words)
    drawn = replace(drawn, rules=replace(rules, mentors=MentorWeights(goals=seed % 9, wishes=7)))
    assert problem_digest(there_and_back(drawn)) == problem_digest(drawn)


@pytest.mark.parametrize("kind", ["mentors", "assignments"])
def test_the_command_verifies_what_was_written(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = instances.problem(kind, 14, 10, 3, Order("max", "share"))
    drawn = replace(drawn, seed=0)
    first, second, *_ = pair(drawn).pairs
    pins = ((first.participant, first.option),)
    drawn = replace(drawn, pins=pins, current=((second.participant, second.option),))
    result = pair(drawn)
    paths = written(tmp_path, problem_files(drawn, result))
    assert set(paths) == set(OPTIONS) - {
        "assignments.csv" if kind == "mentors" else "mentors.csv",
    }
    arguments = [str(word) for name, path in paths.items() for word in (OPTIONS[name], path)]
    assert main(["verify", *arguments]) == 0
    assert f"{len(result.pairs)} pairs" in capsys.readouterr().out
    again = {"--pairs": "--out"}
    assert main(["pair", *(again.get(word, word) for word in arguments)]) == 0
    files = problem_files(drawn, result)
    for name in ("pairs.csv", "report.json"):
        assert paths[name].read_text() == files[name]


def test_the_order_of_rows_changes_no_file() -> None:
    drawn = instances.problem("mentors", 8, 8, 5)
    turned = replace(
        drawn,
        participants=drawn.participants[::-1],
        mentors=drawn.mentors[::-1],
        bans=drawn.bans[::-1],
    )
    assert problem_files(turned) == problem_files(drawn)


def test_empty_parts_have_no_file() -> None:
    assert set(problem_files(problem(person(), mentor()))) == {
        "participants.csv",
        "mentors.csv",
        "rules.toml",
    }


GOOD = problem(person(), mentor())
UNSAYABLE: dict[str, tuple[Problem, str]] = {
    "a semicolon in a list": (problem(person(places=("Bath; or so",)), mentor()), "semicolon"),
    "a semicolon in a skill": (problem(person(goals=(("a;b", 2),)), mentor()), "semicolon"),
    "a blank in a list": (problem(person(places=("Bath", "")), mentor()), "no blank word"),
    "blanks around a word": (problem(person(location=" Bath"), mentor()), "blanks around"),
    "blanks around an id": (problem(person(id="p "), mentor()), "blanks around"),
    "a wish for nobody": (problem(person(wishes_mentors=("?",)), mentor()), "an id"),
    "a stranger to avoid": (problem(person(), mentor(avoid=("?",))), "an id"),
    "a stranger's exception": (replace(GOOD, lifts=(Lift("?", "", "level"),)), "an id"),
    "a stranger pinned": (replace(GOOD, pins=(("?", "m"),)), "a participant's id"),
    "a stranger banned": (replace(GOOD, bans=(("p", "?"),)), "an id"),
    "a stranger's pair": (replace(GOOD, current=(("p", "?"),)), "an id"),
    "no participant": (replace(GOOD, participants=()), "at least one"),
    "no option": (replace(GOOD, mentors=()), "at least one"),
    "a fault of its own": (problem(person(level=0), mentor()), "1 to 9"),
}


@pytest.mark.parametrize("what", UNSAYABLE)
def test_what_no_file_can_say_is_a_fault(what: str) -> None:
    given_problem, expected = UNSAYABLE[what]
    with pytest.raises(Faults) as caught:
        problem_files(given_problem)
    assert [expected in fault.expected for fault in caught.value.faults] == [True]


def test_words_that_decide_nothing_may_stand_as_they_are() -> None:
    named: Any = problem(person(name=" Ada; of Bath "), mentor(name=" "))
    assert problem_digest(there_and_back(named)) == problem_digest(named)


def test_a_semicolon_may_stand_outside_a_list() -> None:
    placed = problem(person(location="Bath; north"), assignment(location="Bath; north"))
    assert problem_digest(there_and_back(placed)) == problem_digest(placed)
