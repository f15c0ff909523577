"""Participants, mentors, assignments, employers and exceptions: sheets to values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from matching.files.sheet import (
    Sheet,
    code,
    codes,
    day,
    days,
    read_sheet,
    scale,
    text,
    whole,
    words,
    yes_or_no,
)
from matching.values import Assignment, Employer, Kind, Lift, Mentor, Participant

Parser = Callable[[str], Any]
# A column's name, how a cell is read, and for a required one what stands in for a fault.
Required = dict[str, tuple[Parser, Any]]
Optional = dict[str, Parser]

_PERSON: Required = {"id": (text, ""), "employer": (text, "?"), "level": (whole, 1)}
_PARTICIPANT: Optional = {
    "name": text,
    "sector": text,
    "other_employers": words,
    "location": text,
    "places": words,
    "formats": codes,
    "needs": words,
    "goals": scale,
    "skills": scale,
    "available_from": day,
    "available_to": day,
    "weekdays": codes,
    "days_per_week": whole,
    "blocked": days,
    "wishes_mentors": words,
    "wishes_assignments": words,
    "wish_tags": words,
    "avoid": words,
    "avoid_employers": words,
    "conflicts": words,
    "priority": whole,
}
_MENTOR: Optional = {
    "name": text,
    "sector": text,
    "other_employers": words,
    "location": text,
    "places": words,
    "formats": codes,
    "offers": words,
    "skills": scale,
    "weekdays": codes,
    "capacity": whole,
    "open": yes_or_no,
    "tags": words,
    "avoid": words,
    "avoid_employers": words,
    "conflicts": words,
}
_RUN: Required = {
    "id": (text, ""),
    "employer": (text, "?"),
    "starts_on": (day, date(2000, 1, 3)),
    "ends_on": (day, date(2000, 1, 3)),
    "days": (whole, 1),
}
_ASSIGNMENT: Optional = {
    "title": text,
    "sector": text,
    "location": text,
    "format": code,
    "offers": words,
    "skills": scale,
    "level_from": whole,
    "level_to": whole,
    "weekdays": codes,
    "capacity": whole,
    "open": yes_or_no,
    "avoid": words,
    "avoid_employers": words,
}
# What each sheet has to have, and what it may have.
COLUMNS: dict[str, tuple[Required, Optional]] = {
    "participants": (_PERSON, _PARTICIPANT),
    "mentors": (_PERSON, _MENTOR),
    "assignments": (_RUN, _ASSIGNMENT),
    "employers": ({"name": (text, "?")}, {"aliases": words, "group": text, "sector": text}),
    "lifts": (
        {"participant": (text, ""), "rule": (code, "level")},
        {"option": text, "reason": text},
    ),
}


def read_participants(path: Path) -> tuple[Sheet, tuple[Participant, ...]]:
    """Read the participants' sheet."""
    return _read(path, Participant, *COLUMNS["participants"])


def read_mentors(path: Path) -> tuple[Sheet, tuple[Mentor, ...]]:
    """Read the mentors' sheet."""
    return _read(path, Mentor, *COLUMNS["mentors"])


def read_assignments(path: Path) -> tuple[Sheet, tuple[Assignment, ...]]:
    """Read the stretch assignments' sheet."""
    return _read(path, Assignment, *COLUMNS["assignments"])


def read_employers(path: Path) -> tuple[Sheet, tuple[Employer, ...]]:
    """Read the register of employers."""
    return _read(path, Employer, *COLUMNS["employers"])


def read_lifts(path: Path) -> tuple[Sheet, tuple[Lift, ...]]:
    """Read the exceptions: a blank option is any option."""
    return _read(path, Lift, *COLUMNS["lifts"], {"option": ""})


def read_current(path: Path, kind: Kind) -> tuple[Sheet, tuple[tuple[str, str], ...]]:
    """Read current pairs, for instance an earlier pairs.csv; those of another kind are left out."""
    sheet, pairs = read_pairs(path, may_be_empty=True)
    here = [row for row in range(len(pairs)) if sheet.cell(row, "kind") in ("", kind)]
    sheet.rows = [sheet.rows[row] for row in here]
    sheet.numbers = [sheet.numbers[row] for row in here]
    return sheet, tuple(pairs[row] for row in here)


def read_pairs(path: Path, may_be_empty: bool = False) -> tuple[Sheet, tuple[tuple[str, str], ...]]:
    """Read pins or bans: pairs of participant and option; other columns are left alone."""
    columns = ("participant", "option"), ("points", "kind", "reason")
    sheet = read_sheet(path, *columns, may_be_empty)
    if not {"participant", "option"} <= set(sheet.columns):
        return sheet, ()
    pairs = tuple(
        (
            sheet.need(index, "participant", text, ""),
            sheet.need(index, "option", text, ""),
        )
        for index in range(len(sheet.rows))
    )
    return sheet, pairs


def _read(
    path: Path,
    row_type: Callable[..., Any],
    required: Required,
    optional: Optional,
    always: dict[str, Any] | None = None,
) -> tuple[Sheet, tuple[Any, ...]]:
    """Read each row of a sheet into a value; blank optional cells keep the value's default."""
    sheet = read_sheet(path, tuple(required), tuple(optional))
    rows = []
    for index in range(len(sheet.rows)):
        given = dict(always or {})
        for column, (parse, stand_in) in required.items():
            if column in sheet.columns:
                given[column] = sheet.need(index, column, parse, stand_in)
            else:
                given[column] = stand_in
                sheet.unread.add((index, column))
        for column, parse in optional.items():
            if (value := sheet.read(index, column, parse, None)) is not None:
                given[column] = value
        rows.append(row_type(**given))
    return sheet, tuple(rows)
