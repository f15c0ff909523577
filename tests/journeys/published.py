"""Rounds and answers made without a browser, for journeys that begin after them."""

from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.database import db
from portal.models import Participation, Person, Proposal, RoundKind, StretchAssignment
from portal.services import proposals
from tests.journeys.cast import ADMIN, APPROVER
from tests.journeys.live import LivePortal


def run_round(portal: LivePortal, kind: RoundKind) -> tuple[str, str]:
    """Create a round of this kind and run it once; return the ids of both."""
    round = portal.flask("rounds", "create", "--cohort", "2027", "--kind", kind.value)["round"]
    return round, portal.flask("rounds", "run", round)["run"]


def publish_round(portal: LivePortal, round: str, run: str) -> None:
    """Approve a run and let its letters go at once."""
    portal.flask("rounds", "approve", run, "--as", APPROVER)
    portal.flask("rounds", "publish", round, "--as", ADMIN, "--release", "now")


def latest_proposal(portal: LivePortal, participant: str) -> Proposal:
    """Read the last thing that was proposed to the participant with this address."""
    of = UUID(portal.ids["participations"][participant])
    newest_first = Proposal.created_at.desc()
    found = db.session.scalars(
        select(Proposal).where(Proposal.participation_id == of).order_by(newest_first)
    ).first()
    assert found is not None
    return found


def go_ahead(portal: LivePortal, participant: str) -> UUID:
    """Let a participant go ahead with what was proposed; return the proposal's id."""

    def agree(actor: Actor) -> UUID:
        proposal = latest_proposal(portal, participant)
        proposals.agree_to_proposal(actor, proposal)
        return proposal.id

    return portal.do(participant, agree)


def accept(portal: LivePortal, participant: str, asked: str) -> UUID:
    """Let whoever was asked accept the participant; return the match's id."""
    return portal.do(
        asked,
        lambda actor: proposals.accept_proposal(actor, latest_proposal(portal, participant)).id,
    )


def who_is_proposed_to(portal: LivePortal, host: str) -> Person:
    """Return the first participant, by name, who is proposed for an assignment of this host."""
    with portal.app.app_context():
        return db.session.scalars(
            select(Person)
            .join(Participation, Participation.person_id == Person.id)
            .join(Proposal, Proposal.participation_id == Participation.id)
            .join(StretchAssignment, StretchAssignment.id == Proposal.stretch_assignment_id)
            .where(StretchAssignment.employer_id == UUID(portal.ids["employers"][host]))
            .order_by(Person.name)
        ).first()  # type: ignore[return-value]  # this host always gets somebody
