"""Programmes and cohorts: list, add, change, enrol people."""

from typing import Any

from flask import flash, redirect, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.calendar import today
from portal.models import Cohort, Consortium, Programme
from portal.queries import cohorts as reads
from portal.queries.employers import employers
from portal.services import people, programmes
from portal.web.forms.people import EnrolForm
from portal.web.forms.programmes import CohortForm, ProgrammeForm, programme_form
from portal.web.page import page, saved, show

BOTH = ("GET", "POST")


@page("/consortia/<uuid:consortium>/programmes", access=Permission.SEE_CONSORTIUM)
def programme_list(actor: Actor, consortium: Consortium) -> Any:
    """Show the programmes with their cohorts."""
    return show(
        "programmes/list.html",
        consortium=consortium,
        programmes=reads.programmes(consortium.id),
        cohorts=reads.cohorts(consortium.id),
        enrolled=reads.count_enrolled(consortium.id),
    )


@page(
    "/consortia/<uuid:consortium>/programmes/add",
    access=Permission.MANAGE_CONSORTIUM,
    methods=BOTH,
)
def add_programme(actor: Actor, consortium: Consortium) -> Any:
    """Add a programme, prefilled with Bristol's days."""
    form = ProgrammeForm()
    if form.validate_on_submit():
        programme = saved(form, lambda: programmes.add_programme(actor, consortium, form.values()))
        if programme:
            flash(f"{programme.name} has been added. Now add its first cohort.", "success")
            return redirect(url_for("web.programme_list", consortium=consortium.id))
    return show("programmes/edit.html", form, consortium=consortium, heading="Add a programme")


@page(
    "/consortia/<uuid:consortium>/programmes/<uuid:programme>",
    access=Permission.MANAGE_CONSORTIUM,
    methods=BOTH,
)
def change_programme(actor: Actor, consortium: Consortium, programme: Programme) -> Any:
    """Change a programme's terms."""
    form = programme_form(programme)
    if form.validate_on_submit() and saved(
        form,
        lambda: programmes.change_programme(actor, programme, form.version.data, form.values()),
    ):
        flash(f"{programme.name} has been saved.", "success")
        return redirect(url_for("web.programme_list", consortium=consortium.id))
    heading = f"Change {programme.name}"
    return show("programmes/edit.html", form, consortium=consortium, heading=heading)


@page(
    "/consortia/<uuid:consortium>/programmes/<uuid:programme>/cohorts/add",
    access=Permission.MANAGE_CONSORTIUM,
    methods=BOTH,
)
def add_cohort(actor: Actor, consortium: Consortium, programme: Programme) -> Any:
    """Add a cohort to a programme."""
    form = CohortForm()
    if form.validate_on_submit():
        cohort = saved(form, lambda: programmes.add_cohort(actor, programme, form.values()))
        if cohort:
            flash(f"The cohort {cohort.name} has been added.", "success")
            return redirect(url_for("web.cohort_page", cohort=cohort.id))
    return show(
        "programmes/cohort_edit.html",
        form,
        consortium_id=consortium.id,
        heading=f"Add a cohort to {programme.name}",
    )


@page("/cohorts/<uuid:cohort>", access=Permission.SEE_CONSORTIUM)
def cohort_page(actor: Actor, cohort: Cohort) -> Any:
    """Show a cohort's line through time and the people in it."""
    return show(
        "programmes/cohort.html",
        cohort=cohort,
        phases=reads.phases(cohort, today()),
        warnings=reads.date_warnings(cohort),
        places=reads.places(cohort.id),
    )


@page("/cohorts/<uuid:cohort>/change", access=Permission.MANAGE_CONSORTIUM, methods=BOTH)
def change_cohort(actor: Actor, cohort: Cohort) -> Any:
    """Change a cohort's name and dates."""
    form = CohortForm(obj=cohort)
    name = cohort.name
    if form.validate_on_submit() and saved(
        form, lambda: programmes.change_cohort(actor, cohort, form.version.data, form.values())
    ):
        flash(f"The cohort {cohort.name} has been saved.", "success")
        return redirect(url_for("web.cohort_page", cohort=cohort.id))
    return show(
        "programmes/cohort_edit.html",
        form,
        consortium_id=cohort.consortium_id,
        cohort=cohort,
        heading=f"Change the cohort {name}",
    )


@page("/cohorts/<uuid:cohort>/enrol", access=Permission.MANAGE_CONSORTIUM, methods=BOTH)
def enrol(actor: Actor, cohort: Cohort) -> Any:
    """Give somebody a place in a cohort, and invite them."""
    form = EnrolForm()
    form.offer(employers(cohort.consortium_id))
    title = f"{cohort.programme.name}, {cohort.name}"
    if form.validate_on_submit():
        participation = saved(
            form,
            lambda: people.enrol(
                actor,
                cohort,
                name=form.name.data or "",
                email=form.email.data or "",
                employer=form.employer.thing,
            ),
        )
        if participation:
            flash(f"{form.name.data} has a place in {title}.", "success")
            return redirect(url_for("web.cohort_page", cohort=cohort.id))
    return show("programmes/enrol.html", form, cohort=cohort, title=title)
