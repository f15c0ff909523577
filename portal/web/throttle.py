"""Slowing down guesses: on the pages that take a password, or have a letter sent."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from portal.config import Settings


def address_and_account() -> str:
    """Return who asks about whom, so that one office isn't locked out by one colleague."""
    return f"{get_remote_address()} {account_typed()}"


def account_typed() -> str:
    """Return the account that is asked about: as typed, or the one signed in."""
    if current_user.is_authenticated:
        return str(current_user.get_id())
    return request.form.get("email", "").strip().casefold()[:254]


def failed(response: Response) -> bool:
    """Say whether the try is to be counted: a faulty password is a 422."""
    return response.status_code == 422


def always(_response: Response) -> bool:
    """Count every try, right or wrong."""
    return True


Key = Callable[[], str]
Counted = Callable[[Response], bool]

# The widest are for guessing one account from many addresses, and many from one.
LIMITS: dict[str, list[tuple[str, Key, Counted]]] = {
    "security.login": [
        ("5 per minute; 20 per hour", address_and_account, failed),
        ("60 per hour", account_typed, failed),
        ("60 per minute; 300 per hour", get_remote_address, failed),
    ],
    "security.forgot_password": [
        ("3 per minute; 6 per hour", address_and_account, always),
        ("12 per hour", account_typed, always),
        ("30 per minute; 120 per hour", get_remote_address, always),
    ],
    "security.reset_password": [("30 per minute; 120 per hour", get_remote_address, always)],
    "security.change_password": [("5 per minute; 20 per hour", account_typed, failed)],
}


def set_up_throttle(app: Flask, settings: Settings) -> None:
    """Put the limits on their views; RATELIMIT_ENABLED=False lifts them, at any time.

    They are counted in memory, by each web process for itself, unless the queue is in Redis.
    """
    is_shared = settings.queue_url.startswith("redis")
    limiter = Limiter(
        get_remote_address,
        app=app,
        strategy="moving-window",
        storage_uri=settings.queue_url if is_shared else "memory://",
    )
    for endpoint, limits in LIMITS.items():
        view: Any = app.view_functions[endpoint]
        for number, (limit, key, counted) in enumerate(limits):
            view = limiter.limit(
                limit,
                key_func=key,
                methods=["POST"],
                deduct_when=counted,
                exempt_when=_is_lifted,
                scope=f"{endpoint} {number}",
            )(view)
        app.view_functions[endpoint] = view


def _is_lifted() -> bool:
    return not current_app.config.get("RATELIMIT_ENABLED", True)
