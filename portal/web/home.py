"""The front door, each person's home, and the pages that machines ask for."""

from typing import Any

from flask import redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.queries.health import is_database_ready, is_queue_ready
from portal.web.page import page, show


@page("/", access=Permission.PUBLIC)
def front_door(actor: Actor) -> Any:
    """Say what this is; somebody who is signed in goes straight home."""
    if actor.is_signed_in:
        return redirect(url_for("web.home"))
    return show("home/front_door.html")


@page("/home", access=Permission.SIGNED_IN)
def home(actor: Actor) -> Any:
    """Answer what to do next, by when, and where everything stands."""
    return show("home/home.html")


@page("/healthz", access=Permission.PUBLIC)
def healthz(actor: Actor) -> Any:
    """Say that the process is alive."""
    return {"status": "ok"}


@page("/readyz", access=Permission.PUBLIC)
def readyz(actor: Actor) -> Any:
    """Say whether the database answers at the newest migration, and the queue takes jobs."""
    ready = is_database_ready() and is_queue_ready()
    return {"status": "ok" if ready else "not ready"}, 200 if ready else 503
