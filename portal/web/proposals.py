"""Proposals: the participant's private look, and the mentor's or host's answer."""

from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.calendar import now
from portal.lifecycles import ProposalStatus
from portal.models import Proposal
from portal.models.rounds import DECLINE_WORDS
from portal.queries import cards
from portal.queries import proposals as read
from portal.queries.pair_facts import PairFacts
from portal.queries.reasons import not_given, why_for_option, why_for_participant
from portal.queries.steps import asked_name
from portal.services import proposals
from portal.web.forms.proposals import AnswerForm, LookForm, WithdrawForm
from portal.web.page import page, show


@page(
    "/proposals/<uuid:proposal>/look",
    access=Permission.LOOK_AT_PROPOSAL,
    methods=("GET", "POST"),
)
def look_at_proposal(actor: Actor, proposal: Proposal) -> Any:
    """Let the participant say, in private, whether there is any reason not to go ahead."""
    form = LookForm()
    if form.validate_on_submit():
        if form.answer.data == "stop":
            proposals.object_to_proposal(actor, proposal, form.note.data or "")
            flash("Thank you. Only the programme team sees your answer.", "success")
        else:
            proposals.agree_to_proposal(actor, proposal)
            flash("Thank you. They are being asked now.", "success")
        return redirect(url_for("web.look_at_proposal", proposal=proposal.id))
    card = _option_card(proposal)
    facts = PairFacts.from_json(proposal.reasons)
    return show(
        "proposals/look.html",
        form,
        proposal=proposal,
        card=card,
        terms=read.terms_of(proposal.participation_id),
        why=why_for_participant(facts, asked_name(proposal)),
        missing=not_given(facts),
        match_id=read.match_of(proposal),
        is_open=proposal.status == ProposalStatus.SHOWN and proposal.look_until > now(),
    )


@page(
    "/proposals/<uuid:proposal>/answer",
    access=Permission.ANSWER_PROPOSAL,
    methods=("GET", "POST"),
)
def answer_proposal(actor: Actor, proposal: Proposal) -> Any:
    """Let the mentor, or a lead of the host, accept or decline."""
    form = AnswerForm()
    form.ask(proposal.kind)
    if form.validate_on_submit():
        if form.answer.data == "accept":
            match = proposals.accept_proposal(actor, proposal)
            flash("Thank you. You have both been introduced.", "success")
            return redirect(url_for("web.show_match", match=match.id))
        proposals.decline_proposal(actor, proposal, form.decline_reason, form.note.data or "")
        flash("Thank you for telling us.", "success")
        return redirect(url_for("web.answer_proposal", proposal=proposal.id))
    card = cards.participant_card(proposal.participation_id)
    return show(
        "proposals/answer.html",
        form,
        proposal=proposal,
        card=card,
        offer=_assignment_card(proposal),
        terms=read.terms_of(proposal.participation_id),
        why=why_for_option(PairFacts.from_json(proposal.reasons), card.name),
        match_id=read.match_of(proposal),
        is_open=proposal.status == ProposalStatus.OFFERED and _is_in_time(proposal),
    )


@page("/proposals/<uuid:proposal>", access=Permission.SEE_ANSWER)
def show_proposal(actor: Actor, proposal: Proposal) -> Any:
    """Show the programme team where a proposal stands, and what was answered in confidence."""
    return show(
        "proposals/proposal.html",
        proposal=proposal,
        option_name=asked_name(proposal),
        answered_by=read.answered_by(proposal),
        reason=DECLINE_WORDS[proposal.decline_reason] if proposal.decline_reason else "",
        can_withdraw=proposal.LIFECYCLE.can(proposal.status, "withdraw"),
    )


@page(
    "/proposals/<uuid:proposal>/withdraw",
    access=Permission.WITHDRAW_PROPOSAL,
    methods=("GET", "POST"),
)
def withdraw_proposal(actor: Actor, proposal: Proposal) -> Any:
    """Let the programme team take a proposal back."""
    form = WithdrawForm()
    if form.validate_on_submit():
        proposals.withdraw_proposal(actor, proposal, form.reason.data or "")
        flash("The proposal has been withdrawn.", "success")
        return redirect(url_for("web.show_round", round=proposal.round_id))
    return show(
        "proposals/withdraw.html",
        form,
        proposal=proposal,
        option_name=asked_name(proposal),
        can_withdraw=proposal.LIFECYCLE.can(proposal.status, "withdraw"),
        is_shown=proposal.shown_at <= now(),
    )


def _is_in_time(proposal: Proposal) -> bool:
    return proposal.answer_until is not None and proposal.answer_until > now()


def _option_card(proposal: Proposal) -> cards.PersonCard | cards.AssignmentCard:
    if proposal.mentor_profile_id is not None:
        return cards.mentor_card(proposal.mentor_profile_id)
    assert proposal.stretch_assignment_id is not None
    return cards.assignment_card(proposal.stretch_assignment_id)


def _assignment_card(proposal: Proposal) -> cards.AssignmentCard | None:
    if proposal.stretch_assignment_id is None:
        return None
    return cards.assignment_card(proposal.stretch_assignment_id)
