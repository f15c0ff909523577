"""Rows made from drafts: participants, mentors and stretch assignments."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from portal.database import db
from portal.demonstration.register import Register
from portal.demonstration.shapes import (
    AssignmentDraft,
    AvoidData,
    MentorDraft,
    ParticipantDraft,
)
from portal.lifecycles import MentorProfileStatus, ParticipantProfileStatus
from portal.lifecycles.topics import MENTOR_TOPICS, PARTICIPANT_TOPICS, Topic
from portal.models import (
    AssignmentSkill,
    AvoidEntry,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Role,
    StretchAssignment,
    Wish,
)


def add_participant(register: Register, draft: ParticipantDraft) -> Participation:
    """Add a participant with a place in the cohort and a profile."""
    person = register.give_role(draft.name, Role.PARTICIPANT, domain=draft.employer)
    participation = Participation(
        id=register.id("participation", draft.name),
        consortium_id=register.consortium_id,
        cohort_id=register.cohort.id,
        person_id=person.id,
        employer_id=register.employers[draft.employer].id,
        priority=draft.priority,
    )
    profile = ParticipantProfile(
        id=register.id("participant_profile", draft.name),
        consortium_id=register.consortium_id,
        participation_id=participation.id,
        status=ParticipantProfileStatus.COMPLETE
        if draft.is_complete
        else ParticipantProfileStatus.DRAFT,
        topics_done=_topics(register, PARTICIPANT_TOPICS) if draft.is_complete else ["role"],
        job_title=draft.job_title,
        level_id=register.levels[draft.level].id,
        location_id=register.places[draft.location].id,
        formats=list(draft.formats),
        weekdays=list(draft.weekdays),
        available_from=draft.available_from,
        available_to=draft.available_to,
        days_per_week=draft.days_per_week,
        blocked_on=[day.isoformat() for day in draft.blocked_on],
        needs=list(draft.needs),
        wish_tags=list(draft.wish_tags),
        places=[register.places[name] for name in draft.places],
        other_employers=[register.employers[key] for key in draft.other_employers],
        goals=[
            ParticipantGoal(
                id=register.id("goal", draft.name, rank),
                skill_id=register.skills[skill].id,
                rank=rank,
                held=held,
            )
            for rank, (skill, held) in enumerate(draft.goals, start=1)
        ],
        wishes=[
            Wish(
                id=register.id("wish", draft.name, wished),
                rank=rank,
                **{column: register.id(kind, wished)},
            )
            for column, kind, names in (
                ("mentor_profile_id", "mentor_profile", draft.wishes_mentors),
                ("stretch_assignment_id", "stretch_assignment", draft.wishes_assignments),
            )
            for rank, wished in enumerate(names, start=1)
        ],
    )
    _add(participation, profile)
    _add_avoids(register, "participant_profile_id", profile.id, draft.avoids)
    return participation


def add_mentor(register: Register, draft: MentorDraft) -> MentorProfile:
    """Add a mentor with a profile."""
    person = register.give_role(draft.name, Role.MENTOR, domain=draft.employer)
    is_complete = draft.status is not MentorProfileStatus.INVITED
    profile = MentorProfile(
        id=register.id("mentor_profile", draft.name),
        consortium_id=register.consortium_id,
        person_id=person.id,
        employer_id=register.employers[draft.employer].id,
        status=draft.status,
        topics_done=_topics(register, MENTOR_TOPICS) if is_complete else ["role", "skills"],
        job_title=draft.job_title,
        about=draft.about,
        level_id=register.levels[draft.level].id,
        location_id=register.places[draft.location].id,
        formats=list(draft.formats),
        weekdays=list(draft.weekdays),
        offers=list(draft.offers),
        tags=list(draft.tags),
        capacity=draft.capacity,
        away_from=draft.away_from,
        away_to=draft.away_to,
        agreed_at=datetime(2026, 11, 2, 9, tzinfo=UTC) if is_complete else None,
        places=[register.places[name] for name in draft.places],
        other_employers=[register.employers[key] for key in draft.other_employers],
        skills=[
            MentorSkill(
                id=register.id("mentor_skill", draft.name, skill),
                skill_id=register.skills[skill].id,
                step=step,
            )
            for skill, step in draft.skills
        ],
    )
    _add(profile)
    _add_avoids(register, "mentor_profile_id", profile.id, draft.avoids)
    return profile


def add_assignment(
    register: Register, draft: AssignmentDraft, supervisor_id: UUID
) -> StretchAssignment:
    """Add a stretch assignment."""
    assignment = StretchAssignment(
        id=register.id("stretch_assignment", draft.title),
        consortium_id=register.consortium_id,
        employer_id=register.employers[draft.host].id,
        status=draft.status,
        title=draft.title,
        description=draft.description,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        days=draft.days,
        format=draft.format,
        location_id=register.places[draft.location].id,
        level_from=draft.level_from,
        level_to=draft.level_to,
        weekdays=list(draft.weekdays),
        offers=list(draft.offers),
        host_checks=list(draft.host_checks),
        capacity=draft.capacity,
        supervisor_id=supervisor_id,
        returned_because=draft.returned_because,
        skills=[
            AssignmentSkill(
                id=register.id("assignment_skill", draft.title, skill),
                skill_id=register.skills[skill].id,
                step=step,
            )
            for skill, step in draft.skills
        ],
    )
    _add(assignment)
    _add_avoids(register, "stretch_assignment_id", assignment.id, draft.avoids)
    return assignment


def _topics(register: Register, topics: Collection[Topic]) -> list[str]:
    """Return every topic that the programme asks about."""
    off = set() if register.data.experience_tags else {"experience"}
    return [topic.key for topic in topics if topic.key not in off]


def _add(*things: object) -> None:
    """Add rows one after the other: most name their parents by id alone."""
    for thing in things:
        db.session.add(thing)
        db.session.flush()


def _add_avoids(
    register: Register, column: str, author_id: UUID, avoids: Collection[AvoidData]
) -> None:
    for each in avoids:
        entry = AvoidEntry(
            id=register.id("avoid_entry", author_id, each.named, each.employer),
            consortium_id=register.consortium_id,
            kind=each.kind,
            reason=each.reason,
            person_named=each.named,
            employer_id=register.employers[each.employer].id if each.employer else None,
            **{column: author_id},
        )
        db.session.add(entry)
