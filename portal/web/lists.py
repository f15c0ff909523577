"""The consortium's details and its own lists: skills, sectors, places and levels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask_wtf import FlaskForm

from portal.access.actor import Actor
from portal.access.permissions import Permission
from portal.models import Consortium, Level, Place, Sector, Skill
from portal.queries import lists as reads
from portal.queries.lists import Entry
from portal.services import consortia, lists
from portal.web.forms.lists import (
    NameForm,
    NewLevelForm,
    SkillForm,
    consortium_form,
    level_form,
    name_form,
    skill_form,
)
from portal.web.page import page, saved, show


@dataclass(frozen=True)
class Kind:
    """One of the lists: its words, and the forms to add to it and to change an entry.

    `one` is also the name of an entry in URLs, `many` the list's own.
    """

    model: type[Entry]
    one: str
    many: str
    about: str
    empty: str
    add: Callable[[], Any]
    change: Callable[[Any], Any]


KINDS = (
    Kind(
        Skill,
        "skill",
        "skills",
        "What participants want to learn, mentors can help with and stretch assignments ask for. "
        "Each has five described steps.",
        "There are no skills yet, so nobody can choose a goal. Add the first.",
        SkillForm,
        skill_form,
    ),
    Kind(
        Sector,
        "sector",
        "sectors",
        "Every employer has one. A stretch assignment is in another sector than one’s own.",
        "There are no sectors yet, so no employer can be added. Add the first.",
        NameForm,
        name_form,
    ),
    Kind(
        Place,
        "place",
        "places",
        "Where people work, can get to, and can meet. Towns or districts work well.",
        "There are no places yet. Until you add some, everybody counts as able to get everywhere.",
        NameForm,
        name_form,
    ),
    Kind(
        Level,
        "level",
        "levels",
        "Described tiers of seniority. Employers’ grades are mapped to them, and a mentor is at a "
        "higher level than the participant.",
        "There are no levels yet, so nobody can say how senior they are. Add the first.",
        NewLevelForm,
        level_form,
    ),
)


@page("/consortia/<uuid:consortium>/lists", access=Permission.SEE_CONSORTIUM)
def lists_home(actor: Actor, consortium: Consortium) -> Any:
    """Show the consortium's details and what lists it keeps."""
    sizes = reads.list_sizes(consortium.id)
    return show("lists/home.html", consortium=consortium, kinds=KINDS, sizes=sizes)


@page(
    "/consortia/<uuid:consortium>/details",
    access=Permission.MANAGE_CONSORTIUM,
    methods=("GET", "POST"),
)
def change_consortium(actor: Actor, consortium: Consortium) -> Any:
    """Change the consortium's name, colour or contact."""
    form = consortium_form(consortium)
    if form.validate_on_submit() and saved(
        form,
        lambda: consortia.change_consortium(actor, consortium, form.version.data, form.values()),
    ):
        flash("The consortium’s details have been saved.", "success")
        return redirect(url_for("web.lists_home", consortium=consortium.id))
    return show("lists/consortium.html", form, consortium=consortium)


def _register(kind: Kind) -> None:
    """Register a list's four pages: the list itself, add, change, remove."""
    every = f"/consortia/<uuid:consortium>/lists/{kind.many}"
    one = f"{every}/<uuid:{kind.one}>"
    both = ("GET", "POST")

    def back(consortium: Consortium, message: str) -> Any:
        flash(message, "success")
        return redirect(url_for(f"web.{kind.many}", consortium=consortium.id))

    @page(every, access=Permission.SEE_CONSORTIUM, endpoint=kind.many)
    def entries(actor: Actor, consortium: Consortium) -> Any:
        listed = reads.entries_with_uses(consortium.id, kind.model)
        return show(
            f"lists/{kind.many}.html", consortium=consortium, kind=kind, kinds=KINDS, listed=listed
        )

    @page(
        f"{every}/add",
        access=Permission.MANAGE_CONSORTIUM,
        methods=both,
        endpoint=f"add_{kind.one}",
    )
    def add(actor: Actor, consortium: Consortium) -> Any:
        form = kind.add()
        if form.validate_on_submit():
            entry = saved(
                form, lambda: lists.add_entry(actor, consortium, kind.model, form.values())
            )
            if entry:
                return back(consortium, f"{entry.name} has been added.")
        return show("lists/edit.html", form, consortium=consortium, kind=kind, entry=None)

    @page(one, access=Permission.MANAGE_CONSORTIUM, methods=both, endpoint=f"change_{kind.one}")
    def change(actor: Actor, consortium: Consortium, entry: Any) -> Any:
        form = kind.change(entry)
        if form.validate_on_submit() and saved(
            form, lambda: lists.change_entry(actor, entry, form.version.data, form.values())
        ):
            return back(consortium, f"{entry.name} has been saved.")
        uses = reads.count_uses(kind.model, [entry.id]).get(entry.id, 0)
        return show(
            "lists/edit.html", form, consortium=consortium, kind=kind, entry=entry, uses=uses
        )

    @page(
        f"{one}/remove",
        access=Permission.MANAGE_CONSORTIUM,
        methods=both,
        endpoint=f"remove_{kind.one}",
    )
    def remove(actor: Actor, consortium: Consortium, entry: Any) -> Any:
        form = FlaskForm()
        if form.validate_on_submit():
            name = entry.name
            lists.remove_entry(actor, entry)
            return back(consortium, f"{name} has been removed.")
        return show("lists/remove.html", form, consortium=consortium, kind=kind, entry=entry)


for _kind in KINDS:
    _register(_kind)
