"""Stretch assignments: a host's offers, one of them, and the team's decision."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.models import Consortium, Employer, Level, Place, Role, Skill, StretchAssignment
from portal.models.profiles import OFFERS
from portal.models.stretch_assignments import HOST_CHECKS
from portal.queries import stretch_assignments as reads
from portal.queries.cards import assignment_card
from portal.queries.employers import employers
from portal.queries.lists import entries
from portal.services import stretch_assignments as services
from portal.web.forms.approvals import ApproveForm, ReturnForm
from portal.web.forms.stretch_assignments import ConfirmForm, OfferForm, offer_form, stretch_form
from portal.web.page import page, saved, show

BOTH = ("GET", "POST")
ONE = "/stretch-assignments/<uuid:stretch_assignment>"


@page("/consortia/<uuid:consortium>/offers", access=Permission.SEE_OWN_OFFERS)
def own_offers(actor: Actor, consortium: Consortium) -> Any:
    """Show an employer lead what their employers offer."""
    led = reads.employers_led(actor.employers(Role.EMPLOYER_LEAD), consortium.id)
    return show(
        "stretch_assignments/own.html",
        consortium=consortium,
        employers=led,
        offers=reads.offers_of([employer.id for employer in led]),
    )


@page("/consortia/<uuid:consortium>/stretch-assignments", access=Permission.SEE_CONSORTIUM)
def assignment_list(actor: Actor, consortium: Consortium) -> Any:
    """Show the team every assignment, those that wait for approval first."""
    offers = reads.offers_in(consortium.id)
    return show("stretch_assignments/list.html", consortium=consortium, offers=offers)


@page("/employers/<uuid:employer>/offer", access=Permission.OFFER_ASSIGNMENT, methods=BOTH)
def offer_assignment(actor: Actor, employer: Employer) -> Any:
    """Begin an offer as a draft."""
    form = OfferForm()
    _offer_lists(form, employer.consortium_id, employer.id)
    name, consortium_id = employer.name, employer.consortium_id
    if form.validate_on_submit():
        assignment = saved(form, lambda: services.offer_assignment(actor, employer, form.details()))
        if assignment:
            return redirect(url_for("web.assignment_skills", stretch_assignment=assignment.id))
    return show(
        "stretch_assignments/edit.html",
        form,
        heading=f"Offer a stretch assignment at {name}",
        back=("Your offers", url_for("web.own_offers", consortium=consortium_id)),
    )


@page(ONE, access=Permission.SEE_ASSIGNMENT)
def assignment_page(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Show an assignment as a participant sees it, and what happens next."""
    return _show_assignment(stretch_assignment, ApproveForm(obj=stretch_assignment, formdata=None))


def _show_assignment(assignment: StretchAssignment, form: ApproveForm) -> Any:
    """Show one assignment; `form` carries the version for whatever is decided on it."""
    lifecycle = assignment.LIFECYCLE
    return show(
        "stretch_assignments/assignment.html",
        form,
        assignment=assignment,
        card=assignment_card(assignment.id),
        levels=reads.levels_in_words(assignment, entries(assignment.consortium_id, Level)),
        supervisor=reads.supervisor_of(assignment),
        left=reads.left_to_say(assignment),
        may=lambda verb: lifecycle.can(assignment.status, verb),
        offers_words=OFFERS,
        checks_words=HOST_CHECKS,
    )


@page(f"{ONE}/change", access=Permission.EDIT_ASSIGNMENT, methods=BOTH)
def change_assignment(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Change a draft."""
    if request.method == "GET" and not _is_draft(stretch_assignment):
        return redirect(_address(stretch_assignment))
    avoided = reads.employers_avoided(stretch_assignment.id)
    form = offer_form(stretch_assignment, [entry.employer_id for entry in avoided])
    _offer_lists(form, stretch_assignment.consortium_id, stretch_assignment.employer_id)
    if form.validate_on_submit() and saved(
        form,
        lambda: services.change_assignment(
            actor, stretch_assignment, form.version.data, form.details()
        ),
    ):
        return redirect(url_for("web.assignment_skills", stretch_assignment=stretch_assignment.id))
    return show(
        "stretch_assignments/edit.html",
        form,
        heading="Change your offer",
        back=("Back to the offer", _address(stretch_assignment)),
    )


@page(f"{ONE}/skills", access=Permission.EDIT_ASSIGNMENT, methods=BOTH)
def assignment_skills(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Say which skills a draft stretches, and how far."""
    if request.method == "GET" and not _is_draft(stretch_assignment):
        return redirect(_address(stretch_assignment))
    skills = entries(stretch_assignment.consortium_id, Skill)
    steps = reads.steps_of(stretch_assignment.id)
    answers = {f"skill_{n}": steps.get(skill.id, 0) for n, skill in enumerate(skills)}
    form = stretch_form(skills)(data={"version": stretch_assignment.version, **answers})
    if form.validate_on_submit() and saved(
        form,
        lambda: services.save_steps(actor, stretch_assignment, form.version.data, form.steps),
    ):
        flash("Your offer has been saved.", "success")
        return redirect(_address(stretch_assignment))
    return show(
        "stretch_assignments/skills.html",
        form,
        title=stretch_assignment.title,
        back=("Back to the offer", _address(stretch_assignment)),
    )


@page(f"{ONE}/submit", access=Permission.EDIT_ASSIGNMENT, methods=("POST",))
def submit_assignment(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Give a draft to the team."""
    return _decide(
        actor,
        stretch_assignment,
        services.submit_assignment,
        "has been submitted. The programme team looks at it next.",
    )


@page(f"{ONE}/approve", access=Permission.APPROVE_ASSIGNMENT, methods=("POST",))
def approve_assignment(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Open an assignment, unless it has changed meanwhile."""
    return _decide(
        actor,
        stretch_assignment,
        services.approve_assignment,
        "has been approved, and is in the next round.",
    )


def _decide(
    actor: Actor, assignment: StretchAssignment, verb: Callable[..., Any], done: str
) -> Any:
    form = ApproveForm()
    if form.validate_on_submit() and saved(
        form, lambda: verb(actor, assignment, form.version.data)
    ):
        flash(f"“{assignment.title}” {done}", "success")
        return redirect(_address(assignment))
    return _show_assignment(assignment, form)


@page(f"{ONE}/return", access=Permission.APPROVE_ASSIGNMENT, methods=BOTH)
def return_assignment(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Send an assignment back with a reason."""
    form = ReturnForm(obj=stretch_assignment)
    if form.validate_on_submit() and saved(
        form,
        lambda: services.return_assignment(
            actor, stretch_assignment, form.version.data, form.reason.data or ""
        ),
    ):
        flash("The offer has been returned. The employer’s leads see your reason on it.", "success")
        return redirect(_address(stretch_assignment))
    return show(
        "stretch_assignments/return.html",
        form,
        title=stretch_assignment.title,
        back=("Back to the offer", _address(stretch_assignment)),
    )


@page(f"{ONE}/copy", access=Permission.EDIT_ASSIGNMENT, methods=("POST",))
def copy_assignment(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
    """Begin a draft with everything that this one says."""
    copy = services.copy_assignment(actor, stretch_assignment)
    flash("This is a copy, a year later. Check the dates and what has changed.", "success")
    return redirect(url_for("web.change_assignment", stretch_assignment=copy.id))


def _register(
    verb: str,
    service: Callable[..., None],
    access: Permission,
    question: str,
    what: str,
    done: str,
) -> None:
    """Register the page that asks whether to move an assignment on, and does."""

    @page(f"{ONE}/{verb}", access=access, methods=BOTH, endpoint=f"{verb}_assignment")
    def ask(actor: Actor, stretch_assignment: StretchAssignment) -> Any:
        form = ConfirmForm()
        if form.validate_on_submit():
            service(actor, stretch_assignment)
            flash(f"“{stretch_assignment.title}” {done}", "success")
            return redirect(_address(stretch_assignment))
        return show(
            "stretch_assignments/confirm.html",
            form,
            title=stretch_assignment.title,
            question=question,
            what=what,
            here=_address(stretch_assignment),
        )


_register(
    "revise",
    services.revise_assignment,
    Permission.EDIT_ASSIGNMENT,
    "Take it back to a draft",
    "You can then change it. The programme team looks at it again before it is matched.",
    "is a draft again.",
)
_register(
    "withdraw",
    services.withdraw_assignment,
    Permission.EDIT_ASSIGNMENT,
    "Withdraw this offer",
    "It is gone for good, though you can copy it later. Whoever has been proposed for it is told "
    "that it won’t go ahead.",
    "has been withdrawn.",
)
_register(
    "close",
    services.close_assignment,
    Permission.APPROVE_ASSIGNMENT,
    "Close this assignment",
    "It is in no further round. What has been proposed or agreed already stands.",
    "has been closed.",
)


def _offer_lists(form: OfferForm, consortium_id: Any, employer_id: Any) -> None:
    form.offer(
        entries(consortium_id, Place),
        entries(consortium_id, Level),
        reads.people_of(employer_id),
        [each for each in employers(consortium_id) if each.id != employer_id],
    )


def _is_draft(assignment: StretchAssignment) -> bool:
    """Say whether it can be edited: what was submitted or is open is taken back first."""
    return assignment.LIFECYCLE.can(assignment.status, "edit")


def _address(assignment: StretchAssignment) -> str:
    return url_for("web.assignment_page", stretch_assignment=assignment.id)
