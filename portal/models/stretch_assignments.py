"""Stretch assignments: what a host offers."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import STRETCH_ASSIGNMENT, StretchAssignmentStatus
from portal.models.consortia import Employer, OfConsortium, Person, Place, Skill


class AssignmentFormat(StrEnum):
    """Where the work is done."""

    ON_SITE = "on-site"
    REMOTE = "remote"
    EITHER = "either"


ASSIGNMENT_FORMAT_WORDS: dict[AssignmentFormat, str] = {
    AssignmentFormat.ON_SITE: "On site",
    AssignmentFormat.REMOTE: "Remote",
    AssignmentFormat.EITHER: "On site or remote",
}

# What a host has to see to before somebody starts.
HOST_CHECKS: dict[str, str] = {
    "confidentiality": "Confidentiality agreement",
    "identity": "Identity check",
    "dbs": "Disclosure and Barring Service (DBS) check",
    "it": "IT account and equipment",
    "insurance": "Insurance",
}


class StretchAssignment(Governed, OfConsortium, Base):
    """A project or consultancy in another organisation, beyond what the participant knows."""

    __tablename__ = "stretch_assignment"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
        CheckConstraint("days BETWEEN 1 AND 260", name="days_in_range"),
        CheckConstraint("capacity BETWEEN 0 AND 9", name="capacity_in_range"),
        CheckConstraint("level_from BETWEEN 1 AND 9", name="level_from_in_range"),
        CheckConstraint("level_to BETWEEN level_from AND 9", name="levels_in_order"),
    )
    LIFECYCLE = STRETCH_ASSIGNMENT

    employer_id: Mapped[UUID] = mapped_column(ForeignKey("employer.id"), index=True)
    status: Mapped[StretchAssignmentStatus] = mapped_column(
        one_of(StretchAssignmentStatus), default=STRETCH_ASSIGNMENT.first
    )
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(3000), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int] = mapped_column(default=15)
    format: Mapped[AssignmentFormat] = mapped_column(
        one_of(AssignmentFormat), default=AssignmentFormat.ON_SITE
    )
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"))
    level_from: Mapped[int] = mapped_column(default=1)
    level_to: Mapped[int] = mapped_column(default=9)
    weekdays: Mapped[list[str]] = mapped_column(default=list)
    offers: Mapped[list[str]] = mapped_column(default=list)
    host_checks: Mapped[list[str]] = mapped_column(default=list)
    capacity: Mapped[int] = mapped_column(default=1)
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    # Why the team sent it back, for the employer lead to read.
    returned_because: Mapped[str] = mapped_column(String(1000), default="")

    employer: Mapped[Employer] = relationship(lazy="raise")
    location: Mapped[Place | None] = relationship(lazy="raise")
    supervisor: Mapped[Person | None] = relationship(lazy="raise")
    skills: Mapped[list["AssignmentSkill"]] = relationship(
        lazy="raise", cascade="all, delete-orphan"
    )


class AssignmentSkill(Base):
    """A skill that the assignment stretches, and the step it reaches, 1 to 4."""

    __tablename__ = "assignment_skill"
    __table_args__ = (
        UniqueConstraint("assignment_id", "skill_id"),
        CheckConstraint("step BETWEEN 1 AND 4", name="step_in_range"),
    )

    assignment_id: Mapped[UUID] = mapped_column(
        ForeignKey("stretch_assignment.id", ondelete="CASCADE")
    )
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id"))
    step: Mapped[int]

    skill: Mapped[Skill] = relationship(lazy="raise")
