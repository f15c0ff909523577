"""What every template can use: who is asking, what they may do, the header, dates in words."""

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app, g, url_for

from portal import calendar
from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.access.policy import can
from portal.models import Consortium
from portal.models.rounds import KIND_WORDS
from portal.queries.navigation import read_surroundings
from portal.web.navigation import navigation
from portal.web.page import current_actor

FOOTER = (
    ("How matching works", "web.how_matching_works"),
    ("Privacy", "web.privacy"),
    ("Accessibility", "web.accessibility"),
)


def set_up_layout(app: Flask) -> None:
    """Give the templates their names and filters."""
    app.context_processor(_names)
    app.extensions["static_version"] = _static_version(app)
    app.add_template_filter(calendar.in_words, "date_in_words")
    app.add_template_filter(calendar.moment_in_words, "moment_in_words")
    app.add_template_filter(calendar.deadline_in_words, "deadline_in_words")
    app.add_template_filter(calendar.left_in_words, "left_in_words")


def _static_version(app: Flask) -> str:
    """Return what changes when the front end is built anew, so that no browser keeps an old one."""
    built = Path(app.static_folder or "") / "portal.css"
    return str(int(built.stat().st_mtime)) if built.exists() else ""


def _names() -> dict[str, Any]:
    actor = current_actor()
    return {
        "actor": actor,
        "Permission": Permission,
        "can": lambda permission, thing=None: can(actor, permission, thing),
        "KIND_WORDS": KIND_WORDS,
        "things": g.get("things", {}),
        **_layout(actor),
    }


def _layout(actor: Actor) -> dict[str, Any]:
    """Return what the frame shows, read once in a request: each field renders a template too."""
    if "layout" not in g or g.layout["actor"] != actor:
        g.layout = {"actor": actor, **_read_layout(actor)}
    return dict(g.layout)


def _read_layout(actor: Actor) -> dict[str, Any]:
    footer = [{"text": text, "href": url_for(endpoint)} for text, endpoint in FOOTER]
    frame: dict[str, Any] = {
        "footer_links": footer,
        "static_version": current_app.extensions["static_version"],
    }
    if not actor.is_signed_in:
        return frame
    surroundings = read_surroundings(actor)
    consortium_id = _consortium_of_page(actor)
    consortium = surroundings.consortia.get(consortium_id) if consortium_id else None
    return {
        **frame,
        "account_name": actor.name,
        "consortium_name": consortium.name if consortium else None,
        "consortium_colour": consortium.colour.value if consortium else None,
        "contact": {"name": consortium.contact_name, "email": consortium.contact_email}
        if consortium
        else None,
        "navigation": navigation(actor, surroundings, consortium_id, g.get("is_error", False)),
    }


def _consortium_of_page(actor: Actor) -> UUID | None:
    """Return the consortium of the page's thing; without one, the actor's, if there is only one."""
    for thing in reversed(list(g.get("things", {}).values())):
        id = thing.id if isinstance(thing, Consortium) else getattr(thing, "consortium_id", None)
        if id in actor.consortia():
            return UUID(str(id))
    every = actor.consortia()
    return next(iter(every)) if len(every) == 1 else None
