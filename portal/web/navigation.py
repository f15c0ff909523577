"""The navigation: Home, and what each role that a person holds works with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for

from portal.access.actor import Actor
from portal.models import Role
from portal.queries.navigation import Surroundings

TEAM = frozenset({Role.CONSORTIUM_ADMIN, Role.AUDITOR})
LEAD = frozenset({Role.EMPLOYER_LEAD})


@dataclass(frozen=True)
class Item:
    """A link of the navigation: for whom, to what, and the part of the rules that lies behind it.

    `of` names the thing in the endpoint's rule: the consortium, or one's own profile in it.
    """

    text: str
    endpoint: str
    section: str
    of: str = "consortium"
    roles: frozenset[Role] = TEAM


ITEMS = (
    Item("Cohorts", "web.programme_list", "programmes"),
    Item("Mentors", "web.mentor_list", "mentors"),
    Item("People", "web.people_list", "people"),
    Item("Employers", "web.employer_register", "employers"),
    Item("Lists", "web.lists_home", "lists"),
)


def navigation(
    actor: Actor, surroundings: Surroundings, consortium_id: UUID | None, is_error: bool
) -> list[dict[str, object]]:
    """Return the links for the roles that the actor holds in the consortium.

    An error page marks none as the current one: it is the same wherever it happens.
    """
    if not actor.is_signed_in:
        return []
    found: list[dict[str, object]] = [_link("Home", url_for("web.home"), "home", is_error)]
    for item in ITEMS:
        id = _id(item, actor, surroundings, consortium_id)
        if id:
            values: dict[str, Any] = {item.of: id}
            href = url_for(item.endpoint, **values)
            found.append(_link(item.text, href, item.section, is_error))
    return found


def _id(
    item: Item, actor: Actor, surroundings: Surroundings, consortium_id: UUID | None
) -> UUID | None:
    """Return the id of what the item leads to, or None where it isn't for this actor."""
    if consortium_id is None:
        return None
    if item.of == "participation":
        return surroundings.participations.get(consortium_id)
    if item.of == "mentor_profile":
        return surroundings.mentor_profiles.get(consortium_id)
    return consortium_id if consortium_id in actor.consortia(*item.roles) else None


def _link(text: str, href: str, section: str, is_error: bool) -> dict[str, object]:
    rule = request.url_rule.rule if request.url_rule and not is_error else ""
    return {"text": text, "href": href, "current": section in rule.split("/")}
