"""Programmes, their cohorts, and the people who take part."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import PARTICIPATION, ParticipationStatus
from portal.models.consortia import Employer, OfConsortium, Person


class Programme(OfConsortium, Base):
    """What a consortium runs: its name, its days, and how it matches."""

    __tablename__ = "programme"
    __table_args__ = (
        UniqueConstraint("consortium_id", "name"),
        CheckConstraint("private_look_days >= 1", name="private_look_days_positive"),
        CheckConstraint("answer_days >= 1", name="answer_days_positive"),
    )

    name: Mapped[str] = mapped_column(String(120))
    module_days: Mapped[int] = mapped_column(default=10)
    stretch_days: Mapped[int] = mapped_column(default=15)
    peer_days: Mapped[int] = mapped_column(default=2)
    mentoring_days: Mapped[int] = mapped_column(default=3)
    private_look_days: Mapped[int] = mapped_column(default=3)
    answer_days: Mapped[int] = mapped_column(default=5)
    # Mentor and host from two employers, neither of them the participant's.
    wants_three_employers: Mapped[bool] = mapped_column(default=True)
    # Tags of lived experience that people may opt in to; empty means the programme leaves it off.
    experience_tags: Mapped[list[str]] = mapped_column(default=list)
    # Rules, weights and order of a round, where they differ from the matcher's own defaults.
    matching: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Cohort(OfConsortium, Base):
    """One intake of a programme."""

    __tablename__ = "cohort"
    __table_args__ = (
        UniqueConstraint("programme_id", "name"),
        CheckConstraint("ends_on > starts_on", name="ends_after_start"),
    )

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    applications_open_on: Mapped[date | None]
    applications_close_on: Mapped[date | None]
    interviews_on: Mapped[date | None]
    outcomes_on: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    programme: Mapped[Programme] = relationship(lazy="raise")


class Participation(Governed, OfConsortium, Base):
    """A person's place in a cohort."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        CheckConstraint("priority BETWEEN 0 AND 9", name="priority_in_range"),
    )
    LIFECYCLE = PARTICIPATION

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    employer_id: Mapped[UUID] = mapped_column(ForeignKey("employer.id"))
    # Passed over in an earlier round: first served in a shortage.
    priority: Mapped[int] = mapped_column(default=0)
    status: Mapped[ParticipationStatus] = mapped_column(
        one_of(ParticipationStatus), default=PARTICIPATION.first
    )

    cohort: Mapped[Cohort] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
    employer: Mapped[Employer] = relationship(lazy="raise")
