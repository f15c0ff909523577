"""What protects every page: headers, cookies, CSRF tokens, and that reading changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal import create_app
from portal.database import Base, db
from portal.models import Person
from portal.web.page import run_view
from tests.cast import PEOPLE, Cast, make_cast, sign_in
from tests.conftest import make_settings
from tests.doors import addresses

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def faults_of(response: TestResponse, *, is_static: bool = False) -> list[str]:
    """Return what a response lacks of what every response must have."""
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    checks = {
        "default-src": rules.get("default-src") == "'none'",
        "script-src": rules.get("script-src") == "'self'",
        "style-src": rules.get("style-src") == "'self'",
        "form-action": rules.get("form-action") == "'self'",
        "frame-ancestors": rules.get("frame-ancestors") == "'none'",
        "base-uri": rules.get("base-uri") == "'none'",
        "unsafe": "unsafe" not in policy and "*" not in policy and "data:" not in policy,
        "sniffing": headers.get("X-Content-Type-Options") == "nosniff",
        "framing": headers.get("X-Frame-Options") == "DENY",
        "referrer": headers.get("Referrer-Policy") == "same-origin",
        "cache": is_static or headers.get("Cache-Control") == "no-store",
    }
    return [name for name, holds in checks.items() if not holds]


@pytest.mark.parametrize("who", [None, "admin"])
def test_every_response_has_its_headers(
    app: Flask, client: FlaskClient, cast: Cast, who: str | None
) -> None:
    if who:
        sign_in(client, cast.bristol[who])
    seen = set()
    for method in ("GET", "POST", "OPTIONS"):
        for address, rule in addresses(app, method, cast.bristol):
            response = client.open(address, method=method, buffered=True)
            seen.add(response.status_code)
            faults = faults_of(response, is_static=rule.endpoint == "static")
            assert not faults, (method, address, faults)
    assert {200, 404} < seen
    assert seen & {301, 302}


def test_errors_have_them_too(app: Flask, client: FlaskClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["web.privacy"] = lambda: 1 / 0
    for method, address, status in [
        ("GET", "/no/such/page", 404),
        ("PUT", "/sign-in", 405),
        ("GET", "/static/none.css", 404),
        ("GET", "/privacy", 500),
        ("POST", "/sign-in", 422),
    ]:
        response = client.open(address, method=method)
        assert response.status_code == status
        assert not faults_of(response, is_static="static" in address)
    too_large = client.post("/sign-in", data={"email": "x" * 2_000_000})
    assert too_large.status_code == 413
    assert not faults_of(too_large)


@pytest.fixture
def secure_client(sqlite_template: Path, tmp_path: Path) -> Iterator[FlaskClient]:
    """Return a browser of a portal behind HTTPS."""
    (tmp_path / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    settings = make_settings(f"sqlite:///{tmp_path / 'portal.sqlite'}", tmp_path)
    app = create_app(replace(settings, base_url="https://portal.example"))
    app.config["TESTING"] = True
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


BEHIND_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


def test_over_https_cookies_and_the_portal_stay_secure(secure_client: FlaskClient) -> None:
    response = secure_client.get("/sign-in", headers=BEHIND_PROXY)
    assert response.status_code == 200
    assert "max-age=" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie
    plain = secure_client.get("/sign-in")
    assert plain.status_code in {301, 302}
    assert plain.headers["Location"].startswith("https://")


def test_a_session_cookie_is_out_of_scripts_reach(client: FlaskClient, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("who", [None, "admin"])
@pytest.mark.parametrize("token", [None, "made-up"])
def test_nothing_is_sent_without_a_csrf_token(
    app: Flask, client: FlaskClient, cast: Cast, who: str | None, token: str | None
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    if who:
        sign_in(client, cast.bristol[who])
    walked = 0
    for method in UNSAFE:
        for address, _ in addresses(app, method, cast.bristol):
            response = client.open(address, method=method, data={"csrf_token": token or ""})
            assert response.status_code == 400, address
            assert "open for too long" in response.text
            walked += 1
    assert walked > 20


def contents(app: Flask) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    with app.app_context():
        return {
            table.name: sorted(str(row) for row in db.session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_changes_nothing(app: Flask, cast: Cast, method: str) -> None:
    before = contents(app)
    for who in [None, *PEOPLE]:
        client = app.test_client()
        if who:
            sign_in(client, cast.bristol[who])
        for address, _ in addresses(app, method, cast.bristol):
            response = client.open(address, method=method, buffered=True)
            assert response.status_code < 500, (who, address)
    assert contents(app) == before


def test_a_page_that_would_change_something_when_read_is_stopped(app: Flask) -> None:
    with app.app_context():
        make_cast()

    def writes() -> Any:
        def view() -> Any:
            db.session.add(Person(name="A", email="a@one.example"))

        return run_view(view)

    app.add_url_rule("/writes", view_func=writes)
    with pytest.raises(RuntimeError, match="would change something"):
        app.test_client().get("/writes")
