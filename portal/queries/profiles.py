"""Profiles as their pages show them: what was said, what is left, and what to choose from."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from portal.access.actor import Actor
from portal.access.scopes import visible_to
from portal.database import db
from portal.lifecycles import MentorProfileStatus, RoundStatus, StretchAssignmentStatus
from portal.lifecycles.topics import MENTOR_TOPICS, PARTICIPANT_TOPICS, Topic, missing
from portal.models import (
    AvoidEntry,
    Cohort,
    Employer,
    Grade,
    Level,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Person,
    Place,
    Programme,
    Round,
    Skill,
    StretchAssignment,
)

Profile = ParticipantProfile | MentorProfile
Listed = TypeVar("Listed", Employer, Level, Place, Skill)

WITH_PARTICIPANT_PROFILE: tuple[ORMOption, ...] = (
    joinedload(ParticipantProfile.level),
    joinedload(ParticipantProfile.location),
    selectinload(ParticipantProfile.places),
    selectinload(ParticipantProfile.other_employers),
    selectinload(ParticipantProfile.goals).joinedload(ParticipantGoal.skill),
    selectinload(ParticipantProfile.wishes),
)
WITH_MENTOR_PROFILE: tuple[ORMOption, ...] = (
    joinedload(MentorProfile.person),
    joinedload(MentorProfile.employer),
    joinedload(MentorProfile.level),
    joinedload(MentorProfile.location),
    selectinload(MentorProfile.places),
    selectinload(MentorProfile.other_employers),
    selectinload(MentorProfile.skills).joinedload(MentorSkill.skill),
)


@dataclass(frozen=True)
class ProfileState:
    """How far a profile has come: of the topics it needs, how many are done and which is next."""

    done: int
    total: int
    next_topic: Topic | None


def profile_state(profile: Profile) -> ProfileState:
    """Count a loaded profile's needed topics; no query."""
    topics = MENTOR_TOPICS if isinstance(profile, MentorProfile) else PARTICIPANT_TOPICS
    left = missing(topics, profile.topics_done)
    total = sum(topic.is_needed for topic in topics)
    return ProfileState(total - len(left), total, left[0] if left else None)


def participant_profile(actor: Actor, participation: Participation) -> ParticipantProfile | None:
    """Read a participant's own profile as it is now, with everything its pages show."""
    return db.session.scalar(
        visible_to(actor, ParticipantProfile)
        .where(ParticipantProfile.participation_id == participation.id)
        .options(*WITH_PARTICIPANT_PROFILE)
        .execution_options(populate_existing=True)
    )


def whole_mentor_profile(profile: MentorProfile) -> MentorProfile:
    """Read a mentor's profile as it is now, with everything its pages show."""
    return db.session.scalars(
        select(MentorProfile)
        .where(MentorProfile.id == profile.id)
        .options(*WITH_MENTOR_PROFILE)
        .execution_options(populate_existing=True)
    ).one()


def listed(actor: Actor, model: type[Listed], consortium_id: UUID) -> list[Listed]:
    """Return a consortium's own list of skills, levels, places or employers, in its order."""
    order = {Skill: (Skill.position, Skill.name), Level: (Level.number,)}.get(model, (model.name,))
    query = visible_to(actor, model).where(model.consortium_id == consortium_id).order_by(*order)
    return list(db.session.scalars(query))


def grades_by_level(employer_id: UUID) -> dict[UUID, list[str]]:
    """Return an employer's grades under the level that each stands for, band 9 before band 10."""
    rows = db.session.execute(
        select(Grade.level_id, Grade.name).where(Grade.employer_id == employer_id)
    )
    grades: dict[UUID, list[str]] = defaultdict(list)
    for level_id, name in sorted(rows, key=lambda row: _numbers_in_order(row.name)):
        grades[level_id].append(name)
    return grades


def _numbers_in_order(name: str) -> list[tuple[int, str]]:
    """Return a key by which numbers within names sort as numbers."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


@dataclass(frozen=True)
class Option:
    """A mentor or stretch assignment to choose: its words, and for a mentor how to name them."""

    id: UUID
    words: str
    email: str = ""


def mentors_to_name(profile: ParticipantProfile, participation: Participation) -> list[Option]:
    """Return the approved mentors of other employers, and those wished for already, by name."""
    wished = [wish.mentor_profile_id for wish in profile.wishes if wish.mentor_profile_id]
    own = {participation.employer_id, *(employer.id for employer in profile.other_employers)}
    rows = db.session.execute(
        select(MentorProfile.id, Person.name, MentorProfile.job_title, Employer.name, Person.email)
        .join(MentorProfile.person)
        .join(MentorProfile.employer)
        .where(
            MentorProfile.consortium_id == profile.consortium_id,
            MentorProfile.person_id != participation.person_id,
            or_(
                (MentorProfile.status == MentorProfileStatus.APPROVED)
                & MentorProfile.employer_id.not_in(own),
                MentorProfile.id.in_(wished),
            ),
        )
        .order_by(Person.name, MentorProfile.id)
    )
    return [Option(id, ", ".join(filter(None, words)), email) for id, *words, email in rows]


def assignments_to_wish_for(
    profile: ParticipantProfile, participation: Participation
) -> list[Option]:
    """Return the open assignments of other employers, and those wished for already, by title."""
    wished = [wish.stretch_assignment_id for wish in profile.wishes if wish.stretch_assignment_id]
    own = {participation.employer_id, *(employer.id for employer in profile.other_employers)}
    rows = db.session.execute(
        select(StretchAssignment.id, StretchAssignment.title, Employer.name)
        .join(StretchAssignment.employer)
        .where(
            StretchAssignment.consortium_id == profile.consortium_id,
            or_(
                (StretchAssignment.status == StretchAssignmentStatus.OPEN)
                & StretchAssignment.employer_id.not_in(own),
                StretchAssignment.id.in_(wished),
            ),
        )
        .order_by(StretchAssignment.title, StretchAssignment.id)
    )
    return [Option(id, f"{title}, {employer}") for id, title, employer in rows]


def avoid_entries(actor: Actor, profile: Profile) -> list[AvoidEntry]:
    """Return whom and which employers the author named; nobody else sees them."""
    column = (
        AvoidEntry.mentor_profile_id
        if isinstance(profile, MentorProfile)
        else AvoidEntry.participant_profile_id
    )
    query = (
        visible_to(actor, AvoidEntry)
        .where(column == profile.id)
        .options(joinedload(AvoidEntry.employer))
        .order_by(AvoidEntry.created_at, AvoidEntry.id)
    )
    return list(db.session.scalars(query))


def experience_tags(consortium_id: UUID) -> list[str]:
    """Return the tags that any programme of the consortium has turned on, in order."""
    lists = db.session.scalars(
        select(Programme.experience_tags).where(Programme.consortium_id == consortium_id)
    )
    return sorted({tag for tags in lists for tag in tags})


def mentoring_days(consortium_id: UUID) -> tuple[int, int] | None:
    """Return the fewest and the most days that the consortium's programmes give to mentoring."""
    days = Programme.mentoring_days
    fewest, most = db.session.execute(
        select(func.min(days), func.max(days)).where(Programme.consortium_id == consortium_id)
    ).one()
    return None if fewest is None else (fewest, most)


def is_cohort_published(cohort: Cohort) -> bool:
    """Say whether a round of the cohort has been published and isn't closed."""
    return _is_published(Round.cohort_id == cohort.id)


def is_consortium_published(consortium_id: UUID) -> bool:
    """Say whether any round of the consortium has been published and isn't closed."""
    return _is_published(Round.consortium_id == consortium_id)


def _is_published(condition: object) -> bool:
    query = select(Round.id).where(condition, Round.status == RoundStatus.PUBLISHED).limit(1)  # type: ignore[arg-type]
    return db.session.scalar(query) is not None
