"""Accepting an invitation."""

from typing import Any

from flask import flash, redirect, url_for
from flask_security import login_user

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.services import accounts
from portal.web.forms.accounts import AcceptInvitationForm
from portal.web.page import page, show


@page("/invitations/<token>", access=Permission.ACCEPT_INVITATION, methods=("GET", "POST"))
def accept_invitation(actor: Actor) -> Any:
    """Choose a password; the account is made and the person is signed in."""
    form = AcceptInvitationForm()
    if not form.validate_on_submit():
        return show("accounts/accept_invitation.html", form)
    hashed = accounts.hash_new_password(form.password.data or "")
    account = accounts.accept_invitation(actor, hashed)
    login_user(account)
    flash("Your account is ready. Welcome to Stepping Up.")
    return redirect(url_for("web.home"))
