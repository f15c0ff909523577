"""The one door to the matcher: a round's problem is read, solved, checked and explained here.

What is frozen for a run holds ids of participations, mentor profiles and assignments, and words
of the consortium's lists; no person's name and no free text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

import matching
from portal.calendar import today
from portal.models import (
    AvoidEntry,
    MentorProfile,
    ParticipantProfile,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
)
from portal.models.consortia import name_key
from portal.models.profiles import GOAL_WEIGHTS, AvoidKind
from portal.queries.outcome import Reviewed, review_of
from portal.queries.pool import Pool, named_by, read_pool

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Frozen:
    """A round's input as it stood at one moment: canonical JSON and its digest."""

    problem: str
    digest: str
    why_empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nobody, or nothing, to match."""
        return bool(self.why_empty)


@dataclass(frozen=True)
class Solved:
    """What the matcher found and what the review page needs of it."""

    result: str
    digest: str
    review: dict[str, Any]
    headline: dict[str, int]


def freeze(round: Round) -> Frozen:
    """Read a round's problem as it stands now."""
    pool = read_pool(round)
    problem = problem_of(pool)
    return Frozen(
        problem=matching.problem_to_json(problem),
        digest=matching.problem_digest(problem),
        why_empty=_why_empty(pool),
    )


def _why_empty(pool: Pool) -> str:
    if not pool.profiles:
        return "Nobody can be matched yet: no one who waits for a match has a complete profile."
    if not pool.options:
        return (
            "There are no approved mentors yet."
            if pool.round.kind == RoundKind.MENTORS
            else "There are no open stretch assignments yet."
        )
    return ""


def solve(problem: str, progress: Progress | None = None) -> Solved:
    """Run the matcher on frozen input; raises matching.Faults if the input breaks a rule."""
    read = matching.problem_from_json(problem)
    result = matching.pair(read, progress)
    faults = matching.verify(read, result)
    if faults:
        raise Unproven(faults)
    review = review_of(read, result, matching.eligibility(read))
    return Solved(
        result=matching.result_to_json(result),
        digest=result.result_digest,
        review=review.to_json(),
        headline=review.headline,
    )


BadInput = matching.Faults


class Unproven(Exception):
    """The independent check doesn't agree with the solver: the result is not to be used."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def verify_run(run: Run) -> tuple[str, ...]:
    """Check a stored result against its frozen input by code that shares nothing with the solver.

    Returns what disagrees, in words; empty: the result is proven.
    """
    if run.result is None:
        return ("the run has no result",)
    problem = matching.problem_from_json(run.problem)
    result = matching.result_from_json(run.result)
    faults = list(matching.verify(problem, result))
    if matching.problem_digest(problem) != run.input_digest:
        faults.append("the frozen input is not the one that was run")
    if matching.result_digest(result) != run.result_digest:
        faults.append("the stored result is not the one that was found")
    return tuple(faults)


def files_of(run: Run) -> dict[str, str]:
    """Return a finished run as the files that the matcher's own command reads, by file name."""
    problem = matching.problem_from_json(run.problem)
    return matching.problem_files(problem, matching.result_from_json(run.result or ""))


def changes_since(round: Round, run: Run) -> frozenset[str]:
    """Return the ids of participants and options whose input differs from the frozen one.

    The empty set: nothing that decides the round has changed since the run was started. Rules or
    the register of employers having changed is told by the word "rules" or "employers".
    """
    old = matching.problem_from_json(run.problem)
    new = problem_of(read_pool(round))
    if matching.problem_digest(old) == matching.problem_digest(new):
        return frozenset()
    differing = _rows(old) ^ _rows(new)
    changed = {row.id for row in differing}
    if set(old.employers) != set(new.employers):
        changed.add("employers")
    if (old.rules, old.order, old.bans) != (new.rules, new.order, new.bans):
        changed.add("rules")
    return frozenset(changed)


def _rows(problem: matching.Problem) -> set[Any]:
    canonical = matching.canonical(problem)
    return {*canonical.participants, *canonical.mentors, *canonical.assignments}


def rule_label(rule: str, of_mentors: bool) -> str:
    """Return what a hard rule is called on the screen."""
    kind: matching.Kind = "mentors" if of_mentors else "assignments"
    return next(text.label for text in matching.RULES[kind] if text.name == rule)


def criterion_label(criterion: str, of_mentors: bool) -> str:
    """Return what a criterion is called on the screen."""
    kind: matching.Kind = "mentors" if of_mentors else "assignments"
    return next(text.label for text in matching.CRITERIA[kind] if text.name == criterion)


def eligible_counts(pool: Pool) -> matching.Eligibility:
    """Return who could be matched with how many, before anything is decided."""
    return matching.eligibility(problem_of(pool))


def reviewed(run: Run) -> Reviewed:
    """Return what the review page shows of a finished run."""
    return Reviewed.from_json(run.review)


def flagged_in(run: Run) -> frozenset[UUID]:
    """Return the participations that somebody has to look at before the run is approved."""
    return reviewed(run).flagged


def problem_of(pool: Pool) -> matching.Problem:
    """Turn a round's rows into the matcher's values."""
    settings = pool.programme.matching
    names = _people(pool)
    return matching.Problem(
        participants=tuple(_participant(pool, profile, names) for profile in pool.profiles),
        mentors=tuple(_mentor(pool, profile, names) for profile in pool.mentors),
        assignments=tuple(_assignment(pool, row) for row in pool.assignments),
        employers=tuple(
            matching.Employer(
                name=employer.name,
                aliases=tuple(alias.name for alias in employer.aliases),
                group=employer.group.name if employer.group else "",
                sector=employer.sector.name,
            )
            for employer in pool.employers
        ),
        rules=_rules(settings),
        order=matching.Order(
            floor=settings.get("floor", "max"), floor_by=settings.get("floor_by", "share")
        ),
        bans=_bans(pool),
    )


def _rules(settings: dict[str, Any]) -> matching.Rules:
    weights = settings.get("weights", {})
    return matching.Rules(
        **settings.get("rules", {}),
        mentors=matching.MentorWeights(**weights.get("mentors", {})),
        assignments=matching.AssignmentWeights(**weights.get("assignments", {})),
    )


def _bans(pool: Pool) -> tuple[tuple[str, str], ...]:
    """Keep to pairs whose both sides are in this round: another's id would be a fault."""
    here = {profile.participation_id for profile in pool.profiles}
    options = {option.id for option in pool.options}
    return tuple(
        (str(participation), str(option))
        for participation, option in sorted(pool.bans)
        if participation in here and option in options
    )


@dataclass(frozen=True)
class _Names:
    """Folded names and e-mail addresses, and the ids behind them in this round."""

    participants: dict[str, list[UUID]]
    mentors: dict[str, list[UUID]]


def _people(pool: Pool) -> _Names:
    names = _Names({}, {})
    for profile in pool.profiles:
        person = profile.participation.person
        for word in {name_key(person.name), name_key(person.email)}:
            names.participants.setdefault(word, []).append(profile.participation_id)
    for mentor in pool.mentors:
        for word in {name_key(mentor.person.name), name_key(mentor.person.email)}:
            names.mentors.setdefault(word, []).append(mentor.id)
    return names


class _Apart(TypedDict):
    avoid: tuple[str, ...]
    conflicts: tuple[str, ...]
    avoid_employers: tuple[str, ...]


def _kept_apart(entries: tuple[AvoidEntry, ...], people: dict[str, list[UUID]]) -> _Apart:
    """Return the matcher's `avoid`, `conflicts` and `avoid_employers` of one author."""

    def of(kind: AvoidKind) -> tuple[str, ...]:
        ids = named_by([e for e in entries if e.kind == kind and e.person_named], people)
        return tuple(sorted({str(id) for id in ids}))

    return {
        "avoid": of(AvoidKind.AVOID),
        "conflicts": of(AvoidKind.CONFLICT),
        "avoid_employers": tuple(sorted({e.employer.name for e in entries if e.employer})),
    }


def _participant(pool: Pool, profile: ParticipantProfile, names: _Names) -> matching.Participant:
    participation = profile.participation
    apart = _kept_apart(pool.avoided.get(profile.id, ()), names.mentors)
    third = pool.third_employers.get(participation.id, ())
    apart["avoid_employers"] = tuple(sorted({*apart["avoid_employers"], *third}))
    here = {option.id for option in pool.options}
    wished = {
        "mentors": [wish.mentor_profile_id for wish in profile.wishes],
        "assignments": [wish.stretch_assignment_id for wish in profile.wishes],
    }
    return matching.Participant(
        id=str(participation.id),
        employer=participation.employer.name,
        sector=participation.employer.sector.name,
        level=profile.level.number if profile.level else 1,
        other_employers=tuple(employer.name for employer in profile.other_employers),
        location=profile.location.name if profile.location else "",
        places=tuple(place.name for place in profile.places),
        formats=tuple(profile.formats),
        needs=tuple(profile.needs),
        goals=tuple((goal.skill.name, GOAL_WEIGHTS[goal.rank]) for goal in profile.goals),
        skills=tuple((g.skill.name, g.held) for g in profile.goals if g.held is not None),
        available_from=profile.available_from,
        available_to=profile.available_to,
        weekdays=tuple(profile.weekdays),
        days_per_week=profile.days_per_week,
        blocked=tuple(date.fromisoformat(day) for day in profile.blocked_on),
        wishes_mentors=tuple(str(id) for id in wished["mentors"] if id in here),
        wishes_assignments=tuple(str(id) for id in wished["assignments"] if id in here),
        wish_tags=tuple(profile.wish_tags) if pool.programme.experience_tags else (),
        priority=min(9, participation.priority + pool.passed_over[participation.id]),
        **apart,
    )


def _mentor(pool: Pool, profile: MentorProfile, names: _Names) -> matching.Mentor:
    return matching.Mentor(
        id=str(profile.id),
        employer=profile.employer.name,
        sector=profile.employer.sector.name,
        level=profile.level.number if profile.level else 1,
        other_employers=tuple(employer.name for employer in profile.other_employers),
        location=profile.location.name if profile.location else "",
        places=tuple(place.name for place in profile.places),
        formats=tuple(profile.formats),
        offers=tuple(profile.offers),
        skills=tuple((skill.skill.name, skill.step) for skill in profile.skills),
        weekdays=tuple(profile.weekdays),
        capacity=_room(pool, profile),
        open=not is_away(profile),
        tags=tuple(profile.tags) if pool.programme.experience_tags else (),
        **_kept_apart(pool.avoided.get(profile.id, ()), names.participants),
    )


def is_away(profile: MentorProfile) -> bool:
    """Say whether a mentor is away today."""
    start, end, day = profile.away_from, profile.away_to, today()
    if start is None and end is None:
        return False
    return (start is None or start <= day) and (end is None or day <= end)


def _assignment(pool: Pool, row: StretchAssignment) -> matching.Assignment:
    entries = pool.avoided.get(row.id, ())
    return matching.Assignment(
        id=str(row.id),
        employer=row.employer.name,
        sector=row.employer.sector.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        days=row.days,
        location=row.location.name if row.location else "",
        format=row.format.value,
        offers=tuple(row.offers),
        skills=tuple((skill.skill.name, skill.step) for skill in row.skills),
        level_from=row.level_from,
        level_to=row.level_to,
        weekdays=tuple(row.weekdays),
        capacity=_room(pool, row),
        avoid_employers=tuple(sorted({e.employer.name for e in entries if e.employer})),
    )


def _room(pool: Pool, option: MentorProfile | StretchAssignment) -> int:
    """Return how many places are left: capacity less what proposals and matches hold."""
    return max(0, option.capacity - len(pool.taken.get(option.id, frozenset())))


@dataclass(frozen=True)
class KindInWords:
    """How one kind of match is made, in the matcher's own words."""

    kind: str
    rules: tuple[matching.RuleText, ...]
    criteria: tuple[matching.CriterionText, ...]


def rules_in_words() -> list[KindInWords]:
    """Return every rule and criterion, so that what people read is what is done."""
    return [
        KindInWords(kind, matching.RULES[kind], matching.CRITERIA[kind]) for kind in matching.RULES
    ]
