"""axe-core on the page that a browser shows."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, what to do, and where."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")
    # Without a passed rule it looked at nothing.
    assert found["passes"], "axe checked nothing"
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
