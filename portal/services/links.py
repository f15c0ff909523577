"""Links in letters: derived from their id when sent, never stored, spent once."""

import base64
import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from flask import current_app
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select

from portal.access.actor import Actor, bearer_of
from portal.calendar import now
from portal.database import db, lock
from portal.models import Account, Letter, Link, LinkPurpose
from portal.services.refusal import Refusal

INVITATION_LASTS = timedelta(days=14)

# Where each kind of link leads, before its token.
PATHS = {LinkPurpose.INVITATION: "/invitations/"}


def make_link(
    purpose: LinkPurpose, person_id: UUID, consortium_id: UUID, sender_id: UUID | None
) -> Link:
    """Make a link for one person; the letter that carries it derives the token."""
    link = Link(
        purpose=purpose,
        person_id=person_id,
        consortium_id=consortium_id,
        sender_id=sender_id,
        expires_at=now() + INVITATION_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    return link


def token_for(link_id: UUID) -> str:
    """Return the token of a link: its id and an HMAC-SHA256 of it, in URL-safe Base64."""
    return base64.urlsafe_b64encode(link_id.bytes + _mac(link_id)).decode().rstrip("=")


def address_of(link: Link) -> str:
    """Return the address that a letter gives for a link."""
    base: str = current_app.config["SETTINGS"].base_url
    return f"{base}{PATHS[link.purpose]}{token_for(link.id)}"


def address_in(letter: Letter) -> str:
    """Return the address that a letter gives: of its link, of a new password, or of home.

    Its token is derived here, each time that the letter is sent, and stored nowhere.
    """
    base: str = current_app.config["SETTINGS"].base_url
    if letter.link_id is not None:
        return address_of(db.session.get_one(Link, letter.link_id))
    if letter.template == "reset":
        account = db.session.scalar(select(Account).where(Account.person_id == letter.person_id))
        path: str = current_app.config["SECURITY_RESET_URL"]
        return f"{base}{path}/{_reset_token(account)}" if account else base
    return f"{base}/home"


def open_link(token: str) -> Actor | None:
    """Return the bearer that a token makes, or None if it is false, spent or too old."""
    link_id = _read(token)
    link = db.session.get(Link, link_id) if link_id else None
    if link is None or link.spent_at or link.expires_at <= now():
        return None
    return bearer_of(link)


def spend_link(link_id: UUID) -> Link:
    """Mark a link as used, under a lock, so that it serves once."""
    link = db.session.get_one(Link, link_id)
    lock(link)
    if link.spent_at or link.expires_at <= now():
        raise Refusal("This link has been used already, or is too old.")
    link.spent_at = now()
    return link


def _reset_token(account: Account) -> str:
    return str(generate_reset_password_token(account))  # type: ignore[no-untyped-call]


def _mac(link_id: UUID) -> bytes:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, b"link" + link_id.bytes, hashlib.sha256)


def _read(token: str) -> UUID | None:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    if len(raw) != 48:
        return None
    link_id = UUID(bytes=raw[:16])
    return link_id if hmac.compare_digest(raw[16:], _mac(link_id)) else None
