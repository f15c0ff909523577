"""A round's rows turned into the matcher's values: ids and words of lists, no person's name."""

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
    StretchAssignment,
)
from portal.models.consortia import name_key
from portal.models.profiles import GOAL_WEIGHTS, AvoidKind
from portal.queries.pool import Pool, named_by


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
