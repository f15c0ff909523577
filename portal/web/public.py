"""Pages for everybody: how matching works, what is held about people, and accessibility."""

from typing import Any

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.queries.matching.words import rules_in_words
from portal.web.page import page, show


@page("/how-matching-works", access=Permission.PUBLIC)
def how_matching_works(actor: Actor) -> Any:
    """Say by which rules and criteria people are matched, and what is never used."""
    return show("public/how_matching_works.html", kinds=rules_in_words())


@page("/privacy", access=Permission.PUBLIC)
def privacy(actor: Actor) -> Any:
    """Say what is held about people, and why."""
    return show("public/privacy.html")


@page("/accessibility", access=Permission.PUBLIC)
def accessibility(actor: Actor) -> Any:
    """Say how far everybody can use the portal."""
    return show("public/accessibility.html")
