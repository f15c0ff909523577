"""What the proof knows about each row: plain sets and numbers, worked out once per row.

Nothing in this folder imports the solver, its arrays or its formulas: it reads the values that
go in and come out, and works everything out again, one pair at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from matching.values import Assignment, Employer, Mentor, Participant, Problem

LIVE = frozenset({"face-to-face", "video", "phone"})
ALL_FORMATS = LIVE | {"email"}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def squeeze(word: str) -> str:
    """Return a word as words are compared: case-folded, white space squeezed."""
    return " ".join(word.casefold().split())


def words(given: tuple[str, ...]) -> frozenset[str]:
    """Return the words that aren't blank, as they are compared."""
    return frozenset(squeeze(word) for word in given) - {""}


@dataclass(frozen=True, slots=True)
class Facts:
    """One participant, mentor or assignment; blanks already filled with what they mean."""

    id: str
    employers: frozenset[str]
    groups: frozenset[str]
    avoided_employers: frozenset[str]
    avoided: frozenset[str]
    conflicts: frozenset[str]
    sector: str
    location: str
    places: frozenset[str]
    formats: frozenset[str]
    facts: frozenset[str]
    weekdays: frozenset[str]
    skills: dict[str, int]
    tags: frozenset[str]


class Names:
    """The register, read by any name."""

    def __init__(self, employers: tuple[Employer, ...]) -> None:
        self.entries = {
            squeeze(name): entry for entry in employers for name in (entry.name, *entry.aliases)
        }

    def employers(self, given: tuple[str, ...]) -> frozenset[str]:
        """Return the employers meant, by their registered names where there is a register."""
        return frozenset(
            squeeze(self.entries[name].name) if name in self.entries else name
            for name in words(given)
        )

    def groups(self, given: tuple[str, ...]) -> frozenset[str]:
        """Return the groups that these employers stand in."""
        return words(tuple(self.entries[n].group for n in words(given) if n in self.entries))

    def sector(self, own: str, employer: str) -> str:
        """Return the row's own sector or its employer's."""
        entry = self.entries.get(squeeze(employer))
        return squeeze(own) or (squeeze(entry.sector) if entry else "")


def facts_of(row: Participant | Mentor | Assignment, names: Names) -> Facts:
    """Work out one row."""
    person = None if isinstance(row, Assignment) else row
    employers = (row.employer, *(person.other_employers if person else ()))
    return Facts(
        id=row.id,
        employers=names.employers(employers),
        groups=names.groups(employers),
        avoided_employers=names.employers(row.avoid_employers),
        avoided=frozenset(row.avoid),
        conflicts=frozenset(person.conflicts if person else ()),
        sector=names.sector(row.sector, row.employer),
        location=squeeze(row.location),
        places=words((row.location, *(person.places if person else ()))),
        formats=frozenset(person.formats if person else ()) or ALL_FORMATS,
        facts=words(row.needs if isinstance(row, Participant) else row.offers),
        weekdays=frozenset(row.weekdays or WEEK[:5]),
        skills={squeeze(skill): level for skill, level in row.skills},
        tags=words(_tags(row)),
    )


def _tags(row: Participant | Mentor | Assignment) -> tuple[str, ...]:
    if isinstance(row, Participant):
        return row.wish_tags
    return row.tags if isinstance(row, Mentor) else ()


class Calendar:
    """Days as bits of whole numbers, seven to a week from the first assignment's Monday."""

    def __init__(self, problem: Problem) -> None:
        starts = [row.starts_on.toordinal() for row in problem.assignments]
        ends = [row.ends_on.toordinal() for row in problem.assignments]
        self.first = min(starts, default=1)
        self.first -= (self.first - 1) % 7
        self.weeks = (max(ends, default=1) - self.first) // 7 + 1
        self.people = {row.id: self._free(row) for row in problem.participants}
        self.limits = {row.id: row.days_per_week for row in problem.participants}
        self.hosts = {
            row.id: self._days(row.weekdays, row.starts_on.toordinal(), row.ends_on.toordinal())
            for row in problem.assignments
        }

    def common(self, participant: str, assignment: str) -> int:
        """Count the working days that both have, at most the person's days in any one week."""
        days = self.people[participant] & self.hosts[assignment]
        limit = self.limits[participant]
        if limit is None:
            return days.bit_count()
        count = 0
        while days:
            count += min((days & 0b1111111).bit_count(), limit)
            days >>= 7
        return count

    def _days(self, weekdays: tuple[str, ...], start: int, end: int) -> int:
        """Set a bit for each Monday to Friday between two days on the weekdays given."""
        week = sum(1 << place for place in range(5) if WEEK[place] in (weekdays or WEEK[:5]))
        whole = sum(week << 7 * number for number in range(self.weeks))
        low, high = max(start - self.first, 0), end - self.first + 1
        return (whole & ((1 << high) - 1)) >> low << low if high > low else 0

    def _free(self, row: Participant) -> int:
        last = self.first + 7 * self.weeks
        start = row.available_from.toordinal() if row.available_from else self.first
        end = min(row.available_to.toordinal(), last) if row.available_to else last
        days = self._days(row.weekdays, start, end)
        for day in row.blocked:
            place = day.toordinal() - self.first
            if 0 <= place < 7 * self.weeks:
                days &= ~(1 << place)
        return days
