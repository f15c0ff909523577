"""./dev test: pytest with a real Chromium."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.places import PYTHON, ROOT
from devtools.steps import quietly

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Files are kept together, so that a file's fixtures are made once; two workers suit two cores.
WHOLE_SUITE = ["-n", "2", "--dist", "loadfile"]


def run_tests(arguments: list[str]) -> int:
    """Run the tests, or what the arguments name; the exit code is pytest's."""
    environment = {**os.environ, "CHROMIUM": find_chromium()}
    command = [PYTHON, "-m", "pytest", *(arguments or WHOLE_SUITE)]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def find_chromium() -> str:
    """The Chromium to test with: $CHROMIUM, one installed here, or Debian's package."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named) is None:
            sys.exit(f"CHROMIUM names {named}, which is not a program here")
        return named
    if found := installed_chromium():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests ...", flush=True)
        quietly(["apt-get", "update"])
        quietly(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
        if found := installed_chromium():
            return found
    sys.exit(
        "The browser tests need Chromium or Chrome: install one (Debian: apt install chromium), "
        "or name it: CHROMIUM=/path/to/it ./dev test"
    )


def installed_chromium() -> str | None:
    """The first Chromium or Chrome found in its usual places."""
    return next((str(Path(p)) for p in map(shutil.which, CHROMIUM_NAMES) if p), None)
