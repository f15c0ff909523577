"""The outbox: putting letters in, the only way anything is ever mailed, and taking them out.

The worker claims a letter for a short while, sends it with no transaction open, and records what
came of it. A worker that dies in between leaves the claim to run out, and the letter is sent then
under the same Message-ID: at most one repeat for a crash, never a loss.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.calendar import now
from portal.database import begin_writing, db, lock
from portal.lifecycles import LetterStatus, advance
from portal.models import Letter, Publication
from portal.queries.letter_facts import FACTS
from portal.services.history import record

# How long a claim holds unless it is renewed: what a crash delays a letter by.
CLAIM_LASTS = timedelta(seconds=30)
# What lies between the attempts: a server that is down over a weekend loses nothing.
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 240, 480, 960, 1440))
MOST_ATTEMPTS = len(BACK_OFF) + 1


def put_letter(
    template: str,
    person_id: UUID,
    *,
    consortium_id: UUID | None = None,
    parameters: dict[str, Any] | None = None,
    link_id: UUID | None = None,
    publication_id: UUID | None = None,
    send_after: datetime | None = None,
) -> Letter:
    """Store a letter to one person, sent by the worker once `send_after` has come.

    `template` names a file under templates/emails; `parameters` are ids and plain values with
    which `queries.letters` makes its text when it is sent.
    """
    if template not in FACTS:
        raise ValueError(f"there is no letter called {template}")
    letter = Letter(
        template=template,
        person_id=person_id,
        consortium_id=consortium_id,
        parameters=parameters or {},
        link_id=link_id,
        publication_id=publication_id,
        send_after=send_after or now(),
    )
    db.session.add(letter)
    return letter


def claim_letter() -> Letter | None:
    """Take the letter that has been due the longest for this worker alone; None if none is due.

    The lock lets two workers at once take two letters, or one of them none, never the same one.
    """
    begin_writing()
    moment = now()
    letter = db.session.scalar(
        select(Letter)
        .where(
            Letter.status == LetterStatus.WAITING,
            Letter.send_after <= moment,
            or_(Letter.claimed_until.is_(None), Letter.claimed_until <= moment),
        )
        .order_by(Letter.send_after, Letter.id)
        .limit(1)
        .with_for_update(of=Letter, skip_locked=True)
        .options(joinedload(Letter.person, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    if letter is not None:
        letter.attempts += 1
        letter.claimed_until = moment + CLAIM_LASTS
    return letter


def renew_claim(letter_id: UUID) -> None:
    """Hold a claim for longer, while a slow mail server still takes the letter."""
    letter = _waiting(letter_id)
    if letter is not None:
        letter.claimed_until = now() + CLAIM_LASTS


def is_called_off(letter: Letter) -> bool:
    """Say whether the publication behind a letter was undone.

    Under a lock that undoing takes too, so that undoing at the last moment either finds the
    release past, or is found here.
    """
    if letter.publication_id is None:
        return False
    begin_writing()
    publication = db.session.get(Publication, letter.publication_id)
    if publication is None:
        return True
    lock(publication)
    return publication.undone_at is not None


def record_sent(letter_id: UUID) -> None:
    """Record that a letter has gone out, and keep nothing that its text was made from."""
    letter = _waiting(letter_id)
    if letter is not None:
        letter.sent_at = now()
        letter.failure = ""
        _close(letter, "send")


def stop_letter(letter_id: UUID, reason: str) -> None:
    """Record that a letter isn't sent any more, because what it says no longer holds."""
    letter = _waiting(letter_id)
    if letter is not None:
        letter.failure = reason
        _close(letter, "stop", reason)


def record_failure(letter_id: UUID, reason: str) -> None:
    """Keep a letter for another attempt later; give it up after the last.

    `reason` is for whoever looks after the portal, and holds nothing private.
    """
    letter = _waiting(letter_id)
    if letter is None:
        return
    letter.failure = reason[:400]
    letter.claimed_until = None
    if letter.attempts < MOST_ATTEMPTS:
        letter.send_after = now() + BACK_OFF[letter.attempts - 1]
    else:
        before, after = advance(letter, "fail")
        record(None, "fail", letter, before=_status(before), after=_status(after), reason=reason)


def retry_failed_letters() -> int:
    """Let every letter that was given up be sent again, from the first attempt; count them."""
    begin_writing()
    failed = db.session.scalars(
        select(Letter)
        .where(Letter.status == LetterStatus.FAILED)
        .order_by(Letter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for letter in failed:
        before, after = advance(letter, "retry")
        letter.attempts = 0
        letter.send_after = now()
        record(None, "retry", letter, before=_status(before), after=_status(after))
    return len(failed)


def _waiting(letter_id: UUID) -> Letter | None:
    """Lock a letter that is still to be sent; None if it is gone or done with."""
    begin_writing()
    letter = db.session.get(Letter, letter_id)
    if letter is None:
        return None
    lock(letter)
    return letter if letter.status == LetterStatus.WAITING else None


def _close(letter: Letter, verb: str, reason: str = "") -> None:
    before, after = advance(letter, verb)
    letter.claimed_until = None
    letter.parameters = {}
    letter.link_id = None
    record(None, verb, letter, before=_status(before), after=_status(after), reason=reason)


def _status(status: Any) -> dict[str, str]:
    return {"status": status.value}
