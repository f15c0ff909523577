"""The list of people and employers that somebody mustn't be matched with, for both profiles."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect

from portal.access.actor import Actor
from portal.models import Employer, MentorProfile, ParticipantProfile
from portal.queries import profiles as queries
from portal.services import avoid_entries
from portal.web.forms.profiles import AvoidForm, AvoidListForm
from portal.web.page import show
from portal.web.profiles.pages import Pages
from portal.web.profiles.rows import who_is_avoided, why_avoided


def list_avoided(actor: Actor, pages: Pages, profile: ParticipantProfile | MentorProfile) -> Any:
    """Show the list; take the entry whose button was pressed off it, or go on."""
    entries = queries.avoid_entries(actor, profile)
    form = AvoidListForm()
    form.remove.choose_from(entries, who_is_avoided)
    if form.validate_on_submit():
        if form.remove.thing is None:
            avoid_entries.finish_avoiding(actor, profile)
            return redirect(pages.after("avoid", profile.topics_done))
        avoid_entries.remove_avoid_entry(actor, profile, form.remove.thing)
        flash("Removed from your list.", "success")
        return redirect(pages.url("avoid"))
    return show(
        "profiles/avoid.html",
        form,
        pages=pages,
        topic=pages.topic("avoid"),
        entries=[(entry.id, who_is_avoided(entry), why_avoided(entry)) for entry in entries],
    )


def add_avoided(
    actor: Actor,
    pages: Pages,
    profile: ParticipantProfile | MentorProfile,
    mentors: Sequence[queries.Option] = (),
) -> Any:
    """Ask whom to add, and what kind it is; a participant may choose a mentor by name."""
    form = AvoidForm()
    form.choose_from(mentors, queries.listed(actor, Employer, profile.consortium_id))
    if form.validate_on_submit():
        avoid_entries.add_avoid_entry(actor, profile, **form.entry)
        flash("Added to your list.", "success")
        return redirect(pages.url("avoid"))
    return show("profiles/add_avoided.html", form, pages=pages, topic=pages.topic("avoid"))
