"""Reads about matches."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.calendar import LONDON, end_of_working_day, now
from portal.database import db
from portal.models import Approval, Match, Person, Proposal, Publication, StretchAssignment
from portal.queries.pair_facts import PairFacts

# Working days after the introduction.
FIRST_MESSAGE_WITHIN = 5


@dataclass(frozen=True)
class Grounds:
    """Why a match was made, and who checked and approved it on which day."""

    facts: PairFacts
    approved_by: str
    approved_on: date


def grounds_of(match: Match) -> Grounds:
    """Return why a match was made."""
    reasons, name, approved_at = db.session.execute(
        select(Proposal.reasons, Person.name, Approval.created_at)
        .join(Publication, Publication.id == Proposal.publication_id)
        .join(Approval, Approval.id == Publication.approval_id)
        .join(Person, Person.id == Approval.approved_by_id)
        .where(Proposal.id == match.proposal_id)
    ).one()
    return Grounds(PairFacts.from_json(reasons), name, approved_at.astimezone(LONDON).date())


def first_message_due(match: Match) -> datetime | None:
    """Return until when the participant writes first; None once that is past."""
    until = end_of_working_day(match.created_at, FIRST_MESSAGE_WITHIN)
    return until if until > now() else None


@dataclass(frozen=True)
class Contact:
    """Somebody to write to."""

    name: str
    email: str


def host_contact(match: Match) -> Contact | None:
    """Return whom the participant writes to at the host: the supervisor, or who accepted."""
    supervisor = (
        select(Person.name, Person.email)
        .join(StretchAssignment, StretchAssignment.supervisor_id == Person.id)
        .where(StretchAssignment.id == match.stretch_assignment_id)
    )
    accepted = (
        select(Person.name, Person.email)
        .join(Proposal, Proposal.answered_by_id == Person.id)
        .where(Proposal.id == match.proposal_id)
    )
    row = db.session.execute(supervisor).first() or db.session.execute(accepted).first()
    return Contact(*row) if row else None
