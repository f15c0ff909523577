"""axe-core on the page that a browser shows."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"


# Only what the faults below need is put together and sent back: half the time of everything.
LOOK = """async () => {
    const found = await axe.run({ resultTypes: ["violations"], selectors: false });
    const faults = found.violations.flatMap((fault) =>
        fault.nodes.map((node) => `${fault.id}: ${fault.help}: ${node.html.slice(0, 200)}`)
    );
    return [found.passes.length, faults];
}"""


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, what to do, and where."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text())
    passed, faults = page.evaluate(LOOK)
    # Without a passed rule it looked at nothing.
    assert passed, "axe checked nothing"
    return list(faults)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
