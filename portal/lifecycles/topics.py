"""The topics of a profile: one page each, in order, and which of them a complete profile needs."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One page of a profile; `key` is what `topics_done` holds, `title` what the screen says."""

    key: str
    title: str
    is_needed: bool = False


PARTICIPANT_TOPICS: tuple[Topic, ...] = (
    Topic("role", "Your role", is_needed=True),
    Topic("goals", "Your goals", is_needed=True),
    Topic("meeting", "How you can meet", is_needed=True),
    Topic("release", "When you can be released", is_needed=True),
    Topic("needs", "What you must have"),
    Topic("wishes", "Mentors and stretch assignments you hope for"),
    Topic("experience", "A mentor with lived experience"),
    Topic("avoid", "Who you shouldn’t be matched with"),
)

MENTOR_TOPICS: tuple[Topic, ...] = (
    Topic("role", "Your role", is_needed=True),
    Topic("skills", "What you can help with", is_needed=True),
    Topic("meeting", "How and where you can meet", is_needed=True),
    Topic("availability", "How many people, and when you’re away", is_needed=True),
    Topic("offers", "What you can offer"),
    Topic("experience", "Lived experience you’re willing to name"),
    Topic("avoid", "Who you shouldn’t be matched with"),
    Topic("agreement", "The mentoring agreement", is_needed=True),
)


def missing(topics: Collection[Topic], done: Collection[str]) -> tuple[Topic, ...]:
    """Return the topics that a complete profile needs and that haven't been saved yet."""
    return tuple(topic for topic in topics if topic.is_needed and topic.key not in done)
