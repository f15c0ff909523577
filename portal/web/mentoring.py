"""Matches: who was matched with whom, why, and how to begin."""

from typing import Any

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.access.predicates import owns_participation
from portal.models import Match
from portal.queries import cards
from portal.queries.mentoring import first_message_due, grounds_of, host_contact
from portal.queries.proposals import terms_of
from portal.queries.reasons import not_given, why_for_option, why_for_participant
from portal.web.page import page, show


@page("/matches/<uuid:match>", access=Permission.SEE_MATCH)
def show_match(actor: Actor, match: Match) -> Any:
    """Introduce the two: to the participant the mentor or host, to them the participant."""
    if owns_participation(actor, match):
        return _for_participant(match)
    return _for_option(match)


def _for_participant(match: Match) -> Any:
    grounds = grounds_of(match)
    context: dict[str, Any] = {
        "match": match,
        "grounds": grounds,
        "write_until": first_message_due(match),
    }
    if match.mentor_profile_id is not None:
        context["card"] = cards.mentor_card(match.mentor_profile_id)
        name = context["card"].name
    else:
        assert match.stretch_assignment_id is not None  # a match has one or the other
        context["offer"] = cards.assignment_card(match.stretch_assignment_id)
        context["contact"] = host_contact(match)
        name = context["offer"].employer
    return show(
        "mentoring/for_participant.html",
        terms=terms_of(match.participation_id),
        why=why_for_participant(grounds.facts, name),
        missing=not_given(grounds.facts),
        **context,
    )


def _for_option(match: Match) -> Any:
    card = cards.participant_card(match.participation_id)
    grounds = grounds_of(match)
    offer = None
    if match.stretch_assignment_id is not None:
        offer = cards.assignment_card(match.stretch_assignment_id)
    return show(
        "mentoring/for_option.html",
        match=match,
        card=card,
        offer=offer,
        contact=host_contact(match) if offer else None,
        grounds=grounds,
        write_until=first_message_due(match),
        terms=terms_of(match.participation_id),
        why=why_for_option(grounds.facts, card.name),
    )
