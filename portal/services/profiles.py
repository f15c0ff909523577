"""Profiles: beginning one, and saving the topics that participants and mentors share."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.database import begin_writing, db, lock_version, touch
from portal.lifecycles import advance
from portal.lifecycles.topics import Topic, missing
from portal.models import (
    Employer,
    Level,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Place,
)
from portal.services.history import record
from portal.services.refusal import Refusal

Profile = ParticipantProfile | MentorProfile


def start_participant_profile(
    actor: Actor | None, participation: Participation
) -> ParticipantProfile:
    """Begin the profile of somebody who has a place in a cohort, or return the one they have."""
    begin_writing()
    profile = db.session.scalar(
        select(ParticipantProfile).where(ParticipantProfile.participation_id == participation.id)
    )
    if profile is None:
        profile = ParticipantProfile(
            participation_id=participation.id, consortium_id=participation.consortium_id
        )
        db.session.add(profile)
        record(actor, "start", profile)
    return profile


def start_mentor_profile(
    actor: Actor | None, person_id: UUID, consortium_id: UUID, employer_id: UUID
) -> MentorProfile:
    """Begin a mentor's profile in a consortium, or return the one they have there already.

    Whoever was a mentor before keeps their answers, and their employer until they are moved.
    """
    begin_writing()
    profile = db.session.scalar(
        select(MentorProfile).where(
            MentorProfile.consortium_id == consortium_id, MentorProfile.person_id == person_id
        )
    )
    if profile is None:
        profile = MentorProfile(
            person_id=person_id, consortium_id=consortium_id, employer_id=employer_id
        )
        db.session.add(profile)
        record(actor, "start", profile)
    return profile


def open_for_editing(profile: Profile, version: int, *relationships: str) -> None:
    """Lock a profile that somebody edited, and read afresh the relationships to be written."""
    lock_version(profile, version)
    if relationships:
        db.session.refresh(profile, relationships)


def finish_topic(
    actor: Actor, profile: Profile, topic: str, *, is_changed: bool = False, is_done: bool = True
) -> None:
    """Mark a topic as saved; a change sends a finished profile back to be checked again.

    `is_changed` is for rows that hang on the profile: changes of its own columns are seen here.
    """
    is_changed = is_changed or db.session.is_modified(profile)
    if is_changed or topic not in profile.topics_done:
        mark_topic(actor, profile, topic, is_done)
    if is_changed:
        advance(profile, "edit")


def mark_topic(actor: Actor, profile: Profile, topic: str, is_done: bool = True) -> None:
    """Record that a topic was saved, and never what was said in it.

    The profile counts as written even when only rows that hang on it were, so that its version
    moves on and an older form for it is refused.
    """
    others = [done for done in profile.topics_done if done != topic]
    profile.topics_done = [*others, topic] if is_done else others
    touch(profile)
    record(actor, "save", profile, after={"topic": topic})


def save_role(
    actor: Actor,
    profile: Profile,
    version: int,
    *,
    job_title: str,
    level: Level,
    other_employers: Sequence[Employer],
    about: str | None = None,
) -> None:
    """Save job title, level and other employers; for a mentor also what others read about them."""
    open_for_editing(profile, version, "other_employers")
    profile.job_title = job_title
    profile.level_id = level.id
    profile.other_employers = list(other_employers)
    if isinstance(profile, MentorProfile):
        profile.about = about or ""
    finish_topic(actor, profile, "role")


def save_meeting(
    actor: Actor,
    profile: Profile,
    version: int,
    *,
    formats: Sequence[str],
    weekdays: Sequence[str],
    location: Place | None,
    places: Sequence[Place],
) -> None:
    """Save how, where and on which weekdays somebody can meet."""
    open_for_editing(profile, version, "places")
    profile.formats = list(formats)
    profile.weekdays = list(weekdays)
    profile.location_id = location.id if location else None
    profile.places = list(places)
    finish_topic(actor, profile, "meeting")


def refuse_unfinished(topics: Sequence[Topic], profile: Profile) -> None:
    """Refuse to complete a profile while a topic that it needs hasn't been saved."""
    left = missing(topics, profile.topics_done)
    if left:
        titles = ", ".join(f"“{topic.title}”" for topic in left)
        raise Refusal(f"Your profile still needs: {titles}.")


def finish_profile(actor: Actor, profile: Profile) -> None:
    """Mark a profile as complete: its author has checked the answers."""
    before, after = advance(profile, "complete")
    record(actor, "complete", profile, before={"status": before}, after={"status": after})
