"""The oracle: every matching of a small instance tried in turn, compared level by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matching.proof.lot import lot
from matching.proof.pairs import Pairs
from matching.scores import Scores
from matching.values import Order, Problem

Key = tuple[int, tuple[int, ...], tuple[int, ...], int, int, int]


@dataclass(frozen=True)
class Instance:
    """A small market: points of the allowed pairs, and what else decides."""

    people: tuple[str, ...]
    capacity: dict[str, int]
    points: dict[tuple[str, str], int]
    rank: dict[str, tuple[int, int]]
    pins: dict[str, str]
    current: dict[str, str]
    order: Order
    seed: int


def instance_of_scores(scores: Scores) -> Instance:
    """Read given scores."""
    capacity = scores.capacity or (1,) * len(scores.options)
    priority = scores.priority or (0,) * len(scores.participants)
    return Instance(
        people=scores.participants,
        capacity=dict(zip(scores.options, capacity, strict=True)),
        points={
            (row, option): int(points)
            for row, line in zip(scores.participants, scores.points, strict=True)
            for option, points, places in zip(scores.options, line, capacity, strict=True)
            if points >= 0 and places and (row, option) not in scores.bans
        },
        rank={r: (-p, 0) for r, p in zip(scores.participants, priority, strict=True)},
        pins=dict(scores.pins),
        current={row: o for row, o in scores.current if row in scores.participants},
        order=scores.order,
        seed=scores.seed,
    )


def instance_of_problem(problem: Problem) -> Instance:
    """Read profiles, with the rules and points of the proof (tested one by one elsewhere)."""
    pairs = Pairs(problem)
    points = {
        (person.id, option.id): pairs.points(person.id, option.id)
        for person in problem.participants
        for option in problem.options
        if not list(pairs.broken(person.id, option.id))
    }
    return Instance(
        people=tuple(person.id for person in problem.participants),
        capacity={option.id: option.capacity for option in problem.options},
        points=points,
        rank={
            person.id: (-person.priority, sum(row == person.id for row, _ in points))
            for person in problem.participants
        },
        pins=dict(problem.pins),
        current={row: o for row, o in problem.current if row in pairs.people},
        order=problem.order,
        seed=problem.seed,
    )


def best(instance: Instance) -> tuple[Key, dict[str, str]]:
    """Return the best key and its matching."""
    found = max(matchings(instance), key=lambda chosen: key(instance, chosen))
    return key(instance, found), found


def key(instance: Instance, chosen: dict[str, str]) -> Key:
    """Return what a matching is worth, level by level; a bigger key is a better matching.

    Coverage, classes, floor (empty where there is none), minus changes (0 where they have a
    price), total less the price of changes, minus ties.
    """
    pairs = list(chosen.items())
    placeable = {row for row, _ in instance.points}
    ranks = sorted({instance.rank[row] for row in placeable})
    classes = tuple(sum(instance.rank[row] == rank for row, _ in pairs) for rank in ranks)
    ties = sum(lot(instance.seed, *pair) for pair in pairs)
    changes = sum(chosen.get(row) != option for row, option in instance.current.items())
    price = instance.order.price_per_change
    total = sum(instance.points[pair] for pair in pairs) - (price or 0) * changes
    fewest = -changes if price is None else 0
    return len(pairs), classes, floor_of(instance, pairs), fewest, total, -ties


def floor_of(instance: Instance, pairs: list[tuple[str, str]]) -> tuple[int, ...]:
    """Return what counts of the worst-off."""
    measures = sorted(measure(instance, pair) for pair in pairs)
    floor = instance.order.floor
    if floor == "none":
        return ()
    if floor == "leximin":
        return tuple(measures)
    return tuple(measures[:1] if floor == "max" else [min(worst, floor) for worst in measures[:1]])


def measure(instance: Instance, pair: tuple[str, str]) -> int:
    """Return a pair's points, or thousandths of the person's own best."""
    if instance.order.floor_by == "points":
        return instance.points[pair]
    top = max(points for (row, _), points in instance.points.items() if row == pair[0])
    return 1000 * instance.points[pair] // top if top else 1000


def matchings(instance: Instance) -> Iterator[dict[str, str]]:
    """Yield every matching that keeps to capacities and pins."""
    load = dict.fromkeys(instance.capacity, 0)

    def extend(place: int, chosen: dict[str, str]) -> Iterator[dict[str, str]]:
        if place == len(instance.people):
            yield dict(chosen)
            return
        row = instance.people[place]
        pinned = instance.pins.get(row)
        for option in instance.capacity:
            open_ = load[option] < instance.capacity[option] and pinned in (None, option)
            if open_ and (row, option) in instance.points:
                load[option] += 1
                yield from extend(place + 1, {**chosen, row: option})
                load[option] -= 1
        if pinned is None:
            yield from extend(place + 1, chosen)

    yield from extend(0, {})
