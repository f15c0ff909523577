"""The import rules of pyproject.toml hold, and each goes red on one wrong import."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, imported_modules, parsed, python_files

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"

# The rule's name begins so -> a wrong import, as the files that hold it.
WRONG = [
    ("Imports go down", {"portal/models/wrong.py": "import portal.services"}),
    ("Imports go down", {"portal/queries/wrong.py": "import portal.web.page"}),
    ("Imports go down", {"portal/unplaced.py": "import portal.calendar"}),
    ("The matcher knows", {"matching/wrong.py": "import sqlalchemy"}),
    ("The matcher knows", {"matching/wrong.py": "import portal.calendar"}),
    ("Lifecycles are plain", {"portal/lifecycles/wrong.py": "import flask"}),
    ("Lifecycles are plain", {"portal/lifecycles/wrong.py": "import portal.database"}),
    ("The portal reads", {"portal/services/wrong.py": "import matching.values"}),
    ("Pages reach", {"portal/web/wrong.py": "import portal.database"}),
    ("Pages reach", {"portal/web/wrong.py": "from sqlalchemy import select"}),
    ("Pages of one column", {"portal/web/wrong.py": "import portal.web.home"}),
    (
        "No circle",
        {
            "portal/services/wrong.py": "import portal.services.wrong_too",
            "portal/services/wrong_too.py": "import portal.services.wrong",
        },
    ),
]


def broken_rules(folder: Path) -> list[str]:
    """The names of the rules that the packages in this folder break."""
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache"]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    # Without its last line it didn't come to an end, and nothing was found out.
    assert re.search(r"Contracts: \d+ kept, \d+ broken", told.stdout), told.stdout + told.stderr
    return re.findall(r"^(.*) BROKEN", told.stdout, re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the packages, so that something wrong can be put into them."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            folder / package,
            ignore=shutil.ignore_patterns("static", "assets", "__pycache__"),
        )
    return folder


def test_every_import_rule_holds() -> None:
    assert broken_rules(ROOT) == []


@pytest.mark.parametrize(("rule", "files"), WRONG)
def test_one_wrong_import_breaks_its_rule(copy: Path, rule: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        (copy / name).write_text(text + "\n")
    try:
        broken = broken_rules(copy)
    finally:
        for name in files:
            (copy / name).unlink()
    assert any(name.startswith(rule) for name in broken), broken


def test_every_rule_has_a_wrong_import() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    rules = re.findall(r'^id = ".*"\nname = "(.*)"', text, re.MULTILINE)
    assert len(rules) == text.count("[[tool.importlinter.contracts]]")
    assert all(any(rule.startswith(start) for start, _ in WRONG) for rule in rules)


def test_the_matcher_imports_numpy_and_scipy_only() -> None:
    allowed = {*sys.stdlib_module_names, "matching", "numpy", "scipy"}
    for path in python_files("matching"):
        tops = {module.split(".")[0] for module in imported_modules(parsed(path))}
        assert tops <= allowed, path
