"""What every template can use: who is asking, what they may do, the navigation, dates in words."""

from typing import Any

from flask import Flask, g

from portal import calendar
from portal.access.permissions import Permission
from portal.access.policy import can
from portal.models.rounds import KIND_WORDS
from portal.web.page import current_actor


def set_up_layout(app: Flask) -> None:
    """Give the templates their names and filters."""
    app.context_processor(_names)
    app.add_template_filter(calendar.in_words, "date_in_words")
    app.add_template_filter(calendar.moment_in_words, "moment_in_words")
    app.add_template_filter(calendar.deadline_in_words, "deadline_in_words")
    app.add_template_filter(calendar.left_in_words, "left_in_words")


def _names() -> dict[str, Any]:
    actor = current_actor()
    return {
        "actor": actor,
        "Permission": Permission,
        "can": lambda permission, thing=None: can(actor, permission, thing),
        "KIND_WORDS": KIND_WORDS,
        "things": g.get("things", {}),
    }
