"""Reads about proposals: what is due, who is asked, and what the pages about one show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.access.actor import standing
from portal.database import db
from portal.lifecycles import MatchStatus, ProposalStatus
from portal.models import (
    Cohort,
    Consortium,
    Match,
    Membership,
    MentorProfile,
    Participation,
    Person,
    Programme,
    Proposal,
    Role,
    StretchAssignment,
)


def looks_over(moment: datetime) -> Sequence[UUID]:
    """Return the proposals whose private look is over."""
    return db.session.scalars(
        select(Proposal.id)
        .where(Proposal.status == ProposalStatus.SHOWN, Proposal.look_until <= moment)
        .order_by(Proposal.look_until, Proposal.id)
    ).all()


def answers_overdue(moment: datetime) -> Sequence[UUID]:
    """Return the proposals that nobody answered in time."""
    return db.session.scalars(
        select(Proposal.id)
        .where(Proposal.status == ProposalStatus.OFFERED, Proposal.answer_until <= moment)
        .order_by(Proposal.answer_until, Proposal.id)
    ).all()


def asked_people(place: MentorProfile | StretchAssignment) -> Sequence[UUID]:
    """Return who answers for a mentor's place or a host's: the mentor, or the employer's leads."""
    if isinstance(place, MentorProfile):
        return [place.person_id]
    return db.session.scalars(
        select(Membership.person_id)
        .where(
            Membership.employer_id == place.employer_id,
            Membership.role == Role.EMPLOYER_LEAD,
            standing(),
        )
        .order_by(Membership.person_id)
    ).all()


def active_matches(proposal: Proposal) -> int:
    """Count the matches that stand with the proposal's mentor or assignment."""
    if proposal.mentor_profile_id:
        same = Match.mentor_profile_id == proposal.mentor_profile_id
    else:
        same = Match.stretch_assignment_id == proposal.stretch_assignment_id
    count = select(func.count()).where(Match.status == MatchStatus.ACTIVE, same)
    return db.session.scalars(count).one()


def has_match(proposal: Proposal) -> bool:
    """Say whether the participant has a match of this kind already."""
    found = select(Match.id).where(
        Match.status == MatchStatus.ACTIVE,
        Match.participation_id == proposal.participation_id,
        Match.kind == proposal.kind,
    )
    return db.session.scalar(found) is not None


@dataclass(frozen=True)
class Terms:
    """Under what a proposal or match stands: its cohort, programme and consortium."""

    cohort: Cohort
    programme: Programme
    consortium: Consortium


def terms_of(participation_id: UUID) -> Terms:
    """Return under what a participation's proposals and matches stand."""
    row = db.session.execute(
        select(Cohort, Programme, Consortium)
        .join(Participation, Participation.cohort_id == Cohort.id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Consortium, Consortium.id == Cohort.consortium_id)
        .where(Participation.id == participation_id)
    ).one()
    return Terms(*row)


def match_of(proposal: Proposal) -> UUID | None:
    """Return the match that an accepted proposal has become."""
    return db.session.scalar(select(Match.id).where(Match.proposal_id == proposal.id))


def answered_by(proposal: Proposal) -> str:
    """Return the name of whoever answered last, or nothing."""
    query = select(Person.name).where(Person.id == proposal.answered_by_id)
    return db.session.scalar(query) or ""
