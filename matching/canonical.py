"""Problems and results as canonical JSON, and their digests.

Canonical: rows sorted by id, lists whose order means nothing sorted, keys sorted, fields that
have their default left out (so that a field added later changes no old digest), UTF-8, no
spaces. The same problem in any order of rows gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Hashable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from matching.results import Fault, Faults, Result
from matching.values import Problem

# Lists whose order is a statement; every other list in a problem is a set.
ORDERED = frozenset({"wishes_mentors", "wishes_assignments"})
# Words for people to read: they decide nothing and enter no digest.
WORDS = {"Participant": ("name",), "Mentor": ("name",), "Assignment": ("title",)}

T = TypeVar("T")


def problem_to_json(problem: Problem) -> str:
    """Write a problem as canonical JSON, names included."""
    return _dump(canonical(problem))


def problem_from_json(text: str) -> Problem:
    """Read a problem written by `problem_to_json`; raises `Faults` on anything else."""
    return _load(Problem, text)


def result_to_json(result: Result) -> str:
    """Write a result as canonical JSON."""
    return _dump(result)


def result_from_json(text: str) -> Result:
    """Read a result written by `result_to_json`; raises `Faults` on anything else."""
    return _load(Result, text)


def canonical(problem: Problem) -> Problem:
    """Return the same problem with rows sorted by id and lists without an order sorted."""
    return replace(
        problem,
        participants=_sorted_rows(problem.participants),
        mentors=_sorted_rows(problem.mentors),
        assignments=_sorted_rows(problem.assignments),
        employers=_sorted_rows(problem.employers),
        lifts=_sorted_rows(problem.lifts),
        pins=tuple(sorted(set(problem.pins))),
        bans=tuple(sorted(set(problem.bans))),
        current=tuple(sorted(set(problem.current))),
    )


def problem_digest(problem: Problem) -> str:
    """Return the SHA-256 of the canonical problem without names, titles or reasons."""
    nameless = replace(
        problem,
        participants=tuple(replace(row, name="") for row in problem.participants),
        mentors=tuple(replace(row, name="") for row in problem.mentors),
        assignments=tuple(replace(row, title="") for row in problem.assignments),
        lifts=tuple(replace(row, reason="") for row in problem.lifts),
    )
    return digest(problem_to_json(nameless))


def result_digest(result: Result) -> str:
    """Return the SHA-256 of what was decided: pairs, who goes without, floor and objective."""
    decided = {
        "kind": result.kind,
        "pairs": [[pair.participant, pair.option, pair.points] for pair in result.pairs],
        "unmatched": [row.id for row in result.unmatched],
        "floor": encode(result.floor),
        "objective": result.objective,
    }
    return digest(json.dumps(decided, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def encode(value: Any) -> Any:
    """Turn a value of this package into what JSON can say, leaving out defaults."""
    row_type: Any = type(value)
    if is_dataclass(value):
        return {
            name: encode(getattr(value, name))
            for name, default in _defaults(row_type)
            if getattr(value, name) != default
        }
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: Any, value: Any, place: str = "") -> Any:
    """Turn parsed JSON into a value of the type `kind`, or raise `Faults` naming the place."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is None and is_dataclass(kind):
        return _decode_row(kind, value, place)
    if origin is tuple and isinstance(value, list):
        kinds = [args[0]] * len(value) if args[-1] is Ellipsis else list(args)
        if len(kinds) == len(value):
            return tuple(
                decode(item_kind, item, f"{place}[{number}]")
                for number, (item_kind, item) in enumerate(zip(kinds, value, strict=True))
            )
    elif origin in (Union, types.UnionType):
        return _decode_union(args, value, place)
    elif origin is Literal:
        if value in args:
            return value
    elif kind is date and isinstance(value, str):
        return _decode_date(value, place)
    elif isinstance(kind, type) and type(value) is kind:
        return value
    elif kind is type(None) and value is None:
        return None
    raise _fault(place, value, _describe(kind))


def _decode_row(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise _fault(place, value, f"an object ({kind.__name__})")
    hints = _hints(kind)
    unknown = sorted(set(value) - set(hints))
    missing = [name for name, default in _defaults(kind) if default is MISSING]
    missing = [name for name in missing if name not in value]
    if unknown or missing:
        raise _fault(place, unknown or missing, "the fields " + ", ".join(hints))
    return kind(
        **{
            name: decode(hints[name], item, f"{place}.{name}".lstrip("."))
            for name, item in value.items()
        }
    )


def _decode_union(args: tuple[Any, ...], value: Any, place: str) -> Any:
    for option in args:
        try:
            return decode(option, value, place)
        except Faults:
            continue
    raise _fault(place, value, " or ".join(_describe(option) for option in args))


def _decode_date(value: str, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _fault(place, value, "a date (YYYY-MM-DD)") from None


def _describe(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(str, get_args(kind)))
    return "nothing" if kind is type(None) else getattr(kind, "__name__", str(kind))


def _fault(place: str, value: Any, expected: str) -> Faults:
    return Faults((Fault(place or "JSON", str(value)[:200], expected),))


def _dump(value: Any) -> str:
    return json.dumps(encode(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _load(kind: type[T], text: str) -> T:
    try:
        parsed = json.loads(text)
    except ValueError as error:
        raise _fault("JSON", text[:40], f"JSON ({error})") from None
    decoded: T = decode(kind, parsed)
    return decoded


def _sorted_rows(rows: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(sorted(map(_sorted_row, rows), key=_row_key))


def _sorted_row(row: Any) -> Any:
    row_type: Any = type(row)
    changed = {
        name: tuple(sorted(set(getattr(row, name))))
        for name, _ in _defaults(row_type)
        if name not in ORDERED and isinstance(getattr(row, name), tuple)
    }
    return replace(row, **changed) if changed else row


def _row_key(row: Any) -> tuple[str, ...]:
    row_type: Any = type(row)
    return tuple(str(getattr(row, name)) for name, _ in _defaults(row_type)[:3])


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    assert isinstance(kind, type)
    assert is_dataclass(kind)
    return tuple(
        (row.name, row.default_factory() if row.default_factory is not MISSING else row.default)
        for row in fields(kind)
    )
