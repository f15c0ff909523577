"""One pair at a time: which rules it breaks, and its points by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from matching.proof.facts import LIVE, Calendar, Facts, Names, facts_of, squeeze
from matching.results import ResultKind
from matching.values import Assignment, Mentor, Participant, Problem

STEPS_UP = {1: 8, 2: 10, 3: 7, 4: 4}
STRETCH = {1: 8, 2: 10, 3: 6, 4: 3}
WISHES = {1: 10, 2: 8, 3: 6, 4: 4, 5: 2}
HALF = (1, 2)


class Pairs:
    """Everything that can be said about one pair of a problem."""

    def __init__(self, problem: Problem) -> None:
        names = Names(problem.employers)
        self.kind: ResultKind = problem.kind
        self.rules = problem.rules
        self.people = {row.id: row for row in problem.participants}
        self.options: dict[str, Mentor | Assignment] = {row.id: row for row in problem.options}
        self.facts = {
            row.id: facts_of(row, names) for row in (*problem.participants, *problem.options)
        }
        self.calendar = Calendar(problem)
        self.lifted = {(lift.rule, lift.participant, lift.option) for lift in problem.lifts}
        self.bans = set(problem.bans)
        weights = problem.rules.mentors if self.kind == "mentors" else problem.rules.assignments
        self.maxima = shares_of_1000(
            {row.name: getattr(weights, row.name) for row in fields(weights)}
        )

    def broken(self, participant: str, option: str) -> Iterator[str]:
        """Yield each rule that is on, not lifted, and broken by this pair; "ban" for a ban."""
        person, other = self.facts[participant], self.facts[option]
        for name in self._breaks(person, other, self.people[participant], self.options[option]):
            on = name == "employer" or getattr(self.rules, name)
            lifted = (name, participant, option) in self.lifted or (
                (name, participant, "") in self.lifted
            )
            if on and not lifted:
                yield name
        if (participant, option) in self.bans:
            yield "ban"

    def criteria(self, participant: str, option: str) -> tuple[tuple[str, int, int], ...]:
        """Return (criterion, points, maximum) for a pair."""
        person, other = self.people[participant], self.options[option]
        facts = self.facts[participant], self.facts[option]
        if isinstance(other, Mentor):
            shares = self._mentor(person, other, *facts)
        else:
            shares = self._assignment(person, other, *facts)
        return tuple(
            (name, maximum * shares[name][0] // shares[name][1], maximum)
            for name, maximum in self.maxima.items()
        )

    def points(self, participant: str, option: str) -> int:
        """Return the points of a pair."""
        return sum(points for _, points, _ in self.criteria(participant, option))

    def _breaks(
        self, person: Facts, other: Facts, row: Participant, option: Mentor | Assignment
    ) -> Iterator[str]:
        if person.employers & other.employers:
            yield "employer"
        if person.groups & other.groups:
            yield "group"
        if (
            person.avoided_employers & other.employers
            or other.avoided_employers & person.employers
            or other.id in person.avoided
            or person.id in other.avoided
        ):
            yield "avoid"
        if other.id in person.conflicts or person.id in other.conflicts:
            yield "conflict"
        if not person.facts <= other.facts:
            yield "needs"
        if not option.open or option.capacity < 1:
            yield "open"
        apart = bool(person.location and other.location) and not person.places & other.places
        if isinstance(option, Mentor):
            live = person.formats & other.formats & LIVE
            if not live or (live == {"face-to-face"} and apart):
                yield "format"
            if option.level < row.level + self.rules.level_gap:
                yield "level"
        else:
            if option.format == "on-site" and apart:
                yield "format"
            if not option.level_from <= row.level <= option.level_to:
                yield "level"
            if person.sector == other.sector:
                yield "sector"
            if self.calendar.common(person.id, other.id) < option.days:
                yield "dates"

    def _mentor(
        self, row: Participant, option: Mentor, person: Facts, other: Facts
    ) -> dict[str, tuple[int, int]]:
        goals = {squeeze(skill): weight for skill, weight in row.goals}
        same_day = bool(person.weekdays & other.weekdays)
        common = person.formats & other.formats
        near = bool(person.location and other.location and person.places & other.places)
        meeting = 3
        if same_day and common & {"video", "phone"}:
            meeting = 7
        if same_day and near and "face-to-face" in common:
            meeting = 10
        gap = option.level - row.level
        helped = sum(weight * other.skills.get(skill, 0) for skill, weight in goals.items())
        return {
            "goals": (helped, 4 * sum(goals.values())) if goals and other.skills else HALF,
            "level": (STEPS_UP.get(gap, 2), 10),
            "meeting": (meeting, 10),
            "network": (10 * (person.sector != other.sector), 10)
            if person.sector and other.sector
            else HALF,
            "wishes": wish(row.wishes_mentors, option.id),
            "experience": (10 * bool(person.tags & other.tags), 10)
            if person.tags and other.tags
            else HALF,
        }

    def _assignment(
        self, row: Participant, option: Assignment, person: Facts, other: Facts
    ) -> dict[str, tuple[int, int]]:
        goals = {squeeze(skill): weight for skill, weight in row.goals}
        gained = sum(
            weight * STRETCH.get(other.skills.get(skill, 0) - person.skills.get(skill, 0), 0)
            for skill, weight in goals.items()
        )
        common = self.calendar.common(row.id, option.id)
        room = 4
        for points, tenths in ((6, 12), (8, 15), (10, 20)):
            if 10 * common >= tenths * option.days:
                room = points
        return {
            "stretch": (gained, 10 * sum(goals.values())) if goals and other.skills else HALF,
            "place": place(option, person, other),
            "dates": (room, 10),
            "wishes": wish(row.wishes_assignments, option.id),
        }


def place(option: Assignment, person: Facts, other: Facts) -> tuple[int, int]:
    """Return the share for where the work is done."""
    if option.format == "remote":
        return 6, 10
    if not person.location or not other.location:
        return HALF
    if person.location == other.location:
        return 10, 10
    if other.location in person.places:
        return 8, 10
    return (6 if option.format == "either" else 0), 10


def wish(wishes: tuple[str, ...], option: str) -> tuple[int, int]:
    """Return the share for a wish by its rank."""
    if not wishes:
        return HALF
    return (WISHES.get(wishes.index(option) + 1, 0) if option in wishes else 0), 10


def shares_of_1000(weights: dict[str, int]) -> dict[str, int]:
    """Return each criterion's maximum: whole parts first, what is left to the largest rests."""
    whole = sum(weights.values())
    maxima = {name: 1000 * weight // whole for name, weight in weights.items()}
    rests = {name: 1000 * weight % whole for name, weight in weights.items()}
    while sum(maxima.values()) < 1000:
        name = min(rests, key=lambda key: (-rests[key], key))
        maxima[name] += 1
        rests[name] = -1
    return maxima
