"""The command: outputs, exit codes, and every fault with its place."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from matching.command import main

PARTICIPANTS = "id,employer,level,goals\nP1,Home,3,finance:5\nP2,Home,2,\n"
MENTORS = "id,employer,level,skills,capacity\nM1,Away,5,finance:4,1\nM2,Away,6,,1\n"
ASSIGNMENTS = (
    "id,employer,sector,starts_on,ends_on,days,format\n"
    "A1,Away,Housing,2018-03-05,2018-03-30,5,remote\n"
)
SCORES = "id,x,y\na,10,20\nb,30,\n"


class Folder:
    """A folder of files to run the command in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("p.csv", PARTICIPANTS)
        self.write("m.csv", MENTORS)
        self.write("a.csv", ASSIGNMENTS)
        self.write("s.csv", SCORES)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file as text in UTF-8, or as bytes."""
        data = content.encode() if isinstance(content, str) else content
        (self.path / name).write_bytes(data)

    def run(self, *arguments: str) -> int:
        """Run the command; names that end like a file's are files in this folder."""
        return main([str(self.path / a) if "." in a[1:] else a for a in arguments])

    def pair(self, *more: str, options: str = "mentors") -> int:
        """Match the folder's participants."""
        file = "m.csv" if options == "mentors" else "a.csv"
        given = ("--participants", "p.csv", f"--{options}", file)
        return self.run("pair", *given, "--out", "out.csv", "--report", "r.json", *more)

    def solve(self, *more: str, scores: str = "s.csv") -> int:
        """Match by the folder's scores."""
        return self.run("solve", scores, "--out", "out.csv", "--report", "r.json", *more)

    @property
    def written(self) -> set[str]:
        """Return the files that the command wrote."""
        return {path.name for path in self.path.iterdir()} & {"out.csv", "r.json", "t.json"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with good files."""
    return Folder(tmp_path)


def test_pair_writes_pairs_and_report(folder: Folder) -> None:
    assert folder.pair("--timings", "t.json", "--scores-out", "scores.npz") == 0
    first, second = points(folder, "P1"), points(folder, "P2")
    assert (folder.path / "out.csv").read_text() == (
        f"participant,option,points,kind\nP1,M1,{first},mentors\nP2,M2,{second},mentors\n"
    )
    report = json.loads((folder.path / "r.json").read_text())
    assert report["matched"] == 2
    assert report["unmatched"] == []
    assert report["floor"]["asked"] == "none"
    assert [row["name"] for row in report["objective"]] == [
        "coverage",
        "shortage",
        "total",
        "ties",
    ]
    for level in report["certificate"]["levels"]:
        assert level["gap"] == 0
        assert level["value"] == level["bound"]
    assert report["certificate"]["largest_violation"] == 0
    assert report["certificate"]["pairs_priced"] == 4
    timings = json.loads((folder.path / "t.json").read_text())
    assert set(timings["versions"]) == {"python", "numpy", "scipy", "platform"}
    with np.load(folder.path / "scores.npz") as archive:
        assert archive["participants"].tolist() == ["P1", "P2"]
        assert archive["scores"].shape == (2, 2)
        assert archive["capacity"].tolist() == [1, 1]


def points(folder: Folder, row_id: str) -> int:
    """Return the points by criterion in the report, added up."""
    report = json.loads((folder.path / "r.json").read_text())
    row = next(row for row in report["pairs"] if row["participant"] == row_id)
    return sum(part["points"] for part in row["criteria"])


def test_scores_out_solves_to_the_same_pairs(folder: Folder) -> None:
    assert folder.pair("--scores-out", "scores.npz") == 0
    first = (folder.path / "out.csv").read_text().replace(",mentors", "").replace(",kind", "")
    assert folder.solve(scores="scores.npz") == 0
    assert (folder.path / "out.csv").read_text() == first


@pytest.mark.parametrize("options", ["mentors", "assignments"])
def test_verify_agrees_and_disagrees(
    folder: Folder, options: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("p.csv", "id,employer,level,sector\nP1,Home,3,Health\nP2,Home,2,Health\n")
    file = "m.csv" if options == "mentors" else "a.csv"
    assert folder.pair("--floor", "max", options=options) == 0
    verify = ("verify", "--participants", "p.csv", f"--{options}", file, "--floor", "max")
    given = (*verify, "--pairs", "out.csv", "--report", "r.json")
    assert folder.run(*given) == 0
    assert "No better result exists" in capsys.readouterr().out
    report = (folder.path / "r.json").read_text()
    for old, new in (
        ('"gap": ', '"gap": 1'),
        ('"matched": ', '"matched": 1'),
        ('"total": ', '"total": 1'),
    ):
        folder.write("r.json", report.replace(old, new, 1))
        assert folder.run(*given) == 1
        assert capsys.readouterr().err
    folder.write("r.json", report)
    assert folder.run(*given[:-4], "--seed", "1", *given[-4:]) == 1
    rows = (folder.path / "out.csv").read_text()
    folder.write("out.csv", rows.replace(options, "others"))
    assert folder.run(*given) == 1
    folder.write("out.csv", "\n".join(rows.splitlines()[:-1]))
    assert folder.run(*given) == 1


def test_verify_of_scores(folder: Folder) -> None:
    assert folder.solve() == 0
    given = ("verify", "s.csv", "--pairs", "out.csv", "--report", "r.json")
    assert folder.run(*given) == 0
    text = (folder.path / "out.csv").read_text()
    folder.write("out.csv", text.replace("a,y,20", "a,y,21"))
    assert folder.run(*given) == 1


def test_verify_reads_only_its_own_reports(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.solve() == 0
    given = ("verify", "s.csv", "--pairs", "out.csv", "--report", "r.json")
    total = json.loads((folder.path / "r.json").read_text()) | {"total": "many"}
    for bad in ("", "[]", "{}", '{"kind": 3}', b"\xff", json.dumps(total)):
        folder.write("r.json", bad)
        assert folder.run(*given) == 1
        assert capsys.readouterr().err.startswith("r.json")


def test_nobody_matched_is_no_error(folder: Folder) -> None:
    folder.write("s.csv", "id,x\na,\n")
    assert folder.solve("--floor", "leximin", "--floor-by", "share") == 0
    given = ("verify", "s.csv", "--floor", "leximin", "--floor-by", "share")
    assert folder.run(*given, "--pairs", "out.csv", "--report", "r.json") == 0
    assert folder.solve("--floor", "max") == 0
    assert (folder.path / "out.csv").read_text() == "participant,option,points\n"
    given = ("verify", "s.csv", "--floor", "max", "--pairs", "out.csv", "--report", "r.json")
    assert folder.run(*given) == 0


def test_bom_quotes_blank_lines_and_unknown_columns(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write(
        "p.csv", b'\xef\xbb\xbfid,employer,level,shoe size\r\n\r\n"P1","Home, sweet",3,42\r\n'
    )
    assert folder.pair() == 0
    assert "shoe size" in capsys.readouterr().err


def test_capacity_priority_pins_and_bans(folder: Folder) -> None:
    folder.write("c.csv", "id,capacity\nx,2\n")
    folder.write("pr.csv", "id,priority\na,9\n")
    folder.write("pins.csv", "participant,option\na,x\n")
    folder.write("bans.csv", "participant,option\na,y\n")
    assert folder.solve("--capacity", "c.csv", "--priority", "pr.csv", "--pins", "pins.csv") == 0
    assert (folder.path / "out.csv").read_text().splitlines()[1:] == ["a,x,10", "b,x,30"]
    assert folder.solve("--bans", "bans.csv", "--priority", "pr.csv") == 0
    assert (folder.path / "out.csv").read_text().splitlines()[1:] == ["a,x,10"]


def test_numbered_ids_where_an_archive_has_none(folder: Folder) -> None:
    np.savez(folder.path / "n.npz", scores=np.eye(12, dtype=np.int32), priority=np.zeros(12, int))
    assert folder.solve(scores="n.npz") == 0
    rows = (folder.path / "out.csv").read_text().splitlines()
    assert rows[1] == "p01,o01,1"
    assert rows[12] == "p12,o12,1"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("pair",),
        ("pair", "--participants", "p.csv", "--out", "out.csv"),
        ("pair", "--participants", "p.csv", "--mentors", "m.csv", "--assignments", "a.csv"),
        ("solve", "s.csv"),
        ("solve", "s.csv", "--out", "out.csv", "--floor", "high"),
        ("solve", "s.csv", "--out", "out.csv", "--floor", "-1"),
        ("solve", "s.csv", "--out", "out.csv", "--floor-by", "share", "--seed", "x"),
        ("solve", "s.csv", "--out", "out.csv", "--report", "out.csv"),
        ("solve", "missing.csv", "--out", "out.csv"),
        ("solve", "s.csv", "--out", "nowhere/out.csv"),
        ("verify", "--pairs", "out.csv", "--report", "r.json"),
        ("verify", "s.csv", "--mentors", "m.csv", "--pairs", "o.csv", "--report", "r.json"),
    ],
)
def test_wrong_use(
    folder: Folder, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.run(*arguments) == 2
    assert capsys.readouterr().err
    assert folder.written == set()


def test_nothing_is_written_if_one_output_cannot_be(folder: Folder) -> None:
    (folder.path / "t.json").mkdir()
    assert folder.solve("--timings", "t.json") == 2
    assert {path.name for path in folder.path.iterdir()} == {
        "p.csv",
        "m.csv",
        "a.csv",
        "s.csv",
        "t.json",
    }
