"""Two results side by side: which levels differ, and who has something else."""

from __future__ import annotations

from collections.abc import Mapping

from matching.results import Comparison, LevelChange, Move, Result

ORDER = ("coverage", "shortage", "floor", "leximin", "changes", "total", "ties")
Objective = tuple[tuple[str, int], ...]


def compare(before: Result, after: Result) -> Comparison:
    """Return what is different in the second result: levels, points and people; O(pairs)."""
    first = {row.participant: row.option for row in before.pairs}
    second = {row.participant: row.option for row in after.pairs}
    return Comparison(
        matched=len(second) - len(first),
        points=after.total - before.total,
        levels=differing(before.objective, after.objective),
        moves=moves_between(first, second),
    )


def differing(before: Objective, after: Objective) -> tuple[LevelChange, ...]:
    """Return the levels that differ, in the order of decisions."""
    first, second = dict(before), dict(after)
    changes = (
        LevelChange(name, first.get(name), second.get(name))
        for name in sorted(first | second, key=_place)
    )
    return tuple(change for change in changes if change.before != change.after)


def moves_between(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Move, ...]:
    """Return everybody, by id, whose option differs."""
    return tuple(
        Move(row, before.get(row, ""), after.get(row, ""))
        for row in sorted(before.keys() | after.keys())
        if before.get(row) != after.get(row)
    )


def _place(name: str) -> tuple[int, int]:
    """Return where a level stands in the order; leximin levels stand by their measure."""
    stem, _, measure = name.partition(" ")
    return ORDER.index(stem), int(measure or 0)
