"""The files of `solve` to scores, and scores back into a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.checks import LARGEST_CAPACITY, find_second_current
from matching.files.people import read_pairs
from matching.files.problem import choose_order
from matching.files.sheet import Sheet, read_records, read_sheet, take_rows, text, whole
from matching.pins import find_bad_score_pins
from matching.results import Fault, Faults
from matching.scores import MAX_SCORE, Scores
from matching.values import MAX_PRIORITY, Order

SCORE = f"a whole number from 0 to {MAX_SCORE:,}, or nothing where the pair isn't allowed"


def read_scores(
    scores: Path,
    capacity: Path | None = None,
    priority: Path | None = None,
    pins: Path | None = None,
    bans: Path | None = None,
    current: Path | None = None,
    floor: str | int | None = None,
    floor_by: str | None = None,
    price_per_change: int | None = None,
    seed: int = 0,
) -> tuple[Scores, tuple[str, ...]]:
    """Return the scores and warnings; raises `Faults` with every fault in any of the files."""
    faults: list[Fault] = []
    read = _read_npz if scores.suffix.lower() == ".npz" else _read_csv
    rows, columns, points, capacities, priorities = read(scores, faults)
    sheets = {
        name: sheet
        for name, path, known, most, target in (
            ("capacity", capacity, columns, LARGEST_CAPACITY, capacities),
            ("priority", priority, rows, MAX_PRIORITY, priorities),
        )
        if path and (sheet := _read_numbers(path, name, known, most, target))
    }
    pairs: dict[str, tuple[tuple[str, str], ...]] = {"pins": (), "bans": (), "current": ()}
    for name, path in (("pins", pins), ("bans", bans), ("current", current)):
        if path:
            sheets[name], pairs[name] = read_pairs(path, may_be_empty=name == "current")
            _check_ids(sheets[name], pairs[name], set(rows), set(columns))
    for finding in find_second_current(pairs["current"]):
        sheets["current"].fault(finding.index, finding.columns[0], finding.value, finding.expected)
    faults += [fault for sheet in sheets.values() for fault in sheet.faults]
    if faults:
        raise Faults(tuple(faults))
    found = Scores(
        participants=tuple(rows),
        options=tuple(columns),
        points=points,
        capacity=tuple(capacities[column] for column in columns),
        priority=tuple(priorities[row] for row in rows),
        pins=pairs["pins"],
        bans=pairs["bans"],
        current=pairs["current"],
        order=choose_order(Order(), floor, floor_by, price_per_change),
        seed=seed,
    )
    for index, expected in find_bad_score_pins(found):
        sheets["pins"].fault(index, "option", found.pins[index][1], expected)
    if "pins" in sheets and sheets["pins"].faults:
        raise Faults(tuple(sheets["pins"].faults))
    return found, tuple(warning for sheet in sheets.values() for warning in sheet.warnings)


Table = tuple[list[str], list[str], NDArray[np.int64], dict[str, int], dict[str, int]]


def _read_csv(path: Path, faults: list[Fault]) -> Table:
    """Read `id,<option ids…>` and a row per participant."""
    sheet = Sheet(path.name)
    records = read_records(path, sheet)
    if not records and not sheet.faults:
        sheet.faults.append(Fault(path.name, "", "a header and rows; the file is empty"))
    if records:
        sheet.columns = [name.strip() for name in records[0][1]]
        if sheet.columns[0] != "id":
            sheet.faults.append(Fault(f"{path.name}, row 1", sheet.columns[0][:80], "id"))
        take_rows(sheet, records[1:])
    columns = sheet.columns[1:]
    rows = [cells[0].strip() for cells in sheet.rows]
    points = np.array(
        [
            [_score(sheet, index, column, cell) for column, cell in enumerate(cells[1:])]
            for index, cells in enumerate(sheet.rows)
        ],
        dtype=np.int64,
    ).reshape(len(rows), len(columns))
    places = [f"row {number}" for number in sheet.numbers]
    places += [f"row 1, column {number}" for number in range(2, len(columns) + 2)]
    sheet.faults += _ids_once(path.name, [*rows, *columns], places)
    faults += sheet.faults
    return rows, columns, points, dict.fromkeys(columns, 1), dict.fromkeys(rows, 0)


def _score(sheet: Sheet, index: int, column: int, cell: str) -> int:
    cell = cell.strip()
    if not cell:
        return -1
    if cell.isascii() and cell.isdecimal() and len(cell) <= 18 and int(cell) <= MAX_SCORE:
        return int(cell)
    sheet.fault(index, sheet.columns[column + 1], cell, SCORE)
    return -1


def _read_npz(path: Path, faults: list[Fault]) -> Table:
    """Read `scores`, and `capacity`, `priority`, `participants`, `options` where they are given."""
    found: list[Fault] = []
    given = _load_npz(path, found)
    points = given.get("scores", np.zeros((0, 0), dtype=np.int64))
    if points.ndim != 2 or points.dtype.kind not in "iu":
        shape = f"{points.dtype}, {points.ndim} dimensions"
        found.append(Fault(f"{path.name}, scores", shape, "whole numbers in two dimensions"))
        points = np.zeros((0, 0), dtype=np.int64)
    elif points.size and not -1 <= int(points.min()) <= int(points.max()) <= MAX_SCORE:
        at = np.argwhere((points < -1) | (points > MAX_SCORE))[0].tolist()
        value = str(points[tuple(at)])
        found.append(Fault(f"{path.name}, scores{at}", value, f"-1 to {MAX_SCORE:,}"))
    height, width = points.shape
    rows = _npz_ids(path.name, given, "participants", "p", height, found)
    columns = _npz_ids(path.name, given, "options", "o", width, found)
    found += _ids_once(path.name, [*rows, *columns], ["ids"] * (height + width))
    capacity = _npz_numbers(path.name, given, "capacity", width, LARGEST_CAPACITY, 1, found)
    priority = _npz_numbers(path.name, given, "priority", height, MAX_PRIORITY, 0, found)
    faults += found
    return (
        rows,
        columns,
        points.astype(np.int64),
        dict(zip(columns, capacity, strict=True)),
        dict(zip(rows, priority, strict=True)),
    )


def _load_npz(path: Path, faults: list[Fault]) -> dict[str, NDArray[Any]]:
    content = io.BytesIO(path.read_bytes())
    try:
        with np.load(content, allow_pickle=False) as archive:
            given = {name: archive[name] for name in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, AttributeError, TypeError):
        faults.append(Fault(path.name, "", "an .npz archive of plain arrays"))
        return {}
    if "scores" not in given:
        faults.append(Fault(path.name, ", ".join(given), "an array named scores"))
    return given


def _npz_ids(
    file: str, given: dict[str, NDArray[Any]], name: str, letter: str, n: int, faults: list[Fault]
) -> list[str]:
    """Return the ids given, or numbered ones in the order of the array."""
    if name in given and given[name].shape == (n,) and given[name].dtype.kind in "USiu":
        values = given[name].tolist()
        return [v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values]
    if name in given:
        faults.append(Fault(f"{file}, {name}", str(given[name].shape), f"{n} ids"))
    return [f"{letter}{number:0{len(str(n))}}" for number in range(1, n + 1)]


def _npz_numbers(
    file: str,
    given: dict[str, NDArray[Any]],
    name: str,
    n: int,
    most: int,
    default: int,
    faults: list[Fault],
) -> list[int]:
    if name not in given:
        return [default] * n
    values = given[name]
    if values.shape != (n,) or values.dtype.kind not in "iu":
        faults.append(Fault(f"{file}, {name}", str(values.shape), f"{n} whole numbers"))
        return [default] * n
    for place, value in enumerate(values.tolist()):
        if not 0 <= value <= most:
            faults.append(Fault(f"{file}, {name}[{place}]", str(value), f"0 to {most}"))
    return [int(value) for value in values.tolist()]


def _read_numbers(
    path: Path, column: str, known: Iterable[str], most: int, target: dict[str, int]
) -> Sheet:
    """Read `id,<column>` into `target`; a blank number keeps the default."""
    sheet = read_sheet(path, ("id", column), ())
    ids, seen = set(known), set()
    for index in range(len(sheet.rows) if "id" in sheet.columns else 0):
        row_id = sheet.need(index, "id", text, "")
        value = sheet.read(index, column, whole, None)
        if row_id and row_id not in ids:
            sheet.fault(index, "id", row_id, "an id in the scores")
        if row_id in seen:
            sheet.fault(index, "id", row_id, "each id once")
        seen.add(row_id)
        if value is not None and not 0 <= value <= most:
            sheet.fault(index, column, value, f"a whole number, 0 to {most}")
        elif value is not None:
            target[row_id] = value
    return sheet


def _check_ids(
    sheet: Sheet, pairs: tuple[tuple[str, str], ...], rows: set[str], columns: set[str]
) -> None:
    for index, (participant, option) in enumerate(pairs):
        if participant and participant not in rows:
            sheet.fault(index, "participant", participant, "a participant's id in the scores")
        if option and option not in columns:
            sheet.fault(index, "option", option, "an option's id in the scores")


def _ids_once(file: str, ids: list[str], places: list[str]) -> list[Fault]:
    faults, seen = [], set()
    for row_id, place in zip(ids, places, strict=True):
        if not row_id:
            faults.append(Fault(f"{file}, {place}", "", "an id"))
        elif row_id in seen:
            faults.append(Fault(f"{file}, {place}", row_id, "an id that no other row has"))
        seen.add(row_id)
    return faults


def npz_bytes(
    participants: tuple[str, ...],
    options: tuple[str, ...],
    scores: NDArray[np.int64],
    capacity: NDArray[np.int64],
) -> bytes:
    """Return the scores of all pairs (-1 where a pair isn't allowed) as `solve` reads them."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        participants=np.array(participants, dtype=np.str_),
        options=np.array(options, dtype=np.str_),
        scores=scores,
        capacity=capacity,
    )
    return file.getvalue()
