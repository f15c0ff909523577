"""The portal that the journeys go through, and the browsers of those who go."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from portal import create_app
from portal.database import db, transaction
from portal.demonstration.loading import load
from tests.conftest import make_settings
from tests.journeys.live import LivePortal, live_portal
from tests.journeys.visits import Visits, visits


@pytest.fixture(scope="session")
def demonstration(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database of demonstration data to copy, and the ids in it."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    settings = make_settings(f"sqlite:///{folder / 'portal.sqlite'}", folder)
    app = create_app(settings)
    with app.app_context():
        with transaction():
            ids = load("bristol", 0, settings).ids["Bristol Stepping Up"]
        db.engine.dispose()
    (folder / "ids.json").write_text(json.dumps(ids, default=str))
    return folder


@pytest.fixture
def portal(demonstration: Path, tmp_path: Path) -> Iterator[LivePortal]:
    """Serve the demonstration portal, freshly loaded, with a worker."""
    with live_portal(demonstration, tmp_path) as portal:
        yield portal


@pytest.fixture
def people(
    portal: LivePortal, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Visits]:
    """Let people visit the portal; an error in any console, or of the server, fails the test."""
    with visits(portal, browser, browser_context_args) as made:
        yield made
