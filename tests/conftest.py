"""The portal under test: one migrated database copied for each test, on SQLite or PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings as hypothesis_settings

from portal import create_app
from portal.config import Settings
from portal.database import Base, db
from tests.cast import Cast, make_cast

# The same examples on every machine, however slow it is: what fails here fails everywhere.
hypothesis_settings.register_profile("portal", deadline=None, derandomize=True)
hypothesis_settings.load_profile("portal")

pytest_plugins = ["tests.postgresql", "tests.chromium"]


def make_settings(database_url: str, folder: Path) -> Settings:
    """Return settings for a test: every path in a folder of its own."""
    return Settings(
        environment="local",
        database_url=database_url,
        data_dir=folder,
        queue_url=f"sqlite:///{folder / 'queue.sqlite'}",
        secret_key="a secret key for tests, long enough",
        base_url="http://127.0.0.1:5000",
        mail_url="",
        mail_allowed_recipients=frozenset(),
    )


def migrated(settings: Settings) -> Flask:
    """Return an app on a database brought to the newest migration."""
    app = create_app(settings)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return app


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated, empty SQLite database to copy."""
    folder = tmp_path_factory.mktemp("template")
    migrated(make_settings(f"sqlite:///{folder / 'portal.sqlite'}", folder))
    return folder / "portal.sqlite"


@pytest.fixture(scope="session")
def postgresql_template(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a migrated PostgreSQL database, emptied before each test."""
    migrated(make_settings(postgresql_url, tmp_path_factory.mktemp("postgresql-data")))
    return postgresql_url


def _sqlite_app(request: pytest.FixtureRequest, folder: Path) -> Flask:
    template = request.getfixturevalue("sqlite_template")
    shutil.copy(template, folder / "portal.sqlite")
    return create_app(make_settings(f"sqlite:///{folder / 'portal.sqlite'}", folder))


def _postgresql_app(request: pytest.FixtureRequest, folder: Path) -> Flask:
    app = create_app(make_settings(request.getfixturevalue("postgresql_template"), folder))
    with app.app_context():
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        with db.engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {names}")
    return app


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Return the portal on an empty SQLite database; CSRF is tested on its own."""
    app = _sqlite_app(request, tmp_path)
    yield from _prepared(app)


@pytest.fixture(params=["sqlite", "postgresql"])
def app_on_both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Return the portal on an empty database, once on SQLite and once on PostgreSQL."""
    make = _sqlite_app if request.param == "sqlite" else _postgresql_app
    yield from _prepared(make(request, tmp_path))


def _prepared(app: Flask) -> Iterator[Flask]:
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Return the fixed cast of people, in two consortia."""
    with app.app_context():
        return make_cast()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser that nobody has signed in with."""
    return app.test_client()
