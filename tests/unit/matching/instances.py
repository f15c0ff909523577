"""Random problems and scores: small and degenerate for the oracle, larger for the rest."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from matching.scores import Scores
from matching.values import (
    ASSIGNMENT_FORMATS,
    FORMATS,
    WEEKDAYS,
    Assignment,
    Employer,
    Kind,
    Lift,
    Mentor,
    Order,
    Participant,
    Problem,
)

SKILLS = ("negotiation", "finance", "strategy", "communication", "empathy", "influence")
TOWNS = ("Bristol", "Bath", "Weston", "Newport")
FACTS = ("step-free", "hearing loop")
START = date(2018, 2, 5)

orders = st.builds(
    Order,
    floor=st.one_of(st.sampled_from(["none", "max", "leximin"]), st.integers(0, 1000)),
    floor_by=st.sampled_from(["points", "share"]),
    price_per_change=st.sampled_from([None, None, 0, 1, 500]),
)


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    """Draw scores of at most 5 by 4, often with ties, gaps, full options, pins and bans."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    top = draw(st.sampled_from([0, 1, 3, 1000, 1_000_000]))
    cell = st.one_of(st.just(-1), st.integers(0, top), st.just(top))
    points = [[draw(cell) for _ in range(width)] for _ in range(height)]
    people = tuple(f"p{row}" for row in range(height))
    options = tuple(f"o{column}" for column in range(width))
    capacity = tuple(draw(st.sampled_from([0, 1, 1, 2, 3])) for _ in options)
    pairs = [(row, option) for row in people for option in options]
    current = st.sampled_from([*options, "gone"])
    found = Scores(
        participants=people,
        options=options,
        points=np.array(points),
        capacity=capacity,
        priority=tuple(draw(st.sampled_from([0, 0, 1, 9])) for _ in people),
        bans=tuple(draw(st.lists(st.sampled_from(pairs), max_size=1))),
        order=draw(orders),
        seed=draw(st.integers(0, 3)),
        current=tuple(draw(st.dictionaries(st.sampled_from(people), current)).items()),
    )
    return _with_pins(found, draw(st.lists(st.sampled_from(pairs), max_size=2)))


def _with_pins(found: Scores, wished: list[tuple[str, str]]) -> Scores:
    """Pin what can be pinned."""
    pins: dict[str, str] = {}
    left = dict(zip(found.options, found.capacity, strict=True))
    for row, option in wished:
        cell = found.points[found.participants.index(row), found.options.index(option)]
        if cell >= 0 and left[option] and (row, option) not in found.bans and row not in pins:
            pins[row] = option
            left[option] -= 1
    return replace(found, pins=tuple(pins.items()))


def with_current(given: Problem, seed: int) -> Problem:
    """Return a problem in which most people have a pair already, some with what is gone."""
    draw = random.Random(seed)
    options = [*(row.id for row in given.options), "gone"]
    people = [row.id for row in given.participants if draw.random() < 0.7]
    return replace(given, current=tuple((row, draw.choice(options)) for row in people))


def problem(
    kind: Kind, people: int, options: int, seed: int, order: Order | None = None
) -> Problem:
    """Return a random problem in which every rule and every blank occurs now and then."""
    draw = random.Random(seed)
    count = max(3, people // 2)
    register = tuple(
        Employer(
            f"Employer {n}",
            (f"E{n}",),
            group=f"Group {n % 3}" if n % 4 == 0 else "",
            sector=f"Sector {n % 4}",
        )
        for n in range(count)
    )
    return Problem(
        participants=tuple(_participant(draw, n, count, options) for n in range(people)),
        mentors=tuple(_mentor(draw, n, count) for n in range(options if kind == "mentors" else 0)),
        assignments=tuple(
            _assignment(draw, n, count) for n in range(options if kind == "assignments" else 0)
        ),
        employers=register,
        lifts=tuple(
            Lift(f"P{draw.randrange(people):03}", "", draw.choice(["level", "format", "needs"]))
            for _ in range(people // 10)
        ),
        bans=tuple(
            (f"P{draw.randrange(people):03}", f"O{draw.randrange(options):03}")
            for _ in range(people // 4)
        ),
        order=order or Order(),
        seed=seed,
    )


def _participant(draw: random.Random, number: int, employers: int, options: int) -> Participant:
    wishes = tuple(f"O{n:03}" for n in draw.sample(range(options), min(2, options)))
    return Participant(
        id=f"P{number:03}",
        employer=f"Employer {draw.randrange(employers)}",
        level=draw.randint(2, 5),
        other_employers=(f"E{draw.randrange(employers)}",) if draw.random() < 0.2 else (),
        location=draw.choice((*TOWNS, "")),
        places=tuple(draw.sample(TOWNS, draw.randint(0, 2))),
        formats=tuple(draw.sample(FORMATS, draw.randint(0, 3))),
        needs=tuple(draw.sample(FACTS, draw.choice([0, 0, 0, 1]))),
        goals=_skills(draw, 1, 5, draw.randint(0, 3)),
        skills=_skills(draw, 0, 4, draw.randint(0, 3)),
        available_from=START + timedelta(days=draw.randrange(30)) if draw.random() < 0.5 else None,
        available_to=START + timedelta(days=150) if draw.random() < 0.5 else None,
        weekdays=tuple(draw.sample(WEEKDAYS, draw.randint(0, 4))),
        days_per_week=draw.choice([None, 1, 2, 5]),
        blocked=tuple(START + timedelta(days=draw.randrange(100)) for _ in range(3)),
        wishes_mentors=wishes if draw.random() < 0.5 else (),
        wishes_assignments=wishes if draw.random() < 0.5 else (),
        wish_tags=("carer",) if draw.random() < 0.3 else (),
        avoid=(f"O{draw.randrange(options):03}",) if draw.random() < 0.1 else (),
        avoid_employers=(f"E{draw.randrange(employers)}",) if draw.random() < 0.1 else (),
        conflicts=(f"O{draw.randrange(options):03}",) if draw.random() < 0.1 else (),
        priority=draw.choice([0, 0, 0, 1]),
    )


def _mentor(draw: random.Random, number: int, employers: int) -> Mentor:
    return Mentor(
        id=f"O{number:03}",
        employer=f"E{draw.randrange(employers)}",
        level=draw.randint(3, 8),
        location=draw.choice((*TOWNS, "")),
        places=tuple(draw.sample(TOWNS, draw.randint(0, 1))),
        formats=tuple(draw.sample(FORMATS, draw.randint(0, 3))),
        offers=tuple(draw.sample(FACTS, draw.randint(0, 2))),
        skills=_skills(draw, 0, 4, draw.randint(0, 4)),
        weekdays=tuple(draw.sample(WEEKDAYS, draw.randint(0, 4))),
        capacity=draw.choice([0, 1, 1, 1, 2]),
        open=draw.random() < 0.9,
        tags=("carer",) if draw.random() < 0.3 else (),
        avoid=(f"P{draw.randrange(5):03}",) if draw.random() < 0.1 else (),
    )


def _assignment(draw: random.Random, number: int, employers: int) -> Assignment:
    starts_on = START + timedelta(days=draw.randrange(40))
    return Assignment(
        id=f"O{number:03}",
        employer=f"E{draw.randrange(employers)}",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=draw.randint(30, 150)),
        days=draw.choice([5, 10, 15]),
        location=draw.choice((*TOWNS, "")),
        format=draw.choice(ASSIGNMENT_FORMATS),
        offers=tuple(draw.sample(FACTS, draw.randint(0, 2))),
        skills=_skills(draw, 0, 4, draw.randint(0, 4)),
        level_from=draw.randint(1, 3),
        level_to=draw.randint(3, 9),
        weekdays=tuple(draw.sample(WEEKDAYS, draw.randint(0, 4))),
        capacity=draw.choice([0, 1, 1, 1, 2]),
        open=draw.random() < 0.9,
    )


def _skills(draw: random.Random, low: int, high: int, count: int) -> tuple[tuple[str, int], ...]:
    return tuple((skill, draw.randint(low, high)) for skill in draw.sample(SKILLS, count))
