"""CSV sheets: header and rows, with a fault for everything that can't be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from matching.results import Fault

T = TypeVar("T")

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable(ValueError):
    """A cell that can't be read; the message says what was expected."""


@dataclass(slots=True)
class Sheet:
    """The rows of one file as they stand, and everything found wrong with them so far.

    Row numbers are those of a spreadsheet: the header is row 1. `unread` has the (index of the
    row, column) of each cell that couldn't be read, so that no second fault is given for it.
    """

    file: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: set[tuple[int, str]] = field(default_factory=set)

    def fault(self, index: int, column: str, value: object, expected: str) -> None:
        """Record what is wrong in one cell."""
        self.faults.append(
            Fault(f"{self.file}, row {self.numbers[index]}, column {column}", str(value), expected)
        )

    def cell(self, index: int, column: str) -> str:
        """Return the text of a cell, blank if the sheet has no such column."""
        if column not in self.columns:
            return ""
        return self.rows[index][self.columns.index(column)].strip()

    def read(self, index: int, column: str, parse: Callable[[str], T], blank: T) -> T:
        """Return what a cell says, or `blank`; a cell that can't be read is a fault."""
        text = self.cell(index, column)
        if not text:
            return blank
        try:
            return parse(text)
        except Unreadable as error:
            self.fault(index, column, text, str(error))
            self.unread.add((index, column))
            return blank

    def need(self, index: int, column: str, parse: Callable[[str], T], stand_in: T) -> T:
        """Return what a required cell says; if it is blank or can't be read, that's a fault."""
        if not self.cell(index, column):
            self.fault(index, column, "", "something; this may not be blank")
            self.unread.add((index, column))
        return self.read(index, column, parse, stand_in)


def read_sheet(
    path: Path,
    required: tuple[str, ...],
    optional: tuple[str, ...],
    may_be_empty: bool = False,
) -> Sheet:
    """Read a CSV file with a header: UTF-8 with or without BOM, comma.

    Faults: not UTF-8, not CSV, empty, a required column missing, a column twice, no rows (unless
    there may be none), a row with too few or too many cells (left out of the rows). Unknown
    columns become warnings.
    """
    sheet = Sheet(path.name)
    records = list(_records(path, sheet))
    if not records:
        if not sheet.faults:
            sheet.faults.append(Fault(sheet.file, "", "a header and rows; the file is empty"))
        return sheet
    sheet.columns = [name.strip() for name in records[0][1]]
    for name in sorted(set(sheet.columns)):
        if sheet.columns.count(name) > 1:
            sheet.faults.append(Fault(f"{sheet.file}, row 1", name, "each column once"))
    missing = [name for name in required if name not in sheet.columns]
    if missing:
        expected = "the columns " + ", ".join(missing)
        sheet.faults.append(Fault(f"{sheet.file}, row 1", ", ".join(sheet.columns)[:200], expected))
    for name in sheet.columns:
        if name not in (*required, *optional):
            sheet.warnings.append(f"{sheet.file}: the column {name!r} isn't known and isn't used")
    if records[1:] or not may_be_empty:
        take_rows(sheet, records[1:])
    return sheet


def read_records(path: Path, sheet: Sheet) -> list[tuple[int, list[str]]]:
    """Read a CSV file without looking at its header: (row number, cells), blank lines dropped."""
    return list(_records(path, sheet))


def take_rows(sheet: Sheet, records: list[tuple[int, list[str]]]) -> None:
    """Keep the rows that are as wide as the header; the others are faults."""
    width = len(sheet.columns)
    for number, cells in records:
        if len(cells) != width:
            expected = f"{width} cells, as in the header"
            place = f"{sheet.file}, row {number}"
            sheet.faults.append(Fault(place, f"{len(cells)} cells", expected))
        else:
            sheet.rows.append(cells)
            sheet.numbers.append(number)
    if not records:
        sheet.faults.append(Fault(sheet.file, "", "at least one row below the header"))


def _records(path: Path, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sheet.faults.append(Fault(f"{sheet.file}, byte {error.start + 1}", "", "text in UTF-8"))
        return
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if cells:
                yield number, cells
    except csv.Error as error:
        sheet.faults.append(Fault(sheet.file, str(error), "comma-separated values (CSV)"))


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV (RFC 4180, but lines end in a line feed), cells quoted where needed."""
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    # `csv.writer` leaves a lone carriage return bare unless it stands in the line's end.
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\r\n') else cell


def text(cell: str) -> str:
    """Read any text."""
    return cell


def words(cell: str) -> tuple[str, ...]:
    """Read a list with semicolons; blanks in between are dropped."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def codes(cell: str) -> tuple[str, ...]:
    """Read a list of codes, in any case."""
    return tuple(word.casefold() for word in words(cell))


def code(cell: str) -> str:
    """Read one code, in any case."""
    return cell.casefold()


def whole(cell: str) -> int:
    """Read a whole number."""
    if not _WHOLE.fullmatch(cell):
        raise Unreadable("a whole number")
    return int(cell)


def day(cell: str) -> date:
    """Read a date as YYYY-MM-DD."""
    if _DATE.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
    raise Unreadable("a date as YYYY-MM-DD")


def days(cell: str) -> tuple[date, ...]:
    """Read a list of dates."""
    return tuple(day(word) for word in words(cell))


def yes_or_no(cell: str) -> bool:
    """Read yes or no."""
    if cell.casefold() not in ("yes", "no"):
        raise Unreadable("yes or no")
    return cell.casefold() == "yes"


def scale(cell: str) -> tuple[tuple[str, int], ...]:
    """Read a list of skill:number."""
    return tuple(_skill(word) for word in words(cell))


def _skill(word: str) -> tuple[str, int]:
    name, colon, level = word.rpartition(":")
    if not colon or not name.strip() or not _WHOLE.fullmatch(level.strip()):
        raise Unreadable("a list of skill:whole number, with semicolons")
    return name.strip(), int(level)
