"""The only way to register a page: its rule, who may open it, and what its URL names."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as BaseResponse

from portal.access.actor import VISITOR, Actor, load_actor
from portal.access.doors import Lock
from portal.access.loading import THINGS, load_things, parent_column
from portal.access.permissions import Permission
from portal.access.policy import can
from portal.database import EditConflict, db, transaction
from portal.lifecycles import IllegalMove
from portal.services.links import open_link
from portal.services.refusal import FieldRefusal, Refusal
from portal.web.errors import NoSuchLink, show_refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CONFLICT = (
    "Somebody else changed this while you had it open. What you typed is still below: look at "
    "theirs in another tab, then save again to put yours in its place"
)
NAMED = re.compile(r"<uuid:(\w+)>")

blueprint = Blueprint("web", "portal.web")


# What each page asks, by endpoint: for the access map and the tests that walk it.
PAGES: dict[str, Lock] = {}

View = Callable[..., Any]


def page(
    rule: str, *, access: Permission, methods: tuple[str, ...] = ("GET",), endpoint: str = ""
) -> Callable[[View], View]:
    """Register a view under `rule` for whoever has the permission `access`.

    The view receives the actor, then every `<uuid:thing>` of the rule loaded from what the actor
    may see (a later one within the earlier), then the rule's other values. The permission is asked
    of the last thing. A rule with `<token>` is opened by a signed link, whose bearer is the actor.
    The endpoint is called as the view, unless pages that share a view name theirs.
    """
    names = tuple(NAMED.findall(rule))
    _check_rule(rule, names)

    def register(view: View) -> View:
        name = endpoint or view.__name__
        if f"web.{name}" in PAGES:
            raise ValueError(f"two pages are called {name}")
        PAGES[f"web.{name}"] = Lock(access, names)

        @wraps(view)
        def guarded(**values: Any) -> BaseResponse:
            return _answer(view, access, names, values)

        blueprint.add_url_rule(rule, name, guarded, methods=list(methods))
        return view

    return register


def _check_rule(rule: str, names: tuple[str, ...]) -> None:
    """Refuse, when the portal starts, a rule whose things couldn't be loaded within each other."""
    for position, name in enumerate(names):
        for parent in names[:position]:
            if parent_column(THINGS[name], parent) is None:
                raise ValueError(f"{rule}: a {name} doesn't belong to a {parent}")


def current_actor() -> Actor:
    """Return the actor of this request, read once."""
    if "actor" not in g:
        signed_in = current_user and current_user.is_authenticated
        g.actor = load_actor(current_user.person_id) if signed_in else VISITOR
    return g.actor


def _answer(
    view: View, access: Permission, names: tuple[str, ...], values: dict[str, Any]
) -> BaseResponse:
    actor = _bearer(values.pop("token")) if "token" in values else current_actor()
    ids: Mapping[str, UUID] = {name: values.pop(name) for name in names}
    if not actor.is_signed_in and not actor.bearer and access is not Permission.PUBLIC:
        return _ask_to_sign_in()
    things = load_things(actor, ids)
    if things is None:
        abort(404)
    g.things = things
    subject = things[names[-1]] if names else None
    if not can(actor, access, subject):
        abort(403)
    return run_view(lambda: make_response(view(actor, *things.values(), **values)))


def _bearer(token: str) -> Actor:
    actor = open_link(token)
    if actor is None:
        raise NoSuchLink
    g.actor = actor
    return actor


def _ask_to_sign_in() -> BaseResponse:
    following = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("security.login", next=following))


class _Refused(Exception):
    def __init__(self, response: Response) -> None:
        self.response = response


def run_view(answer: Callable[[], Response]) -> BaseResponse:
    """Run the view; commit once when an unsafe method succeeds, and never otherwise."""
    if request.method in SAFE:
        try:
            response = answer()
        except Refusal as refusal:
            return show_refusal(str(refusal))
        if db.session.new or db.session.dirty or db.session.deleted:
            raise RuntimeError(f"{request.method} {request.path} would change something")
        db.session.rollback()
        return response
    try:
        with transaction():
            response = answer()
            if response.status_code >= 400:
                raise _Refused(response)
            return response
    except _Refused as refused:
        return refused.response
    except (IllegalMove, Refusal) as refusal:
        return show_refusal(str(refusal))
    except (EditConflict, StaleDataError):
        return show_refusal(
            "Somebody else changed this while you had it open. Nothing of yours was saved: "
            "go back, copy what you typed, then open the page again."
        )


def show(template: str, form: Any = None, status: int = 200, **context: Any) -> Response:
    """Render a page; a form with faults makes it a 422, so that nothing is committed.

    A form that lost a race makes it a 409. A status that is given stands.
    """
    if form is not None and form.errors and status == 200:
        status = 409 if CONFLICT in form.form_errors else 422
    return make_response(render_template(template, form=form, **context), status)


T = TypeVar("T")


def saved(form: Any, verb: Callable[[], T]) -> T | None:
    """Run a service verb with what a form holds; None when the form can't be saved.

    The form then says why: a refusal about a field stands beside the field; somebody who lost a
    race is told, keeps the text, and may save again, knowing. Name, before calling this, whatever
    else the page shows: a row that was locked has been read afresh, without what belongs to it.
    """
    try:
        return verb()
    except FieldRefusal as refusal:
        if refusal.field not in form:
            raise
        form[refusal.field].errors = [str(refusal)]
    except EditConflict as conflict:
        form.form_errors = [CONFLICT]
        form.version.data = conflict.version
    return None
