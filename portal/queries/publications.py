"""What publishing needs to read: the programme's terms, and which places are taken."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select

from portal.database import db
from portal.models import Cohort, Participation, Programme, Proposal, Publication, Round, RoundKind


def load_programme(round: Round) -> Programme:
    """Return the programme whose terms govern a round."""
    cohort = db.session.get_one(Cohort, round.cohort_id)
    return db.session.get_one(Programme, cohort.programme_id)


def standing_publication(round: Round) -> Publication | None:
    """Return the round's publication that hasn't been undone."""
    query = select(Publication).where(
        Publication.round_id == round.id, Publication.undone_at.is_(None)
    )
    return db.session.scalar(query)


def people_in(round: Round) -> dict[UUID, UUID]:
    """Return the person behind every participation of the round's cohort."""
    query = select(Participation.id, Participation.person_id).where(
        Participation.cohort_id == round.cohort_id
    )
    return {row.id: row.person_id for row in db.session.execute(query)}


def taken_seats(
    kind: RoundKind, option_ids: frozenset[UUID] | None = None
) -> dict[UUID, frozenset[int]]:
    """Return the seats held by proposals and matches, by mentor profile or assignment.

    A seat is held from the moment a proposal is made until it or its match ends.
    """
    column = (
        Proposal.mentor_profile_id if kind == RoundKind.MENTORS else Proposal.stretch_assignment_id
    )
    query = select(column, Proposal.seat).where(Proposal.seat.is_not(None), column.is_not(None))
    if option_ids is not None:
        query = query.where(column.in_(option_ids))
    seats: dict[UUID, set[int]] = defaultdict(set)
    for option_id, seat in db.session.execute(query):
        if option_id and seat:
            seats[option_id].add(seat)
    return {option_id: frozenset(held) for option_id, held in seats.items()}
