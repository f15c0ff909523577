"""What a mentor offers, a topic at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from portal.access.actor import Actor
from portal.calendar import now
from portal.database import db
from portal.lifecycles.topics import MENTOR_TOPICS
from portal.models import MentorProfile, MentorSkill
from portal.services.history import record
from portal.services.profiles import (
    finish_profile,
    finish_topic,
    open_for_editing,
    refuse_unfinished,
)


def save_skills(
    actor: Actor, profile: MentorProfile, version: int, steps: Mapping[UUID, int]
) -> None:
    """Save the skills that the mentor can help with, and how far, 1 to 4."""
    open_for_editing(profile, version, "skills")
    is_changed = {skill.skill_id: skill.step for skill in profile.skills} != dict(steps)
    if is_changed:
        # Rows are taken away before others take their place: each skill stands once.
        profile.skills = []
        db.session.flush()
        profile.skills = [MentorSkill(skill_id=id, step=step) for id, step in steps.items()]
    finish_topic(actor, profile, "skills", is_changed=is_changed)


def save_offers(actor: Actor, profile: MentorProfile, version: int, offers: Sequence[str]) -> None:
    """Save the facts with which the mentor meets what somebody must have."""
    open_for_editing(profile, version)
    profile.offers = list(offers)
    finish_topic(actor, profile, "offers")


def save_tags(actor: Actor, profile: MentorProfile, version: int, tags: Sequence[str]) -> None:
    """Save the lived experience that the mentor is willing to name."""
    open_for_editing(profile, version)
    profile.tags = list(tags)
    finish_topic(actor, profile, "experience")


def agree_to_mentor(actor: Actor, profile: MentorProfile, version: int) -> None:
    """Record that the mentor agreed to what mentoring takes, the first time that they did."""
    open_for_editing(profile, version)
    profile.agreed_at = profile.agreed_at or now()
    finish_topic(actor, profile, "agreement")


def update_availability(
    actor: Actor,
    profile: MentorProfile,
    version: int,
    *,
    capacity: int,
    away_from: date | None,
    away_to: date | None,
) -> None:
    """Say how many people the mentor takes and when they are away; an approval stands."""
    open_for_editing(profile, version)
    before = _availability(profile)
    profile.capacity = capacity
    profile.away_from = away_from
    profile.away_to = away_to
    if "availability" not in profile.topics_done:
        profile.topics_done = [*profile.topics_done, "availability"]
    after = _availability(profile)
    if db.session.is_modified(profile):
        record(actor, "update_availability", profile, before=before, after=after)


def _availability(profile: MentorProfile) -> dict[str, int | str | None]:
    return {
        "capacity": profile.capacity,
        "away_from": profile.away_from.isoformat() if profile.away_from else None,
        "away_to": profile.away_to.isoformat() if profile.away_to else None,
    }


def complete_mentor_profile(actor: Actor, profile: MentorProfile, version: int) -> None:
    """Complete a profile whose answers were checked; the team approves it next."""
    open_for_editing(profile, version)
    refuse_unfinished(MENTOR_TOPICS, profile)
    finish_profile(actor, profile)
