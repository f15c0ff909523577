"""Accepting an invitation."""

from typing import Any

from flask import flash, redirect, url_for
from flask_security import login_user

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.queries.accounts import read_invitation
from portal.services import accounts
from portal.web.errors import NoSuchLink
from portal.web.forms.accounts import AcceptInvitationForm
from portal.web.page import page, show


@page("/invitations/<token>", access=Permission.ACCEPT_INVITATION, methods=("GET", "POST"))
def accept_invitation(actor: Actor) -> Any:
    """Say who invites to what; choose a password; the account is made, and signed in to."""
    assert actor.bearer is not None  # the permission asks for one
    invitation = read_invitation(actor.bearer.link_id)
    if not invitation.roles:  # taken back since
        raise NoSuchLink
    context: dict[str, Any] = {
        "invitation": invitation,
        "consortium_name": invitation.consortium.name,
        "consortium_colour": invitation.consortium.colour.value,
    }
    if invitation.has_account:
        return show("accounts/invited_again.html", **context)
    form = AcceptInvitationForm(name=invitation.name)
    if not form.validate_on_submit():
        return show("accounts/accept_invitation.html", form, **context)
    hashed = accounts.hash_new_password(form.password.data or "")
    account = accounts.accept_invitation(actor, form.name.data or "", hashed)
    login_user(account)
    flash("Your account is ready. Welcome to Stepping Up.", "success")
    return redirect(url_for("web.home"))
