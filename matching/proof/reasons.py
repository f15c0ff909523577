"""Whether the reasons given to those who go without are true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matching.proof.pairs import Pairs
from matching.results import Change, Group, Result, RuleCount, Unmatched

Pair = tuple[str, str]


def check_reasons(
    result: Result,
    allowed: dict[Pair, int],
    capacity: dict[str, int],
    pins: dict[str, str],
    pairs: Pairs | None,
) -> Iterator[str]:
    """Yield every reason that isn't true; `pairs` is None where scores were given."""
    placeable = {row for row, _ in allowed}
    known = set(pairs.people) if pairs else None
    for row in result.unmatched:
        if known is not None and row.id not in known:
            continue
        if (row.reason == "no-option") != (row.id not in placeable):
            yield f"{row.id}: the reason {row.reason} isn't true"
        elif row.reason == "shortage":
            yield from _check_group(row.id, row.group, allowed, capacity, pins)
        elif pairs:
            yield from _check_rules(row, pairs)


def _check_group(
    person: str,
    group: Group | None,
    allowed: dict[Pair, int],
    capacity: dict[str, int],
    pins: dict[str, str],
) -> Iterator[str]:
    """The group must hold the person, have no option outside, and fewer places than people."""
    if group is None or person not in group.participants:
        yield f"{person}: no group that competes for places"
        return
    members, options = set(group.participants), set(group.options)
    outside = [
        pair
        for pair in allowed
        if pair[0] in members and pair[1] not in options and pins.get(pair[0], pair[1]) == pair[1]
    ]
    places = sum(capacity.get(option, 0) for option in options)
    if outside or places != group.places or len(members) <= places:
        yield f"{person}: the group doesn't compete for fewer places"


def _check_rules(row: Unmatched, pairs: Pairs) -> Iterator[str]:
    """The counts by rule must be right, and the change must be enough for the pair named."""
    excluded: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for option in pairs.options:
        broken = list(pairs.broken(row.id, option))
        excluded.update(broken)
        if len(broken) == 1:
            alone.update(broken)
    counts = [RuleCount(name, number, alone[name]) for name, number in excluded.items()]
    if row.rules != tuple(sorted(counts, key=lambda count: (-count.excluded, count.rule))):
        yield f"{row.id}: the rules that exclude every option aren't counted right"
    yield from _check_change(row.id, row.change, pairs)


def _check_change(person: str, change: Change, pairs: Pairs) -> Iterator[str]:
    if change.what == "option":
        return
    for option in change.options:
        if option not in pairs.options:
            yield f"{person}: the change names {option}, which isn't an option"
            continue
        broken = set(pairs.broken(person, option)) - set(change.rules)
        if broken - ({"open"} if change.what != "lift" else set()):
            yield f"{person}: the change isn't enough for {option}"
