"""Check a result from scratch, by code that shares nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matching.canonical import problem_digest, result_digest
from matching.proof.certificate import Open
from matching.proof.lot import lot
from matching.proof.pairs import Pairs
from matching.proof.reasons import check_reasons
from matching.results import Result, ResultKind
from matching.scores import Scores, scores_digest
from matching.values import Order, Problem

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a result is checked against; `allowed` has the points of every allowed pair."""

    kind: ResultKind
    participants: frozenset[str]
    capacity: dict[str, int]
    allowed: dict[Pair, int]
    criteria: Callable[[str, str], tuple[tuple[str, int, int], ...]]
    rank: Callable[[str], tuple[int, int]]
    pins: dict[str, str]
    current: dict[str, str]
    order: Order
    seed: int
    input_digest: str


def verify(problem: Problem, result: Result) -> tuple[str, ...]:
    """Return everything in a result that disagrees with its problem; empty is proof.

    Rules, points, lots, capacities, pins, reasons, every level's optimality and both digests
    are worked out again, one pair at a time. O(pairs) in plain Python. The problem must be one
    that `pair` takes.
    """
    pairs = Pairs(problem)
    options = {row.id: row.capacity for row in problem.options}
    allowed = {
        (row.id, option): pairs.points(row.id, option)
        for row in problem.participants
        for option in options
        if next(pairs.broken(row.id, option), None) is None
    }
    count = Counter(participant for participant, _ in allowed)
    claim = Claim(
        kind=problem.kind,
        participants=frozenset(pairs.people),
        capacity=options,
        allowed=allowed,
        criteria=pairs.criteria,
        rank=lambda row: (-pairs.people[row].priority, count[row]),
        pins=dict(problem.pins),
        current={r: option for r, option in problem.current if r in pairs.people},
        order=problem.order,
        seed=problem.seed,
        input_digest=problem_digest(problem),
    )
    return (
        *_check(claim, result),
        *check_reasons(result, claim.allowed, claim.capacity, claim.pins, pairs),
    )


def verify_scores(scores: Scores, result: Result) -> tuple[str, ...]:
    """Return everything in a result that disagrees with given scores; empty is proof."""
    options = dict(zip(scores.options, scores.capacity or (1,) * len(scores.options), strict=True))
    priority = dict(
        zip(scores.participants, scores.priority or (0,) * len(scores.participants), strict=True)
    )
    bans = set(scores.bans)
    allowed = {
        (row, option): points
        for row, line in zip(scores.participants, scores.points.tolist(), strict=True)
        for option, points in zip(scores.options, line, strict=True)
        if points >= 0 and options[option] > 0 and (row, option) not in bans
    }
    claim = Claim(
        kind="scores",
        participants=frozenset(scores.participants),
        capacity=options,
        allowed=allowed,
        criteria=lambda row, option: (),
        rank=lambda row: (-priority[row], 0),
        pins=dict(scores.pins),
        current={r: option for r, option in scores.current if r in priority},
        order=scores.order,
        seed=scores.seed,
        input_digest=scores_digest(scores),
    )
    return (
        *_check(claim, result),
        *check_reasons(result, claim.allowed, claim.capacity, claim.pins, None),
    )


def _check(claim: Claim, result: Result) -> Iterator[str]:
    if result.input_digest != claim.input_digest:
        yield "input digest: the result belongs to another input"
    if result.result_digest != result_digest(result):
        yield "result digest: it doesn't belong to this result"
    if result.kind != claim.kind:
        yield f"kind: {result.kind}, not {claim.kind}"
    bad = list(_check_pairs(claim, result))
    yield from bad
    yield from _check_numbers(claim, result)
    if not bad:
        yield from _check_levels(claim, result)


def _check_pairs(claim: Claim, result: Result) -> Iterator[str]:
    """Yield pairs that can't stand: forbidden, twice, over capacity, wrongly pointed, unpinned."""
    load: Counter[str] = Counter()
    seen: set[str] = set()
    for row in result.pairs:
        pair = (row.participant, row.option)
        load[row.option] += 1
        if pair not in claim.allowed:
            yield f"{' with '.join(pair)}: not an allowed pair"
            continue
        if row.participant in seen:
            yield f"{row.participant}: matched twice"
        seen.add(row.participant)
        if row.points != claim.allowed[pair]:
            yield f"{' with '.join(pair)}: {claim.allowed[pair]} points, not {row.points}"
        if row.criteria != claim.criteria(*pair):
            yield f"{' with '.join(pair)}: points by criterion differ"
        if row.kind != claim.kind:
            yield f"{' with '.join(pair)}: kind {row.kind}, not {claim.kind}"
        if claim.pins.get(row.participant, row.option) != row.option:
            yield f"{row.participant}: pinned to {claim.pins[row.participant]}"
    for option, taken in load.items():
        if option in claim.capacity and taken > claim.capacity[option]:
            yield f"{option}: {taken} people for {claim.capacity[option]} places"
    for participant in sorted(set(claim.pins) - seen):
        yield f"{participant}: pinned, but not matched"
    left = sorted(claim.participants - seen)
    if [row.id for row in result.unmatched] != left:
        yield "unmatched: they aren't exactly those without a pair, by id"
    if list(result.pairs) != sorted(result.pairs, key=lambda row: row.participant):
        yield "pairs: not sorted by participant"


def _check_numbers(claim: Claim, result: Result) -> Iterator[str]:
    total = sum(row.points for row in result.pairs)
    if result.total != total:
        yield f"total: {total}, not {result.total}"
    matched = {row.participant: row.option for row in result.pairs}
    changes = sum(matched.get(row) != option for row, option in claim.current.items())
    if result.changes != changes:
        yield f"changes: {changes}, not {result.changes}"
    levels = result.certificate.levels
    if result.objective != tuple((level.name, level.value) for level in levels):
        yield "objective: it isn't the values of the levels"
    if (result.floor.asked, result.floor.by) != (str(claim.order.floor), claim.order.floor_by):
        yield "floor: not what was asked for"


def _check_levels(claim: Claim, result: Result) -> Iterator[str]:
    floor = claim.order.floor
    matched = {(row.participant, row.option) for row in result.pairs}
    price, standing = claim.order.price_per_change, len(claim.current)
    weight, measure = _weights(claim), _measure(claim)
    measures = sorted(set(map(measure, matched)))
    steps = [f"leximin {step}" for step in measures] if floor == "leximin" else ["floor"]
    names = ["coverage", "shortage", *steps, "changes", "total", "ties"]
    if floor == "none" or (floor != "leximin" and not matched):
        names.remove("floor")
    if not standing or price is not None:
        names.remove("changes")
    levels = {level.name: level for level in result.certificate.levels}
    if [level.name for level in result.certificate.levels] != names:
        yield "certificate: the levels aren't " + ", ".join(names)
        return
    possible = [pair for pair in claim.allowed if claim.pins.get(pair[0], pair[1]) == pair[1]]
    face = Open(possible, claim.capacity, matched, set(claim.pins))
    reached = measures[0] if measures else None
    if result.floor.reached != reached:
        yield f"floor: the worst-off person has {reached}, not {result.floor.reached}"
    yield from face.check(levels["coverage"], lambda pair: 1)
    yield from face.check(levels["shortage"], lambda pair: weight[pair[0]])
    if "floor" in levels:
        yield from face.check_floor(
            levels["floor"], floor if isinstance(floor, int) else None, measure
        )
    for decided, lowest in zip([-1, *measures], measures, strict=False):
        if (name := f"leximin {lowest}") in levels:
            yield from face.check_leximin(levels[name], decided, lowest, measure)
    kept = set(claim.current.items())
    if "changes" in levels:
        yield from face.check(levels["changes"], lambda p: int(p in kept), -1, standing)
    yield from face.check(
        levels["total"],
        lambda pair: claim.allowed[pair] + (price or 0) * (pair in kept),
        base=-(price or 0) * standing,
    )
    yield from face.check(levels["ties"], lambda pair: -lot(claim.seed, *pair), sign=-1)
    if result.certificate.pairs_priced != len(possible):
        yield f"certificate: {len(possible)} pairs to price, not {result.certificate.pairs_priced}"
    if result.certificate.largest_violation != face.largest_violation:
        yield f"certificate: the largest violation is {face.largest_violation}"


def _weights(claim: Claim) -> dict[str, int]:
    """Return what each person counts in a shortage: one more for each class behind theirs."""
    placeable = {row for row, _ in claim.allowed}
    ranks = sorted({claim.rank(row) for row in placeable}, reverse=True)
    place = {rank: number for number, rank in enumerate(ranks, 1)}
    return {row: place[claim.rank(row)] for row in placeable}


def _measure(claim: Claim) -> Callable[[Pair], int]:
    if claim.order.floor_by == "points":
        return claim.allowed.__getitem__
    best: dict[str, int] = {}
    for (row, _), points in claim.allowed.items():
        best[row] = max(points, best.get(row, 0))
    return lambda pair: 1000 * claim.allowed[pair] // best[pair[0]] if best[pair[0]] else 1000
