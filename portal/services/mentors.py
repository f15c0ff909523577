"""The team's look at a mentor's profile: approve it, or return it with a reason."""

from portal.access.actor import Actor
from portal.database import lock_version
from portal.lifecycles import advance
from portal.models import MentorProfile
from portal.services.history import record


def approve_mentor(actor: Actor, profile: MentorProfile, version: int) -> MentorProfile:
    """Approve the profile as it was read at this version; from then on rounds match it."""
    _move(actor, profile, "approve", version, "")
    profile.returned_because = ""
    return profile


def return_mentor(actor: Actor, profile: MentorProfile, version: int, reason: str) -> MentorProfile:
    """Send the profile back with a reason, which the mentor reads on it."""
    _move(actor, profile, "return", version, reason)
    profile.returned_because = reason
    return profile


def _move(actor: Actor, profile: MentorProfile, verb: str, version: int, reason: str) -> None:
    lock_version(profile, version)
    before, after = advance(profile, verb)
    record(
        actor,
        verb,
        profile,
        before={"status": before.value},
        after={"status": after.value},
        reason=reason,
    )
