"""Delivering letters by a real mail server and as files: each once, to one person, never lost."""

import time
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import time_machine
from aiosmtpd.smtp import SMTP
from flask import Flask
from sqlalchemy import select, update

from portal.calendar import now
from portal.database import db, transaction
from portal.jobs import outbox as delivery
from portal.jobs.mail import open_post
from portal.jobs.outbox import deliver_next
from portal.lifecycles import LetterStatus
from portal.models import Letter, LinkPurpose
from portal.services.links import make_link
from portal.services.outbox import CLAIM_LASTS, put_letter
from tests.cast import Cast, Side
from tests.deliveries import configure, deliver, letter, put, sent_ids
from tests.mail import MailServer, text_of
from tests.proposed import propose, publish


def test_a_letter_goes_to_one_person_and_says_little_outside(
    side: Side, server: MailServer
) -> None:
    first, second = put(side), put(side, "mentor")
    deliver()
    assert [recipients for recipients, _ in server.received] == [
        ["participant@bristol.example"],
        ["mentor@bristol.example"],
    ]
    for id, (recipients, message) in zip([first, second], server.received, strict=True):
        assert message["Subject"] == "Stepping Up: please sign in"
        assert message["To"] == recipients[0]
        assert message["From"] == "Stepping Up <no-reply@127.0.0.1>"
        assert message["Message-ID"] == f"<{id}@127.0.0.1>"
        assert not message["Cc"] and not message["Bcc"]
        assert "Your password was changed" in text_of(message)
        assert letter(id).status == LetterStatus.SENT and letter(id).sent_at is not None


def test_nothing_is_sent_for_a_change_that_was_rolled_back(side: Side, server: MailServer) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        put_letter("password_changed", side["participant"])
        raise ZeroDivisionError
    deliver()
    assert server.received == []


def test_a_letter_waits_until_it_is_due(side: Side, server: MailServer) -> None:
    with transaction():
        put_letter("password_changed", side["mentor"], send_after=now() + timedelta(hours=1))
    deliver()
    assert server.received == []
    with time_machine.travel(now() + timedelta(hours=1, seconds=1)):
        deliver()
    assert len(server.received) == 1


def deliver_at_once(app: Flask, workers: int = 3) -> None:
    def work() -> None:
        with app.app_context():
            deliver()

    threads = [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_several_workers_send_each_letter_once(
    app_on_both: Flask, side: Side, server: MailServer
) -> None:
    ids = sorted(f"<{put(side)}@127.0.0.1>" for _ in range(24))
    deliver_at_once(app_on_both)
    assert sent_ids(server) == ids


def claim_without_a_lock() -> Letter | None:
    """Do what claim_letter does, but look and write in two steps that nothing holds together."""
    due = select(Letter.id).where(
        Letter.status == LetterStatus.WAITING, Letter.claimed_until.is_(None)
    )
    id = db.session.scalars(due.order_by(Letter.id).limit(1)).one_or_none()
    db.session.commit()
    if id is None:
        return None
    time.sleep(0.01)
    until = now() + CLAIM_LASTS
    db.session.execute(update(Letter).where(Letter.id == id).values(claimed_until=until))
    return db.session.scalars(
        select(Letter).where(Letter.id == id).options(db.joinedload(Letter.person))
    ).one()


def test_without_the_lock_letters_would_go_twice(
    app_on_both: Flask, side: Side, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "claim_letter", claim_without_a_lock)
    ids = {f"<{put(side)}@127.0.0.1>" for _ in range(24)}
    deliver_at_once(app_on_both)
    assert set(sent_ids(server)) == ids
    assert len(server.received) > len(ids)


def test_no_transaction_is_open_while_a_letter_is_sent(
    app_on_both: Flask, side: Side, server: MailServer
) -> None:
    put(side)
    written: list[bool] = []

    def write(_: SMTP) -> None:
        def in_another_worker() -> None:
            with app_on_both.app_context(), transaction():
                put_letter("password_changed", side["mentor"], send_after=now() + CLAIM_LASTS)
                db.session.flush()
                written.append(True)

        thread = Thread(target=in_another_worker)
        thread.start()
        thread.join(5)

    class Watching:
        def __init__(self) -> None:
            self.post = open_post(app_on_both.config["SETTINGS"])
            self.was_open: list[bool] = []

        def send(self, message: Any) -> None:
            self.was_open.append(db.session().in_transaction())
            self.post.send(message)

        def close(self) -> None:
            self.post.close()

    server.before_answer = write
    with closing(Watching()) as watching:
        assert deliver_next(watching)
    assert (watching.was_open, written) == ([False], [True])


def test_outside_production_only_named_people_are_written_to(
    app_on_both: Flask, side: Side, server: MailServer
) -> None:
    configure(
        app_on_both,
        environment="local",
        mail_allowed_recipients=frozenset({"mentor@bristol.example"}),
    )
    refused, allowed = put(side), put(side, "mentor")
    deliver()
    assert [recipients for recipients, _ in server.received] == [["mentor@bristol.example"]]
    assert letter(allowed).status == LetterStatus.SENT
    assert letter(refused).status == LetterStatus.STOPPED
    assert letter(refused).failure == "MAIL_ALLOWED_RECIPIENTS doesn’t have this address."


def test_an_undone_publication_sends_nothing(side: Side, server: MailServer) -> None:
    with transaction():
        undone = publish(side, undone_at=now(), undone_by_id=side["admin"])
        of_undone = proposal_letter(side, undone.id, propose(side, undone))
        standing = publish(side)
        of_standing = proposal_letter(
            side,
            standing.id,
            propose(
                side,
                standing,
                participation="other_participant_participation",
                mentor="other_mentor_profile",
            ),
            "other_participant",
        )
    deliver()
    assert letter(of_undone).status == LetterStatus.STOPPED
    assert letter(of_standing).status == LetterStatus.SENT
    assert [recipients for recipients, _ in server.received] == [
        ["other.participant@bristol.example"]
    ]


def proposal_letter(
    side: Side, publication_id: UUID, proposal_id: UUID, name: str = "participant"
) -> UUID:
    stored = put_letter(
        "private_look",
        side[name],
        consortium_id=side["consortium"],
        parameters={"proposal": str(proposal_id)},
        publication_id=publication_id,
    )
    db.session.flush()
    return stored.id


def test_a_sent_letter_keeps_nothing_it_was_made_from(side: Side, server: MailServer) -> None:
    with transaction():
        publication = publish(side)
        id = proposal_letter(side, publication.id, propose(side, publication))
    assert letter(id).parameters
    deliver()
    assert (letter(id).parameters, letter(id).link_id) == ({}, None)


def test_a_spent_link_is_not_sent(side: Side, server: MailServer) -> None:
    with transaction():
        link = make_link(LinkPurpose.INVITATION, side["mentor"], side["consortium"], None)
        link.spent_at = now()
        put_letter("invitation", side["mentor"], consortium_id=side["consortium"], link_id=link.id)
    deliver()
    assert server.received == []
    stopped = db.session.scalars(select(Letter)).one()
    assert (stopped.status, stopped.failure) == (LetterStatus.STOPPED, "The invitation was used.")


def test_a_letter_that_cannot_be_made_is_kept_and_stops_no_other(
    side: Side, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction():
        broken = put_letter("private_look", side["mentor"], parameters={"proposal": "canary"})
        db.session.flush()
    put(side)
    deliver()
    assert len(server.received) == 1
    kept = letter(broken.id)
    assert (kept.status, kept.failure) == (
        LetterStatus.WAITING,
        "The letter couldn’t be made (ValueError).",
    )
    assert "canary" not in caplog.text and str(broken.id) in caplog.text


def test_by_default_letters_are_files(app: Flask, cast: Cast, tmp_path: Path) -> None:
    with app.app_context():
        ids = {str(put(cast.bristol, name)) for name in ("mentor", "participant")}
        deliver()
    folder = tmp_path / "mail"
    assert {path.name for path in folder.iterdir()} == {f"{id}.eml" for id in ids}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    messages = [message_from_bytes(p.read_bytes(), policy=policy.default) for p in folder.iterdir()]
    assert {message["To"] for message in messages} == {
        "mentor@bristol.example",
        "participant@bristol.example",
    }


def test_a_token_is_made_when_sent_and_stored_nowhere(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    with app.app_context():
        with transaction():
            put_letter("reset", cast.bristol["mentor"])
        deliver()
        db.engine.dispose()
    (path,) = (tmp_path / "mail").iterdir()
    address = next(line for line in path.read_text().splitlines() if "/reset-password/" in line)
    token = address.rpartition("/")[2]
    assert app.test_client().get(f"/reset-password/{token}").status_code == 200
    database = b"".join(file.read_bytes() for file in tmp_path.glob("portal.sqlite*"))
    assert token.encode() not in database and b"password" in database


def test_the_outbox_by_command(app: Flask, cast: Cast) -> None:
    with app.app_context():
        put(cast.bristol)
    runner = app.test_cli_runner()
    listed = runner.invoke(args=["outbox", "list"])
    assert "Waiting to be sent: 1" in listed.stdout and "password changed" in listed.stdout
    delivered = runner.invoke(args=["outbox", "deliver", "--json"])
    assert delivered.exit_code == 0, delivered.output
    assert '"sent": 1' in delivered.stdout
    listed = runner.invoke(args=["outbox", "list", "--json", "--status", "sent"])
    assert '"status": "sent"' in listed.stdout
    assert "bristol.example" not in listed.stdout
