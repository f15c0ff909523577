"""Who has which permission: one table, any of lists, all of each list."""

from collections.abc import Callable
from typing import Any

from portal.access import predicates as p
from portal.access.actor import Actor
from portal.access.permissions import Permission

Predicate = Callable[[Actor, Any], bool]

POLICY: dict[Permission, list[list[Predicate]]] = {
    Permission.PUBLIC: [[p.anyone]],
    Permission.SIGNED_IN: [[p.signed_in]],
    Permission.ACCEPT_INVITATION: [[p.bears_invitation]],
    Permission.SEE_CONSORTIUM: [[p.is_admin], [p.is_auditor]],
    Permission.MANAGE_CONSORTIUM: [[p.is_admin]],
    Permission.SEE_OUTBOX: [[p.is_admin], [p.is_auditor]],
    Permission.EDIT_PARTICIPANT_PROFILE: [[p.owns_participation]],
    Permission.EDIT_MENTOR_PROFILE: [[p.owns_mentor_profile]],
    Permission.APPROVE_MENTOR: [[p.is_admin]],
    Permission.SEE_OWN_OFFERS: [[p.is_lead]],
    Permission.OFFER_ASSIGNMENT: [[p.is_lead_of_employer]],
    Permission.EDIT_ASSIGNMENT: [[p.is_lead_of_host]],
    Permission.SEE_ASSIGNMENT: [
        [p.is_lead_of_host],
        [p.is_supervisor],
        [p.is_admin],
        [p.is_auditor],
    ],
    Permission.APPROVE_ASSIGNMENT: [[p.is_admin]],
    Permission.SEE_ROUND: [[p.is_admin], [p.is_auditor]],
    Permission.RUN_ROUND: [[p.is_admin]],
    Permission.APPROVE_RUN: [[p.is_admin, p.did_not_start]],
    Permission.PUBLISH_ROUND: [[p.is_admin]],
    Permission.LOOK_AT_PROPOSAL: [[p.owns_participation, p.was_shown]],
    Permission.ANSWER_PROPOSAL: [[p.is_asked, p.was_offered]],
    Permission.SEE_ANSWER: [[p.is_admin, p.is_outside_pair]],
    Permission.WITHDRAW_PROPOSAL: [[p.is_admin]],
    Permission.SEE_MATCH: [[p.owns_participation], [p.is_asked], [p.supervises_match]],
}


def can(actor: Actor, permission: Permission, thing: Any = None) -> bool:
    """Say whether the actor has the permission for the thing (None: for no thing in particular)."""
    return any(all(holds(actor, thing) for holds in every) for every in POLICY[permission])
