"""Mentors as the team sees them: list, profile, approve, return."""

from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.lifecycles import MENTOR_PROFILE
from portal.models import Consortium, MentorProfile
from portal.models.profiles import FORMATS, NEEDS, WEEKDAYS
from portal.queries import mentors as reads
from portal.queries.profiles import whole_mentor_profile
from portal.services import mentors
from portal.web.forms.approvals import ApproveForm, ReturnForm
from portal.web.page import page, saved, show

WORDS = {"formats": FORMATS, "needs": NEEDS, "weekdays": WEEKDAYS}


@page("/consortia/<uuid:consortium>/mentors", access=Permission.SEE_CONSORTIUM)
def mentor_list(actor: Actor, consortium: Consortium) -> Any:
    """Show the mentors, those who wait for approval first."""
    return show("mentors/list.html", consortium=consortium, mentors=reads.mentors(consortium.id))


@page("/mentors/<uuid:mentor_profile>", access=Permission.SEE_CONSORTIUM)
def mentor_page(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Show what a mentor offers; never whom they avoid, or what they declared."""
    return show(
        "mentors/mentor.html",
        mentor=whole_mentor_profile(mentor_profile),
        can_be_decided=MENTOR_PROFILE.can(mentor_profile.status, "approve"),
        approving=ApproveForm(obj=mentor_profile, formdata=None),
        words=WORDS,
    )


@page("/mentors/<uuid:mentor_profile>/approve", access=Permission.APPROVE_MENTOR, methods=("POST",))
def approve_mentor(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Approve the profile, unless the mentor has changed it meanwhile."""
    form = ApproveForm()
    name, consortium_id = mentor_profile.person.name, mentor_profile.consortium_id
    if form.validate_on_submit() and saved(
        form, lambda: mentors.approve_mentor(actor, mentor_profile, form.version.data)
    ):
        flash(f"{name} has been approved, and is in the next round.", "success")
        return redirect(url_for("web.mentor_list", consortium=consortium_id))
    return show(
        "mentors/mentor.html",
        form,
        mentor=whole_mentor_profile(mentor_profile),
        can_be_decided=MENTOR_PROFILE.can(mentor_profile.status, "approve"),
        approving=form,
        words=WORDS,
    )


@page(
    "/mentors/<uuid:mentor_profile>/return",
    access=Permission.APPROVE_MENTOR,
    methods=("GET", "POST"),
)
def return_mentor(actor: Actor, mentor_profile: MentorProfile) -> Any:
    """Send the profile back with a reason."""
    form = ReturnForm(obj=mentor_profile)
    name = mentor_profile.person.name
    if form.validate_on_submit() and saved(
        form,
        lambda: mentors.return_mentor(
            actor, mentor_profile, form.version.data, form.reason.data or ""
        ),
    ):
        flash(f"{name}’s profile has been returned. They see your reason on it.", "success")
        return redirect(url_for("web.mentor_list", consortium=mentor_profile.consortium_id))
    return show("mentors/return.html", form, mentor_id=mentor_profile.id, name=name)
