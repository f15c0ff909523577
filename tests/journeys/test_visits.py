"""The journeys' own checks find what they are there to find."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.live import LivePortal
from tests.journeys.visits import Visits, page_faults, visits

pytestmark = pytest.mark.journey


def break_style(page: Page) -> None:
    """Put in a style of its own, which the content security policy forbids."""
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'),"
        " {textContent: 'p {color: red}'}))"
    )


def complain(page: Page) -> None:
    """Write an error to the console."""
    page.evaluate("console.error('out of order')")


def fail_on_the_server(page: Page) -> None:
    """Open an address at which the server fails."""
    page.route("**/privacy", lambda route: route.fulfill(status=500, body="broken"))
    page.goto("/privacy")


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (break_style, "Content Security Policy"),
        (complain, "out of order"),
        (fail_on_the_server, "/privacy: 500"),
    ],
)
def test_what_the_browser_complains_of_fails_the_test(
    portal: LivePortal,
    browser: Browser,
    browser_context_args: dict[str, Any],
    spoil: Any,
    fault: str,
) -> None:
    with (
        pytest.raises(AssertionError, match=fault),
        visits(portal, browser, browser_context_args) as people,
    ):
        spoil(people.by_nobody())


def test_axe_and_the_width_find_what_is_wrong(people: Visits) -> None:
    page = people.by_nobody()
    page.evaluate(
        """() => {
            const box = document.createElement("input");
            box.style.width = "1000px";
            document.querySelector("main").append(box);
        }"""
    )
    faults = page_faults(page, "spoilt")
    assert any("390: label" in fault for fault in faults)
    assert any("wider than the window" in fault for fault in faults)
