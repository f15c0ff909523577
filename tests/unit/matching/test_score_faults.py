"""Bad scores: each fault with its place, exit 1, nothing written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.unit.matching.test_command import SCORES, Folder
from tests.unit.matching.test_input_faults import faults_of


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with good files."""
    return Folder(tmp_path)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (SCORES.replace("30", "nan"), "s.csv, row 3, column x"),
        (SCORES.replace("30", "-1"), "s.csv, row 3, column x"),
        (SCORES.replace("30", "1000001"), "s.csv, row 3, column x"),
        (SCORES.replace("30", "1.5"), "s.csv, row 3, column x"),
        (SCORES.replace("30", "1_0"), "s.csv, row 3, column x"),
        (SCORES.replace("b,", "a,"), "s.csv, row 3"),
        (SCORES.replace("b,", "x,"), "s.csv, row 1, column 2"),
        (SCORES.replace("y", "x"), "s.csv, row 1, column 3"),
        (SCORES.replace("30,", "30"), "s.csv, row 3"),
        (SCORES.replace("id", "name"), "s.csv, row 1"),
        (SCORES.replace("b,", ","), "s.csv, row 3"),
        ("", "s.csv"),
    ],
)
def test_scores(folder: Folder, text: str, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("s.csv", text)
    found = faults_of(folder.solve(), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("--capacity", "id,capacity\nx,-1\n", "n.csv, row 2, column capacity"),
        ("--capacity", "id,capacity\nz,1\n", "n.csv, row 2, column id"),
        ("--capacity", "id,capacity\nx,1\nx,2\n", "n.csv, row 3, column id"),
        ("--priority", "id,priority\na,10\n", "n.csv, row 2, column priority"),
        ("--pins", "participant,option\nb,y\n", "n.csv, row 2, column option"),
        ("--pins", "participant,option\na,x\nb,x\n", "n.csv, row 3, column option"),
        ("--bans", "participant,option\nq,x\n", "n.csv, row 2, column participant"),
        ("--bans", "participant,option\na,z\n", "n.csv, row 2, column option"),
        ("--bans", "participant,choice\na,x\n", "n.csv, row 1"),
    ],
)
def test_what_goes_with_scores(
    folder: Folder, name: str, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("n.csv", text)
    found = faults_of(folder.solve(name, "n.csv"), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"{place}: ")


@pytest.mark.parametrize(
    "arrays",
    [
        {"points": np.zeros((2, 2), dtype=np.int64)},
        {"scores": np.zeros(4, dtype=np.int64)},
        {"scores": np.array([[0.5, np.nan]])},
        {"scores": np.array([[-2, 5]])},
        {"scores": np.array([[1, 1_000_001]])},
        {"scores": np.array([[1]]), "capacity": np.array([1, 2])},
        {"scores": np.array([[1]]), "capacity": np.array([-1])},
        {"scores": np.array([[1]]), "priority": np.array([10])},
        {"scores": np.array([[1], [2]]), "participants": np.array(["a", "a"])},
        {"scores": np.array([[1]]), "participants": np.array([{}], dtype=object)},
        {"scores": np.array([[1]]), "options": np.array(["a", "b"])},
        {"scores": np.array([[1]]), "options": np.array([""])},
    ],
)
def test_an_archive(
    folder: Folder, arrays: dict[str, np.ndarray], capsys: pytest.CaptureFixture[str]
) -> None:
    np.savez(folder.path / "n.npz", **arrays)
    found = faults_of(folder.solve(scores="n.npz"), folder, capsys)
    assert found[0].startswith("n.npz")


def test_an_archive_that_is_none(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    for content in (b"", b"PK\x03\x04 broken", b"id,x\na,1\n"):
        folder.write("n.npz", content)
        assert faults_of(folder.solve(scores="n.npz"), folder, capsys)
