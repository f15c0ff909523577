"""What the publish page shows: what changed since the run, and the letters that would go."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.calendar import end_of_working_day
from portal.database import db
from portal.models import Consortium, Participation, Person, Round, RoundKind, Run
from portal.queries.letters import LINK_STANDS_HERE, LetterText, write_letter
from portal.queries.matching import changes_since, reviewed
from portal.queries.publications import load_programme
from portal.queries.reasons import joined
from portal.queries.rounds import options_of, people_of

OTHER_CHANGES = {
    "employers": "The register of employers has changed",
    "rules": "Rules, weights or pairs that may not be proposed have changed",
}

IN_CONFIDENCE = "something that only the matcher reads"
# What each field of the matcher's input is to the team.
CHANGED = {
    "new": "new since the run",
    "gone": "no longer in the round",
    **dict.fromkeys(("employer", "sector", "other_employers"), "employer"),
    **dict.fromkeys(("level", "level_from", "level_to"), "level"),
    **dict.fromkeys(("location", "places", "formats", "format"), "where and how"),
    **dict.fromkeys(("goals", "skills"), "goals or skills"),
    **dict.fromkeys(
        ("available_from", "available_to", "weekdays", "days_per_week", "blocked"), "days"
    ),
    **dict.fromkeys(("starts_on", "ends_on", "days"), "days"),
    **dict.fromkeys(("wishes_mentors", "wishes_assignments"), "wishes"),
    **dict.fromkeys(("capacity", "open"), "places left"),
    "priority": "turn in a shortage",
}


@dataclass(frozen=True)
class Letters:
    """How many letters of each kind would go out, and one of each as its first reader gets it."""

    looks: int
    without: int
    examples: tuple[tuple[str, LetterText], ...] = ()


def changed_since(round: Round, run: Run) -> list[str]:
    """Return who or what has changed since a run was started, by name; empty: nothing."""
    changed = changes_since(round, run)
    if not changed:
        return []
    people = {str(id): f"{name}, {employer}" for id, (name, employer) in people_of(round).items()}
    options = {str(id): f"{o.name}, {o.employer}" for id, o in options_of(round).items()}
    names = people | options | OTHER_CHANGES
    return sorted(
        f"{names.get(id, 'Somebody who is no longer there')}{_how(what)}"
        for id, what in changed.items()
    )


def _how(fields: frozenset[str]) -> str:
    """Return what changed, in words; what was told in confidence is told as one."""
    words = sorted({CHANGED.get(field, IN_CONFIDENCE) for field in fields})
    return f": {joined(words)}" if words else ""


def letters_of(run: Run) -> Letters:
    """Return how many letters publishing a run would send."""
    review = reviewed(run)
    return Letters(looks=len(review.pairs), without=len(review.without))


def preview_letters(round: Round, run: Run, release_at: datetime) -> Letters:
    """Return the letters that publishing a run would send, with an example of each kind."""
    review = reviewed(run)
    consortium = db.session.get_one(Consortium, round.consortium_id)
    days = load_programme(round).private_look_days
    look = {
        "assignment": round.kind == RoundKind.ASSIGNMENTS,
        "until": end_of_working_day(release_at, days),
    }
    examples = []
    for title, template, rows, facts in (
        ("A private look", "private_look", review.pairs, look),
        ("No match yet", "not_matched_yet", review.without, {"kind": round.kind.value}),
    ):
        if rows:
            person = _person(rows[0].participation_id)
            text = write_letter(template, person, consortium, LINK_STANDS_HERE, facts)
            examples.append((f"{title}: the letter to {person.name}", text))
    return replace(letters_of(run), examples=tuple(examples))


def _person(participation_id: UUID) -> Person:
    query = select(Person).join(Participation, Participation.person_id == Person.id)
    return db.session.scalars(query.where(Participation.id == participation_id)).one()
