"""Runs of the matcher: start, progress, review, a pair's page, approval."""

from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.charts import spread_chart
from portal.lifecycles.rounds import RunStatus
from portal.models import Round, Run
from portal.queries import review as read
from portal.queries.rounds import approval_of
from portal.services import rounds
from portal.services.refusal import Refusal
from portal.web.forms.rounds import ApproveRunForm
from portal.web.page import page, show

UNDER_WAY = (RunStatus.QUEUED, RunStatus.RUNNING)
WAIT = 2.0  # seconds that a page waits for a quick run, so that the review comes at once


@page("/rounds/<uuid:round>/runs", access=Permission.RUN_ROUND, methods=("POST",))
def start_run(actor: Actor, round: Round) -> Any:
    """Freeze the input and queue a run."""
    run = rounds.queue_run(actor, round)
    return redirect(url_for("web.show_run", round=round.id, run=run.id))


@page("/rounds/<uuid:round>/runs/<uuid:run>", access=Permission.SEE_ROUND)
def show_run(actor: Actor, round: Round, run: Run) -> Any:
    """Show a run's progress, and its review once it has finished."""
    if run.status in UNDER_WAY and read.is_over_within(run.id, WAIT):
        return redirect(url_for("web.show_run", round=round.id, run=run.id))
    if run.status != RunStatus.FINISHED:
        return show("runs/progress.html", round=round, run=run)
    return show(
        "runs/review.html",
        round=round,
        run=run,
        review=read.review_page(actor, round, run),
        approval=approval_of(run),
    )


@page("/rounds/<uuid:round>/runs/<uuid:run>/cancel", access=Permission.RUN_ROUND, methods=("POST",))
def cancel_run(actor: Actor, round: Round, run: Run) -> Any:
    """Stop a run that hasn't finished."""
    rounds.cancel_run(actor, run)
    flash("The run is cancelled.", "success")
    return redirect(url_for("web.show_round", round=round.id))


@page("/rounds/<uuid:round>/runs/<uuid:run>/spread.svg", access=Permission.SEE_ROUND)
def spread_of_run(actor: Actor, round: Round, run: Run) -> Any:
    """Draw how the points are spread over the pairs."""
    if run.status != RunStatus.FINISHED:
        abort(404)
    return Response(spread_chart(read.spread_of(run)), mimetype="image/svg+xml")


@page(
    "/rounds/<uuid:round>/runs/<uuid:run>/results/<string:person>",
    access=Permission.SEE_ROUND,
)
def show_pair(actor: Actor, round: Round, run: Run, person: str) -> Any:
    """Show one person's result: the pair by criterion, or why there is none."""
    found = _result_of(round, run, person)
    has_looked = found.participation_id in read.checked_by(actor, run)
    return show("runs/pair.html", round=round, run=run, row=found, has_looked=has_looked)


@page(
    "/rounds/<uuid:round>/runs/<uuid:run>/results/<string:person>/looked",
    access=Permission.RUN_ROUND,
    methods=("POST",),
)
def look_at_pair(actor: Actor, round: Round, run: Run, person: str) -> Any:
    """Record that the actor has looked at this result, and go on to the next one to look at."""
    found = _result_of(round, run, person)
    rounds.check_pair(actor, run, found.participation_id)
    following = read.next_to_look_at(actor, run)
    if following is None:
        flash("You have looked at everything that needed it.", "success")
        return redirect(url_for("web.show_run", round=round.id, run=run.id))
    return redirect(url_for("web.show_pair", round=round.id, run=run.id, person=following))


def _result_of(round: Round, run: Run, person: str) -> Any:
    """Return one person's part of a run; a person who isn't in it is a page not found."""
    try:
        found = read.result_of(round, run, UUID(person))
    except ValueError:
        abort(404)
    return found or abort(404)


@page(
    "/rounds/<uuid:round>/runs/<uuid:run>/approve",
    access=Permission.APPROVE_RUN,
    methods=("GET", "POST"),
)
def approve_run(actor: Actor, round: Round, run: Run) -> Any:
    """Approve one exact run, which somebody else started."""
    if approval_of(run):
        raise Refusal("This run has been approved already.")
    form = ApproveRunForm()
    if form.validate_on_submit():
        rounds.approve_run(actor, round, run, form.note.data or "")
        flash("You approved this run. It can be published now.", "success")
        return redirect(url_for("web.show_round", round=round.id))
    return show(
        "runs/approve.html",
        form,
        round=round,
        run=run,
        review=read.review_page(actor, round, run),
    )
