"""Sign-in by Flask-Security, and the headers that every response carries."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import MailUtil, Security
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect

from portal.access.doors import Lock, set_locks
from portal.access.permissions import Permission
from portal.config import Settings
from portal.database import begin_writing, transaction
from portal.services.accounts import AccountStore
from portal.services.outbox import put_letter
from portal.web.page import SAFE

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

SECURITY_SETTINGS: dict[str, Any] = {
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
    # Neither "confirm your password" pages nor its own static files are served.
    "SECURITY_FRESHNESS": timedelta(seconds=-1),
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_PASSWORD_COMPLEXITY_CHECKER": None,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": None, "case_insensitive": True}}],
}

# What is reached past `page()`: Flask-Security's own views, and the static files.
SECURITY_LOCKS = {
    "security.login": Lock(Permission.PUBLIC),
    "security.logout": Lock(Permission.SIGNED_IN),
    "security.forgot_password": Lock(Permission.PUBLIC),
    "security.reset_password": Lock(Permission.PUBLIC),
    "security.change_password": Lock(Permission.SIGNED_IN),
    "static": Lock(Permission.PUBLIC),
}

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def set_up_security(app: Flask, settings: Settings) -> None:
    """Put sign-in, throttling, CSRF protection and headers on the whole app."""
    app.config.update(
        SECURITY_SETTINGS,
        SECRET_KEY=settings.secret_key,
        SECURITY_PASSWORD_SALT=settings.secret_key,
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=settings.is_secure,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=1024 * 1024,
    )
    csrf.init_app(app)
    Security(app, AccountStore(), mail_util_cls=OutboxMail)
    _guard_security_views(app)
    _throttle(app)
    Talisman(
        app,
        content_security_policy=CONTENT_SECURITY_POLICY,
        force_https=settings.is_secure,
        strict_transport_security=settings.is_secure,
        session_cookie_secure=settings.is_secure,
        referrer_policy="same-origin",
        frame_options="DENY",
        permissions_policy={"camera": "()", "geolocation": "()", "microphone": "()"},
    )
    app.after_request(_never_cache)
    set_locks(app, SECURITY_LOCKS)


class OutboxMail(MailUtil):
    """Flask-Security's letters go to the outbox; their tokens are made when they are sent."""

    def send_mail(self, template: str, subject: str, recipient: Any, *args: Any, **kw: Any) -> None:
        """Store the letter for the account's person."""
        put_letter(TEMPLATES[template], kw["user"].person_id)


# Flask-Security's letters that are sent, and ours that stand for them.
TEMPLATES = {
    "reset_instructions": "reset",
    "reset_notice": "password_changed",
    "change_notice": "password_changed",
}


def _guard_security_views(app: Flask) -> None:
    """Give Flask-Security's views the one commit; signing in writes nothing, so takes no lock."""
    for endpoint, view in list(app.view_functions.items()):
        if endpoint.startswith("security."):
            app.view_functions[endpoint] = _committed(view, writes=endpoint != "security.login")


def _committed(view: Callable[..., Any], writes: bool) -> Callable[..., Any]:
    @wraps(view)
    def guarded(**values: Any) -> Any:
        if request.method in SAFE:
            return view(**values)
        with transaction():
            if writes:
                begin_writing()
            return view(**values)

    return guarded


def _throttle(app: Flask) -> None:
    """Slow down guessing: by address, on the pages that take a password or send a letter."""
    limiter.init_app(app)
    for endpoint, limit in LIMITS.items():
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(limit, methods=["POST"])(view)


LIMITS = {
    "security.login": "20 per minute; 100 per hour",
    "security.forgot_password": "5 per minute; 20 per hour",
    "security.reset_password": "10 per minute; 40 per hour",
}


def _never_cache(response: Response) -> Response:
    """Keep personal pages out of every cache."""
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
