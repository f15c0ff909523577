"""Why somebody goes without, and the smallest change that would help."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.catalogue import LIFTABLE, RULES
from matching.face import Face, full_face
from matching.market import Market
from matching.reach import rivals
from matching.readiness import rules_against
from matching.results import Change, Group, RuleCount, Unmatched
from matching.rules import broken
from matching.tables import Bools, Ints, Tables
from matching.values import Kind

IMPOSSIBLE = 1_000
FEW = 5
ONE = {"mentors": "mentor", "assignments": "stretch assignment", "scores": "option"}


def explain_unmatched(
    market: Market, matching: Ints, tables: Tables | None
) -> tuple[Unmatched, ...]:
    """Return everybody without a pair, each with the reason that binds; O(pairs) a person.

    `tables` is None where scores were given: then no rule can be named.
    """
    face = full_face(market.possible, market.capacity, market.pinned)
    left = np.flatnonzero(matching < 0)
    without = [int(row) for row in left if market.classes[row] < 0]
    reasons = rules_against(tables, without) if tables else {}
    open_places = _with_room(face, matching) if without else np.zeros(0, dtype=np.bool_)
    groups: dict[bytes, Group] = {}
    return tuple(
        _no_option(market, int(row), reasons.get(int(row), ()), open_places, tables)
        if market.classes[row] < 0
        else _shortage(market, face, matching, int(row), groups)
        for row in left
    )


def _shortage(
    market: Market, face: Face, matching: Ints, row: int, groups: dict[bytes, Group]
) -> Unmatched:
    """The options within reach are all full: everybody who has only those competes for them.

    `groups` keeps those already worked out, by their options: most people share one.
    """
    _, columns = rivals(face, matching, row)
    key = columns.tobytes()
    if key not in groups:
        groups[key] = _group(market, face, columns)
    group = groups[key]
    short = len(group.participants) - group.places
    change = Change("place", group.options, (), _more_places(group.options, short))
    return Unmatched(market.participants[row], market.kind, "shortage", (), group, change)


def _group(market: Market, face: Face, columns: Bools) -> Group:
    """Return the rows that have none but these columns, as a group."""
    outside = np.zeros(face.shape[0], dtype=np.bool_)
    outside[face.rows[~columns[face.columns]]] = True
    inside = np.zeros(face.shape[0], dtype=np.bool_)
    inside[face.rows] = True
    return Group(
        participants=_named(market.participants, inside & ~outside),
        options=_named(market.options, columns),
        places=int(face.capacity[columns].sum()),
    )


def _no_option(
    market: Market,
    row: int,
    reasons: tuple[RuleCount, ...],
    with_room: Bools,
    tables: Tables | None,
) -> Unmatched:
    change = _smallest_change(tables, row, with_room) if tables else None
    change = change or Change(
        "option", (), (), f"Only another {ONE[market.kind]} would place this person."
    )
    person = market.participants[row]
    return Unmatched(person, market.kind, "no-option", reasons, None, change)


def _smallest_change(tables: Tables, row: int, with_room: Bools) -> Change | None:
    """Return the option that needs the fewest rules lifted or places added, first id first."""
    excluded = {name: matrix[0] for name, matrix in broken(tables, slice(row, row + 1))}
    lifts = np.zeros(tables.shape[1], dtype=np.int64)
    for name, against in excluded.items():
        if name != "open":
            lifts += against * (1 if name in LIFTABLE else IMPOSSIBLE)
    needs_place = excluded.get("open", np.zeros_like(with_room)) | ~with_room
    cost = lifts + needs_place
    if len(cost) == 0 or cost.min() >= IMPOSSIBLE:
        return None
    column = int(cost.argmin())
    option = (tables.options[column].id,)
    rules = tuple(name for name in LIFTABLE if name in excluded and excluded[name][column])
    if not rules:
        return Change("place", option, (), _more_places(option, 1))
    exception = _exception(tables.kind, rules, option[0])
    if needs_place[column]:
        sentence = f"{exception} and one more place there would place this person."
        return Change("lift-and-place", option, rules, sentence)
    return Change("lift", option, rules, f"{exception} would place this person.")


def _with_room(face: Face, matching: Ints) -> Bools:
    """Return the columns where somebody more can be taken if others move along, losing nothing."""
    matched = matching >= 0
    load = np.bincount(matching[matched], minlength=face.shape[1])
    room = load < face.capacity
    while True:
        movable = np.zeros(face.shape[0], dtype=np.bool_)
        movable[face.rows[room[face.columns]]] = True
        grown = room.copy()
        grown[matching[movable & matched]] = True
        if np.array_equal(grown, room):
            return room
        room = grown


def _exception(kind: Kind, rules: Sequence[str], option: str) -> str:
    labels = {text.name: text.label for text in RULES[kind]}
    named = " and ".join(f"“{labels[name]}”" for name in rules)
    return f"An exception to {named} for {option}"


def _more_places(options: Sequence[str], short: int) -> str:
    """Say what places would help, naming the options where there are few."""
    where = options[0] if len(options) == 1 else "any of " + ", ".join(options)
    if len(options) > FEW:
        where = f"any of {len(options)} options"
    if short == 1:
        return f"One more place with {where} would place this person."
    return f"{short} places are missing; each further one with {where} places one more person."


def _named(ids: tuple[str, ...], chosen: Bools) -> tuple[str, ...]:
    return tuple(ids[place] for place in np.flatnonzero(chosen))
