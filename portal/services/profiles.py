"""Profiles: beginning one, for a participant or a mentor."""

from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.database import begin_writing, db
from portal.models import MentorProfile, ParticipantProfile, Participation
from portal.services.history import record


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
