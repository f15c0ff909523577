"""Bad input: each fault with file, row, column, value and what was expected; exit 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.matching.test_command import ASSIGNMENTS, MENTORS, PARTICIPANTS, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with good files."""
    return Folder(tmp_path)


def faults_of(code: int, folder: Folder, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the faults that a run printed, having checked that it wrote nothing."""
    assert code == 1
    assert folder.written == set()
    return capsys.readouterr().err.splitlines()


def with_cell(text: str, column: str, value: str) -> str:
    """Return a CSV with one more column, or another value in the first row's column."""
    header, first, *rest = text.splitlines()
    names, cells = header.split(","), first.split(",")
    if column in names:
        cells[names.index(column)] = value
    else:
        names.append(column)
        cells.append(value)
        rest = [row + "," for row in rest]
    return "\n".join([",".join(names), ",".join(cells), *rest]) + "\n"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("level", "NaN", "a whole number"),
        ("level", "-3", "a whole number, 1 to 9"),
        ("level", "10", "a whole number, 1 to 9"),
        ("level", "3.0", "a whole number"),
        ("level", "1_0", "a whole number"),
        ("level", "99999999999999999999999", "a whole number"),
        ("level", "", "something; this may not be blank"),
        ("id", "", "something; this may not be blank"),
        ("employer", " ", "something; this may not be blank"),
        ("goals", "finance", "a list of skill:whole number, with semicolons"),
        ("goals", ":3", "a list of skill:whole number, with semicolons"),
        ("goals", "finance:6", "a skill with a whole number, 1 to 5"),
        ("goals", "finance:0", "a skill with a whole number, 1 to 5"),
        ("goals", "finance:1;Finance:2", "each once"),
        ("skills", "finance:5", "a skill with a whole number, 0 to 4"),
        ("formats", "video;pigeon", "one of face-to-face, video, phone, email"),
        ("weekdays", "monday", "one of mon, tue, wed, thu, fri, sat, sun"),
        ("available_from", "1/2/2018", "a date as YYYY-MM-DD"),
        ("available_to", "2018-02-30", "a date as YYYY-MM-DD"),
        ("blocked", "2018-02-01;soon", "a date as YYYY-MM-DD"),
        ("days_per_week", "0", "a whole number, 1 to 7"),
        ("priority", "10", "a whole number, 0 to 9"),
        ("wishes_mentors", "M1;M9", "an id in the files given"),
        ("wishes_mentors", "M1;M1", "each once"),
    ],
)
def test_a_participants_cell(
    folder: Folder, column: str, value: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("p.csv", with_cell(PARTICIPANTS, column, value))
    found = faults_of(folder.pair(), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"p.csv, row 2, column {column}: ")
    assert found[0].endswith(f"expected {expected}")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("capacity", "-1", "a whole number, 0 to 1000000"),
        ("capacity", "many", "a whole number"),
        ("open", "perhaps", "yes or no"),
        ("avoid", "P9", "an id in the files given"),
        ("conflicts", "P9", "an id in the files given"),
        ("id", "P1", "an id that no other row has"),
    ],
)
def test_a_mentors_cell(
    folder: Folder, column: str, value: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("m.csv", with_cell(MENTORS, column, value))
    found = faults_of(folder.pair(), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"m.csv, row 2, column {column}: ")
    assert found[0].endswith(f"expected {expected}")


@pytest.mark.parametrize(
    ("column", "value", "place", "expected"),
    [
        ("starts_on", "2018-04-01", "starts_on and ends_on", "ends_on not before starts_on"),
        ("ends_on", "2098-04-01", "starts_on and ends_on", "at most ten years"),
        ("days", "0", "days", "a whole number, 1 to 3653"),
        ("format", "beach", "format", "one of on-site, remote, either"),
        ("level_from", "0", "level_from", "a whole number, 1 to 9"),
    ],
)
def test_an_assignments_cell(
    folder: Folder,
    column: str,
    value: str,
    place: str,
    expected: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder.write("p.csv", "id,employer,level,sector\nP1,Home,3,Health\n")
    folder.write("a.csv", with_cell(ASSIGNMENTS, column, value))
    found = faults_of(folder.pair(options="assignments"), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"a.csv, row 2, column {place}: ")
    assert found[0].endswith(f"expected {expected}")


def test_every_fault_is_listed(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("p.csv", "id,employer,level\nP1,Home,x\nP1,Home\n,Home,3\nP1,Home,11\n")
    folder.write("m.csv", "id,employer\nM1,Away\n")
    folder.write("rules.toml", "[rules]\nluck = true\nlevel_gap = 99\n[order]\nfloor = 'high'\n")
    found = faults_of(folder.pair("--rules", "rules.toml"), folder, capsys)
    places = [line.split(": ")[0] for line in found]
    assert places == [
        "rules.toml, [rules] luck",
        "p.csv, row 3",
        "p.csv, row 2, column level",
        "p.csv, row 4, column id",
        "m.csv, row 1",
        "p.csv, row 5, column id",
        "p.csv, row 5, column level",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "a header and rows; the file is empty"),
        (PARTICIPANTS.splitlines()[0], "at least one row below the header"),
        (PARTICIPANTS.encode("utf-16"), "text in UTF-8"),
        (b"id,employer,level\nP1,Caf\xe9,3\n", "text in UTF-8"),
        ('id,employer,level\n"P1,Home,3\n', "comma-separated values (CSV)"),
        ("id;employer;level\nP1;Home;3\n", "the columns id, employer, level"),
        ("id,id,employer,level\nP1,P2,Home,3\n", "each column once"),
        ("id,employer,level\nP1,Home,3,4\n", "3 cells, as in the header"),
        ('{"id": 1}', "the columns id, employer, level"),
    ],
)
def test_a_file_that_is_no_sheet(
    folder: Folder, content: str | bytes, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("p.csv", content)
    found = faults_of(folder.pair(), folder, capsys)
    assert found[0].startswith("p.csv")
    assert any(line.endswith(f"expected {expected}") for line in found)


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ("P1,M1\n", "a pair that breaks no rule (it breaks: employer, level)"),
        ("P2,M2\nP3,M2\n", "at most 1 pinned to M2"),
        ("P2,M2\nP2,M3\n", "one pin for each participant"),
        ("P9,M2\n", "an id in the files given"),
        ("P2,M9\n", "an id in the files given"),
        ("P2,\n", "something; this may not be blank"),
    ],
)
def test_pins(folder: Folder, pins: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("p.csv", "id,employer,level\nP1,Home,3\nP2,Away,3\nP3,Away,3\n")
    folder.write("m.csv", "id,employer,level\nM1,Home,3\nM2,Else,5\nM3,Else,5\n")
    folder.write("pins.csv", "participant,option\n" + pins)
    found = faults_of(folder.pair("--pins", "pins.csv"), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith("pins.csv, row ")
    assert found[0].endswith(f"expected {expected}")


def test_a_ban_and_a_pin_on_one_pair(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("pins.csv", "participant,option\nP1,M1\n")
    found = faults_of(folder.pair("--pins", "pins.csv", "--bans", "pins.csv"), folder, capsys)
    assert found == [
        "pins.csv, row 2, column option: 'M1': expected a pair that breaks no rule (it breaks: ban)"
    ]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("P1,,employer,", "rule", "one of group, sector, level, format, needs, dates"),
        ("P9,,level,", "participant", "an id in the files given"),
        ("P1,M9,level,", "option", "an id in the files given"),
        ("P1,,,", "rule", "something; this may not be blank"),
    ],
)
def test_exceptions(
    folder: Folder, row: str, column: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("x.csv", f"participant,option,rule,reason\n{row}\n")
    found = faults_of(folder.pair("--exceptions", "x.csv"), folder, capsys)
    assert len(found) == 1
    assert found[0].startswith(f"x.csv, row 2, column {column}: ")
    assert found[0].endswith(f"expected {expected}")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("name\nHome\n", "m.csv, row 2, column employer", "an employer in the register"),
        (
            "name,aliases\nHome,Away\nAway,\n",
            "e.csv, row 3, column name",
            "a name not given before",
        ),
        ("name\n?\n", "p.csv, row 2, column employer", "an employer in the register"),
    ],
)
def test_the_register(
    folder: Folder, text: str, place: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("e.csv", text)
    found = faults_of(folder.pair("--employers", "e.csv"), folder, capsys)
    assert found[0].startswith(f"{place}: ")
    assert found[0].endswith(f"expected {expected}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[rules]\nemployer = false", "rules.toml, [rules] employer"),
        ("[rules]\nlevel = 1", "rules.toml, [rules] level"),
        ("[rules]\nlevel_gap = true", "rules.toml, [rules] level_gap"),
        ("[weights.mentors]\ngoals = -1", "rules.toml, weights.mentors, goals"),
        ("[weights.mentors]\ngoals = 0.5", "rules.toml, [weights.mentors] goals"),
        ("[weights.mentors]\ncolour = 1", "rules.toml, [weights.mentors] colour"),
        ("[weights.mentors]\nexperience = 50", "rules.toml, weights.mentors, experience"),
        ("[order]\nspeed = 3", "rules.toml, [order] speed"),
        ("[order]\nfloor = -1", "rules.toml, order, floor"),
        ("[order]\nfloor_by = 'luck'", "rules.toml, order, floor_by"),
        ("weights = 3", "rules.toml, weights"),
        ("colour = 1", "rules.toml, colour"),
        ("[rules", "rules.toml"),
        ("colour = 'caf\u00e9'", "rules.toml, byte 14"),
    ],
)
def test_settings(
    folder: Folder, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("rules.toml", text.encode("latin-1"))
    found = faults_of(folder.pair("--rules", "rules.toml"), folder, capsys)
    assert found[0].startswith(f"{place}: ")
