"""Match rounds: the list, creating one, its page, readiness, and giving it up."""

from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.calendar import now
from portal.lifecycles.rounds import RoundStatus
from portal.models import Cohort, Consortium, Round, RoundKind
from portal.queries import rounds as read
from portal.queries.publications import standing_publication
from portal.services import rounds
from portal.web.forms.rounds import CancelRoundForm, CreateRoundForm
from portal.web.page import page, show


@page("/consortia/<uuid:consortium>/rounds", access=Permission.SEE_ROUND)
def list_rounds(actor: Actor, consortium: Consortium) -> Any:
    """Show every match round of the consortium."""
    return show("rounds/list.html", consortium=consortium, rounds=read.rounds_of(actor, consortium))


@page(
    "/consortia/<uuid:consortium>/rounds/new",
    access=Permission.RUN_ROUND,
    methods=("GET", "POST"),
)
def create_round(actor: Actor, consortium: Consortium) -> Any:
    """Begin a round for a cohort."""
    cohorts = read.cohorts_of(actor, consortium)
    form = CreateRoundForm()
    form.cohort.choose_from(cohorts, _cohort_words)
    if form.validate_on_submit():
        round = rounds.create_round(
            actor, form.cohort.thing, RoundKind(form.kind.data), form.name.data or ""
        )
        flash("The round is created. Look at how ready it is, then run the matcher.", "success")
        return redirect(url_for("web.show_round", round=round.id))
    return show("rounds/create.html", form, consortium=consortium, cohorts=cohorts)


def _cohort_words(cohort: Cohort) -> str:
    return f"{cohort.programme.name}: {cohort.name}"


@page("/rounds/<uuid:round>", access=Permission.SEE_ROUND)
def show_round(actor: Actor, round: Round) -> Any:
    """Show where a round stands, and what to do next."""
    publication = standing_publication(round)
    is_before_release = publication is not None and publication.release_at > now()
    return show(
        "rounds/round.html",
        round=round,
        runs=read.runs_of(round),
        approvals=read.approvals_of(round),
        publication=publication,
        is_before_release=is_before_release,
        readiness=read.readiness_of(round) if _may_still_run(round) else None,
        proposals=read.proposals_of(round) if publication else [],
        people=read.people_of(round),
    )


def _may_still_run(round: Round) -> bool:
    return round.status in (RoundStatus.DRAFT, RoundStatus.OPEN)


@page("/rounds/<uuid:round>/reminders", access=Permission.RUN_ROUND, methods=("POST",))
def remind_people(actor: Actor, round: Round) -> Any:
    """Send a reminder to everybody whose profile isn't complete."""
    count = rounds.remind_incomplete(actor, round, read.readiness_of(round).incomplete)
    flash(f"A reminder goes to {count} {'person' if count == 1 else 'people'}.", "success")
    return redirect(url_for("web.show_round", round=round.id))


@page("/rounds/<uuid:round>/cancel", access=Permission.RUN_ROUND, methods=("GET", "POST"))
def cancel_round(actor: Actor, round: Round) -> Any:
    """Give a round up before it is published."""
    form = CancelRoundForm()
    if form.validate_on_submit():
        rounds.cancel_round(actor, round, form.reason.data or "")
        flash("The round is cancelled.", "success")
        return redirect(url_for("web.show_round", round=round.id))
    return show("rounds/cancel.html", form, round=round)
