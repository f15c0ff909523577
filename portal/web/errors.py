"""Error pages: plain words, and nothing that tells one missing thing from another."""

from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound

from portal.access.actor import VISITOR

PAGES: dict[int, tuple[str, str]] = {
    400: (
        "Sorry, that didn’t work",
        "The page was sent something that it doesn’t understand. Nothing was changed.",
    ),
    403: (
        "You can’t open this page",
        "Your role doesn’t include it. If you think that it should, ask your programme team.",
    ),
    404: (
        "Page not found",
        "If you typed the address, check it. If you followed a link, what it leads to may have "
        "been taken away, or may be for somebody else.",
    ),
    405: ("Sorry, that didn’t work", "This page can’t be used in that way. Nothing was changed."),
    409: ("This has changed", "Go back, open the page again and look at what is there now."),
    413: ("That is too large", "Nothing was saved. Go back and send something smaller."),
    429: (
        "Too many tries",
        "To keep accounts safe, we stop guesses. Wait an hour, then try again, or ask for a new "
        "password.",
    ),
    500: (
        "Sorry, there is a problem with the portal",
        "It isn’t your doing. What you saved before is safe. Try again in a few minutes.",
    ),
}
# What tells a program, such as a browser, how to go on.
KEPT_HEADERS = {"Allow", "Retry-After"}


class NoSuchLink(NotFound):
    """A link from a letter that is false, spent or too old: one page for all three."""


def show_error(status: int) -> Response:
    """Return the page for an HTTP error: the same for every address."""
    title, text = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    if status >= 500:
        g.actor = VISITOR  # the database may be what is broken: nothing more is read from it
    return _plain("errors/error.html", status, title=title, text=text)


def show_refusal(reason: str) -> Response:
    """Return the page for something that the portal's rules don't allow."""
    return _plain("errors/refusal.html", 409, reason=reason)


def _plain(template: str, status: int, **words: str) -> Response:
    """Render an error page, which shows neither the thing nor the place of the error."""
    g.is_error = True
    g.pop("layout", None)
    return make_response(render_template(template, **words), status)


def register_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(NoSuchLink, _no_such_link)
    app.register_error_handler(CSRFError, _expired)


def _answer(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    response = show_error(error.code or 500)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def _no_such_link(_error: NoSuchLink) -> Response:
    return _plain("errors/link.html", 404)


def _expired(_error: CSRFError) -> Response:
    return _plain("errors/expired.html", 400)
