"""People at their browsers: signing in, and what is wrong with a page that they see."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from portal.demonstration.loading import PASSWORD
from tests.accessibility import accessibility_faults, overflow
from tests.journeys.live import LivePortal

LAPTOP, PHONE = 1280, 390
PATIENCE = 15_000  # milliseconds, on a busy machine
expect.set_options(timeout=PATIENCE)
# Chromium reports on its console each page that was refused; whether it should be is the test's.
REFUSED = tuple(f"the server responded with a status of {code}" for code in (403, 404, 409, 422))
# Where screenshots of the pages that are checked go, to be looked at; none if it isn't set.
SCREENSHOTS = os.environ.get("SCREENSHOTS")


@dataclass
class Visits:
    """The browsers of a test, and what went wrong in any of them."""

    portal: LivePortal
    browser: Browser
    context_settings: dict[str, Any]
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def by_nobody(self, width: int = LAPTOP, javascript: bool = True) -> Page:
        """Open a browser in which nobody is signed in, at the front door."""
        context = self.browser.new_context(
            **{**self.context_settings, "viewport": {"width": width, "height": 900}},
            base_url=self.portal.address,
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._console(page, message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._response)
        page.goto("/")
        return page

    def by(self, email: str, width: int = LAPTOP, javascript: bool = True) -> Page:
        """Open a browser and sign in, as everybody does; it then shows the person's home."""
        page = self.by_nobody(width, javascript)
        page.get_by_role("link", name="Sign in", exact=True).first.click()
        sign_in(page, email)
        return page

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts:
            context.close()

    def _console(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(words in text for words in REFUSED):
            self.faults.append(f"{page.url}: console: {text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.url}: {response.status}")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page and arrive at home."""
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello, ")


@contextmanager
def visits(
    portal: LivePortal, browser: Browser, context_settings: dict[str, Any]
) -> Iterator[Visits]:
    """Let people visit while the block lasts; then nothing may have gone wrong unseen."""
    made = Visits(portal, browser, context_settings)
    try:
        yield made
    finally:
        made.close()
    assert not made.faults, "\n".join(made.faults)


def page_faults(page: Page, name: str) -> list[str]:
    """What is wrong with the page as it stands, on a laptop and on a phone."""
    before = page.viewport_size
    faults = []
    for width in (LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{name} at {width}: {fault}" for fault in accessibility_faults(page)]
        if (wider := overflow(page)) > 0:
            faults.append(f"{name} at {width}: {wider} px wider than the window")
        if SCREENSHOTS:
            Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SCREENSHOTS}/{name}-{width}.png", full_page=True)
    if before:
        page.set_viewport_size(before)
    return faults
