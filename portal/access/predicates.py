"""Tiny named facts about an actor and a thing; no database, no request."""

from typing import Any

from portal.access.actor import Actor
from portal.calendar import now
from portal.models import LinkPurpose, Role


def anyone(_actor: Actor, _thing: Any) -> bool:
    """Hold for everybody."""
    return True


def signed_in(actor: Actor, _thing: Any) -> bool:
    """Hold for a person with an account."""
    return actor.is_signed_in


def bears_invitation(actor: Actor, _thing: Any) -> bool:
    """Hold for whoever opened a valid invitation."""
    return actor.bearer is not None and actor.bearer.purpose == LinkPurpose.INVITATION


def _consortium_id(thing: Any) -> Any:
    return getattr(thing, "consortium_id", None) or thing.id


def is_admin(actor: Actor, thing: Any) -> bool:
    """Hold for an admin of the thing's consortium."""
    return _consortium_id(thing) in actor.consortia(Role.CONSORTIUM_ADMIN)


def is_auditor(actor: Actor, thing: Any) -> bool:
    """Hold for an auditor of the thing's consortium."""
    return _consortium_id(thing) in actor.consortia(Role.AUDITOR)


def did_not_start(actor: Actor, run: Any) -> bool:
    """Hold for anybody but the person who started the run."""
    return bool(actor.person_id != run.started_by_id)


def is_lead(actor: Actor, thing: Any) -> bool:
    """Hold for an employer lead of the thing's consortium (any employer of it)."""
    return _consortium_id(thing) in actor.consortia(Role.EMPLOYER_LEAD)


def is_lead_of_employer(actor: Actor, employer: Any) -> bool:
    """Hold for a lead of this employer."""
    return employer.id in actor.employers(Role.EMPLOYER_LEAD)


def is_lead_of_host(actor: Actor, assignment: Any) -> bool:
    """Hold for a lead of the employer that offers the assignment."""
    return assignment.employer_id in actor.employers(Role.EMPLOYER_LEAD)


def is_supervisor(actor: Actor, assignment: Any) -> bool:
    """Hold for the assignment's supervisor."""
    return actor.is_signed_in and bool(assignment.supervisor_id == actor.person_id)


def owns_participation(actor: Actor, thing: Any) -> bool:
    """Hold for the participant to whom a loaded participation, proposal or match belongs."""
    participation = getattr(thing, "participation", thing)
    return actor.is_signed_in and bool(participation.person_id == actor.person_id)


def owns_mentor_profile(actor: Actor, thing: Any) -> bool:
    """Hold for the mentor to whom a mentor profile belongs."""
    return actor.is_signed_in and bool(thing.person_id == actor.person_id)


def is_asked(actor: Actor, proposal: Any) -> bool:
    """Hold for the mentor, or a lead of the host, that a proposal or match is about."""
    if proposal.mentor_profile is not None:
        return owns_mentor_profile(actor, proposal.mentor_profile)
    return is_lead_of_host(actor, proposal.stretch_assignment)


def was_shown(_actor: Actor, proposal: Any) -> bool:
    """Hold once the participant may look: not even an admin sees their own before its release."""
    return bool(proposal.shown_at <= now())


def was_offered(_actor: Actor, proposal: Any) -> bool:
    """Hold once the mentor or host has been asked."""
    return proposal.offered_at is not None


def supervises_match(actor: Actor, match: Any) -> bool:
    """Hold for the supervisor of the assignment that a match is about."""
    return match.stretch_assignment is not None and is_supervisor(actor, match.stretch_assignment)


def is_outside_pair(actor: Actor, proposal: Any) -> bool:
    """Hold for whoever is on neither side: what one side told in confidence isn't the other's."""
    return not owns_participation(actor, proposal) and not is_asked(actor, proposal)
