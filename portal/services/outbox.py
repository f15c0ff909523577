"""Putting letters in the outbox: the only way anything is ever mailed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from portal.calendar import now
from portal.database import db
from portal.models import Letter


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
