"""The front door, each person's home, and the pages that machines ask for."""

from typing import Any

from flask import redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.access.scopes import TEAM
from portal.models import Consortium, Role
from portal.queries import home as read
from portal.queries.health import is_database_ready, is_queue_ready
from portal.queries.overview import overview_of
from portal.web.page import page, show

# Roles that have nothing of their own to do here but what they are asked for.
PLAIN = (Role.LINE_MANAGER, Role.SUPERVISOR, Role.REVIEWER)


@page("/", access=Permission.PUBLIC)
def front_door(actor: Actor) -> Any:
    """Say what this is; somebody who is signed in goes straight home."""
    if actor.is_signed_in:
        return redirect(url_for("web.home"))
    return show("home/front_door.html")


@page("/home", access=Permission.SIGNED_IN)
def home(actor: Actor) -> Any:
    """Answer what to do next, by when, and where everything stands, for every role."""
    consortia = read.consortia_of(actor)
    is_a = actor.consortia  # nothing is read for a role that isn't held
    return show(
        "home/home.html",
        participants=read.participant_homes(actor) if is_a(Role.PARTICIPANT) else (),
        mentors=read.mentor_homes(actor) if is_a(Role.MENTOR) else (),
        leads=read.lead_homes(actor) if is_a(Role.EMPLOYER_LEAD) else (),
        supervised=read.supervised_matches(actor) if is_a(Role.SUPERVISOR) else (),
        overviews=[overview_of(each) for each in consortia if each.id in is_a(*TEAM)],
        plain_roles=[(role, each) for each in consortia for role in PLAIN if each.id in is_a(role)],
    )


@page("/consortia/<uuid:consortium>", access=Permission.SEE_CONSORTIUM)
def show_consortium(actor: Actor, consortium: Consortium) -> Any:
    """Show a consortium's cohorts in time, and what needs a person."""
    return show("home/consortium.html", overview=overview_of(consortium))


@page("/healthz", access=Permission.PUBLIC)
def healthz(actor: Actor) -> Any:
    """Say that the process is alive."""
    return {"status": "ok"}


@page("/readyz", access=Permission.PUBLIC)
def readyz(actor: Actor) -> Any:
    """Say whether the database answers at the newest migration, and the queue takes jobs."""
    ready = is_database_ready() and is_queue_ready()
    return {"status": "ok" if ready else "not ready"}, 200 if ready else 503
