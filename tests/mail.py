"""A real mail server for the tests, that can be told to refuse, to wait or to hang up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailServer:
    """What was received: (recipients, message), in the order it came."""

    received: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    answer: str = "250 Accepted"
    recipient_answer: str = "250 Recipient accepted"
    before_answer: Callable[[SMTP], Any] = lambda server: None
    port: int = 0

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer as told."""
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message if it is accepted, and answer as told."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.answer.startswith("250"):
            self.received.append((list(envelope.rcpt_tos), message))
        self.before_answer(server)
        return self.answer

    @property
    def url(self) -> str:
        """Return its address, as MAIL_URL has it."""
        return f"smtp://127.0.0.1:{self.port}"


class OnAnyPort(Controller):
    """A controller that lets the system choose the port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(**settings: Any) -> Iterator[MailServer]:
    """Run a server on a free port while the block lasts; `settings` are aiosmtpd's own."""
    server = MailServer()
    controller = OnAnyPort(server, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.stop()


def text_of(message: EmailMessage) -> str:
    """Return a message's text with its folding undone."""
    return " ".join(message.get_content().split())
