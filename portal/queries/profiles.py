"""Profiles as their pages show them: what was said, what is left to say, and what to choose from."""

from dataclasses import dataclass

from portal.lifecycles.topics import MENTOR_TOPICS, PARTICIPANT_TOPICS, Topic, missing
from portal.models import MentorProfile, ParticipantProfile


@dataclass(frozen=True)
class ProfileState:
    """How far a profile has come: of the topics it needs, how many are done and which is next."""

    done: int
    total: int
    next_topic: Topic | None


def profile_state(profile: ParticipantProfile | MentorProfile) -> ProfileState:
    """Count a loaded profile's needed topics; no query."""
    topics = MENTOR_TOPICS if isinstance(profile, MentorProfile) else PARTICIPANT_TOPICS
    left = missing(topics, profile.topics_done)
    total = sum(topic.is_needed for topic in topics)
    return ProfileState(total - len(left), total, left[0] if left else None)
