"""Delivering letters: each to one person, once, with no transaction open while it is sent."""

from contextlib import closing
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from portal.calendar import now
from portal.config import Settings
from portal.database import transaction
from portal.jobs import every
from portal.jobs.failures import tell
from portal.jobs.heartbeat import heartbeat
from portal.jobs.mail import Post, Rejected, Unreachable, open_post
from portal.models import Letter
from portal.queries.letter_facts import Outdated
from portal.queries.letters import letter_text
from portal.services.links import address_in
from portal.services.outbox import (
    CLAIM_LASTS,
    claim_letter,
    is_called_off,
    record_failure,
    record_sent,
    renew_claim,
    stop_letter,
)

BATCH = 20  # letters over one connection, before the worker looks whether it has to stop
RENEW_AFTER = CLAIM_LASTS.total_seconds() / 3


@every(2)
def deliver_letters() -> bool:
    """Send some of the letters that are due; say whether there may be more."""
    with closing(open_post(_settings())) as post:
        return all(deliver_next(post) for _ in range(BATCH))


def deliver_next(post: Post) -> bool:
    """Claim one letter, send it and record it; say whether another can be tried."""
    with transaction():
        letter = claim_letter()
    if letter is None:
        return False
    letter_id = letter.id
    try:
        message = compose(letter)
        with heartbeat(lambda: renew_claim(letter_id), RENEW_AFTER):
            post.send(message)
    except Outdated as reason:
        with transaction():
            stop_letter(letter_id, str(reason))
    except (Rejected, Unreachable) as fault:
        with transaction():
            record_failure(letter_id, str(fault))
        return isinstance(fault, Rejected)
    except Exception as fault:
        tell(f"letter {letter_id}", fault)
        with transaction():
            record_failure(letter_id, f"The letter couldn’t be made ({type(fault).__name__}).")
    else:
        with transaction():
            record_sent(letter_id)
    return True


def compose(letter: Letter) -> EmailMessage:
    """Make a claimed letter's message, or raise Outdated if it isn't to be sent.

    The Message-ID comes from the letter's id: whoever gets it twice, after a crash, can tell.
    """
    settings = _settings()
    with transaction():
        if is_called_off(letter):
            raise Outdated("The publication was undone.")
        if not may_write_to(settings, letter.person.email):
            raise Outdated("MAIL_ALLOWED_RECIPIENTS doesn’t have this address.")
        text = letter_text(letter, address_in(letter))
    sender = sender_of(settings)
    message = EmailMessage()
    message["Subject"] = text.subject
    message["From"] = f"Stepping Up <{sender}>"
    message["To"] = Address(addr_spec=letter.person.email)  # one address, or it is refused here
    if text.reply_to:
        message["Reply-To"] = text.reply_to
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # so that no absence note answers it (RFC 3834)
    message.set_content(text.body, cte="quoted-printable")
    return message


def may_write_to(settings: Settings, address: str) -> bool:
    """Say whether a letter may leave: outside production, only to the addresses that are named."""
    if settings.is_production or not settings.mail_url:
        return True
    return address.lower() in settings.mail_allowed_recipients


def sender_of(settings: Settings) -> str:
    """Return the sender's address.

    It is MAIL_URL's own `?from=`, or the name that signs in to the mail server, or no-reply at the
    portal's address.
    """
    url = urlsplit(settings.mail_url)
    named = parse_qs(url.query).get("from", [""])[0] or unquote(url.username or "")
    return named if "@" in named else f"no-reply@{urlsplit(settings.base_url).hostname}"


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
