"""The documented commands run on the documented example, in the order given."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

import matching
from matching.catalogue import CRITERIA, RULES
from matching.command import main

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python -m matching (.+)$", PAGE, flags=re.MULTILINE)


def test_the_documented_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(COMMANDS) >= 6
    folder = shutil.copytree(ROOT / "docs" / "examples", tmp_path / "examples")
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        assert main(shlex.split(command)) == 0, command


def test_the_example_shows_somebody_without_a_mentor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(ROOT / "docs" / "examples", tmp_path / "examples")
    monkeypatch.chdir(folder)
    assert main(shlex.split(COMMANDS[0])) == 0
    report = json.loads((folder / "report.json").read_text())
    assert [row["id"] for row in report["unmatched"]] == ["P7"]
    assert report["unmatched"][0]["reason"] == "no-option"


def test_the_example_of_a_repair_moves_two_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(ROOT / "docs" / "examples", tmp_path / "examples")
    monkeypatch.chdir(folder)
    place = next(n for n, row in enumerate(COMMANDS) if "--current" in row)
    for command in COMMANDS[place - 1 : place + 1]:
        assert main(shlex.split(command)) == 0
    assert json.loads((folder / "report.json").read_text())["changes"] == 2


def test_every_rule_criterion_and_file_is_documented() -> None:
    for kind in ("mentors", "assignments"):
        for name in (row.name for row in (*RULES[kind], *CRITERIA[kind])):
            assert f"`{name}`" in PAGE
    folder = Path(matching.__file__).parent
    for path in folder.glob("[a-z]*.py"):
        assert f"`{path.name}`" in PAGE, path.name


def test_everything_exported_is_there() -> None:
    assert sorted(matching.__all__) == sorted(set(matching.__all__))
    for name in matching.__all__:
        assert hasattr(matching, name)
