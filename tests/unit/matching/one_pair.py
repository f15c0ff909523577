"""One participant and one option, looked at by the matcher and by the proof alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from matching import pair, why_not
from matching.criteria import points_by_criterion
from matching.proof.pairs import Pairs
from matching.results import Faults
from matching.tables import build_tables
from matching.values import Assignment, Mentor, Participant, Problem


def person(**given: Any) -> Participant:
    """Return a participant whom nothing stands in the way of."""
    return Participant(**{"id": "p", "employer": "Home", "level": 3, "sector": "Health", **given})


def mentor(**given: Any) -> Mentor:
    """Return a mentor whom nothing stands in the way of."""
    return Mentor(**{"id": "m", "employer": "Away", "level": 5, "sector": "Housing", **given})


def assignment(**given: Any) -> Assignment:
    """Return an assignment that nothing stands in the way of: four weeks from a Monday."""
    run = {"starts_on": date(2018, 3, 5), "ends_on": date(2018, 3, 30), "days": 5}
    return Assignment(
        **{"id": "a", "employer": "Away", "sector": "Housing", "format": "remote", **run, **given}
    )


def problem(left: Participant, right: Mentor | Assignment, **given: Any) -> Problem:
    """Return the problem of just these two."""
    if isinstance(right, Mentor):
        return Problem((left,), mentors=(right,), **given)
    return Problem((left,), assignments=(right,), **given)


def broken(left: Participant, right: Mentor | Assignment, **given: Any) -> set[str]:
    """Return the rules that the two break; matcher and proof must agree."""
    both = problem(left, right, **given)
    found = why_not(both, left.id, right.id)
    assert all(row.sentence.endswith(".") for row in found)
    names = {row.rule for row in found}
    assert names == set(Pairs(both).broken(left.id, right.id))
    assert (pair(both).pairs == ()) == bool(names)
    return names


def points(left: Participant, right: Mentor | Assignment, **given: Any) -> dict[str, int]:
    """Return the points by criterion; matcher and proof must agree."""
    both = problem(left, right, **given)
    by_criterion = points_by_criterion(build_tables(both), slice(0, 1))
    found = {name: int(matrix[0, 0]) for name, matrix in by_criterion.items()}
    proved = {name: part for name, part, _ in Pairs(both).criteria(left.id, right.id)}
    assert found == proved
    return found


def faults(both: Problem) -> list[str]:
    """Return the places of what is wrong with a problem."""
    try:
        pair(both)
    except Faults as error:
        return [fault.place for fault in error.faults]
    return []
