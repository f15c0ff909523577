"""Error pages: plain words, and nothing that tells one missing thing from another."""

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

PAGES: dict[int, tuple[str, str]] = {
    400: ("Sorry, that didn’t work", "The page was sent something it doesn’t understand."),
    403: ("You can’t open this page", "Your role doesn’t include it. Ask the programme team."),
    404: ("Page not found", "Check the address, or start again from your home page."),
    405: ("Sorry, that didn’t work", "This page can’t be used in that way."),
    409: ("This has changed", "Go back, open the page again and look at what is there now."),
    413: ("That is too large", "Send something smaller."),
    429: ("Too many tries", "Wait a few minutes, then try again."),
    500: ("Sorry, there is a problem", "Nothing was lost. Try again in a few minutes."),
}


def show_error(status: int) -> Response:
    """Return the page for an HTTP error: the same for every address."""
    title, text = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    return make_response(render_template("errors/error.html", title=title, text=text), status)


def show_refusal(reason: str) -> Response:
    """Return the page for something that the portal's rules don't allow."""
    return make_response(render_template("errors/refusal.html", reason=reason), 409)


def register_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""

    def answer(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        return show_error(error.code or 500)

    def expired(_error: CSRFError) -> Response:
        return make_response(render_template("errors/expired.html", back=request.path), 400)

    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(CSRFError, expired)
