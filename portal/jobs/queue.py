"""The queue between the web server and the worker."""

from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey

from portal.config import Settings


def make_queue(url: str) -> Huey:
    """Return the queue at `url`: a file of its own, PostgreSQL or Redis."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return SqliteHuey(
            "portal", filename=rest.removeprefix("/") if rest[:2] != "//" else rest[1:]
        )
    if scheme == "postgresql":
        return PostgresHuey("portal", dsn=url)
    return RedisHuey("portal", url=url)


def set_up_queue(app: Flask, settings: Settings) -> None:
    """Put the queue on the app."""
    app.extensions["queue"] = make_queue(settings.queue_url)
