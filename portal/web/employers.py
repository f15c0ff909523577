"""The register of employers: list, one employer, add, change."""

from typing import Any

from flask import flash, redirect, request, url_for

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.models import Consortium, Employer, Level, Sector
from portal.queries import employers as reads
from portal.queries.lists import entries
from portal.services import employers
from portal.web.forms.employers import EmployerForm, SearchForm, employer_form
from portal.web.page import page, saved, show


@page("/consortia/<uuid:consortium>/employers", access=Permission.SEE_CONSORTIUM)
def employer_register(actor: Actor, consortium: Consortium) -> Any:
    """Show the register, or the part that has the words asked for."""
    form = SearchForm(request.args)
    rows = reads.register(consortium.id, form.q.data or "")
    return show("employers/register.html", consortium=consortium, search=form, rows=rows)


@page("/consortia/<uuid:consortium>/employers/<uuid:employer>", access=Permission.SEE_CONSORTIUM)
def employer_page(actor: Actor, consortium: Consortium, employer: Employer) -> Any:
    """Show one employer, with its other names, grades and the people who stand for it."""
    return show(
        "employers/employer.html",
        consortium=consortium,
        employer=employer,
        grades=reads.grades(employer.id),
        people=reads.leads_and_supervisors(employer.id),
    )


@page(
    "/consortia/<uuid:consortium>/employers/add",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("GET", "POST"),
)
def add_employer(actor: Actor, consortium: Consortium) -> Any:
    """Add an employer to the register."""
    form = EmployerForm()
    levels = _offer_lists(form, consortium)
    if form.validate_on_submit():
        employer = saved(form, lambda: employers.add_employer(actor, consortium, form.details()))
        if employer:
            return _back_to(consortium, employer, "has been added")
    return show(
        "employers/edit.html", form, consortium=consortium, heading="Add an employer", levels=levels
    )


@page(
    "/consortia/<uuid:consortium>/employers/<uuid:employer>/change",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("GET", "POST"),
)
def change_employer(actor: Actor, consortium: Consortium, employer: Employer) -> Any:
    """Change what the register holds on an employer."""
    form = employer_form(employer, employer.aliases, reads.grades(employer.id))
    levels = _offer_lists(form, consortium)
    if form.validate_on_submit() and saved(
        form,
        lambda: employers.change_employer(
            actor, consortium, employer, form.version.data, form.details()
        ),
    ):
        return _back_to(consortium, employer, "has been saved")
    return show(
        "employers/edit.html",
        form,
        consortium=consortium,
        heading=f"Change {employer.name}",
        employer=employer,
        levels=levels,
    )


def _offer_lists(form: EmployerForm, consortium: Consortium) -> list[Level]:
    levels = entries(consortium.id, Level)
    form.offer(entries(consortium.id, Sector), reads.groups(consortium.id), levels)
    return levels


def _back_to(consortium: Consortium, employer: Employer, what: str) -> Any:
    flash(f"{employer.name} {what}.", "success")
    return redirect(url_for("web.employer_page", consortium=consortium.id, employer=employer.id))
