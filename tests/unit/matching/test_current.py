"""Current pairs through the command: an earlier pairs.csv, and what is wrong with one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.matching.test_command import Folder
from tests.unit.matching.test_input_faults import faults_of

SCORES = "id,x,y\na,10,20\nb,20,11\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with good files, and current pairs that aren't the best by points."""
    made = Folder(tmp_path)
    made.write("s.csv", SCORES)
    made.write("now.csv", "participant,option,points\na,x,10\nb,y,11\n")
    return made


def report(folder: Folder) -> dict[str, Any]:
    """Return the report just written."""
    found: dict[str, Any] = json.loads((folder.path / "r.json").read_text())
    return found


def test_current_pairs_are_kept_and_verified(folder: Folder) -> None:
    assert folder.solve("--current", "now.csv") == 0
    found = report(folder)
    assert (found["changes"], found["total"]) == (0, 21)
    assert [row["name"] for row in found["objective"]] == [
        "coverage",
        "shortage",
        "changes",
        "total",
        "ties",
    ]
    given = ("--pairs", "out.csv", "--report", "r.json")
    assert folder.run("verify", "s.csv", "--current", "now.csv", *given) == 0
    assert folder.run("verify", "s.csv", *given) == 1


def test_a_price_per_change(folder: Folder) -> None:
    assert folder.solve("--current", "now.csv", "--price-per-change", "3") == 0
    found = report(folder)
    assert (found["changes"], found["total"]) == (2, 40)
    given = ("--pairs", "out.csv", "--report", "r.json", "--current", "now.csv")
    assert folder.run("verify", "s.csv", "--price-per-change", "3", *given) == 0
    assert folder.run("verify", "s.csv", "--price-per-change", "4", *given) == 1


def test_profiles_and_the_settings_file(folder: Folder) -> None:
    assert folder.pair() == 0
    folder.write("now.csv", (folder.path / "out.csv").read_text())
    folder.write("rules.toml", "[order]\nprice_per_change = 7\n")
    more = ("--current", "now.csv", "--rules", "rules.toml")
    assert folder.pair(*more) == 0
    assert report(folder)["changes"] == 0
    assert "changes" not in [row["name"] for row in report(folder)["objective"]]
    given = ("--participants", "p.csv", "--mentors", "m.csv", *more)
    assert folder.run("verify", *given, "--pairs", "out.csv", "--report", "r.json") == 0


def test_pairs_of_another_kind_are_left_out(folder: Folder) -> None:
    text = "participant,option,points,kind\nP1,M2,1,mentors\nP2,A1,1,assignments\n"
    folder.write("now.csv", text)
    assert folder.pair("--current", "now.csv") == 0
    assert report(folder)["changes"] == 0
    assert "P1,M2," in (folder.path / "out.csv").read_text()


def test_a_match_of_nobody_may_be_the_current_one(folder: Folder) -> None:
    folder.write("now.csv", "participant,option,points\n")
    assert folder.solve("--current", "now.csv") == 0
    assert folder.pair("--current", "now.csv") == 0
    assert report(folder)["changes"] == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("participant,option\nb,x\n?,x\n", "now.csv, row 3, column participant"),
        ("participant,option\nb,x\na,?\n", "now.csv, row 3, column option"),
        ("participant,option\na,x\na,y\n", "now.csv, row 3, column participant"),
        ("participant\na\n", "now.csv, row 1"),
        ("", "now.csv"),
    ],
)
def test_current_pairs_at_fault(
    folder: Folder, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("now.csv", text)
    found = faults_of(folder.solve("--current", "now.csv"), folder, capsys)
    assert [line.split(": ")[0] for line in found] == [place]
    ids = {"a": "P1", "b": "P2", "x": "M1", "y": "M2"}
    folder.write("now.csv", re.sub(r"\b[abxy]\b", lambda found: ids[found[0]], text))
    found = faults_of(folder.pair("--current", "now.csv"), folder, capsys)
    assert [line.split(": ")[0] for line in found] == [place]


def test_a_bad_price_is_a_fault(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("rules.toml", "[order]\nprice_per_change = -1\n")
    found = faults_of(folder.pair("--rules", "rules.toml"), folder, capsys)
    assert found[0].startswith("rules.toml, order, price_per_change: ")
    assert folder.solve("--price-per-change", "-1") == 2
