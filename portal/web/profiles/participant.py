"""A participant's profile: a task list, a topic a page, and a check of the answers."""

from datetime import date
from typing import Any

from flask import abort, redirect

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.lifecycles import ParticipantProfileStatus
from portal.lifecycles.topics import PARTICIPANT_TOPICS
from portal.models import Employer, Level, Participation, Place, Skill
from portal.models import ParticipantProfile as Profile
from portal.queries import profiles as queries
from portal.services import participant_profiles, profiles
from portal.web.forms.blocked_days import write_days
from portal.web.forms.participant_profiles import (
    GoalsForm,
    NeedsForm,
    ReleaseForm,
    goal_steps_form,
    wishes_form,
)
from portal.web.forms.profiles import (
    ConfirmForm,
    MeetingForm,
    RoleForm,
    TagsForm,
)
from portal.web.page import page
from portal.web.profiles.answers import meeting_data, role_data, wish_data
from portal.web.profiles.avoiding import add_avoided, list_avoided
from portal.web.profiles.pages import (
    Pages,
    ask,
    came_from_check,
    check,
    show_complete,
    show_topics,
)
from portal.web.profiles.rows import participant_rows

BASE = "/participations/<uuid:participation>/profile"
MINE = Permission.EDIT_PARTICIPANT_PROFILE
BOTH = ("GET", "POST")
CHECK_AGAIN = (
    "Your profile is complete. If you change something here, check your answers again at the end "
    "and confirm them, so that you’re in the next match round."
)


def _read(actor: Actor, participation: Participation) -> Profile:
    return queries.participant_profile(actor, participation) or abort(404)


def _pages(actor: Actor, participation: Participation, profile: Profile) -> Pages:
    tags = participation.cohort.programme.experience_tags

    def rows(now: Profile) -> Any:
        return participant_rows(
            now,
            queries.mentors_to_name(now, participation),
            queries.assignments_to_wish_for(now, participation),
            queries.avoid_entries(actor, now),
        )

    is_complete = profile.status == ParticipantProfileStatus.COMPLETE
    return Pages(
        kind="participant",
        ids={"participation": participation.id},
        topics=[topic for topic in PARTICIPANT_TOPICS if topic.key != "experience" or tags],
        read_profile=lambda: _read(actor, participation),
        read_rows=rows,
        change_warning=CHECK_AGAIN if is_complete else "",
    )


@page(BASE, access=MINE)
def participant_profile_topics(actor: Actor, participation: Participation) -> Any:
    """Show the task list: what is done, what is left, what is optional."""
    profile = _read(actor, participation)
    return show_topics(
        _pages(actor, participation, profile),
        profile,
        participation=participation,
        is_published=queries.is_cohort_published(participation.cohort),
    )


@page(f"{BASE}/role", access=MINE, methods=BOTH)
def participant_profile_role(actor: Actor, participation: Participation) -> Any:
    """Ask for job title, level and other employers."""
    profile = _read(actor, participation)
    form = RoleForm(data=role_data(profile))
    employers = queries.listed(actor, Employer, profile.consortium_id)
    form.choose_from(
        queries.listed(actor, Level, profile.consortium_id),
        queries.grades_by_level(participation.employer_id),
        [employer for employer in employers if employer.id != participation.employer_id],
    )
    return ask(
        _pages(actor, participation, profile),
        "role",
        form,
        lambda: profiles.save_role(
            actor,
            profile,
            form.version.data,
            job_title=form.job_title.data or "",
            level=form.level.thing,
            other_employers=form.other_employers,
        ),
        employer=participation.employer,
    )


@page(f"{BASE}/goals", access=MINE, methods=BOTH)
def participant_profile_goals(actor: Actor, participation: Participation) -> Any:
    """Ask for up to three skills to work on; the next page asks where the person is now."""
    profile = _read(actor, participation)
    chosen = {f"goal_{goal.rank}": goal.skill_id for goal in profile.goals}
    form = GoalsForm(data={"version": profile.version, **chosen})
    form.choose_from(queries.listed(actor, Skill, profile.consortium_id))
    pages = _pages(actor, participation, profile)
    return ask(
        pages,
        "goals",
        form,
        lambda: participant_profiles.save_goals(actor, profile, form.version.data, form.skills),
        then=pages.url("goal_steps", **{"from": "check"} if came_from_check() else {}),
    )


@page(f"{BASE}/goals/now", access=MINE, methods=BOTH)
def participant_profile_goal_steps(actor: Actor, participation: Participation) -> Any:
    """Ask where the person is now with each goal, in the skill's described steps."""
    profile = _read(actor, participation)
    pages = _pages(actor, participation, profile)
    if not profile.goals:
        return redirect(pages.url("goals"))
    held = {f"goal_{goal.rank}": goal.held for goal in profile.goals}
    form = goal_steps_form(profile.goals)(data={"version": profile.version, **held})
    return ask(
        pages,
        "goals",
        form,
        lambda: participant_profiles.save_goal_steps(actor, profile, form.version.data, form.steps),
        template="profiles/participant_goal_steps.html",
    )


@page(f"{BASE}/meeting", access=MINE, methods=BOTH)
def participant_profile_meeting(actor: Actor, participation: Participation) -> Any:
    """Ask how, where and on which weekdays the person can meet."""
    profile = _read(actor, participation)
    form = MeetingForm(data=meeting_data(profile))
    form.choose_from(queries.listed(actor, Place, profile.consortium_id))
    return ask(
        _pages(actor, participation, profile),
        "meeting",
        form,
        lambda: profiles.save_meeting(
            actor,
            profile,
            form.version.data,
            formats=form.formats.data or [],
            weekdays=form.weekdays.data or [],
            location=form.location.thing,
            places=form.places.chosen,
        ),
    )


@page(f"{BASE}/release", access=MINE, methods=BOTH)
def participant_profile_release(actor: Actor, participation: Participation) -> Any:
    """Ask when the person can be released for a stretch assignment."""
    profile = _read(actor, participation)
    blocked = [date.fromisoformat(day) for day in profile.blocked_on]
    form = ReleaseForm(
        data={
            "version": profile.version,
            "available_from": profile.available_from,
            "available_to": profile.available_to,
            "days_per_week": profile.days_per_week or "",
            "blocked_on": write_days(blocked),
        }
    )
    return ask(
        _pages(actor, participation, profile),
        "release",
        form,
        lambda: participant_profiles.save_release(
            actor,
            profile,
            form.version.data,
            available_from=form.available_from.data,
            available_to=form.available_to.data,
            days_per_week=int(form.days_per_week.data or 0) or None,
            blocked_on=form.blocked_on.days,
        ),
        cohort=participation.cohort,
    )


@page(f"{BASE}/needs", access=MINE, methods=BOTH)
def participant_profile_needs(actor: Actor, participation: Participation) -> Any:
    """Ask what a mentor or host has to offer; no reason is asked."""
    profile = _read(actor, participation)
    form = NeedsForm(data={"version": profile.version, "needs": profile.needs})
    return ask(
        _pages(actor, participation, profile),
        "needs",
        form,
        lambda: participant_profiles.save_needs(
            actor, profile, form.version.data, form.needs.data or []
        ),
    )


@page(f"{BASE}/wishes", access=MINE, methods=BOTH)
def participant_profile_wishes(actor: Actor, participation: Participation) -> Any:
    """Ask which mentors and stretch assignments the person hopes for, in order."""
    profile = _read(actor, participation)
    mentors = queries.mentors_to_name(profile, participation)
    assignments = queries.assignments_to_wish_for(profile, participation)
    form = wishes_form()(data=wish_data(profile))
    form.choose_from(mentors, assignments)
    return ask(
        _pages(actor, participation, profile),
        "wishes",
        form,
        lambda: participant_profiles.save_wishes(
            actor,
            profile,
            form.version.data,
            mentors=[field.thing.id for field in form.mentors if field.thing],
            assignments=[field.thing.id for field in form.assignments if field.thing],
        ),
        has_mentors=bool(mentors),
        has_assignments=bool(assignments),
    )


@page(f"{BASE}/experience", access=MINE, methods=BOTH)
def participant_profile_experience(actor: Actor, participation: Participation) -> Any:
    """Ask, where the programme has turned it on, which lived experience a mentor might share."""
    profile = _read(actor, participation)
    tags = participation.cohort.programme.experience_tags or abort(404)
    form = TagsForm(data={"version": profile.version, "tags": profile.wish_tags})
    form.tags.choices = {tag: tag for tag in tags}
    return ask(
        _pages(actor, participation, profile),
        "experience",
        form,
        lambda: participant_profiles.save_wish_tags(
            actor, profile, form.version.data, form.tags.data or []
        ),
    )


@page(f"{BASE}/avoid", access=MINE, methods=BOTH)
def participant_profile_avoid(actor: Actor, participation: Participation) -> Any:
    """List whom, and which employers, the person mustn't be matched with; take one off."""
    profile = _read(actor, participation)
    return list_avoided(actor, _pages(actor, participation, profile), profile)


@page(f"{BASE}/avoid/add", access=MINE, methods=BOTH)
def participant_profile_add_avoided(actor: Actor, participation: Participation) -> Any:
    """Add a mentor, somebody else or an employer to that list."""
    profile = _read(actor, participation)
    mentors = queries.mentors_to_name(profile, participation)
    return add_avoided(actor, _pages(actor, participation, profile), profile, mentors)


@page(f"{BASE}/check", access=MINE, methods=BOTH)
def participant_profile_check(actor: Actor, participation: Participation) -> Any:
    """Show every answer; confirming them completes the profile."""
    profile = _read(actor, participation)
    form = ConfirmForm(data={"version": profile.version})
    return check(
        _pages(actor, participation, profile),
        profile,
        form,
        lambda: participant_profiles.complete_participant_profile(
            actor, profile, form.version.data
        ),
    )


@page(f"{BASE}/complete", access=MINE)
def participant_profile_complete(actor: Actor, participation: Participation) -> Any:
    """Say that the profile is complete, and what happens next."""
    profile = _read(actor, participation)
    return show_complete(_pages(actor, participation, profile), profile)
