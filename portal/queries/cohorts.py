"""Programmes and cohorts, for the pages that set them up and for the line through time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.calendar import in_words
from portal.database import db
from portal.lifecycles import ParticipationStatus
from portal.models import Cohort, Match, ParticipantProfile, Participation, Programme, Proposal
from portal.queries.profiles import ProfileState, profile_state


@dataclass(frozen=True)
class Phase:
    """A part of a cohort's time; `gone` is the share of it that has passed, from 0 to 1."""

    name: str
    dates: str
    gone: float


@dataclass(frozen=True)
class Place:
    """A place in a cohort, and how far the profile has come."""

    participation: Participation
    profile: ParticipantProfile | None
    state: ProfileState | None


def programmes(consortium_id: UUID) -> list[Programme]:
    """Return the programmes by name."""
    query = select(Programme).where(Programme.consortium_id == consortium_id)
    return list(db.session.scalars(query.order_by(Programme.name)))


def cohorts(consortium_id: UUID) -> list[Cohort]:
    """Return every cohort with its programme, the latest first."""
    query = (
        select(Cohort)
        .where(Cohort.consortium_id == consortium_id)
        .options(joinedload(Cohort.programme))
        .order_by(Cohort.starts_on.desc(), Cohort.name)
    )
    return list(db.session.scalars(query))


def count_enrolled(consortium_id: UUID) -> Counter[UUID]:
    """Count who takes part in each cohort."""
    return Counter(
        db.session.scalars(
            select(Participation.cohort_id).where(
                Participation.consortium_id == consortium_id,
                Participation.status == ParticipationStatus.ENROLLED,
            )
        )
    )


def places(cohort_id: UUID) -> list[Place]:
    """Return everybody who has or had a place, those who take part first. One query."""
    rows = db.session.execute(
        select(Participation, ParticipantProfile)
        .outerjoin(ParticipantProfile, ParticipantProfile.participation_id == Participation.id)
        .where(Participation.cohort_id == cohort_id)
        .options(joinedload(Participation.person), joinedload(Participation.employer))
    ).all()
    found = [Place(place, profile, _state(profile)) for place, profile in rows]
    return sorted(found, key=_order)


def place(participation_id: UUID) -> Place:
    """Return one place with its profile."""
    query = select(ParticipantProfile).filter_by(participation_id=participation_id)
    profile = db.session.scalar(query)
    return Place(db.session.get_one(Participation, participation_id), profile, _state(profile))


def _state(profile: ParticipantProfile | None) -> ProfileState | None:
    return profile_state(profile) if profile else None


def _order(place: Place) -> tuple[bool, str]:
    participation = place.participation
    return (
        participation.status != ParticipationStatus.ENROLLED,
        participation.person.name.casefold(),
    )


def standing_of(model: type[Match] | type[Proposal], participation: Participation) -> list[Any]:
    """Return the participant's matches that go on, or the proposals that wait for an answer."""
    statuses = ["active"] if model is Match else ["shown", "offered"]
    query = select(model).where(
        model.participation_id == participation.id, model.status.in_(statuses)
    )
    return list(db.session.scalars(query))


def phases(cohort: Cohort, day: date) -> list[Phase]:
    """Return the cohort's line through time on a day: applying, matching, programme, finished.

    A phase whose dates aren't known, or contradict each other, is left out.
    """
    opens, closes = cohort.applications_open_on, cohort.applications_close_on
    found = []
    if opens and closes and opens <= closes:
        found.append(_phase("Applying", opens, closes, day))
    if closes and closes < cohort.starts_on:
        found.append(_phase("Matching", closes, cohort.starts_on, day))
    found.append(_phase("Programme", cohort.starts_on, cohort.ends_on, day))
    # The last phase has no end: it is never all gone, so that it can be today's.
    is_over = day > cohort.ends_on
    found.append(Phase("Finished", f"after {in_words(cohort.ends_on)}", 0.99 if is_over else 0))
    return found


def _phase(name: str, first: date, last: date, day: date) -> Phase:
    dates = f"{in_words(first)} to {in_words(last)}"
    days = (last - first).days + 1
    gone = ((day - first).days + 0.5) / days
    return Phase(name, dates, min(1, max(0, gone)))


def date_warnings(cohort: Cohort) -> list[str]:
    """Return what contradicts itself in a cohort's dates, in sentences: stored all the same."""
    dated = [(words, getattr(cohort, name)) for name, words in ORDER_IN_TIME]
    known = [(words, day) for words, day in dated if day is not None]
    return [
        f"{later[0].upper()}{later[1:]} on {in_words(on)}, before {earlier} on {in_words(before)}."
        for index, (earlier, before) in enumerate(known)
        for later, on in known[index + 1 :]
        if on < before
    ]


# What happens in a cohort's time, in the order in which it should.
ORDER_IN_TIME: tuple[tuple[str, str], ...] = (
    ("applications_open_on", "applications open"),
    ("applications_close_on", "applications close"),
    ("interviews_on", "applicants are interviewed"),
    ("outcomes_on", "applicants hear the outcome"),
    ("starts_on", "the programme begins"),
)
