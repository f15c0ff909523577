"""The hard rules: which pairs each one excludes, a block of participants at a time.

A pair that breaks a rule is absent from everything after this; it never becomes a low score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from matching.catalogue import RULES
from matching.days import common_days
from matching.tables import Bools, Tables, lack, meet
from matching.values import FORMATS, Assignment

BAN = "ban"
# Formats are bits in alphabetical order; e-mail alone is not mentoring.
_BIT = {name: np.uint64(1 << place) for place, name in enumerate(sorted(FORMATS))}
FACE_TO_FACE = _BIT["face-to-face"]
LIVE = FACE_TO_FACE | _BIT["video"] | _BIT["phone"]

Excludes = Callable[[Tables, slice], Bools]


def active_rules(tables: Tables) -> tuple[str, ...]:
    """Return the names of the rules that are switched on for this kind, in the usual order."""
    switches = tables.problem.rules
    names = (text.name for text in RULES[tables.kind])
    return tuple(name for name in names if name == "employer" or getattr(switches, name))


def broken(tables: Tables, block: slice) -> Iterator[tuple[str, Bools]]:
    """Yield each active rule with the pairs that it excludes, exceptions taken off, and bans.

    Each matrix has the shape (participants in the block, options).
    """
    width = tables.shape[1]
    for name in active_rules(tables):
        excluded = EXCLUDES[name](tables, block)
        if name in tables.lifts:
            excluded &= tables.lifts[name].block(block.start, block.stop, width) == 0
        yield name, excluded
    yield BAN, tables.bans.block(block.start, block.stop, width) > 0


def eligible(tables: Tables, block: slice) -> Bools:
    """Return the pairs that no active rule and no ban excludes."""
    found = np.ones((block.stop - block.start, tables.shape[1]), dtype=np.bool_)
    for _, excluded in broken(tables, block):
        found &= ~excluded
    return found


def reachable(tables: Tables, block: slice) -> Bools:
    """Return where the two can meet in person; an unknown location is taken as reachable."""
    return meet(tables.people.reach[block], tables.offered.reach) | ~located(tables, block)


def located(tables: Tables, block: slice) -> Bools:
    """Return where both sides' locations are known."""
    return (tables.people.location[block, None] >= 0) & (tables.offered.location >= 0)


def _employer(tables: Tables, block: slice) -> Bools:
    return meet(tables.people.employers[block], tables.offered.employers)


def _group(tables: Tables, block: slice) -> Bools:
    return meet(tables.people.groups[block], tables.offered.groups)


def _sector(tables: Tables, block: slice) -> Bools:
    return np.equal(tables.people.sector[block, None], tables.offered.sector)


def _level(tables: Tables, block: slice) -> Bools:
    level, offered = tables.people.level_from[block, None], tables.offered
    if tables.kind == "mentors":
        return np.less(offered.level_from, level + tables.problem.rules.level_gap)
    return np.less(level, offered.level_from) | np.greater(level, offered.level_to)


def _format(tables: Tables, block: slice) -> Bools:
    away = ~reachable(tables, block)
    if tables.kind == "assignments":
        return tables.on_site & away
    common = tables.people.formats[block] & tables.offered.formats[:, 0] & LIVE
    apart: Bools = (common == 0) | ((common == FACE_TO_FACE) & away)
    return apart


def _needs(tables: Tables, block: slice) -> Bools:
    return lack(tables.people.facts[block], tables.offered.facts)


def _dates(tables: Tables, block: slice) -> Bools:
    assignments = [row for row in tables.options if isinstance(row, Assignment)]
    needed = np.array([row.days for row in assignments], dtype=np.int64)
    return common_days(tables.calendar, block) < needed


def _avoid(tables: Tables, block: slice) -> Bools:
    people, offered = tables.people, tables.offered
    return (
        (tables.avoid.block(block.start, block.stop, tables.shape[1]) > 0)
        | meet(people.avoids[block], offered.employers)
        | meet(people.employers[block], offered.avoids)
    )


def _conflict(tables: Tables, block: slice) -> Bools:
    return tables.conflict.block(block.start, block.stop, tables.shape[1]) > 0


def _open(tables: Tables, block: slice) -> Bools:
    return np.broadcast_to(~tables.open, (block.stop - block.start, tables.shape[1])).copy()


EXCLUDES: dict[str, Excludes] = {
    "employer": _employer,
    "group": _group,
    "sector": _sector,
    "level": _level,
    "format": _format,
    "needs": _needs,
    "dates": _dates,
    "avoid": _avoid,
    "conflict": _conflict,
    "open": _open,
}
