"""How many working days a participant and an assignment have in common.

A common day is a Monday to Friday inside both windows, on both sides' weekdays and not blocked;
a participant's days per week are counted per ISO week. A week is a byte with a bit per working
day, so that a pair is one AND and one count of bits for every eight weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.values import WEEKDAYS, Assignment, Participant

WORKING_DAYS = 5
WEEKS_IN_A_WORD = 8
Weeks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of each side, shape (rows, weeks), over the weeks in which assignments run.

    `limits` are the participants' days per week, 5 where there is no limit. The weeks are a
    multiple of eight; those beyond the last one have no days.
    """

    people: Weeks
    running: Weeks
    limits: NDArray[np.int64]


def build_calendar(
    participants: Sequence[Participant], assignments: Sequence[Assignment]
) -> Calendar:
    """Turn windows, weekdays and blocked days into weeks of bits."""
    mondays = _mondays(assignments)
    people = _on_weekdays(participants, mondays)
    place = {int(monday): week for week, monday in enumerate(mondays)}
    for number, person in enumerate(participants):
        for day in person.blocked:
            week = place.get(day.toordinal() - day.weekday())
            if week is not None and day.weekday() < WORKING_DAYS:
                people[number, week, day.weekday()] = False
    people &= _between(
        [row.available_from or date.min for row in participants],
        [row.available_to or date.max for row in participants],
        mondays,
    )
    running = _on_weekdays(assignments, mondays)
    running &= _between(
        [row.starts_on for row in assignments], [row.ends_on for row in assignments], mondays
    )
    limits = [min(row.days_per_week or WORKING_DAYS, WORKING_DAYS) for row in participants]
    return Calendar(_bytes(people), _bytes(running), np.array(limits, dtype=np.int64))


def common_days(calendar: Calendar, block: slice) -> NDArray[np.int64]:
    """Return the common days of a block of participants, shape (block, assignments)."""
    rows = range(*block.indices(len(calendar.people)))
    counts = np.zeros((len(rows), len(calendar.running)), dtype=np.int64)
    for place, row in enumerate(rows):
        days = calendar.people[row] & calendar.running
        counts[place] = _count(days)
        if (limit := calendar.limits[row]) < WORKING_DAYS:
            # What is left of a week once its first days are taken off is beyond the limit.
            for _ in range(limit):
                days &= days - 1
            counts[place] -= _count(days)
    return counts


def _mondays(assignments: Sequence[Assignment]) -> NDArray[np.int64]:
    """Return the Mondays, as day numbers, of all weeks in which an assignment runs."""
    weeks: set[int] = set()
    for first, last in {
        (row.starts_on.toordinal(), row.ends_on.toordinal()) for row in assignments
    }:
        weeks.update(range((first - 1) // 7, (last - 1) // 7 + 1))
    return np.array(sorted(weeks), dtype=np.int64) * 7 + 1


def _on_weekdays(
    rows: Sequence[Participant | Assignment], mondays: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which days are on each row's weekdays, shape (rows, weeks, 5)."""
    working = WEEKDAYS[:WORKING_DAYS]
    on = [[day in (row.weekdays or working) for day in working] for row in rows]
    days = np.array(on, dtype=np.bool_).reshape(len(rows), 1, WORKING_DAYS)
    return np.repeat(days, len(mondays), axis=1)


def _between(
    first: Sequence[date], last: Sequence[date], mondays: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which days lie in each row's window, shape (rows, weeks, 5)."""
    days = mondays[:, None] + np.arange(WORKING_DAYS)
    start, end = (
        np.array([day.toordinal() for day in edge], dtype=np.int64)[:, None, None]
        for edge in (first, last)
    )
    inside: NDArray[np.bool_] = (days >= start) & (days <= end)
    return inside


def _bytes(days: NDArray[np.bool_]) -> Weeks:
    """Pack each week into a byte, and fill up to whole words of eight weeks."""
    rows, weeks, _ = days.shape
    packed = np.zeros((rows, -(-weeks // WEEKS_IN_A_WORD) * WEEKS_IN_A_WORD), dtype=np.uint8)
    packed[:, :weeks] = np.packbits(days, axis=2)[:, :, 0]
    return packed


def _count(weeks: Weeks) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = np.bitwise_count(weeks.view(np.uint64)).sum(axis=1, dtype=np.int64)
    return counts
