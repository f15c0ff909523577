"""Profiles: what a participant needs and what a mentor offers, and who must not meet whom."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import (
    MENTOR_PROFILE,
    PARTICIPANT_PROFILE,
    MentorProfileStatus,
    ParticipantProfileStatus,
)
from portal.models.consortia import Employer, Level, OfConsortium, Person, Place, Skill
from portal.models.programmes import Participation

# How people can meet: the matcher's codes and what the screen says.
FORMATS: dict[str, str] = {
    "face-to-face": "Face to face",
    "video": "Video call",
    "phone": "Phone",
    "email": "E-mail in between",
}

# Formats in which two people can hold a conversation: e-mail alone is not mentoring.
LIVE_FORMATS = frozenset({"face-to-face", "video", "phone"})

WEEKDAYS: dict[str, str] = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
}

# Facts that somebody must have, met by the same fact offered.
NEEDS: dict[str, str] = {
    "step-free": "Step-free access",
    "remote-only": "Remote only",
    "hearing-loop": "A hearing loop",
    "school-hours": "Within school hours",
    "quiet-room": "A quiet room",
    "parking": "A parking space close by",
}

# The same facts as a mentor or host offers them.
OFFERS: dict[str, str] = {
    "step-free": "A place with step-free access",
    "remote-only": "Everything can be done remotely",
    "hearing-loop": "A place with a hearing loop",
    "school-hours": "Everything can be done within school hours",
    "quiet-room": "A quiet room",
    "parking": "A parking space close by",
}


class AvoidKind(StrEnum):
    """Why two must not be matched: a wish that is kept, or a conflict that is declared."""

    AVOID = "avoid"
    CONFLICT = "conflict"


class ConflictReason(StrEnum):
    """The conflicts that have to be declared."""

    LINE_MANAGEMENT = "line_management"
    RECRUITMENT = "recruitment"
    INSPECTION = "inspection"
    GRIEVANCE = "grievance"
    RELATIONSHIP = "relationship"


CONFLICT_WORDS: dict[ConflictReason, str] = {
    ConflictReason.LINE_MANAGEMENT: "One of us managed the other in the last three years",
    ConflictReason.RECRUITMENT: "One of us is recruiting the other",
    ConflictReason.INSPECTION: "One of us inspects or commissions the other’s work",
    ConflictReason.GRIEVANCE: "There is or was a grievance between us",
    ConflictReason.RELATIONSHIP: "We are family, partners or close friends",
}


def _link(name: str, one: str, other: str) -> Table:
    return Table(
        name,
        Base.metadata,
        Column(f"{one}_id", ForeignKey(f"{one}.id", ondelete="CASCADE"), primary_key=True),
        Column(f"{other}_id", ForeignKey(f"{other}.id"), primary_key=True),
    )


participant_place = _link("participant_profile_place", "participant_profile", "place")
participant_employer = _link("participant_profile_employer", "participant_profile", "employer")
mentor_place = _link("mentor_profile_place", "mentor_profile", "place")
mentor_employer = _link("mentor_profile_employer", "mentor_profile", "employer")


class ParticipantProfile(Governed, OfConsortium, Base):
    """What a participant tells the matcher. A blank never excludes anybody."""

    __tablename__ = "participant_profile"
    __table_args__ = (
        CheckConstraint("days_per_week BETWEEN 1 AND 5", name="days_per_week_in_range"),
        CheckConstraint("available_to >= available_from", name="available_in_order"),
    )
    LIFECYCLE = PARTICIPANT_PROFILE

    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"), unique=True)
    status: Mapped[ParticipantProfileStatus] = mapped_column(
        one_of(ParticipantProfileStatus), default=PARTICIPANT_PROFILE.first
    )
    # The topics that have been saved, so that the task list can say what is left.
    topics_done: Mapped[list[str]] = mapped_column(default=list)
    job_title: Mapped[str] = mapped_column(String(120), default="")
    level_id: Mapped[UUID | None] = mapped_column(ForeignKey("level.id"))
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"))
    formats: Mapped[list[str]] = mapped_column(default=list)
    weekdays: Mapped[list[str]] = mapped_column(default=list)
    available_from: Mapped[date | None]
    available_to: Mapped[date | None]
    days_per_week: Mapped[int | None]
    blocked_on: Mapped[list[str]] = mapped_column(default=list)
    needs: Mapped[list[str]] = mapped_column(default=list)
    wish_tags: Mapped[list[str]] = mapped_column(default=list)

    participation: Mapped[Participation] = relationship(lazy="raise")
    level: Mapped[Level | None] = relationship(lazy="raise")
    location: Mapped[Place | None] = relationship(lazy="raise")
    places: Mapped[list[Place]] = relationship(lazy="raise", secondary=participant_place)
    other_employers: Mapped[list[Employer]] = relationship(
        lazy="raise", secondary=participant_employer
    )
    goals: Mapped[list["ParticipantGoal"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ParticipantGoal.rank"
    )
    wishes: Mapped[list["Wish"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Wish.rank"
    )


class ParticipantGoal(Base):
    """A skill to work on: first, second or third, and the step where the person is now."""

    __tablename__ = "participant_goal"
    __table_args__ = (
        UniqueConstraint("profile_id", "rank"),
        UniqueConstraint("profile_id", "skill_id"),
        CheckConstraint("rank BETWEEN 1 AND 3", name="rank_in_range"),
        CheckConstraint("held BETWEEN 0 AND 4", name="held_in_range"),
    )

    profile_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant_profile.id", ondelete="CASCADE")
    )
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id"))
    rank: Mapped[int]
    # None until the person has said; a complete profile has it for every goal.
    held: Mapped[int | None]

    skill: Mapped[Skill] = relationship(lazy="raise")


# What a goal weighs in the matcher, by rank.
GOAL_WEIGHTS: dict[int, int] = {1: 5, 2: 3, 3: 2}


class Wish(Base):
    """A mentor or stretch assignment that a participant hopes for, in order."""

    __tablename__ = "wish"
    __table_args__ = (
        CheckConstraint("rank BETWEEN 1 AND 5", name="rank_in_range"),
        CheckConstraint(
            "(mentor_profile_id IS NULL) <> (stretch_assignment_id IS NULL)", name="one_option"
        ),
        UniqueConstraint("profile_id", "mentor_profile_id"),
        UniqueConstraint("profile_id", "stretch_assignment_id"),
    )

    profile_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant_profile.id", ondelete="CASCADE")
    )
    mentor_profile_id: Mapped[UUID | None] = mapped_column(ForeignKey("mentor_profile.id"))
    stretch_assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("stretch_assignment.id"))
    rank: Mapped[int]


class MentorProfile(Governed, OfConsortium, Base):
    """What a mentor offers, in one consortium."""

    __tablename__ = "mentor_profile"
    __table_args__ = (
        UniqueConstraint("consortium_id", "person_id"),
        CheckConstraint("capacity BETWEEN 0 AND 9", name="capacity_in_range"),
        CheckConstraint("away_to >= away_from", name="away_in_order"),
    )
    LIFECYCLE = MENTOR_PROFILE

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[UUID] = mapped_column(ForeignKey("employer.id"))
    status: Mapped[MentorProfileStatus] = mapped_column(
        one_of(MentorProfileStatus), default=MENTOR_PROFILE.first
    )
    topics_done: Mapped[list[str]] = mapped_column(default=list)
    job_title: Mapped[str] = mapped_column(String(120), default="")
    about: Mapped[str] = mapped_column(String(1000), default="")
    level_id: Mapped[UUID | None] = mapped_column(ForeignKey("level.id"))
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"))
    formats: Mapped[list[str]] = mapped_column(default=list)
    weekdays: Mapped[list[str]] = mapped_column(default=list)
    offers: Mapped[list[str]] = mapped_column(default=list)
    tags: Mapped[list[str]] = mapped_column(default=list)
    capacity: Mapped[int] = mapped_column(default=1)
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    agreed_at: Mapped[datetime | None]
    # Why the team sent it back, for the mentor to read.
    returned_because: Mapped[str] = mapped_column(String(1000), default="")

    person: Mapped[Person] = relationship(lazy="raise")
    employer: Mapped[Employer] = relationship(lazy="raise")
    level: Mapped[Level | None] = relationship(lazy="raise")
    location: Mapped[Place | None] = relationship(lazy="raise")
    places: Mapped[list[Place]] = relationship(lazy="raise", secondary=mentor_place)
    other_employers: Mapped[list[Employer]] = relationship(lazy="raise", secondary=mentor_employer)
    skills: Mapped[list["MentorSkill"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class MentorSkill(Base):
    """A skill that a mentor can help with, and how far, 1 to 4."""

    __tablename__ = "mentor_skill"
    __table_args__ = (
        UniqueConstraint("profile_id", "skill_id"),
        CheckConstraint("step BETWEEN 1 AND 4", name="step_in_range"),
    )

    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id", ondelete="CASCADE"))
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id"))
    step: Mapped[int]

    skill: Mapped[Skill] = relationship(lazy="raise")


class AvoidEntry(OfConsortium, Base):
    """Somebody, or an employer, that the author must not be matched with. Shown to nobody else.

    A mentor doesn't see who takes part, so a person may also be named by e-mail address or full
    name; the name is matched when a round is read.
    """

    __tablename__ = "avoid_entry"
    __table_args__ = (
        CheckConstraint(
            "(participant_profile_id IS NOT NULL AND mentor_profile_id IS NULL"
            " AND stretch_assignment_id IS NULL)"
            " OR (participant_profile_id IS NULL AND mentor_profile_id IS NOT NULL"
            " AND stretch_assignment_id IS NULL)"
            " OR (participant_profile_id IS NULL AND mentor_profile_id IS NULL"
            " AND stretch_assignment_id IS NOT NULL)",
            name="one_author",
        ),
        CheckConstraint("(person_named = '') <> (employer_id IS NULL)", name="one_target"),
    )

    participant_profile_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("participant_profile.id", ondelete="CASCADE"), index=True
    )
    mentor_profile_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mentor_profile.id", ondelete="CASCADE"), index=True
    )
    stretch_assignment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stretch_assignment.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AvoidKind] = mapped_column(one_of(AvoidKind), default=AvoidKind.AVOID)
    reason: Mapped[ConflictReason | None] = mapped_column(one_of(ConflictReason))
    person_named: Mapped[str] = mapped_column(String(254), default="")
    # What the author sees when they chose somebody from a list, whose address isn't theirs to see.
    shown_as: Mapped[str] = mapped_column(String(400), default="")
    employer_id: Mapped[UUID | None] = mapped_column(ForeignKey("employer.id"))

    employer: Mapped[Employer | None] = relationship(lazy="raise")
