"""Saving profiles, on both databases: what is kept, what is recorded, and who comes too late."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from portal.access.actor import Actor, load_actor
from portal.database import EditConflict, db, transaction
from portal.lifecycles import MentorProfileStatus, ParticipantProfileStatus, advance
from portal.models import (
    AvoidEntry,
    Employer,
    HistoryEntry,
    Level,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Place,
    Skill,
)
from portal.models.profiles import AvoidKind, ConflictReason
from portal.queries import profiles as queries
from portal.services import avoid_entries, mentor_profiles, participant_profiles, profiles
from portal.services.refusal import Refusal
from tests.cast import Side, make_cast


@pytest.fixture
def side(app_on_both: Flask) -> Iterator[Side]:
    with app_on_both.app_context():
        yield make_cast().bristol


def get(model: Any, id: Any) -> Any:
    return db.session.get_one(model, id)


def actor_of(side: Side, name: str) -> Actor:
    return load_actor(side[name])


def participant(side: Side) -> tuple[Actor, ParticipantProfile]:
    actor = actor_of(side, "participant")
    participation = get(Participation, side["participant_participation"])
    profile = queries.participant_profile(actor, participation)
    assert profile
    return actor, profile


def mentor(side: Side) -> tuple[Actor, MentorProfile]:
    profile = queries.whole_mentor_profile(get(MentorProfile, side["mentor_profile"]))
    return actor_of(side, "mentor"), profile


def save(verb: Callable[..., Any], actor: Actor, profile: Any, *args: Any, **kwargs: Any) -> Any:
    with transaction():
        return verb(actor, profile, profile.version, *args, **kwargs)


def save_role(side: Side, actor: Actor, profile: Any, **changes: Any) -> None:
    answers = {
        "job_title": "Officer",
        "level": get(Level, side["level_2"]),
        "other_employers": [get(Employer, side["council"])],
    }
    save(profiles.save_role, actor, profile, **{**answers, **changes})


def save_meeting(side: Side, actor: Actor, profile: Any) -> None:
    place = get(Place, side["place"])
    save(
        profiles.save_meeting,
        actor,
        profile,
        formats=["video"],
        weekdays=["mon", "fri"],
        location=place,
        places=[place],
    )


def save_goals(side: Side, actor: Actor, profile: Any, *names: str) -> None:
    skills = [get(Skill, side[name]) for name in names]
    save(participant_profiles.save_goals, actor, profile, skills)


def complete_participant(side: Side) -> tuple[Actor, ParticipantProfile]:
    actor, profile = participant(side)
    save_role(side, actor, profile)
    save_goals(side, actor, profile, "negotiation")
    steps = {side["negotiation"]: 2}
    save(participant_profiles.save_goal_steps, actor, profile, steps)
    save_meeting(side, actor, profile)
    save(
        participant_profiles.save_release,
        actor,
        profile,
        available_from=date(2027, 2, 1),
        available_to=None,
        days_per_week=2,
        blocked_on=[date(2027, 5, 4), date(2027, 5, 3), date(2027, 5, 3)],
    )
    save(participant_profiles.complete_participant_profile, actor, profile)
    return participant(side)


def complete_mentor(side: Side) -> tuple[Actor, MentorProfile]:
    actor, profile = mentor(side)
    save_role(side, actor, profile, about="I build houses.", other_employers=[])
    save(mentor_profiles.save_skills, actor, profile, {side["finance"]: 3})
    save_meeting(side, actor, profile)
    save_availability(actor, profile, 2)
    save(mentor_profiles.agree_to_mentor, actor, profile)
    save(mentor_profiles.complete_mentor_profile, actor, profile)
    return mentor(side)


def save_availability(actor: Actor, profile: MentorProfile, capacity: int) -> None:
    save(
        mentor_profiles.update_availability,
        actor,
        profile,
        capacity=capacity,
        away_from=None,
        away_to=None,
    )


def approve(profile: MentorProfile) -> None:
    with transaction():
        advance(profile, "approve")


def test_a_profile_is_begun_once(side: Side) -> None:
    with transaction():
        participation = get(Participation, side["participant_participation"])
        again = profiles.start_participant_profile(None, participation)
        assert again.id == side["participant_profile"]
        known = (side["mentor"], side["consortium"], side["trust"])
        assert profiles.start_mentor_profile(None, *known).id == side["mentor_profile"]
        new = profiles.start_mentor_profile(None, side["lead"], side["consortium"], side["council"])
    assert new.status == MentorProfileStatus.INVITED
    assert db.session.query(HistoryEntry).filter_by(thing_id=new.id).one().verb == "start"


def test_a_participant_saves_every_topic_and_completes(side: Side) -> None:
    _, profile = complete_participant(side)
    assert profile.status == ParticipantProfileStatus.COMPLETE
    assert [employer.name for employer in profile.other_employers] == ["Bristol Council"]
    assert [(goal.skill.name, goal.rank, goal.held) for goal in profile.goals] == [
        ("Negotiation", 1, 2)
    ]
    assert profile.blocked_on == ["2027-05-03", "2027-05-04"]
    assert queries.profile_state(profile) == queries.ProfileState(4, 4, None)


def test_a_profile_is_not_complete_before_its_topics_are(side: Side) -> None:
    actor, profile = participant(side)
    save_role(side, actor, profile)
    with pytest.raises(Refusal, match="“Your goals”, “How you can meet”"):
        save(participant_profiles.complete_participant_profile, actor, profile)


def test_goals_change_places_and_keep_their_steps(side: Side) -> None:
    actor, profile = complete_participant(side)
    save_goals(side, actor, profile, "finance", "negotiation")
    _, profile = participant(side)
    assert [(goal.skill.name, goal.held) for goal in profile.goals] == [
        ("Finance", None),
        ("Negotiation", 2),
    ]
    assert "goals" not in profile.topics_done
    assert profile.status == ParticipantProfileStatus.DRAFT


def test_wishes_are_kept_in_order_and_can_be_taken_back(side: Side) -> None:
    actor, profile = participant(side)
    mentors = [side["other_mentor_profile"], side["mentor_profile"]]
    for chosen in (mentors, mentors[::-1]):
        save(participant_profiles.save_wishes, actor, profile, mentors=chosen, assignments=[])
        _, profile = participant(side)
        assert [wish.mentor_profile_id for wish in profile.wishes] == chosen
    save(participant_profiles.save_wishes, actor, profile, mentors=[], assignments=[])
    assert participant(side)[1].wishes == []


def test_saving_the_same_again_changes_nothing(side: Side) -> None:
    actor, profile = complete_participant(side)
    version = profile.version
    save_role(side, actor, profile)
    save_goals(side, actor, profile, "negotiation")
    save_meeting(side, actor, profile)
    _, profile = participant(side)
    assert (profile.version, profile.status) == (version, ParticipantProfileStatus.COMPLETE)


@pytest.mark.parametrize(
    "rows_only",
    [
        lambda side, actor, profile: save_role(side, actor, profile, other_employers=[]),
        lambda side, actor, profile: save_goals(side, actor, profile, "finance"),
    ],
)
def test_a_form_older_than_a_change_of_rows_alone_is_refused(
    side: Side, rows_only: Callable[..., None]
) -> None:
    actor, profile = complete_participant(side)
    opened = profile.version
    rows_only(side, actor, profile)
    with pytest.raises(EditConflict), transaction():
        participant_profiles.save_needs(actor, profile, opened, ["step-free"])
    assert participant(side)[1].needs == []


def test_a_change_to_an_approved_mentor_goes_back_to_the_team(side: Side) -> None:
    actor, profile = complete_mentor(side)
    assert profile.status == MentorProfileStatus.COMPLETE
    approve(profile)
    save(mentor_profiles.save_offers, actor, profile, ["parking"])
    assert mentor(side)[1].status == MentorProfileStatus.INVITED


def test_a_first_look_at_an_optional_topic_keeps_the_approval(side: Side) -> None:
    actor, profile = complete_mentor(side)
    approve(profile)
    save(mentor_profiles.save_offers, actor, profile, [])
    _, profile = mentor(side)
    assert profile.status == MentorProfileStatus.APPROVED
    assert "offers" in profile.topics_done


def test_a_mentor_changes_availability_without_a_new_approval(side: Side) -> None:
    actor, profile = complete_mentor(side)
    approve(profile)
    save_availability(actor, profile, 0)
    _, profile = mentor(side)
    assert (profile.status, profile.capacity) == (MentorProfileStatus.APPROVED, 0)
    entry = db.session.query(HistoryEntry).filter_by(verb="update_availability").all()[-1]
    assert (entry.before["capacity"], entry.after["capacity"]) == (2, 0)


def test_skills_are_replaced_and_agreeing_twice_keeps_the_first_time(side: Side) -> None:
    actor, profile = complete_mentor(side)
    agreed_at = profile.agreed_at
    save(mentor_profiles.save_skills, actor, profile, {side["finance"]: 1, side["negotiation"]: 4})
    save(mentor_profiles.agree_to_mentor, actor, profile)
    _, profile = mentor(side)
    assert {one.skill.name: one.step for one in profile.skills} == {"Finance": 1, "Negotiation": 4}
    assert profile.agreed_at == agreed_at


def test_avoiding_leaves_approvals_alone_and_can_be_undone(side: Side) -> None:
    actor, profile = complete_mentor(side)
    approve(profile)
    with transaction():
        avoid_entries.add_avoid_entry(
            actor, profile, reason=ConflictReason.GRIEVANCE, person_named="Zed Quuxley"
        )
        employer = get(Employer, side["trust"])
        avoid_entries.add_avoid_entry(actor, profile, reason=None, employer=employer)
    entries = queries.avoid_entries(actor, profile)
    assert [entry.kind for entry in entries] == [AvoidKind.CONFLICT, AvoidKind.AVOID]
    assert mentor(side)[1].status == MentorProfileStatus.APPROVED
    with transaction():
        avoid_entries.remove_avoid_entry(actor, profile, entries[0])
    assert [entry.employer_id for entry in queries.avoid_entries(actor, profile)] == [side["trust"]]


def test_only_its_author_reads_an_avoid_entry(side: Side) -> None:
    actor, profile = mentor(side)
    with transaction():
        avoid_entries.add_avoid_entry(actor, profile, reason=None, person_named="Zed Quuxley")
    assert len(queries.avoid_entries(actor, profile)) == 1
    for other in ("admin", "auditor", "lead", "other_mentor", "participant"):
        assert queries.avoid_entries(actor_of(side, other), profile) == []


def test_history_says_which_topic_and_never_what_was_said(side: Side) -> None:
    actor, profile = participant(side)
    save(participant_profiles.save_needs, actor, profile, ["hearing-loop"])
    save(participant_profiles.save_wish_tags, actor, profile, ["Zed tag"])
    with transaction():
        avoid_entries.add_avoid_entry(
            actor, profile, reason=ConflictReason.GRIEVANCE, person_named="Zed Quuxley"
        )
    told = [(entry.verb, entry.before, entry.after, entry.reason) for entry in history(profile)]
    assert told == [
        ("save", {}, {"topic": topic}, "") for topic in ("needs", "experience", "avoid")
    ]
    assert db.session.query(AvoidEntry).one().person_named == "Zed Quuxley"


def history(profile: Any) -> list[HistoryEntry]:
    entries = db.session.query(HistoryEntry).filter_by(thing_id=profile.id)
    return entries.order_by(HistoryEntry.created_at).all()
