"""The criteria: whole points for every pair, a block of participants at a time.

A criterion's maximum is its share of 1000; a pair gets `maximum * numerator // denominator` of
it, and what isn't known gives a half. All integers, so the points add up exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from matching.days import common_days
from matching.rules import FACE_TO_FACE, LIVE, located
from matching.tables import Bools, Ints, Option, Tables, meet
from matching.values import MAX_SKILL, Assignment, AssignmentWeights, MentorWeights, Participant
from matching.words import fold

FULL = 1000
UNKNOWN = (1, 2)
BY_GAP = (2, 8, 10, 7, 4, 2)
BY_STEP = (0, 8, 10, 6, 3)
BY_RANK = (0, 10, 8, 6, 4, 2)

# (numerators, denominators), broadcast to the shape of the block.
Shares = tuple[Ints, Ints]
Criterion = Callable[[Tables, slice], Shares]
Weights = MentorWeights | AssignmentWeights


def maxima(weights: Weights) -> dict[str, int]:
    """Share 1000 points between the criteria by weight: largest remainder, ties by name."""
    given = {row.name: getattr(weights, row.name) for row in fields(weights)}
    whole = sum(given.values())
    points = {name: FULL * weight // whole for name, weight in given.items()}
    remainders = sorted(given, key=lambda name: (-(FULL * given[name] % whole), name))
    for name in remainders[: FULL - sum(points.values())]:
        points[name] += 1
    return points


def weights_of(tables: Tables) -> Weights:
    """Return the weights that apply to this kind."""
    rules = tables.problem.rules
    return rules.mentors if tables.kind == "mentors" else rules.assignments


def points_by_criterion(tables: Tables, block: slice) -> dict[str, Ints]:
    """Return each criterion's points for a block of pairs, shape (block, options)."""
    criteria = CRITERION[tables.kind]
    shape = (block.stop - block.start, tables.shape[1])
    points: dict[str, Ints] = {}
    for name, maximum in maxima(weights_of(tables)).items():
        if maximum == 0:
            points[name] = np.zeros(shape, dtype=np.int64)
            continue
        numerators, denominators = criteria[name](tables, block)
        points[name] = np.broadcast_to(maximum * numerators // denominators, shape)
    return points


def _half_where(unknown: Bools, numerators: Ints, denominators: Ints | int) -> Shares:
    return (
        np.where(unknown, UNKNOWN[0], numerators),
        np.where(unknown, UNKNOWN[1], denominators),
    )


def _goals(tables: Tables, block: slice) -> Shares:
    people = tables.participants[block]
    skills = _skill_places(people)
    wanted = _skill_matrix([p.goals for p in people], skills)
    offered = _skill_matrix([o.skills for o in tables.options], skills)
    whole = wanted.sum(axis=1)[:, None].astype(np.int64)
    unknown = (whole == 0) | _without_skills(tables.options)
    return _half_where(unknown, (wanted @ offered.T).astype(np.int64), MAX_SKILL * whole)


def _level_gap(tables: Tables, block: slice) -> Shares:
    gap = tables.offered.level_from - tables.people.level_from[block, None]
    return np.array(BY_GAP, dtype=np.int64)[np.clip(gap, 0, len(BY_GAP) - 1)], _TEN


def _meeting(tables: Tables, block: slice) -> Shares:
    people, offered = tables.people, tables.offered
    common = people.formats[block] & offered.formats[:, 0] & LIVE
    day = meet(people.weekdays[block], offered.weekdays)
    near = located(tables, block) & meet(people.reach[block], offered.reach)
    in_person = day & near & ((common & FACE_TO_FACE) != 0)
    remote = day & ((common & ~FACE_TO_FACE) != 0)
    return np.where(in_person, 10, np.where(remote, 7, 3)), _TEN


def _network(tables: Tables, block: slice) -> Shares:
    own, other = tables.people.sector[block, None], tables.offered.sector
    return _half_where((own < 0) | (other < 0), np.where(own != other, 10, 0), 10)


def _wishes(tables: Tables, block: slice) -> Shares:
    rank = tables.wishes.block(block.start, block.stop, tables.shape[1])
    by_rank = np.array([*BY_RANK, 0], dtype=np.int64)
    people = tables.participants[block]
    lists = [p.wishes_mentors if tables.kind == "mentors" else p.wishes_assignments for p in people]
    unknown = np.array([not wishes for wishes in lists], dtype=np.bool_)[:, None]
    return _half_where(unknown, by_rank[np.minimum(rank, len(BY_RANK))], 10)


def _experience(tables: Tables, block: slice) -> Shares:
    wished, tags = tables.people.tags[block], tables.offered.tags
    unknown = (wished == 0).all(axis=1, keepdims=True) | (tags == 0).all(axis=1)
    return _half_where(unknown, np.where(meet(wished, tags), 10, 0), 10)


def _stretch(tables: Tables, block: slice) -> Shares:
    """One product for all goals: a column for each (skill, level reached), 1 to 4."""
    people = tables.participants[block]
    skills = _skill_places(people)
    wanted = _skill_matrix([p.goals for p in people], skills)
    held = _skill_matrix([p.skills for p in people], skills)
    reached = _skill_matrix([o.skills for o in tables.options], skills)
    levels = range(1, MAX_SKILL + 1)
    gain = np.array(BY_STEP, dtype=np.float64)
    value = np.hstack(
        [wanted * gain[np.clip(level - held, 0, MAX_SKILL).astype(np.int64)] for level in levels]
    )
    reaches = np.hstack([(reached == level).astype(np.float64) for level in levels])
    whole = wanted.sum(axis=1)[:, None].astype(np.int64)
    unknown = (whole == 0) | _without_skills(tables.options)
    return _half_where(unknown, (value @ reaches.T).astype(np.int64), 10 * whole)


def _place(tables: Tables, block: slice) -> Shares:
    own = tables.people.location[block, None] == tables.offered.location
    near = meet(tables.people.reach[block], tables.offered.reach)
    elsewhere = np.where(tables.on_site, 0, 6)
    in_person = np.where(own, 10, np.where(near, 8, elsewhere))
    remote = np.array([isinstance(o, Assignment) and o.format == "remote" for o in tables.options])
    unknown = ~remote & ~located(tables, block)
    return _half_where(unknown, np.where(remote, 6, in_person), 10)


def _dates(tables: Tables, block: slice) -> Shares:
    assignments = [row for row in tables.options if isinstance(row, Assignment)]
    needed = np.array([row.days for row in assignments], dtype=np.int64)
    common = 10 * common_days(tables.calendar, block)
    steps = [common >= 20 * needed, common >= 15 * needed, common >= 12 * needed]
    return np.select(steps, [10, 8, 6], default=4).astype(np.int64), _TEN


def _skill_places(people: tuple[Participant, ...]) -> dict[str, int]:
    skills = sorted({fold(skill) for person in people for skill, _ in person.goals})
    return {skill: place for place, skill in enumerate(skills)}


def _skill_matrix(
    rows: list[tuple[tuple[str, int], ...]], places: dict[str, int]
) -> NDArray[np.float64]:
    """Return levels (or weights) by row and skill; small whole numbers, exact as floats."""
    matrix = np.zeros((len(rows), len(places)), dtype=np.float64)
    for number, row in enumerate(rows):
        for skill, level in row:
            if (place := places.get(fold(skill))) is not None:
                matrix[number, place] = level
    return matrix


def _without_skills(options: tuple[Option, ...]) -> Bools:
    return np.array([not option.skills for option in options], dtype=np.bool_)


_TEN = np.array(10, dtype=np.int64)

CRITERION: dict[str, dict[str, Criterion]] = {
    "mentors": {
        "goals": _goals,
        "level": _level_gap,
        "meeting": _meeting,
        "network": _network,
        "wishes": _wishes,
        "experience": _experience,
    },
    "assignments": {
        "stretch": _stretch,
        "place": _place,
        "dates": _dates,
        "wishes": _wishes,
    },
}
