"""The way out for letters: to whom, from whom, and when a password is told."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from portal.config import BadSetting, Settings, read_settings
from portal.jobs import mail
from portal.jobs.mail import MailServer, Unreachable
from portal.jobs.outbox import may_write_to, sender_of
from tests.mail import mail_server


def settings(tmp_path: Path, **values: str) -> Settings:
    return read_settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": "x" * 32, **values})


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "portal@portal.example", "asha@trust.example"
    made.set_content("Hello")
    return made


@pytest.mark.parametrize(
    ("mail_url", "sender"),
    [
        ("", "no-reply@portal.example"),
        ("smtp://relay.example", "no-reply@portal.example"),
        ("smtp://key:secret@relay.example:587", "no-reply@portal.example"),
        ("smtps://post%40trust.example:secret@relay.example", "post@trust.example"),
        ("smtp://key:secret@relay.example?from=team@trust.example", "team@trust.example"),
    ],
)
def test_letters_come_from_the_address_that_mail_url_gives(
    tmp_path: Path, mail_url: str, sender: str
) -> None:
    known = settings(tmp_path, BASE_URL="https://portal.example", MAIL_URL=mail_url)
    assert sender_of(known) == sender


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MAIL_URL", "smtp://relay.example?from=nobody", "expected an e-mail address"),
        ("MAIL_URL", "smtp://relay.example?from=a@b.example%0AX:y", "expected an e-mail address"),
        ("MAIL_URL", "smtp://", "names no server"),
        ("MAIL_URL", "relay.example", "expected smtp://… or smtps://…"),
        ("QUEUE_URL", "sqlite://", "names no file"),
        ("QUEUE_URL", "amqp://queue.example", "expected sqlite://…"),
    ],
)
def test_a_bad_address_is_one_clear_line(tmp_path: Path, name: str, value: str, words: str) -> None:
    with pytest.raises(BadSetting) as fault:
        settings(tmp_path, **{name: value})
    assert name in str(fault.value) and words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_the_queue_stands_under_the_data_folder(tmp_path: Path) -> None:
    assert settings(tmp_path).queue_url == f"sqlite:///{tmp_path}/queue.sqlite"


def test_outside_production_only_named_people_are_written_to(tmp_path: Path) -> None:
    local = settings(
        tmp_path, MAIL_URL="smtp://r.example", MAIL_ALLOWED_RECIPIENTS="Asha@t.example"
    )
    assert may_write_to(local, "asha@T.example")
    assert not may_write_to(local, "ben@t.example")
    assert may_write_to(replace(local, environment="production"), "ben@t.example")
    assert may_write_to(settings(tmp_path), "ben@t.example")  # files: nothing leaves


def authenticator(found: list[tuple[bytes, bytes]]) -> object:
    def check(*args: object) -> AuthResult:
        data = args[-1]
        assert isinstance(data, LoginPassword)
        found.append((data.login, data.password))
        # not handled: aiosmtpd itself answers a wrong password
        return AuthResult(success=data.password == b"p@ss word", handled=False)

    return check


def test_it_signs_in_on_its_own_machine() -> None:
    found: list[tuple[bytes, bytes]] = []
    with mail_server(authenticator=authenticator(found), auth_require_tls=False) as server:
        url = urlsplit(f"smtp://key:p%40ss%20word@127.0.0.1:{server.port}")
        post = MailServer(url)
        post.send(message())
        post.send(message())
        post.close()
        assert len(server.received) == 2
        assert found == [(b"key", b"p@ss word")]  # one connection served both
        wrong = MailServer(urlsplit(f"smtp://key:wrong@127.0.0.1:{server.port}"))
        with pytest.raises(Unreachable) as fault:
            wrong.send(message())
        assert "wrong" not in str(fault.value)


def test_a_password_is_never_told_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "OWN_MACHINE", frozenset())  # as any other machine
    found: list[tuple[bytes, bytes]] = []
    with mail_server(authenticator=authenticator(found), auth_require_tls=False) as server:
        post = MailServer(urlsplit(f"smtp://key:secret@127.0.0.1:{server.port}"))
        with pytest.raises(Unreachable, match="no encryption"):
            post.send(message())
        assert (found, server.received) == ([], [])
