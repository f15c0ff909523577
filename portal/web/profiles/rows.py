"""A profile in words, topic by topic: what was said, as rows of summary lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.calendar import in_words, moment_in_words
from portal.models import AvoidEntry, MentorProfile, ParticipantProfile
from portal.models.profiles import CONFLICT_WORDS, FORMATS, NEEDS, OFFERS, WEEKDAYS
from portal.queries.profiles import Option
from portal.web.forms.blocked_days import runs
from portal.web.forms.participant_profiles import RANKS
from portal.web.forms.profiles import AVOID_WORDS

Rows = list[dict[str, Any]]


def participant_rows(
    profile: ParticipantProfile,
    mentors: Iterable[Option],
    assignments: Iterable[Option],
    avoided: Sequence[AvoidEntry],
) -> dict[str, Rows]:
    """Return the rows of every topic of a participant's profile, loaded with what it holds."""
    return {
        "role": _role(profile),
        "goals": [
            _row(f"{RANKS[goal.rank - 1]} goal", [goal.skill.name, _where_now(goal)])
            for goal in profile.goals
        ]
        or [_row("First goal", None)],
        "meeting": _meeting(profile),
        "release": _release(profile),
        "needs": [_row("What you must have", _named(profile.needs, NEEDS) or "Nothing named")],
        "wishes": _wishes(profile, mentors, assignments),
        "experience": [_row("A mentor with experience of", list(profile.wish_tags))],
        "avoid": _avoid(avoided),
    }


def mentor_rows(profile: MentorProfile, avoided: Sequence[AvoidEntry]) -> dict[str, Rows]:
    """Return the rows of every topic of a mentor's profile, loaded with what it holds."""
    skills = sorted(profile.skills, key=lambda one: (one.skill.position, one.skill.name))
    return {
        "role": [*_role(profile), _row("About you", profile.about)],
        "skills": [_row(one.skill.name, f"Up to: {one.skill.steps[one.step]}") for one in skills]
        or [_row("What you can help with", None)],
        "meeting": _meeting(profile),
        "availability": [
            _row("How many people", profile.capacity),
            _row("Away from", _date(profile.away_from)),
            _row("Away until", _date(profile.away_to)),
        ],
        "offers": [_row("What you can offer", _named(profile.offers, OFFERS))],
        "experience": [_row("Lived experience", list(profile.tags))],
        "avoid": _avoid(avoided),
        "agreement": [
            _row(
                "Mentoring agreement",
                f"Agreed at {moment_in_words(profile.agreed_at)}" if profile.agreed_at else None,
            )
        ],
    }


def who_is_avoided(entry: AvoidEntry) -> str:
    """Return whom or what an entry names, as its author sees it."""
    return entry.shown_as or entry.person_named or (entry.employer.name if entry.employer else "")


def why_avoided(entry: AvoidEntry) -> str:
    """Return what kind of entry it is, in words."""
    return CONFLICT_WORDS[entry.reason] if entry.reason else AVOID_WORDS


def _row(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "value": value}


def _named(codes: Iterable[str], words: Mapping[str, str]) -> list[str]:
    chosen = set(codes)
    return [text for code, text in words.items() if code in chosen]


def _date(day: date | None) -> str | None:
    return in_words(day) if day else None


def _role(profile: ParticipantProfile | MentorProfile) -> Rows:
    others = sorted(employer.name for employer in profile.other_employers)
    return [
        _row("Job title", profile.job_title),
        _row("Level", profile.level.name if profile.level else None),
        _row("Other employers", others or "None"),
    ]


def _where_now(goal: Any) -> str:
    if goal.held is None:
        return "Where you are now: not said yet"
    return f"Where you are now: {goal.skill.steps[goal.held]}"


def _meeting(profile: ParticipantProfile | MentorProfile) -> Rows:
    return [
        _row("Ways to meet", _named(profile.formats, FORMATS)),
        _row("Where you work", profile.location.name if profile.location else None),
        _row("Where else you can get to", sorted(place.name for place in profile.places)),
        _row("Weekdays", _named(profile.weekdays, WEEKDAYS)),
    ]


def _release(profile: ParticipantProfile) -> Rows:
    limit = profile.days_per_week
    blocked = [
        in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"
        for first, last in runs([date.fromisoformat(day) for day in profile.blocked_on])
    ]
    return [
        _row("First day", _date(profile.available_from) or "Any day of the programme"),
        _row("Last day", _date(profile.available_to) or "Any day of the programme"),
        _row("Days a week, at most", str(limit) if limit else "No limit"),
        _row("Days that don’t work", blocked or "None"),
    ]


def _wishes(
    profile: ParticipantProfile, mentors: Iterable[Option], assignments: Iterable[Option]
) -> Rows:
    words = {option.id: option.words for option in (*mentors, *assignments)}
    return [
        _row(
            "Mentors", [words[w.mentor_profile_id] for w in profile.wishes if w.mentor_profile_id]
        ),
        _row(
            "Stretch assignments",
            [words[w.stretch_assignment_id] for w in profile.wishes if w.stretch_assignment_id],
        ),
    ]


def _avoid(entries: Sequence[AvoidEntry]) -> Rows:
    lines = [f"{who_is_avoided(entry)}: {why_avoided(entry)}" for entry in entries]
    return [_row("People and employers", lines or "Nobody")]
