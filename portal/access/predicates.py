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
    """Hold for the assignment's supervisor, while they stand for the host."""
    stands_for = actor.employers(Role.SUPERVISOR, Role.EMPLOYER_LEAD)
    return _is(actor, assignment.supervisor_id) and assignment.employer_id in stands_for


def _is(actor: Actor, person_id: Any) -> bool:
    return actor.is_signed_in and bool(person_id == actor.person_id)


def owns_participation(actor: Actor, thing: Any) -> bool:
    """Hold for the participant to whom a loaded participation, proposal or match belongs.

    Like everything that is somebody's own, it is theirs for as long as they hold the role.
    """
    participation = getattr(thing, "participation", thing)
    is_participant = participation.consortium_id in actor.consortia(Role.PARTICIPANT)
    return _is(actor, participation.person_id) and is_participant


def owns_mentor_profile(actor: Actor, thing: Any) -> bool:
    """Hold for the mentor to whom a mentor profile belongs."""
    is_mentor = thing.consortium_id in actor.consortia(Role.MENTOR)
    return _is(actor, thing.person_id) and is_mentor


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
    """Hold for whoever is on neither side, nor was: what one side told isn't the other's."""
    mentor = proposal.mentor_profile
    if mentor is None:
        is_asked_side = is_lead_of_host(actor, proposal.stretch_assignment)
    else:
        is_asked_side = _is(actor, mentor.person_id)
    return not is_asked_side and not _is(actor, proposal.participation.person_id)
