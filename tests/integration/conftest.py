"""What the tests of several columns need: one side of the cast, and a mail server."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.cast import Side, make_cast
from tests.deliveries import configure
from tests.mail import MailServer, mail_server


@pytest.fixture
def server(app_on_both: Flask) -> Iterator[MailServer]:
    """Run a mail server that the portal sends to, at whatever address."""
    with mail_server() as running:
        configure(app_on_both, mail_url=running.url, environment="production")
        yield running


@pytest.fixture
def side(app_on_both: Flask) -> Iterator[Side]:
    """Return Bristol's side of the cast, inside an app context."""
    with app_on_both.app_context():
        yield make_cast().bristol
