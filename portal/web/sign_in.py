"""Signing in by Flask-Security: its settings, its words, its pages in ours, its letters."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, make_response, render_template, request, session, url_for
from flask_login import user_logged_in
from flask_security import MailUtil, Security

from portal.access.doors import Lock, set_locks
from portal.access.permissions import Permission
from portal.config import Settings
from portal.database import begin_writing
from portal.services.accounts import AccountStore
from portal.services.outbox import put_letter
from portal.web.forms.accounts import ChangeForm, ForgotForm, NewPasswordForm, SignInForm
from portal.web.page import run_view

SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_RESET_URL": "/reset-password",
    "SECURITY_CHANGE_URL": "/change-password",
    "SECURITY_POST_LOGIN_VIEW": "/home",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_POST_CHANGE_VIEW": "/home",
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=1),
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    # Neither "confirm your password" pages nor its own static files nor tokens are served.
    "SECURITY_FRESHNESS": timedelta(seconds=-1),
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_CACHE_CONTROL": {},  # the portal's own header says it for every page
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_PASSWORD_HASH": "argon2",
    # OWASP's first choice for argon2id: 46 MiB, one pass, one lane. (The library's own, of 64 MiB
    # and three passes in four threads, lets a few people signing in hold up everybody else.)
    # https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 47104,
        "argon2__time_cost": 1,
        "argon2__parallelism": 1,
    },
    # Not mixed with SECRET_KEY first: a new key signs everybody out, and passwords go on.
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    # Of a password's hash, for its link's token: it needn't be slow, and isn't for unknown people.
    "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_PASSWORD_COMPLEXITY_CHECKER": None,
    # What a letter says is ours, and made when it is sent.
    "SECURITY_EMAIL_PLAINTEXT": False,
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET": "reset",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "password_changed",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "password_changed",
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": None, "case_insensitive": True}}],
}

MESSAGES = {
    "GENERIC_AUTHN_FAILED": ("That email address and password don’t go together", "error"),
    "INVALID_PASSWORD": ("This isn’t your password", "error"),
    "PASSWORD_NOT_PROVIDED": ("Enter your password", "error"),
    "PASSWORD_IS_THE_SAME": ("Choose a password that you don’t have already", "error"),
    "PASSWORD_INVALID_LENGTH": ("Your password must be 12 characters or more", "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your password is changed. Sign in with the new one.", "success"),
    "PASSWORD_CHANGE": (
        "Your password is changed. You are signed out everywhere but here.",
        "success",
    ),
    "PASSWORD_RESET_EXPIRED": (
        "That link was good for an hour, and is too old now. Ask for another.",
        "error",
    ),
    "INVALID_RESET_PASSWORD_TOKEN": (
        "That link has been used already, or isn’t whole. Ask for another.",
        "error",
    ),
    "UNAUTHENTICATED": ("Sign in to open that page.", "info"),
}

# What is reached past `page()`: Flask-Security's own views.
LOCKS = {
    "security.login": Lock(Permission.PUBLIC),
    "security.logout": Lock(Permission.SIGNED_IN),
    "security.forgot_password": Lock(Permission.PUBLIC),
    "security.reset_password": Lock(Permission.PUBLIC),
    "security.change_password": Lock(Permission.SIGNED_IN),
}

# Where a browser may be sent: a path of ours, which no browser takes for another host.
OURS = re.compile(r"/(?![/\\]|%(?:2f|5c|09|0a|0d|20))[!-~]*", re.IGNORECASE)


class OutboxMail(MailUtil):
    """Flask-Security's letters go to the outbox; their tokens are made when they are sent."""

    def send_mail(self, template: str, subject: str, recipient: Any, *args: Any, **kw: Any) -> None:
        """Store the letter for the account's person."""
        begin_writing()
        put_letter(template, kw["user"].person_id)


def set_up_sign_in(app: Flask, settings: Settings) -> None:
    """Put Flask-Security on the app."""
    app.config.update(SETTINGS, SECURITY_PASSWORD_SALT=settings.secret_key)
    app.config.update({f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()})
    security = Security(
        app,
        AccountStore(),
        mail_util_cls=OutboxMail,
        render_template=_show,  # type: ignore[arg-type]  # a Response serves as well
        login_form=SignInForm,
        forgot_password_form=ForgotForm,
        reset_password_form=NewPasswordForm,
        change_password_form=ChangeForm,
    )
    security.want_json(lambda _request: False)  # pages for people only
    for endpoint in LOCKS:
        app.view_functions[endpoint] = _guarded(app.view_functions[endpoint])
    user_logged_in.connect(_renew_session, app)
    set_locks(app, LOCKS)


def _guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """Give a view the one commit, and what every page answers when it is refused."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return run_view(lambda: _kept_here(make_response(view(**values))))

    return guarded


def _kept_here(response: Response) -> Response:
    """Send nobody to another portal, whatever the address says that came with the form."""
    if response.location and not OURS.fullmatch(response.location):
        response.location = url_for("web.home")
    return response


def _show(template: str, **context: Any) -> Response:
    """Render one of Flask-Security's pages as ours: faults lead to their fields, and are a 422."""
    form = next(value for name, value in context.items() if name.endswith("_form"))
    if request.method == "POST" and hasattr(form, "show_faults"):
        form.show_faults()
    if request.method == "POST" and isinstance(form, ForgotForm) and not form.errors:
        session.pop("_flashes", None)  # the page says it
        template = "security/check_your_email.html"
    page = render_template(template, form=form, **context)
    return make_response(page, 422 if form.errors else 200)


def _renew_session(_app: Flask, **_values: Any) -> None:
    """Leave nothing in the session that was there before signing in, such as a CSRF token."""
    for name in [name for name in session if name not in {"_user_id", "_id", "_fresh"}]:
        session.pop(name)
