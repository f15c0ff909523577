"""Matches: what an accepted proposal becomes."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, Governed, one_of
from portal.lifecycles import MATCH, MatchStatus
from portal.models.consortia import OfConsortium
from portal.models.profiles import MentorProfile
from portal.models.programmes import Participation
from portal.models.rounds import Proposal, RoundKind
from portal.models.stretch_assignments import StretchAssignment


class Match(Governed, OfConsortium, Base):
    """A participant with a mentor, or on a stretch assignment."""

    __tablename__ = "match"
    __table_args__ = (
        CheckConstraint(
            "(mentor_profile_id IS NULL) <> (stretch_assignment_id IS NULL)", name="one_option"
        ),
        Index(
            "uq_match_active",
            "participation_id",
            "kind",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
    )
    LIFECYCLE = MATCH

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposal.id"), unique=True)
    kind: Mapped[RoundKind] = mapped_column(one_of(RoundKind))
    participation_id: Mapped[UUID] = mapped_column(ForeignKey("participation.id"), index=True)
    mentor_profile_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mentor_profile.id"), index=True
    )
    stretch_assignment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stretch_assignment.id"), index=True
    )
    status: Mapped[MatchStatus] = mapped_column(one_of(MatchStatus), default=MATCH.first)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(1000), default="")

    proposal: Mapped[Proposal] = relationship(lazy="raise")
    participation: Mapped[Participation] = relationship(lazy="raise")
    mentor_profile: Mapped[MentorProfile | None] = relationship(lazy="raise")
    stretch_assignment: Mapped[StretchAssignment | None] = relationship(lazy="raise")
