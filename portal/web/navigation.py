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
OF_CONSORTIUM = "/consortia/<uuid:consortium>"


@dataclass(frozen=True)
class Item:
    """A link of the navigation: to what, for whom, and how the rules behind it begin.

    `of` names the thing in the endpoint's rule: the consortium, or one's own profile in it.
    """

    text: str
    endpoint: str
    rules: tuple[str, ...]
    of: str = "consortium"
    roles: frozenset[Role] = TEAM


HOME = Item("Home", "web.home", ("/home",))
ITEMS = (
    Item("Rounds", "web.list_rounds", (f"{OF_CONSORTIUM}/rounds", "/rounds")),
    Item(
        "Cohorts",
        "web.programme_list",
        (f"{OF_CONSORTIUM}/programmes", "/cohorts", "/participations"),
    ),
    Item("People", "web.people_list", (f"{OF_CONSORTIUM}/people",)),
    Item("Mentors", "web.mentor_list", (f"{OF_CONSORTIUM}/mentors", "/mentors")),
    Item(
        "Assignments",
        "web.assignment_list",
        (f"{OF_CONSORTIUM}/stretch-assignments", "/stretch-assignments"),
    ),
    Item(
        "Your offers",
        "web.own_offers",
        (f"{OF_CONSORTIUM}/offers", "/employers", "/stretch-assignments"),
        roles=LEAD,
    ),
    Item("Employers", "web.employer_register", (f"{OF_CONSORTIUM}/employers",)),
    Item("Lists", "web.lists_home", (f"{OF_CONSORTIUM}/lists", f"{OF_CONSORTIUM}/details")),
    Item(
        "Profile",
        "web.participant_profile_topics",
        ("/participations/<uuid:participation>/profile",),
        of="participation",
    ),
    Item(
        "Mentor profile",
        "web.mentor_profile_topics",
        ("/mentor-profiles",),
        of="mentor_profile",
    ),
)


def navigation(
    actor: Actor, surroundings: Surroundings, consortium_id: UUID | None, is_error: bool
) -> list[dict[str, object]]:
    """Return the links for the roles that the actor holds in the consortium.

    An error page marks none as the current one: it is the same wherever it happens.
    """
    if not actor.is_signed_in:
        return []
    links = {HOME: url_for(HOME.endpoint)}
    for item in ITEMS:
        id = _id(item, actor, surroundings, consortium_id)
        if id:
            values: dict[str, Any] = {item.of: id}
            links[item] = url_for(item.endpoint, **values)
    rule = request.url_rule.rule if request.url_rule and not is_error else ""
    current = max(links, key=lambda item: _nearness(item, rule))
    is_any = _nearness(current, rule) > 0
    return [
        {"text": item.text, "href": href, "current": is_any and item is current}
        for item, href in links.items()
    ]


def _nearness(item: Item, rule: str) -> int:
    """Return the length of the longest beginning of the rule that is the item's."""
    return max((len(begins) for begins in item.rules if rule.startswith(begins)), default=0)


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
