"""Putting letters in the outbox and delivering them, as the tests of both do."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Flask

from portal.database import db, transaction
from portal.jobs.outbox import deliver_letters
from portal.models import Letter
from portal.services.outbox import put_letter
from tests.cast import Side
from tests.mail import MailServer


def configure(app: Flask, **values: Any) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], **values)


def put(side: Side, name: str = "participant") -> UUID:
    """Put a letter to one of the cast in the outbox."""
    with transaction():
        letter = put_letter("password_changed", side[name], consortium_id=side["consortium"])
        db.session.flush()
        return letter.id


def letter(id: UUID) -> Letter:
    db.session.rollback()
    return db.session.get_one(Letter, id, populate_existing=True)


def deliver() -> None:
    while deliver_letters():
        pass


def sent_ids(server: MailServer) -> list[str]:
    return sorted(message["Message-ID"] for _, message in server.received)
