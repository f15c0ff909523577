"""What protects every page: CSRF tokens, cookies, and the headers of every response."""

from datetime import timedelta

from flask import Flask, Response, abort, request
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.access.doors import Lock, set_locks
from portal.access.permissions import Permission
from portal.config import Settings

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

csrf = CSRFProtect()


def set_up_security(app: Flask, settings: Settings) -> None:
    """Put CSRF protection, cookies and headers on the whole app."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # A browser takes a cookie of this name from us alone, and over HTTPS alone.
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_SSL_STRICT=True,
        MAX_CONTENT_LENGTH=1024 * 1024,
    )
    if settings.is_secure:
        # HTTPS ends at a proxy before us, which says who asks and how.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    app.before_request(_refuse_other_bodies)
    csrf.init_app(app)
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
    set_locks(app, {"static": Lock(Permission.PUBLIC)})


def _refuse_other_bodies() -> None:
    """Take what a browser's form holds, and nothing else, such as JSON or a file.

    A form reads those too, and its fields would meet numbers and files where they expect words.
    """
    if request.is_json or request.files:
        abort(415)


def _never_cache(response: Response) -> Response:
    """Keep personal pages out of every cache."""
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
