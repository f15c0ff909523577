"""What a topic's page does, whoever's profile it is of: ask, save, go on to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask import flash, redirect, request, url_for

from portal.lifecycles.topics import Topic, missing
from portal.models import MentorProfile, ParticipantProfile
from portal.web.page import CONFLICT, saved, show
from portal.web.profiles.rows import Rows

CHANGED_ELSEWHERE = (
    "This was changed in another window since you opened it. Look at what is there now, "
    "then save again."
)


Profile = ParticipantProfile | MentorProfile

# What may be changed without anybody looking at the profile again.
UNCHECKED = frozenset({"availability", "avoid"})


@dataclass(frozen=True)
class Pages:
    """The pages of one profile: where each is, and what comes after it.

    `kind` begins the names of the pages, `ids` are the values in their addresses, `topics` those
    that this profile has, and `read_rows` reads what a topic holds now, for a summary list.
    """

    kind: Literal["participant", "mentor"]
    ids: Mapping[str, Any]
    topics: Sequence[Topic]
    read_profile: Callable[[], Profile]
    read_rows: Callable[[Any], Mapping[str, Rows]]
    change_warning: str = ""

    def url(self, page: str, **values: Any) -> str:
        """Return the address of a page."""
        return url_for(f"web.{self.kind}_profile_{page}", **self.ids, **values)

    def warning(self, key: str) -> str:
        """Return what to know before a topic is changed, if anything."""
        return "" if key in UNCHECKED else self.change_warning

    def topic(self, key: str) -> Topic:
        """Return the topic with this key."""
        return next(topic for topic in self.topics if topic.key == key)

    def after(self, key: str, done: Sequence[str]) -> str:
        """Return where to go on: the next topic that isn't done, or the check of all answers."""
        if came_from_check():
            return self.url("check")
        keys = [topic.key for topic in self.topics]
        position = keys.index(key)
        following = keys[position + 1 :] + keys[:position]
        left = [topic for topic in following if topic not in done]
        return self.url(left[0] if left else "check")


def came_from_check() -> bool:
    """Say whether the page was opened to change one of the answers being checked."""
    return request.args.get("from") == "check"


def ask(
    pages: Pages,
    key: str,
    form: Any,
    save: Callable[[], None],
    *,
    template: str | None = None,
    then: str | None = None,
    told: str = "",
    **context: Any,
) -> Any:
    """Show a topic's form; save it by one verb and go on, or say what is wrong.

    Whoever saved from an old page is told, sees what is there now, and keeps what they typed.
    """
    there_now: Rows = []
    status = 200
    if form.validate_on_submit():
        saved(form, save)
        if not form.errors:
            if told:
                flash(told, "success")
            return redirect(then or pages.after(key, pages.read_profile().topics_done))
        if CONFLICT in form.form_errors:
            form.form_errors = [CHANGED_ELSEWHERE]
            there_now = pages.read_rows(pages.read_profile())[key]
            status = 409
    return show(
        template or f"profiles/{pages.kind}_{key}.html",
        form,
        status,
        pages=pages,
        topic=pages.topic(key),
        there_now=there_now,
        **context,
    )


def show_topics(pages: Pages, profile: Profile, **context: Any) -> Any:
    """Show the task list."""
    return show(
        f"profiles/{pages.kind}_topics.html",
        pages=pages,
        profile=profile,
        left=missing(pages.topics, profile.topics_done),
        **context,
    )


def check(
    pages: Pages,
    profile: Profile,
    form: Any,
    complete: Callable[[], None],
) -> Any:
    """Show every answer; complete the profile once its author has checked them."""
    status = 200
    if form.validate_on_submit():
        saved(form, complete)
        if not form.errors:
            return redirect(pages.url("complete"))
        form.form_errors = [CHANGED_ELSEWHERE]
        profile, status = pages.read_profile(), 409
    return show(
        "profiles/check.html",
        form,
        status,
        pages=pages,
        profile=profile,
        rows=pages.read_rows(profile),
        left=missing(pages.topics, profile.topics_done),
    )


def show_complete(pages: Pages, profile: Profile) -> Any:
    """Say that a profile is complete; one that isn't leads back to its task list."""
    if profile.status == profile.LIFECYCLE.first:
        return redirect(pages.url("topics"))
    return show(f"profiles/{pages.kind}_complete.html", pages=pages, profile=profile)
