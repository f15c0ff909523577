"""A place in a cohort: withdrawing, deferring and resuming it."""

from portal.access.actor import Actor
from portal.database import lock_version
from portal.lifecycles import advance
from portal.models import Match, Participation, Proposal
from portal.queries.cohorts import standing_of
from portal.services.history import record
from portal.services.proposals import end_match, withdraw_proposal

# What the mentor's or host's side of the history says: the participant's reason is their own.
LEFT = "The participant’s place in the cohort has changed."


def withdraw(
    actor: Actor, participation: Participation, version: int, reason: str
) -> Participation:
    """End a place for good; whoever was matched or asked for them is told and is free again."""
    _move(actor, participation, "withdraw", version, reason)
    _let_go(actor, participation)
    return participation


def defer(actor: Actor, participation: Participation, version: int, reason: str) -> Participation:
    """Keep a place for later; whoever was matched or asked for them is told and is free again."""
    _move(actor, participation, "defer", version, reason)
    _let_go(actor, participation)
    return participation


def resume(actor: Actor, participation: Participation, version: int, reason: str) -> Participation:
    """Take a deferred place up again."""
    _move(actor, participation, "resume", version, reason)
    return participation


def _move(actor: Actor, participation: Participation, verb: str, version: int, reason: str) -> None:
    lock_version(participation, version)
    before, after = advance(participation, verb)
    record(
        actor,
        verb,
        participation,
        before={"status": before.value},
        after={"status": after.value},
        reason=reason,
    )


def _let_go(actor: Actor, participation: Participation) -> None:
    for proposal in standing_of(Proposal, participation):
        withdraw_proposal(actor, proposal, LEFT, tell_participant=False)
    for match in standing_of(Match, participation):
        end_match(actor, match, LEFT)
