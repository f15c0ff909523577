"""Cards: what one side of a proposal or match reads about the other, and nothing beyond it.

Profiles are private to their owners; these queries read the few columns that the other side may
have once a proposal is open to them. Needs, wishes and avoid entries are not among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.database import db
from portal.models import (
    AssignmentSkill,
    Employer,
    Level,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Person,
    Place,
    Sector,
    Skill,
    StretchAssignment,
)
from portal.models.profiles import WEEKDAYS
from portal.models.stretch_assignments import ASSIGNMENT_FORMAT_WORDS, AssignmentFormat
from portal.queries.reasons import joined


@dataclass(frozen=True)
class Strength:
    """A skill and a step of it in words: where somebody is, or how far somebody can help."""

    skill: str
    step: str


@dataclass(frozen=True)
class PersonCard:
    """A person at work: `skills` are a participant's goals in order, or what a mentor offers."""

    name: str
    email: str
    job_title: str
    employer: str
    sector: str
    level: str
    about: str
    skills: tuple[Strength, ...]

    @property
    def work(self) -> str:
        """Return what the person does where: "Ward manager, Bristol Trust"."""
        return ", ".join(each for each in (self.job_title, self.employer) if each)


@dataclass(frozen=True)
class AssignmentCard:
    """An assignment as both sides read it."""

    assignment: StretchAssignment
    employer: str
    sector: str
    where: str
    weekdays: str
    skills: tuple[Strength, ...]


def participant_card(participation_id: UUID) -> PersonCard:
    """Return what a mentor or host reads about the participant whom they are asked about."""
    row = db.session.execute(
        select(Person, Employer.name, Sector.name, ParticipantProfile, Level.name)
        .select_from(Participation)
        .join(Participation.person)
        .join(Participation.employer)
        .join(Employer.sector)
        .outerjoin(ParticipantProfile, ParticipantProfile.participation_id == Participation.id)
        .outerjoin(ParticipantProfile.level)
        .where(Participation.id == participation_id)
    ).one()
    person, employer, sector, profile, level = row
    goals = (
        select(Skill, ParticipantGoal.held)
        .join(ParticipantGoal.skill)
        .join(ParticipantProfile, ParticipantProfile.id == ParticipantGoal.profile_id)
        .where(ParticipantProfile.participation_id == participation_id)
        .order_by(ParticipantGoal.rank)
    )
    return PersonCard(
        name=person.name,
        email=person.email,
        job_title=profile.job_title if profile else "",
        employer=employer,
        sector=sector,
        level=level or "",
        about="",
        skills=_strengths(db.session.execute(goals)),
    )


def mentor_card(profile_id: UUID) -> PersonCard:
    """Return what a participant reads about the mentor proposed to them."""
    person, employer, sector, profile, level = db.session.execute(
        select(Person, Employer.name, Sector.name, MentorProfile, Level.name)
        .select_from(MentorProfile)
        .join(MentorProfile.person)
        .join(MentorProfile.employer)
        .join(Employer.sector)
        .outerjoin(MentorProfile.level)
        .where(MentorProfile.id == profile_id)
    ).one()
    offered = (
        select(Skill, MentorSkill.step)
        .join(MentorSkill.skill)
        .where(MentorSkill.profile_id == profile_id)
        .order_by(MentorSkill.step.desc(), Skill.position, Skill.name)
    )
    return PersonCard(
        name=person.name,
        email=person.email,
        job_title=profile.job_title,
        employer=employer,
        sector=sector,
        level=level or "",
        about=profile.about,
        skills=_strengths(db.session.execute(offered)),
    )


def assignment_card(assignment_id: UUID) -> AssignmentCard:
    """Return what both sides read about an assignment."""
    assignment, employer, sector, place = db.session.execute(
        select(StretchAssignment, Employer.name, Sector.name, Place.name)
        .join(StretchAssignment.employer)
        .join(Employer.sector)
        .outerjoin(StretchAssignment.location)
        .where(StretchAssignment.id == assignment_id)
    ).one()
    reached = (
        select(Skill, AssignmentSkill.step)
        .join(AssignmentSkill.skill)
        .where(AssignmentSkill.assignment_id == assignment_id)
        .order_by(Skill.position, Skill.name)
    )
    return AssignmentCard(
        assignment=assignment,
        employer=employer,
        sector=sector,
        where=_where(assignment.format, place or ""),
        weekdays=joined(WEEKDAYS[day] for day in assignment.weekdays or WEEKDAYS),
        skills=_strengths(db.session.execute(reached)),
    )


def _where(format: AssignmentFormat, place: str) -> str:
    words = ASSIGNMENT_FORMAT_WORDS[format]
    return words if format == AssignmentFormat.REMOTE or not place else f"{words}, {place}"


def _strengths(rows: Iterable[Any]) -> tuple[Strength, ...]:
    return tuple(
        Strength(skill.name, "" if step is None else skill.steps[step]) for skill, step in rows
    )
