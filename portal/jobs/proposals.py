"""What the clock does to proposals: each in a transaction of its own, so that one can't stop all.

Several workers may do this at once: each proposal is looked at again under its lock.
"""

from portal.calendar import now
from portal.database import db
from portal.jobs import every
from portal.jobs.failures import one_by_one
from portal.models import Proposal
from portal.queries.proposals import answers_overdue, looks_over
from portal.services.proposals import lapse_when_due, offer_when_due


@every(20)
def offer_due_proposals() -> None:
    """Ask the mentors and hosts of every proposal whose private look is over."""
    one_by_one(
        "offering proposal",
        looks_over(now()),
        lambda id: offer_when_due(db.session.get_one(Proposal, id)),
    )


@every(20)
def lapse_due_proposals() -> None:
    """Close every proposal that nobody answered in time."""
    one_by_one(
        "closing proposal",
        answers_overdue(now()),
        lambda id: lapse_when_due(db.session.get_one(Proposal, id)),
    )
