"""A place in a cohort, as the team sees it: withdraw, defer, resume."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.models import Participation
from portal.queries import cohorts as reads
from portal.services import participations
from portal.web.forms.programmes import ReasonForm
from portal.web.page import page, saved, show


@page("/participations/<uuid:participation>", access=Permission.SEE_CONSORTIUM)
def participation_page(actor: Actor, participation: Participation) -> Any:
    """Show where somebody stands in a cohort, never what they said in their profile."""
    return show("programmes/participation.html", place=reads.place(participation.id))


def _register(
    verb: str, move: Callable[..., Participation], question: str, what: str, done: str
) -> None:
    """Register the page that asks for a reason and then moves a place on."""

    @page(
        f"/participations/<uuid:participation>/{verb}",
        access=Permission.MANAGE_CONSORTIUM,
        methods=("GET", "POST"),
        endpoint=f"{verb}_participation",
    )
    def ask(actor: Actor, participation: Participation) -> Any:
        form = ReasonForm(obj=participation)
        here: dict[str, Any] = {
            "participation_id": participation.id,
            "name": participation.person.name,
            "cohort": f"{participation.cohort.programme.name}, {participation.cohort.name}",
        }
        if form.validate_on_submit() and saved(
            form, lambda: move(actor, participation, form.version.data, form.reason.data)
        ):
            flash(f"{here['name']} {done}.", "success")
            return redirect(url_for("web.cohort_page", cohort=participation.cohort_id))
        return show("programmes/move.html", form, question=question, what=what, **here)


LETS_GO = (
    "A mentor or host who was matched or asked is told, without the reason, and is free again."
)

_register(
    "withdraw",
    participations.withdraw,
    "Withdraw",
    f"Their place ends for good. {LETS_GO}",
    "has been withdrawn",
)
_register(
    "defer",
    participations.defer,
    "Defer",
    f"Their place is kept, and they are in no round until it is resumed. {LETS_GO}",
    "has been deferred",
)
_register(
    "resume",
    participations.resume,
    "Resume",
    "They take part again, and are in the next round.",
    "takes part again",
)
