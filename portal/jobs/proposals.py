"""What the clock does to proposals: each in a transaction of its own, so that one can't stop all.

Several workers may do this at once: each proposal is looked at again under its lock.
"""

from portal.calendar import now
from portal.database import db, transaction
from portal.jobs import every
from portal.models import Proposal
from portal.queries.proposals import answers_overdue, looks_over
from portal.services.proposals import lapse_when_due, offer_when_due


@every(20)
def offer_due_proposals() -> None:
    """Ask the mentors and hosts of every proposal whose private look is over."""
    for id in looks_over(now()):
        with transaction():
            offer_when_due(db.session.get_one(Proposal, id))


@every(20)
def lapse_due_proposals() -> None:
    """Close every proposal that nobody answered in time."""
    for id in answers_overdue(now()):
        with transaction():
            lapse_when_due(db.session.get_one(Proposal, id))
