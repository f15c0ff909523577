"""pairs.csv and report.json: written for a result, and read back to be verified."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from matching.canonical import decode
from matching.files.sheet import csv_text, read_sheet, text, whole
from matching.results import Fault, Faults, Level, Pair, Result


def pairs_csv(result: Result) -> str:
    """Return pairs.csv, sorted by participant; with the kind where profiles were matched."""
    header = ("participant", "option", "points", "kind")
    rows = ((row.participant, row.option, str(row.points), row.kind) for row in result.pairs)
    width = 3 if result.kind == "scores" else 4
    return csv_text(row[:width] for row in (header, *rows))


def report_json(result: Result) -> str:
    """Return report.json: the same bytes for the same result."""
    certificate = result.certificate
    report: dict[str, Any] = {
        "kind": result.kind,
        "matched": len(result.pairs),
        "unmatched": [asdict(row) for row in result.unmatched],
        "floor": asdict(result.floor),
        "changes": result.changes,
        "total": result.total,
        "objective": [{"name": name, "value": value} for name, value in result.objective],
        "certificate": {
            "levels": [_level(level) for level in certificate.levels],
            "pairs_priced": certificate.pairs_priced,
            "largest_violation": certificate.largest_violation,
        },
        "input_digest": result.input_digest,
        "result_digest": result.result_digest,
    }
    if result.kind != "scores":
        report["pairs"] = [_pair(row) for row in result.pairs]
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


def read_result(pairs: Path, report: Path) -> tuple[Result, tuple[str, ...]]:
    """Read a result back, with what its two files disagree on; raises `Faults` if unreadable."""
    # A match of nobody has a header alone.
    sheet = read_sheet(pairs, ("participant", "option", "points"), ("kind",), may_be_empty=True)
    faults = list(sheet.faults)
    chosen = [
        {
            "participant": sheet.need(index, "participant", text, ""),
            "option": sheet.need(index, "option", text, ""),
            "points": sheet.need(index, "points", whole, 0),
        }
        for index in range(len(sheet.rows) if not faults else 0)
    ]
    kinds = {sheet.cell(index, "kind") for index in range(len(sheet.rows))}
    try:
        given = json.loads(report.read_bytes().decode("utf-8-sig"))
        result: Result = decode(Result, _plain(given, chosen))
        differences = tuple(_differences(given, result, kinds))
    except Faults as error:
        faults += [Fault(f"{report.name}, {f.place}", f.value, f.expected) for f in error.faults]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        faults.append(Fault(report.name, str(error)[:200], "a report written by this command"))
    if faults:
        raise Faults(tuple(faults))
    return result, differences


def _plain(given: dict[str, Any], chosen: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what `decode` reads as a result: pairs from pairs.csv, the rest from the report."""
    criteria = {
        (row["participant"], row["option"]): [
            [part["criterion"], part["points"], part["maximum"]] for part in row["criteria"]
        ]
        for row in given.get("pairs", [])
    }
    result = {name: given[name] for name in given if name not in ("matched", "pairs")}
    result["objective"] = [[row["name"], row["value"]] for row in given["objective"]]
    levels = [_plain_level(row) for row in given["certificate"]["levels"]]
    result["certificate"] = {**given["certificate"], "levels": levels}
    result["pairs"] = [
        {
            **pair,
            "kind": given["kind"],
            "criteria": criteria.get((pair["participant"], pair["option"]), []),
        }
        for pair in chosen
    ]
    return result


def _plain_level(given: dict[str, Any]) -> dict[str, Any]:
    prices = given["prices"]
    return {
        "name": given["name"],
        "value": given["value"],
        "bound": given["bound"],
        "participant_prices": [list(item) for item in prices["participants"].items()],
        "option_prices": [list(item) for item in prices["options"].items()],
        "witness": given["witness"],
    }


def _differences(given: dict[str, Any], result: Result, kinds: set[str]) -> list[str]:
    """Return what a report says that its own figures, or pairs.csv, don't bear out."""
    found = []
    if given["matched"] != len(result.pairs):
        found.append(f"matched: {len(result.pairs)} pairs, not {given['matched']}")
    for level, row in zip(result.certificate.levels, given["certificate"]["levels"], strict=True):
        if row["gap"] != level.gap:
            found.append(f"{level.name}: the gap is {level.gap}, not {row['gap']}")
    if result.kind == "scores":
        return found
    stated = sorted((row["participant"], row["option"], row["points"]) for row in given["pairs"])
    if stated != sorted((row.participant, row.option, row.points) for row in result.pairs):
        found.append("pairs: the two files differ")
    if kinds - {result.kind}:
        found.append(f"kind: not {result.kind} everywhere in the pairs")
    return found


def _level(level: Level) -> dict[str, Any]:
    return {
        "name": level.name,
        "value": level.value,
        "bound": level.bound,
        "gap": level.gap,
        "prices": {
            "participants": dict(level.participant_prices),
            "options": dict(level.option_prices),
        },
        "witness": list(level.witness),
    }


def _pair(row: Pair) -> dict[str, Any]:
    return {
        "participant": row.participant,
        "option": row.option,
        "points": row.points,
        "criteria": [
            {"criterion": name, "points": points, "maximum": maximum}
            for name, points, maximum in row.criteria
        ],
    }
