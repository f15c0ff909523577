"""The people of a consortium: list, invite, invite again, end a role."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.models import Consortium, Membership
from portal.models.consortia import ROLE_WORDS
from portal.queries import people as reads
from portal.queries.cohorts import cohorts
from portal.queries.employers import employers
from portal.services import people
from portal.web.forms.people import FindPeopleForm, InviteForm
from portal.web.page import page, saved, show


@page("/consortia/<uuid:consortium>/people", access=Permission.SEE_CONSORTIUM)
def people_list(actor: Actor, consortium: Consortium) -> Any:
    """Show who holds which role, or those who were asked for."""
    search = FindPeopleForm(request.args)
    found = reads.members(consortium.id, search.chosen_role, search.q.data or "")
    return show(
        "people/list.html",
        consortium=consortium,
        search=search,
        members=found,
        counts=reads.count_roles(consortium.id),
        role_words=ROLE_WORDS,
    )


@page(
    "/consortia/<uuid:consortium>/people/invite",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("GET", "POST"),
)
def invite_person(actor: Actor, consortium: Consortium) -> Any:
    """Invite one person to one role."""
    form = InviteForm(data={"role": request.args.get("role")})
    form.offer(employers(consortium.id), cohorts(consortium.id))
    if form.validate_on_submit():
        person = saved(form, lambda: people.invite(actor, consortium, form.newcomer()))
        if person:
            flash(f"{person.name} has been invited. The invitation is on its way.", "success")
            return redirect(url_for("web.people_list", consortium=consortium.id))
    return show("people/invite.html", form, consortium=consortium)


@page("/consortia/<uuid:consortium>/people/<uuid:membership>", access=Permission.SEE_CONSORTIUM)
def member_page(actor: Actor, consortium: Consortium, membership: Membership) -> Any:
    """Show one role of one person, and whether they can sign in."""
    member = reads.member(membership.id)
    return show("people/member.html", consortium=consortium, member=member, role_words=ROLE_WORDS)


@page(
    "/consortia/<uuid:consortium>/people/<uuid:membership>/invite-again",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("POST",),
)
def invite_again(actor: Actor, consortium: Consortium, membership: Membership) -> Any:
    """Send the invitation once more."""
    name = membership.person.name
    people.resend_invitation(actor, membership)
    flash(f"A new invitation is on its way to {name}.", "success")
    return redirect(url_for("web.member_page", consortium=consortium.id, membership=membership.id))


@page(
    "/consortia/<uuid:consortium>/people/<uuid:membership>/end",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("GET", "POST"),
)
def end_membership(actor: Actor, consortium: Consortium, membership: Membership) -> Any:
    """Ask, then end the role."""
    form = FlaskForm()
    name, role = membership.person.name, ROLE_WORDS[membership.role].lower()
    if form.validate_on_submit():
        people.end_membership(actor, membership)
        flash(f"{name} is no longer {role}.", "success")
        return redirect(url_for("web.people_list", consortium=consortium.id))
    return show(
        "people/end.html",
        form,
        consortium=consortium,
        membership=membership,
        name=name,
        role=role,
    )
