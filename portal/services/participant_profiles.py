"""What a participant tells the matcher, a topic at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from portal.access.actor import Actor
from portal.database import db
from portal.lifecycles.topics import PARTICIPANT_TOPICS
from portal.models import ParticipantGoal, ParticipantProfile, Skill, Wish
from portal.services.profiles import (
    finish_profile,
    finish_topic,
    open_for_editing,
    refuse_unfinished,
)
from portal.services.refusal import Refusal


def save_goals(
    actor: Actor, profile: ParticipantProfile, version: int, skills: Sequence[Skill]
) -> None:
    """Save up to three skills, the most important first; a skill kept keeps its step.

    The topic isn't done until every goal has its step, which is the next page's question.
    """
    open_for_editing(profile, version, "goals")
    held = {goal.skill_id: goal.held for goal in profile.goals}
    if list(held) == [skill.id for skill in skills]:
        return
    # Rows are taken away before others take their rank: each rank and skill stands once.
    profile.goals = []
    db.session.flush()
    profile.goals = [
        ParticipantGoal(skill_id=skill.id, rank=rank, held=held.get(skill.id))
        for rank, skill in enumerate(skills, start=1)
    ]
    is_done = all(goal.held is not None for goal in profile.goals)
    finish_topic(actor, profile, "goals", is_changed=True, is_done=is_done)


def save_goal_steps(
    actor: Actor, profile: ParticipantProfile, version: int, steps: Mapping[UUID, int]
) -> None:
    """Save where the participant is now with each goal, 0 to 4 by skill."""
    open_for_editing(profile, version, "goals")
    if not profile.goals:
        raise Refusal("Choose your goals first.")
    is_changed = False
    for goal in profile.goals:
        is_changed = is_changed or goal.held != steps[goal.skill_id]
        goal.held = steps[goal.skill_id]
    finish_topic(actor, profile, "goals", is_changed=is_changed)


def save_release(
    actor: Actor,
    profile: ParticipantProfile,
    version: int,
    *,
    available_from: date | None,
    available_to: date | None,
    days_per_week: int | None,
    blocked_on: Sequence[date],
) -> None:
    """Save between which dates, and how many days a week, the participant can be released."""
    open_for_editing(profile, version)
    profile.available_from = available_from
    profile.available_to = available_to
    profile.days_per_week = days_per_week
    profile.blocked_on = [day.isoformat() for day in sorted(set(blocked_on))]
    finish_topic(actor, profile, "release")


def save_needs(
    actor: Actor, profile: ParticipantProfile, version: int, needs: Sequence[str]
) -> None:
    """Save the facts that a mentor or host must offer."""
    open_for_editing(profile, version)
    profile.needs = list(needs)
    finish_topic(actor, profile, "needs")


def save_wish_tags(
    actor: Actor, profile: ParticipantProfile, version: int, tags: Sequence[str]
) -> None:
    """Save the lived experience that the participant hopes a mentor shares."""
    open_for_editing(profile, version)
    profile.wish_tags = list(tags)
    finish_topic(actor, profile, "experience")


def save_wishes(
    actor: Actor,
    profile: ParticipantProfile,
    version: int,
    *,
    mentors: Sequence[UUID],
    assignments: Sequence[UUID],
) -> None:
    """Save the mentors and the stretch assignments hoped for, each in order."""
    open_for_editing(profile, version, "wishes")
    wishes: list[tuple[UUID | None, UUID | None, int]]
    wishes = [(id, None, rank) for rank, id in enumerate(mentors, start=1)]
    wishes += [(None, id, rank) for rank, id in enumerate(assignments, start=1)]
    before = {(w.mentor_profile_id, w.stretch_assignment_id, w.rank) for w in profile.wishes}
    is_changed = before != set(wishes)
    if is_changed:
        profile.wishes = []
        db.session.flush()
        profile.wishes = [
            Wish(mentor_profile_id=mentor, stretch_assignment_id=assignment, rank=rank)
            for mentor, assignment, rank in wishes
        ]
    finish_topic(actor, profile, "wishes", is_changed=is_changed)


def complete_participant_profile(actor: Actor, profile: ParticipantProfile, version: int) -> None:
    """Complete a profile whose answers were checked."""
    open_for_editing(profile, version, "goals")
    refuse_unfinished(PARTICIPANT_TOPICS, profile)
    finish_profile(actor, profile)
