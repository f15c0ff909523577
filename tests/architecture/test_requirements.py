"""What is installed: pinned, declared, used, and nothing that stands in our own way."""

import importlib.metadata
import json
import re
import sys

from tests.architecture.sources import PACKAGES, ROOT, imported_modules, parsed, python_files

# Never imported by our own code, and needed all the same.
NEEDED_UNSEEN = {
    "argon2-cffi": "Flask-Security hashes passwords with it",
    "email-validator": "Flask-Security and WTForms check addresses with it",
    "govuk-frontend-jinja": "the macros of the templates",
    "gunicorn": "./dev run serves the portal with it",
    "psycopg": "SQLAlchemy's driver for PostgreSQL",
    "redis": "huey reaches a QUEUE_URL of redis:// with it",
}


def name_of(requirement: str) -> str:
    """A distribution's name as package indexes write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement.strip())[0]).lower()


def declared(file: str) -> set[str]:
    """The distributions named in one of our own requirements files."""
    lines = (ROOT / file).read_text().splitlines()
    return {name_of(line) for line in lines if line.strip() and line[0] not in "#-"}


def pins(file: str) -> dict[str, str]:
    """Distribution to version, in a file with hashes."""
    lines = re.findall(r"^([^ #].*?) \\$", (ROOT / file).read_text(), re.MULTILINE)
    return dict(line.split(" ;")[0].split("==") for line in lines)


def used_distributions() -> set[str]:
    """The distributions whose modules the portal or the matcher imports."""
    providers = importlib.metadata.packages_distributions()
    modules = {
        module.split(".")[0]
        for path in [*python_files(*PACKAGES), ROOT / "wsgi.py"]
        for module in imported_modules(parsed(path))
    }
    foreign = modules - set(sys.stdlib_module_names) - set(PACKAGES)
    return {name_of(providers[module][0]) for module in foreign}


def test_nothing_installs_a_package_called_like_ours() -> None:
    providers = importlib.metadata.packages_distributions()
    assert not [name for name in ("matching", "portal") if name in providers]


def test_every_import_is_declared() -> None:
    assert (
        used_distributions() - declared("requirements.in") - {"werkzeug", "jinja2", "click"}
        == set()
    )


def test_every_requirement_is_used() -> None:
    assert declared("requirements.in") - used_distributions() == set(NEEDED_UNSEEN)


def test_every_requirement_is_pinned() -> None:
    assert declared("requirements.in") <= set(pins("requirements.txt"))
    assert declared("requirements-dev.in") <= set(pins("requirements-dev.txt"))


def test_tests_run_on_the_versions_that_the_portal_runs_on() -> None:
    tested = pins("requirements-dev.txt")
    assert {name: tested.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")


def test_the_front_end_matches_its_macros() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    version = package["dependencies"]["govuk-frontend"]
    about = importlib.metadata.distribution("govuk-frontend-jinja").read_text("METADATA")
    assert f"GOV.UK%20Frontend-v{version}-" in str(about)


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())
