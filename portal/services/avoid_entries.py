"""Who, and which employers, somebody must not be matched with. Only the matcher reads them."""

from portal.access.actor import Actor
from portal.database import db, lock
from portal.models import AvoidEntry, Employer, MentorProfile
from portal.models.profiles import AvoidKind, ConflictReason
from portal.services.profiles import Profile, mark_topic


def add_avoid_entry(
    actor: Actor,
    profile: Profile,
    *,
    reason: ConflictReason | None,
    employer: Employer | None = None,
    person_named: str = "",
    shown_as: str = "",
) -> AvoidEntry:
    """Add a person (by e-mail address or full name) or an employer; a reason declares a conflict.

    An approval or a completed profile stands: nobody is told, so nobody is to look again.
    """
    lock(profile)
    is_mentor = isinstance(profile, MentorProfile)
    entry = AvoidEntry(
        consortium_id=profile.consortium_id,
        mentor_profile_id=profile.id if is_mentor else None,
        participant_profile_id=None if is_mentor else profile.id,
        kind=AvoidKind.CONFLICT if reason else AvoidKind.AVOID,
        reason=reason,
        employer_id=employer.id if employer else None,
        person_named=person_named,
        shown_as=shown_as,
    )
    db.session.add(entry)
    mark_topic(actor, profile, "avoid")
    return entry


def remove_avoid_entry(actor: Actor, profile: Profile, entry: AvoidEntry) -> None:
    """Take somebody or an employer off the list again."""
    lock(profile)
    db.session.delete(entry)
    mark_topic(actor, profile, "avoid")


def finish_avoiding(actor: Actor, profile: Profile) -> None:
    """Say that the list is as its author wants it."""
    lock(profile)
    mark_topic(actor, profile, "avoid")
