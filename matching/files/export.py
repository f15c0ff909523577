"""A problem, with its result if there is one, written as the files that the command reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from matching.canonical import canonical
from matching.checks import check_problem
from matching.files.people import COLUMNS
from matching.files.problem import find_strangers
from matching.files.report import pairs_csv, report_json
from matching.files.sheet import csv_text
from matching.pins import pin_faults
from matching.results import Fault, Faults, Result
from matching.tables import build_tables
from matching.values import Problem

NAMES = {"lifts": "exceptions.csv"}
# Words for people to read, which enter no digest: they may stand as they are.
FREE = ("name", "title", "reason")


def problem_files(problem: Problem, result: Result | None = None) -> dict[str, str]:
    """Return the content of each file, by its name, from which the command reads this problem.

    participants.csv, mentors.csv or assignments.csv and rules.toml always; employers.csv,
    exceptions.csv, pins.csv, bans.csv and current.csv where there is something in them; with a
    result pairs.csv and report.json. Rows stand by id, so the same problem gives the same files.
    The seed is an option of the command and in no file. Raises `Faults` for a problem that isn't
    sound, or that no file can say: nobody, an id that stands for nobody, a word with a semicolon
    in a list, blanks around a word.
    """
    if faults := check_problem(problem) or pin_faults(build_tables(problem)):
        raise Faults(faults)
    ordered = canonical(problem)
    tables = (
        "participants",
        ordered.kind,
        *(t for t in ("employers", "lifts") if _rows(ordered, t)),
    )
    if faults := (*_missing(ordered), *_unsayable(ordered, tables)):
        raise Faults(faults)
    files = {NAMES.get(table, f"{table}.csv"): _sheet(ordered, table) for table in tables}
    files["rules.toml"] = _settings(ordered)
    for name in ("pins", "bans", "current"):
        if pairs := getattr(ordered, name):
            files[f"{name}.csv"] = csv_text([("participant", "option"), *pairs])
    if result is not None:
        files |= {"pairs.csv": pairs_csv(result), "report.json": report_json(result)}
    return files


def _rows(problem: Problem, table: str) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = getattr(problem, table)
    return rows


def _columns(table: str) -> tuple[str, ...]:
    required, optional = COLUMNS[table]
    return (*required, *optional)


def _missing(problem: Problem) -> Iterator[Fault]:
    for table in ("participants", problem.kind):
        if not _rows(problem, table):
            yield Fault(table, "", "at least one, since a file without rows can't be read")


def _unsayable(problem: Problem, tables: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what a file would say otherwise than it is meant, or that reading would refuse."""
    for finding in find_strangers(problem, tables):
        yield finding.fault(_row_id(_rows(problem, finding.table)[finding.index]))
    for table in tables:
        for row in _rows(problem, table):
            for column in _columns(table):
                for expected, word in _misread(getattr(row, column)) if column not in FREE else ():
                    yield Fault(f"{table} {_row_id(row)}, {column}", word, expected)


def _row_id(row: Any) -> str:
    """Return what a row is known by; of a pin or a ban its participant."""
    return str(row[0] if isinstance(row, tuple) else getattr(row, "id", "") or _words(row)[0])


def _words(row: Any) -> list[Any]:
    return [getattr(row, field.name) for field in fields(row)]


def _misread(value: Any) -> Iterator[tuple[str, str]]:
    """Yield (what is expected, word) for each word that would be read back as something else."""
    words = value if isinstance(value, tuple) else ()
    for item in words:
        word = item[0] if isinstance(item, tuple) else item
        if isinstance(word, str) and ";" in word:
            yield "a word without a semicolon, which divides the words of a list", word
        elif isinstance(word, str) and not word.strip():
            yield "no blank word in a list", word
        elif isinstance(word, str) and word != word.strip():
            yield "a word without blanks around it", word
    if isinstance(value, str) and value != value.strip():
        yield "a word without blanks around it", value


def _sheet(problem: Problem, table: str) -> str:
    columns = _columns(table)
    rows = ([_cell(getattr(row, column)) for column in columns] for row in _rows(problem, table))
    return csv_text([columns, *rows])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and any(isinstance(item, tuple) for item in value):
        return ";".join(f"{skill}:{level}" for skill, level in value)
    if isinstance(value, tuple):
        return ";".join(map(_cell, value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _settings(problem: Problem) -> str:
    """Return rules.toml with every setting, so that no default stands between the lines."""
    rules = problem.rules
    weights = ("mentors", "assignments")
    plain = {f.name: getattr(rules, f.name) for f in fields(rules) if f.name not in weights}
    sections = {
        "rules": plain,
        **{f"weights.{name}": _settings_of(getattr(rules, name)) for name in weights},
        "order": _settings_of(problem.order),
    }
    return "\n".join(
        "".join([f"[{name}]\n", *(f"{key} = {_toml(value)}\n" for key, value in section.items())])
        for name, section in sections.items()
    )


def _settings_of(settings: Any) -> dict[str, Any]:
    given = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return {name: value for name, value in given.items() if value is not None}


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
