"""A mail server that refuses, is down, hangs up or dawdles, and a worker that is killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import time_machine
from aiosmtpd.smtp import SMTP
from flask import Flask
from sqlalchemy import update

from portal.calendar import now
from portal.database import db, transaction
from portal.jobs import outbox as delivery
from portal.lifecycles import LetterStatus
from portal.models import Letter
from portal.services.outbox import (
    BACK_OFF,
    CLAIM_LASTS,
    MOST_ATTEMPTS,
    claim_letter,
    retry_failed_letters,
)
from tests.architecture.sources import ROOT
from tests.cast import Cast, Side
from tests.deliveries import configure, deliver, letter, put, sent_ids
from tests.mail import MailServer, mail_server


def test_a_refused_letter_is_kept_and_tried_again(side: Side, server: MailServer) -> None:
    id = put(side)
    server.recipient_answer = "550 participant@bristol.example is unknown here"
    deliver()
    kept = letter(id)
    assert (kept.status, kept.attempts) == (LetterStatus.WAITING, 1)
    assert kept.failure == "The mail server refused the recipient (550)."
    assert kept.send_after > now() + BACK_OFF[0] - timedelta(seconds=20)
    deliver()
    assert letter(id).attempts == 1
    server.recipient_answer = "250 Yes"
    with time_machine.travel(now() + BACK_OFF[0]):
        deliver()
    assert letter(id).status == LetterStatus.SENT
    assert len(server.received) == 1


def test_a_letter_is_given_up_at_last_and_can_be_tried_again(
    side: Side, server: MailServer
) -> None:
    id = put(side)
    server.answer = "554 No"
    with transaction():
        db.session.execute(update(Letter).values(attempts=MOST_ATTEMPTS - 1))
    deliver()
    failed = letter(id)
    assert (failed.status, failed.failure) == (LetterStatus.FAILED, "The mail server answered 554.")
    server.answer = "250 Yes"
    deliver()
    assert server.received == []
    with transaction():
        assert retry_failed_letters() == 1
    deliver()
    assert letter(id).status == LetterStatus.SENT


def test_while_the_server_is_down_nothing_is_lost(
    app_on_both: Flask, side: Side, server: MailServer
) -> None:
    ids = [put(side) for _ in range(3)]
    configure(app_on_both, mail_url="smtp://127.0.0.1:9")
    deliver()
    assert sorted(letter(id).attempts for id in ids) == [0, 0, 1]
    assert {letter(id).failure for id in ids} == {
        "",
        "The mail server can’t be used (ConnectionRefusedError).",
    }
    configure(app_on_both, mail_url=server.url)
    with time_machine.travel(now() + BACK_OFF[0]):
        deliver()
    assert len(server.received) == 3


def test_a_connection_cut_after_the_text_repeats_the_same_message(
    side: Side, server: MailServer
) -> None:
    id = put(side)
    server.before_answer = lambda smtp: smtp.transport.abort()
    deliver()
    assert letter(id).status == LetterStatus.WAITING
    server.before_answer = lambda smtp: None
    with time_machine.travel(now() + BACK_OFF[0]):
        deliver()
    assert sent_ids(server) == [f"<{id}@127.0.0.1>"] * 2


def test_a_slow_server_gets_the_letter_once(
    app_on_both: Flask, side: Side, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.services.outbox.CLAIM_LASTS", timedelta(seconds=1))
    monkeypatch.setattr(delivery, "RENEW_AFTER", 0.2)
    put(side)
    arrived = Event()

    def dawdle(_: SMTP) -> None:
        arrived.set()
        time.sleep(2.5)

    server.before_answer = dawdle

    def work() -> None:
        with app_on_both.app_context():
            deliver()

    thread = Thread(target=work)
    thread.start()
    assert arrived.wait(10)
    time.sleep(1.5)  # longer than a claim lasts
    with transaction():
        assert claim_letter() is None
    thread.join(10)
    assert len(server.received) == 1


def test_a_killed_worker_leaves_the_letter_to_the_next(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    taken, let_go = Event(), Event()

    def hold(_: SMTP) -> None:
        taken.set()
        let_go.wait(20)

    with mail_server() as server, app.app_context():
        configure(app, mail_url=server.url, environment="production")
        id = put(cast.bristol)
        server.before_answer = hold
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "outbox", "deliver"],
            cwd=ROOT,
            env=os.environ
            | {
                "DATA_DIR": str(tmp_path),
                "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite'}",
                "MAIL_URL": server.url,
                "MAIL_ALLOWED_RECIPIENTS": "participant@bristol.example",
            },
        )
        assert taken.wait(20)
        process.send_signal(signal.SIGKILL)
        process.wait()
        server.before_answer = lambda smtp: None
        let_go.set()
        deliver()
        assert letter(id).status == LetterStatus.WAITING  # the claim still holds
        with time_machine.travel(now() + CLAIM_LASTS):
            deliver()
        assert letter(id).status == LetterStatus.SENT
        assert sent_ids(server) == [f"<{id}@127.0.0.1>"] * 2
