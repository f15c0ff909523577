"""The way out: a mail server, or files under DATA_DIR/mail, one for each letter.

Python's own smtplib, since a password must never travel in the clear nor to a server that can't
prove who it is, and one connection serves many letters.
"""

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from portal.config import Settings

CONNECT_WITHIN = 20  # seconds
ANSWER_WITHIN = 60  # seconds, for each answer of the server
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(Exception):
    """No letter can be sent at the moment, this one or any other; the words are for the log."""


class Rejected(Exception):
    """This letter wasn't taken; the words are for the log and name nobody."""


class Post(Protocol):
    """Where letters are handed over."""

    def send(self, message: EmailMessage) -> None:
        """Hand one letter over, or raise Unreachable or Rejected."""

    def close(self) -> None:
        """Let go of what is open."""


def open_post(settings: Settings) -> Post:
    """Return the way out that MAIL_URL names; nothing is connected yet."""
    if settings.mail_url:
        return MailServer(urlsplit(settings.mail_url))
    return MailFolder(settings.data_dir / "mail")


class MailFolder:
    """A folder of letters as files, for trying the portal out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the letter whole or not at all; sent again, it takes its own file's place.

        It's written as it reads, since somebody opens the file and copies an address from it.
        """
        message.set_content(message.get_content(), cte="8bit")
        name = message["Message-ID"].strip("<>").partition("@")[0]
        part = self._folder / f"{name}.part"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as f:
                f.write(message.as_bytes(policy=SMTP))
                os.fsync(f.fileno())
            os.replace(part, self._folder / f"{name}.eml")
        except OSError as fault:
            raise Unreachable(f"The mail folder can’t be written ({_kind(fault)}).") from fault

    def close(self) -> None:
        """Nothing is open between two letters."""


class MailServer:
    """A connection to a mail server, made for the first letter and kept for the next."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Send the letter to its one recipient."""
        connection = self._connect()
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            codes = sorted({code for code, _ in fault.recipients.values()})
            self._reset()
            raise Rejected(f"The mail server refused the recipient ({codes[0]}).") from fault
        except smtplib.SMTPResponseException as fault:
            self.close()
            raise Rejected(f"The mail server answered {fault.smtp_code}.") from fault
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Unreachable(f"The mail server broke off ({_kind(fault)}).") from fault

    def close(self) -> None:
        """Take leave of the server, if it is still there."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._greet(self._dial())
            except (OSError, smtplib.SMTPException) as fault:
                raise Unreachable(f"The mail server can’t be used ({_kind(fault)}).") from fault
        return self._connection

    def _dial(self) -> smtplib.SMTP:
        host = self._url.hostname or ""
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                host, self._url.port or 465, timeout=CONNECT_WITHIN, context=context
            )
        return smtplib.SMTP(host, self._url.port or 25, timeout=CONNECT_WITHIN)

    def _greet(self, connection: smtplib.SMTP) -> smtplib.SMTP:
        """Encrypt wherever the server can, and sign in where MAIL_URL has a name and password."""
        try:
            if connection.sock is not None:
                connection.sock.settimeout(ANSWER_WITHIN)
            connection.ehlo()
            is_safe = self._url.scheme == "smtps" or self._url.hostname in OWN_MACHINE
            if not is_safe and connection.has_extn("starttls"):
                connection.starttls(context=ssl.create_default_context())
                connection.ehlo()
                is_safe = True
            if self._url.username:
                if not is_safe:
                    raise Unreachable("The mail server offers no encryption for the password.")
                connection.login(unquote(self._url.username), unquote(self._url.password or ""))
        except BaseException:
            connection.close()
            raise
        return connection

    def _reset(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.rset()


def _kind(fault: BaseException) -> str:
    return type(fault).__name__
