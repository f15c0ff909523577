"""A problem as arrays: a row per participant, a column per option, both in id order.

Sets of words become bits in 64-bit words, shape (rows, words), so that "have something in common"
is one AND for a whole block of pairs. Links between ids become index arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from matching.days import Calendar, build_calendar
from matching.values import FORMATS, WEEKDAYS, Assignment, Kind, Mentor, Participant, Problem
from matching.words import Register, fold

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Bits = NDArray[np.uint64]

Option = Mentor | Assignment
WORKING_WEEK = WEEKDAYS[:5]


@dataclass(frozen=True, slots=True)
class Side:
    """One side's facts as arrays; codes are -1 where unknown.

    A person's level is `level_from` (and `level_to`); an assignment's is a range. `facts` are a
    participant's needs, or what an option offers.
    """

    employers: Bits
    groups: Bits
    avoids: Bits
    sector: Ints
    level_from: Ints
    level_to: Ints
    location: Ints
    reach: Bits
    formats: Bits
    facts: Bits
    weekdays: Bits
    tags: Bits

    def part(self, rows: slice) -> Side:
        """Return some of the rows."""
        return replace(self, **{row.name: getattr(self, row.name)[rows] for row in fields(self)})


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of (row, column) that stand in some relation, with a rank (1 if it has none)."""

    rows: Ints
    columns: Ints
    ranks: Ints

    def block(self, start: int, stop: int, width: int) -> Ints:
        """Return the ranks of a block of rows, shape (stop - start, width); 0 is no link."""
        inside = (self.rows >= start) & (self.rows < stop)
        block = np.zeros((stop - start, width), dtype=np.int64)
        block[self.rows[inside] - start, self.columns[inside]] = self.ranks[inside]
        return block


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that rules and criteria look at, with the problem it was made from."""

    kind: Kind
    problem: Problem
    participants: tuple[Participant, ...]
    options: tuple[Option, ...]
    people: Side
    offered: Side
    avoid: Links
    conflict: Links
    bans: Links
    wishes: Links
    lifts: dict[str, Links]
    open: Bools
    on_site: Bools
    calendar: Calendar

    @property
    def shape(self) -> tuple[int, int]:
        """Participants by options."""
        return len(self.participants), len(self.options)


def build_tables(problem: Problem) -> Tables:
    """Turn a problem (already checked) into arrays; rows and columns are sorted by id."""
    register = Register(problem.employers)
    participants = tuple(sorted(problem.participants, key=lambda row: row.id))
    options: tuple[Option, ...] = tuple(sorted(problem.options, key=lambda row: row.id))
    people, offered = _sides(participants, options, register)
    rows = {row.id: number for number, row in enumerate(participants)}
    columns = {row.id: number for number, row in enumerate(options)}
    mentors = problem.kind == "mentors"
    wishes = ((p.id, p.wishes_mentors if mentors else p.wishes_assignments) for p in participants)
    return Tables(
        kind=problem.kind,
        problem=problem,
        participants=participants,
        options=options,
        people=people,
        offered=offered,
        avoid=_links(
            rows,
            columns,
            [(p.id, o, 1) for p in participants for o in p.avoid]
            + [(p, o.id, 1) for o in options for p in o.avoid],
        ),
        conflict=_links(
            rows,
            columns,
            [(p.id, o, 1) for p in participants for o in p.conflicts]
            + [(p, o.id, 1) for o in options if isinstance(o, Mentor) for p in o.conflicts],
        ),
        bans=_links(rows, columns, [(p, o, 1) for p, o in problem.bans]),
        wishes=_links(
            rows, columns, [(p, o, rank) for p, ids in wishes for rank, o in enumerate(ids, 1)]
        ),
        lifts=_lifts(problem, rows, columns),
        open=np.array([o.open and o.capacity > 0 for o in options], dtype=np.bool_),
        on_site=np.array(
            [isinstance(o, Assignment) and o.format == "on-site" for o in options], dtype=np.bool_
        ),
        calendar=build_calendar(participants, [o for o in options if isinstance(o, Assignment)]),
    )


def meet(left: Bits, right: Bits) -> Bools:
    """Return which pairs have a word in common: (n, words), (m, words) -> (n, m).

    Only rows and columns with a bit among the same 64 are held together: of many words, most
    rows have few.
    """
    found = np.zeros((len(left), len(right)), dtype=np.bool_)
    for word in range(left.shape[1]):
        rows, columns = np.flatnonzero(left[:, word]), np.flatnonzero(right[:, word])
        found[np.ix_(rows, columns)] |= (left[rows, word, None] & right[columns, word]) != 0
    return found


def lack(wanted: Bits, given: Bits) -> Bools:
    """Return which pairs leave something wanted unmet: (n, words), (m, words) -> (n, m)."""
    missing = np.zeros((len(wanted), len(given)), dtype=np.bool_)
    for word in range(wanted.shape[1]):
        rows = np.flatnonzero(wanted[:, word])
        missing[rows] |= (wanted[rows, word, None] & ~given[:, word]) != 0
    return missing


def _sides(
    participants: Sequence[Participant], options: Sequence[Option], register: Register
) -> tuple[Side, Side]:
    everyone: list[Participant | Option] = [*participants, *options]
    count = len(participants)
    # One vocabulary for employers and for those to avoid, so that their bits can be compared.
    employers = [register.keys(_employers(row)) for row in everyone]
    avoided = [register.keys(row.avoid_employers) for row in everyone]
    every = Side(
        employers=_bits(employers, avoided),
        groups=_bits([register.groups(_employers(row)) for row in everyone]),
        avoids=_bits(avoided, employers),
        sector=_codes([register.sector(row.sector, row.employer) for row in everyone]),
        level_from=_ints(_levels(row)[0] for row in everyone),
        level_to=_ints(_levels(row)[1] for row in everyone),
        location=_codes([fold(row.location) for row in everyone]),
        reach=_bits([_places(row) for row in everyone]),
        formats=_bits([_formats(row) for row in everyone], [frozenset(FORMATS)]),
        facts=_bits([_folded(_facts(row)) for row in everyone]),
        weekdays=_bits([frozenset(row.weekdays or WORKING_WEEK) for row in everyone]),
        tags=_bits([_folded(_tags(row)) for row in everyone]),
    )
    return every.part(slice(0, count)), every.part(slice(count, None))


def _employers(row: Participant | Option) -> tuple[str, ...]:
    return (row.employer, *(() if isinstance(row, Assignment) else row.other_employers))


def _places(row: Participant | Option) -> frozenset[str]:
    return _folded((row.location, *(() if isinstance(row, Assignment) else row.places)))


def _formats(row: Participant | Option) -> frozenset[str]:
    return frozenset(FORMATS if isinstance(row, Assignment) else row.formats or FORMATS)


def _facts(row: Participant | Option) -> tuple[str, ...]:
    return row.needs if isinstance(row, Participant) else row.offers


def _tags(row: Participant | Option) -> tuple[str, ...]:
    if isinstance(row, Assignment):
        return ()
    return row.wish_tags if isinstance(row, Participant) else row.tags


def _levels(row: Participant | Option) -> tuple[int, int]:
    return (row.level_from, row.level_to) if isinstance(row, Assignment) else (row.level, row.level)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words)))


def _bits(rows: list[frozenset[str]], known: list[frozenset[str]] | None = None) -> Bits:
    """Return one bit per word, shape (rows, words of 64); the order of bits is the words' own."""
    words = sorted(frozenset().union(*rows, *(known or [])))
    place = {word: number for number, word in enumerate(words)}
    bits = np.zeros((len(rows), len(words) // 64 + 1), dtype=np.uint64)
    for number, row in enumerate(rows):
        for word in row:
            bits[number, place[word] // 64] |= np.uint64(1 << place[word] % 64)
    return bits


def _codes(words: list[str]) -> Ints:
    place = {word: number for number, word in enumerate(sorted(set(words) - {""}))}
    return _ints(place.get(word, -1) for word in words)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _links(
    rows: dict[str, int], columns: dict[str, int], found: Iterable[tuple[str, str, int]]
) -> Links:
    """Keep the links whose two ends are both here."""
    here = [(rows[p], columns[o], rank) for p, o, rank in found if p in rows and o in columns]
    table = np.array(here, dtype=np.int64).reshape(-1, 3)
    return Links(table[:, 0], table[:, 1], table[:, 2])


def _lifts(problem: Problem, rows: dict[str, int], columns: dict[str, int]) -> dict[str, Links]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for lift in problem.lifts:
        options = [lift.option] if lift.option else list(columns)
        found.setdefault(lift.rule, []).extend((lift.participant, o, 1) for o in options)
    return {rule: _links(rows, columns, pairs) for rule, pairs in found.items()}
