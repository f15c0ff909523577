"""What the tests of several columns need: one side of the cast, and a mail server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.database import db
from tests.cast import Side, make_cast
from tests.conftest import make_settings
from tests.deliveries import configure
from tests.mail import MailServer, mail_server
from tests.world import World, make_world


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


@pytest.fixture(scope="module")
def world_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return a portal that the tests of one module share, because they only read from it."""
    folder = tmp_path_factory.mktemp("world")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    app = create_app(make_settings(f"sqlite:///{folder / 'portal.sqlite'}", folder))
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    app.static_folder = str(folder / "static")
    (folder / "static").mkdir()
    (folder / "static" / "icon.svg").write_text("<svg/>")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def world(world_app: Flask) -> World:
    """Return the world in it."""
    with world_app.app_context():
        return make_world()
