"""Publishing a round: preview, release, stop, send now."""

from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.calendar import moment_in_words, next_release, now
from portal.lifecycles import RoundStatus
from portal.models import Round
from portal.queries import publishing as read
from portal.queries.rounds import latest_approval
from portal.services import publications
from portal.services.refusal import Refusal
from portal.web.forms.rounds import PublishRoundForm
from portal.web.page import page, show


@page("/rounds/<uuid:round>/publish", access=Permission.PUBLISH_ROUND, methods=("GET", "POST"))
def publish_round(actor: Actor, round: Round) -> Any:
    """Preview the letters, choose when they go, and publish the approved run."""
    if round.status != RoundStatus.OPEN:
        raise Refusal(f"This round is {round.LIFECYCLE.words[round.status].lower()}.")
    approval = latest_approval(round)
    if approval is None:
        raise Refusal("Somebody who didn’t start the run has to approve it first.")
    later = next_release(now())
    changed = read.changed_since(round, approval.run)
    form = PublishRoundForm()
    form.release.choices = {
        "later": f"At {moment_in_words(later)}: you can stop it until then",
        "now": "Now: this can’t be undone",
    }
    form.accept_stale.choices = {
        "yes": "I have looked at what changed and want to publish this run all the same"
    }
    form.accept_stale.missing = "Tick the box, or run the matcher again" if changed else ""
    if form.validate_on_submit():
        release_at = now() if form.release.data == "now" else later
        publications.publish_round(
            actor, round, approval, release_at, accept_stale=bool(form.accept_stale.data)
        )
        flash(f"Published. The letters go at {moment_in_words(release_at)}.", "success")
        return redirect(url_for("web.show_round", round=round.id))
    return show(
        "rounds/publish.html",
        form,
        round=round,
        approval=approval,
        changed=changed,
        letters=read.preview_letters(round, approval.run, later),
    )


@page("/rounds/<uuid:round>/stop", access=Permission.PUBLISH_ROUND, methods=("POST",))
def stop_publication(actor: Actor, round: Round) -> Any:
    """Take the publication back before its release."""
    publications.undo_publication(actor, round)
    flash("Stopped. No letter has gone out, and nobody has seen anything.", "success")
    return redirect(url_for("web.show_round", round=round.id))


@page("/rounds/<uuid:round>/send-now", access=Permission.PUBLISH_ROUND, methods=("POST",))
def send_now(actor: Actor, round: Round) -> Any:
    """Release at once what would have gone out later."""
    publications.release_now(actor, round)
    flash("The letters are on their way.", "success")
    return redirect(url_for("web.show_round", round=round.id))
