"""How many working days a participant and an assignment have in common.

A common day is a Monday to Friday inside both windows, on both sides' weekdays and not blocked;
a participant's days per week are counted per ISO week.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.values import WEEKDAYS, Assignment, Participant

WORKING_DAYS = 5
Days = NDArray[np.float32]


def common_days(
    participants: Sequence[Participant], assignments: Sequence[Assignment]
) -> NDArray[np.int64]:
    """Return the common days of every pair, shape (participants, assignments).

    Works on weeks by five days; only weeks in which some assignment runs are looked at. Counts
    stay far below 2**24, so 32-bit products of 0 and 1 are exact.
    """
    if not participants or not assignments:
        return np.zeros((len(participants), len(assignments)), dtype=np.int64)
    mondays = _weeks(assignments)
    people = np.stack([_free(person, mondays) for person in participants])
    running = np.stack([_running(assignment, mondays) for assignment in assignments])
    limits = np.array([p.days_per_week or WORKING_DAYS for p in participants], dtype=np.float32)
    limited = limits < WORKING_DAYS
    counts = _flat(people) @ _flat(running).T
    for week in range(len(mondays)) if limited.any() else ():
        days = people[limited, week] @ running[:, week].T
        counts[limited] -= np.maximum(days - limits[limited, None], 0)
    return counts.astype(np.int64)


def _weeks(assignments: Sequence[Assignment]) -> NDArray[np.int64]:
    """Return the Mondays, as day numbers, of all weeks in which an assignment runs."""
    weeks: set[int] = set()
    for first, last in {
        (row.starts_on.toordinal(), row.ends_on.toordinal()) for row in assignments
    }:
        weeks.update(range((first - 1) // 7, (last - 1) // 7 + 1))
    return np.array(sorted(weeks), dtype=np.int64) * 7 + 1


def _free(person: Participant, mondays: NDArray[np.int64]) -> Days:
    """Return 1 for each day that the participant can be released, shape (weeks, 5)."""
    days = mondays[:, None] + np.arange(WORKING_DAYS)
    free = np.broadcast_to(_on(person.weekdays), days.shape).copy()
    if person.available_from:
        free &= days >= person.available_from.toordinal()
    if person.available_to:
        free &= days <= person.available_to.toordinal()
    if person.blocked:
        free &= ~np.isin(days, [day.toordinal() for day in person.blocked])
    return free.astype(np.float32)


def _running(assignment: Assignment, mondays: NDArray[np.int64]) -> Days:
    """Return 1 for each working day on which the assignment can be done, shape (weeks, 5)."""
    days = mondays[:, None] + np.arange(WORKING_DAYS)
    first, last = assignment.starts_on.toordinal(), assignment.ends_on.toordinal()
    return (_on(assignment.weekdays) & (days >= first) & (days <= last)).astype(np.float32)


def _on(weekdays: tuple[str, ...]) -> NDArray[np.bool_]:
    working = WEEKDAYS[:WORKING_DAYS]
    return np.array([day in (weekdays or working) for day in working], dtype=np.bool_)


def _flat(days: Days) -> Days:
    return days.reshape(len(days), -1)
