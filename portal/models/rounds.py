"""Match rounds: the round, its runs, an approval, a publication, and the proposals they make."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import PROPOSAL, ROUND, RUN, ProposalStatus, RoundStatus, RunStatus
from portal.models.consortia import OfConsortium, Person
from portal.models.profiles import MentorProfile
from portal.models.programmes import Cohort, Participation
from portal.models.stretch_assignments import StretchAssignment


class RoundKind(StrEnum):
    """What a round matches participants with."""

    MENTORS = "mentors"
    ASSIGNMENTS = "assignments"


KIND_WORDS: dict[RoundKind, str] = {
    RoundKind.MENTORS: "Mentors",
    RoundKind.ASSIGNMENTS: "Stretch assignments",
}


class Round(Governed, OfConsortium, Base):
    """A time at which a cohort is matched."""

    __tablename__ = "round"
    LIFECYCLE = ROUND

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    kind: Mapped[RoundKind] = mapped_column(one_of(RoundKind))
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[RoundStatus] = mapped_column(one_of(RoundStatus), default=ROUND.first)

    cohort: Mapped[Cohort] = relationship(lazy="raise")


class Run(Governed, OfConsortium, Base):
    """One attempt by the matcher on frozen input. `problem` and `result` never change."""

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_in_range"),
    )
    LIFECYCLE = RUN

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    number: Mapped[int]
    status: Mapped[RunStatus] = mapped_column(one_of(RunStatus), default=RUN.first)
    # Nobody: it was started from the command line.
    started_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    progress: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str] = mapped_column(String(120), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(1000), default="")
    # Frozen input and result as canonical JSON: pseudonymous ids, no names, no free text.
    problem: Mapped[str] = mapped_column(Text, deferred=True)
    result: Mapped[str | None] = mapped_column(Text, deferred=True)
    # What the review page shows, worked out once from problem and result.
    review: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    headline: Mapped[dict[str, Any]] = mapped_column(default=dict)
    input_digest: Mapped[str] = mapped_column(String(128), default="")
    result_digest: Mapped[str] = mapped_column(String(128), default="")

    round: Mapped[Round] = relationship(lazy="raise")
    started_by: Mapped[Person | None] = relationship(lazy="raise")


class PairCheck(OfConsortium, Base):
    """A flagged pair, or an unmatched person, that somebody has looked at before approving."""

    __tablename__ = "pair_check"
    __table_args__ = (UniqueConstraint("run_id", "person_id", "participation_id"),)

    run_id: Mapped[UUID] = mapped_column(ForeignKey("run.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"))


class Approval(OfConsortium, Base):
    """One person's word for one exact run; that person didn't start it."""

    __tablename__ = "approval"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("run.id"), unique=True)
    approved_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    result_digest: Mapped[str] = mapped_column(String(128))
    note: Mapped[str] = mapped_column(String(1000), default="")

    run: Mapped[Run] = relationship(lazy="raise")
    approved_by: Mapped[Person] = relationship(lazy="raise")


class Publication(OfConsortium, Base):
    """Proposals and letters that go out at the instant of release, unless undone before."""

    __tablename__ = "publication"
    __table_args__ = (
        Index(
            "uq_publication_standing",
            "round_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"))
    published_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    release_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    approval: Mapped[Approval] = relationship(lazy="raise")


class DeclineReason(StrEnum):
    """Why a mentor or host said no. Never shown to the participant."""

    NO_TIME = "no_time"
    CONFLICT = "conflict"
    NOT_RIGHT_HELP = "not_right_help"
    TOO_CLOSE = "too_close"
    OTHER = "other"


DECLINE_WORDS: dict[DeclineReason, str] = {
    DeclineReason.NO_TIME: "I can’t take anyone now",
    DeclineReason.CONFLICT: "We have a conflict of interest",
    DeclineReason.NOT_RIGHT_HELP: "I’m not the right help for these goals",
    DeclineReason.TOO_CLOSE: "We know each other too well",
    DeclineReason.OTHER: "Another reason",
}


class Proposal(Governed, OfConsortium, Base):
    """A pair that is put first to the participant, then to the mentor or host.

    `seat` is the place of the mentor or assignment that it holds, 1 to capacity. Two proposals or
    matches can't hold one seat; a seat is given back when the proposal or its match ends.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(
            "(mentor_profile_id IS NULL) <> (stretch_assignment_id IS NULL)", name="one_option"
        ),
        CheckConstraint("seat >= 1", name="seat_positive"),
        CheckConstraint(
            "(seat IS NOT NULL) OR status NOT IN ('shown', 'offered')", name="outstanding_has_seat"
        ),
        UniqueConstraint("mentor_profile_id", "seat"),
        UniqueConstraint("stretch_assignment_id", "seat"),
        Index(
            "uq_proposal_outstanding",
            "participation_id",
            "kind",
            unique=True,
            sqlite_where=text("status IN ('shown', 'offered')"),
            postgresql_where=text("status IN ('shown', 'offered')"),
        ),
    )
    LIFECYCLE = PROPOSAL

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"), index=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("run.id"))
    kind: Mapped[RoundKind] = mapped_column(one_of(RoundKind))
    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"), index=True)
    mentor_profile_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mentor_profile.id"), index=True
    )
    stretch_assignment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stretch_assignment.id"), index=True
    )
    status: Mapped[ProposalStatus] = mapped_column(one_of(ProposalStatus), default=PROPOSAL.first)
    seat: Mapped[int | None]
    # Nobody sees the proposal before shown_at: until then its publication can be undone.
    shown_at: Mapped[datetime]
    look_until: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    answer_until: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decline_reason: Mapped[DeclineReason | None] = mapped_column(one_of(DeclineReason))
    # The participant's objection, or the mentor's or host's words: for the programme team alone.
    private_note: Mapped[str] = mapped_column(String(1000), default="")
    # Whether this pair may be proposed again.
    is_banned: Mapped[bool] = mapped_column(default=False)
    # Why this pair, as facts for the "why" sentences; no points, no names.
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)

    publication: Mapped[Publication] = relationship(lazy="raise")
    round: Mapped[Round] = relationship(lazy="raise")
    participation: Mapped[Participation] = relationship(lazy="raise")
    mentor_profile: Mapped[MentorProfile | None] = relationship(lazy="raise")
    stretch_assignment: Mapped[StretchAssignment | None] = relationship(lazy="raise")


class Unmatched(OfConsortium, Base):
    """Somebody whom a published round left without, and what stood in the way.

    `reasons` are for that person and the team: the reason, and how many options each rule kept
    away. Whoever was left without comes first in the next round.
    """

    __tablename__ = "unmatched"
    __table_args__ = (UniqueConstraint("publication_id", "participation_id"),)

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[RoundKind] = mapped_column(one_of(RoundKind))
    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"), index=True)
    shown_at: Mapped[datetime]
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
