"""A mentor's profile: a task list, a topic a page, and a check of the answers."""

from typing import Any

from flask import abort

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.lifecycles import MentorProfileStatus
from portal.lifecycles.topics import MENTOR_TOPICS
from portal.models import Employer, Level, MentorProfile, Place, Skill
from portal.queries import profiles as queries
from portal.services import mentor_profiles, profiles
from portal.web.forms.mentor_profiles import (
    AgreementForm,
    AvailabilityForm,
    OffersForm,
    skills_form,
)
from portal.web.forms.profiles import ConfirmForm, MeetingForm, MentorRoleForm, TagsForm
from portal.web.page import page
from portal.web.profiles.answers import meeting_data, role_data
from portal.web.profiles.avoiding import add_avoided, list_avoided
from portal.web.profiles.pages import Pages, ask, check, show_complete, show_topics
from portal.web.profiles.rows import mentor_rows

BASE = "/mentor-profiles/<uuid:mentor_profile>"
MINE = Permission.EDIT_MENTOR_PROFILE
BOTH = ("GET", "POST")
WARNINGS = {
    MentorProfileStatus.COMPLETE: "You’ve sent your profile to the programme team. If you change "
    "something here, check your answers again at the end and send it again.",
    MentorProfileStatus.APPROVED: "Your profile is approved. If you change something here, the "
    "programme team approves it again before you’re matched with anybody new. How many people "
    "you take, and when you’re away, you can change at any time without that.",
}


def _pages(actor: Actor, profile: MentorProfile) -> Pages:
    tags = queries.experience_tags(profile.consortium_id)
    return Pages(
        kind="mentor",
        ids={"mentor_profile": profile.id},
        topics=[topic for topic in MENTOR_TOPICS if topic.key != "experience" or tags],
        read_profile=lambda: queries.whole_mentor_profile(profile),
        read_rows=lambda now: mentor_rows(now, queries.avoid_entries(actor, now)),
        change_warning=WARNINGS.get(profile.status, ""),
    )


@page(BASE, access=MINE)
def mentor_profile_topics(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Show the task list: what is done, what is left, what is optional."""
    profile = queries.whole_mentor_profile(mentor_profile)
    return show_topics(
        _pages(actor, profile),
        profile,
        is_published=queries.is_consortium_published(profile.consortium_id),
    )


@page(f"{BASE}/role", access=MINE, methods=BOTH)
def mentor_profile_role(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask for job title, level, other employers and a few words about the mentor."""
    profile = queries.whole_mentor_profile(mentor_profile)
    form = MentorRoleForm(data={**role_data(profile), "about": profile.about})
    employers = queries.listed(actor, Employer, profile.consortium_id)
    form.choose_from(
        queries.listed(actor, Level, profile.consortium_id),
        queries.grades_by_level(profile.employer_id),
        [employer for employer in employers if employer.id != profile.employer_id],
    )
    return ask(
        _pages(actor, profile),
        "role",
        form,
        lambda: profiles.save_role(
            actor,
            profile,
            form.version.data,
            job_title=form.job_title.data or "",
            level=form.level.thing,
            other_employers=form.other_employers,
            about=form.about.data,
        ),
        employer=profile.employer,
    )


@page(f"{BASE}/skills", access=MINE, methods=BOTH)
def mentor_profile_skills(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask how far the mentor can help with each skill."""
    profile = queries.whole_mentor_profile(mentor_profile)
    skills = queries.listed(actor, Skill, profile.consortium_id)
    offered = {skill.skill_id: skill.step for skill in profile.skills}
    answers = {f"skill_{n}": offered.get(skill.id, 0) for n, skill in enumerate(skills)}
    form = skills_form(skills)(data={"version": profile.version, **answers})
    return ask(
        _pages(actor, profile),
        "skills",
        form,
        lambda: mentor_profiles.save_skills(actor, profile, form.version.data, form.steps),
    )


@page(f"{BASE}/meeting", access=MINE, methods=BOTH)
def mentor_profile_meeting(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask how, where and on which weekdays the mentor can meet."""
    profile = queries.whole_mentor_profile(mentor_profile)
    form = MeetingForm(data=meeting_data(profile))
    form.choose_from(queries.listed(actor, Place, profile.consortium_id))
    return ask(
        _pages(actor, profile),
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


@page(f"{BASE}/availability", access=MINE, methods=BOTH)
def mentor_profile_availability(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask how many people the mentor takes, and when they are away; an approval stands."""
    profile = queries.whole_mentor_profile(mentor_profile)
    form = AvailabilityForm(
        data={
            "version": profile.version,
            "capacity": profile.capacity,
            "away_from": profile.away_from,
            "away_to": profile.away_to,
        }
    )
    pages = _pages(actor, profile)
    is_first = profile.status == MentorProfileStatus.INVITED
    return ask(
        pages,
        "availability",
        form,
        lambda: mentor_profiles.update_availability(
            actor,
            profile,
            form.version.data,
            capacity=form.capacity.data or 0,
            away_from=form.away_from.data,
            away_to=form.away_to.data,
        ),
        then=None if is_first else pages.url("topics"),
        told="" if is_first else "Saved. It counts from now on.",
    )


@page(f"{BASE}/offers", access=MINE, methods=BOTH)
def mentor_profile_offers(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask which facts the mentor can offer to somebody who needs them."""
    profile = queries.whole_mentor_profile(mentor_profile)
    form = OffersForm(data={"version": profile.version, "offers": profile.offers})
    return ask(
        _pages(actor, profile),
        "offers",
        form,
        lambda: mentor_profiles.save_offers(
            actor, profile, form.version.data, form.offers.data or []
        ),
    )


@page(f"{BASE}/experience", access=MINE, methods=BOTH)
def mentor_profile_experience(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask, where a programme has turned it on, which lived experience the mentor will name."""
    profile = queries.whole_mentor_profile(mentor_profile)
    tags = queries.experience_tags(profile.consortium_id) or abort(404)
    form = TagsForm(data={"version": profile.version, "tags": profile.tags})
    form.tags.choices = {tag: tag for tag in tags}
    return ask(
        _pages(actor, profile),
        "experience",
        form,
        lambda: mentor_profiles.save_tags(actor, profile, form.version.data, form.tags.data or []),
    )


@page(f"{BASE}/avoid", access=MINE, methods=BOTH)
def mentor_profile_avoid(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """List whom, and which employers, the mentor mustn't be matched with; take one off."""
    return list_avoided(actor, _pages(actor, mentor_profile), mentor_profile)


@page(f"{BASE}/avoid/add", access=MINE, methods=BOTH)
def mentor_profile_add_avoided(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Add somebody, by address or name, or an employer to that list."""
    return add_avoided(actor, _pages(actor, mentor_profile), mentor_profile)


@page(f"{BASE}/agreement", access=MINE, methods=BOTH)
def mentor_profile_agreement(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Ask whether the mentor agrees to what mentoring takes."""
    profile = queries.whole_mentor_profile(mentor_profile)
    agreed = ["yes"] if profile.agreed_at else []
    form = AgreementForm(data={"version": profile.version, "agreed": agreed})
    return ask(
        _pages(actor, profile),
        "agreement",
        form,
        lambda: mentor_profiles.agree_to_mentor(actor, profile, form.version.data),
        days=queries.mentoring_days(profile.consortium_id),
    )


@page(f"{BASE}/check", access=MINE, methods=BOTH)
def mentor_profile_check(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Show every answer; confirming them sends the profile to the team."""
    profile = queries.whole_mentor_profile(mentor_profile)
    form = ConfirmForm(data={"version": profile.version})
    return check(
        _pages(actor, profile),
        profile,
        form,
        lambda: mentor_profiles.complete_mentor_profile(actor, profile, form.version.data),
    )


@page(f"{BASE}/complete", access=MINE)
def mentor_profile_complete(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Say that the profile waits for approval, or is approved."""
    return show_complete(_pages(actor, mentor_profile), mentor_profile)
