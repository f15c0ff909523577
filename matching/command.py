"""The command: `pair`, `solve` and `verify`.

Exit 0: done; 1: the input is at fault, or `verify` disagrees; 2: wrong use. Nothing is written
on 1 or 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np

from matching.files.output import Timings, write_together
from matching.files.problem import Inputs, read_problem
from matching.files.report import pairs_csv, read_result, report_json
from matching.files.scores import npz_bytes, read_scores
from matching.market import Market, market_of_problem
from matching.proof import verify, verify_scores
from matching.results import Faults, Result
from matching.run import pair, solve
from matching.scores import Scores
from matching.tables import build_tables
from matching.values import Problem

DONE, AT_FAULT, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
        return int(options.run(options))
    except Faults as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return AT_FAULT
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return WRONG_USE
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else WRONG_USE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m matching", description=__doc__, allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("pair", help="match by profiles", allow_abbrev=False)
    _add_profiles(command, required=True)
    _add_common(command)
    _add_outputs(command)
    command.add_argument("--scores-out", type=Path, metavar="S.npz")
    command.set_defaults(run=run_pair)
    command = commands.add_parser("solve", help="match by scores", allow_abbrev=False)
    command.add_argument("scores", type=Path, metavar="SCORES")
    _add_scores(command)
    _add_common(command)
    _add_outputs(command)
    command.set_defaults(run=run_solve)
    command = commands.add_parser(
        "verify", help="check a result with independent code", allow_abbrev=False
    )
    command.add_argument("scores", type=Path, nargs="?", metavar="SCORES")
    _add_scores(command)
    _add_profiles(command, required=False)
    _add_common(command)
    command.add_argument("--pairs", type=Path, required=True, metavar="pairs.csv")
    command.add_argument("--report", type=Path, required=True, metavar="report.json")
    command.set_defaults(run=run_verify)
    return parser


def run_pair(options: argparse.Namespace) -> int:
    """Match by profiles."""
    timings = Timings()
    problem = _problem(options)
    timings.mark("read")
    result = pair(problem, timings.mark_stage)
    timings.mark("explanations")
    files = {options.out: pairs_csv(result).encode()}
    if options.scores_out:
        files[options.scores_out] = _eligible_scores(problem)
    _write(options, files, result, timings)
    return DONE


def run_solve(options: argparse.Namespace) -> int:
    """Match by scores."""
    timings = Timings()
    scores = _scores(options)
    timings.mark("read")
    result = solve(scores, timings.mark_stage)
    timings.mark("explanations")
    _write(options, {options.out: pairs_csv(result).encode()}, result, timings)
    return DONE


def run_verify(options: argparse.Namespace) -> int:
    """Check a result against its inputs; exit 1 with everything that disagrees."""
    profiles = (options.participants, options.mentors, options.assignments)
    rest = (options.employers, options.rules, options.exceptions)
    if (options.scores is None) == (options.participants is None):
        _refuse("give either SCORES or --participants")
    if any((options.capacity, options.priority) if options.participants else (*profiles, *rest)):
        _refuse("give what belongs to SCORES or what belongs to --participants, not both")
    if options.scores:
        scores = _scores(options)
        result, differences = read_result(options.pairs, options.report)
        found = (*differences, *verify_scores(scores, result))
    else:
        problem = _problem(options)
        result, differences = read_result(options.pairs, options.report)
        found = (*differences, *verify(problem, result))
    for line in found:
        print(line, file=sys.stderr)
    if found:
        return AT_FAULT
    people = len(result.pairs)
    print(f"Verified: {people} pairs, {result.total} points. No better result exists.")
    return DONE


def _problem(options: argparse.Namespace) -> Problem:
    if (options.mentors is None) == (options.assignments is None):
        _refuse("give either --mentors or --assignments")
    problem, warnings = read_problem(
        Inputs(
            participants=options.participants,
            mentors=options.mentors,
            assignments=options.assignments,
            employers=options.employers,
            rules=options.rules,
            exceptions=options.exceptions,
            pins=options.pins,
            bans=options.bans,
            current=options.current,
            floor=options.floor,
            floor_by=options.floor_by,
            price_per_change=options.price_per_change,
            seed=options.seed,
        )
    )
    _warn(warnings)
    return problem


def _scores(options: argparse.Namespace) -> Scores:
    scores, warnings = read_scores(
        options.scores,
        capacity=options.capacity,
        priority=options.priority,
        pins=options.pins,
        bans=options.bans,
        current=options.current,
        floor=options.floor,
        floor_by=options.floor_by,
        price_per_change=options.price_per_change,
        seed=options.seed,
    )
    _warn(warnings)
    return scores


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise SystemExit(WRONG_USE)


def _warn(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)


def _eligible_scores(problem: Problem) -> bytes:
    market: Market = market_of_problem(build_tables(problem))
    return npz_bytes(
        market.participants,
        market.options,
        np.where(market.allowed, market.points, -1),
        market.capacity,
    )


def _write(
    options: argparse.Namespace, files: dict[Path, bytes], result: Result, timings: Timings
) -> None:
    if options.report:
        files[options.report] = report_json(result).encode()
    if options.timings:
        files[options.timings] = timings.json().encode()
    names = ("out", "report", "timings", "scores_out")
    given = [path for name in names if (path := getattr(options, name, None))]
    if len({path.resolve() for path in given}) < len(given):
        _refuse("two outputs have the same name")
    write_together(files)


def _add_profiles(command: argparse.ArgumentParser, required: bool) -> None:
    command.add_argument("--participants", type=Path, required=required, metavar="P.csv")
    for name, file in (
        ("mentors", "M.csv"),
        ("assignments", "A.csv"),
        ("employers", "E.csv"),
        ("rules", "rules.toml"),
        ("exceptions", "X.csv"),
    ):
        command.add_argument(f"--{name}", type=Path, metavar=file)


def _add_scores(command: argparse.ArgumentParser) -> None:
    command.add_argument("--capacity", type=Path, metavar="capacity.csv")
    command.add_argument("--priority", type=Path, metavar="priority.csv")


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--floor", type=_floor, metavar="none|max|N|leximin")
    command.add_argument("--floor-by", choices=["points", "share"])
    command.add_argument("--pins", type=Path, metavar="pins.csv")
    command.add_argument("--bans", type=Path, metavar="bans.csv")
    command.add_argument("--current", type=Path, metavar="pairs.csv")
    command.add_argument("--price-per-change", type=_whole, metavar="N")
    command.add_argument("--seed", type=_whole, default=0, metavar="N")


def _add_outputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="pairs.csv")
    command.add_argument("--report", type=Path, metavar="report.json")
    command.add_argument("--timings", type=Path, metavar="timings.json")


def _floor(given: str) -> str | int:
    return given if given in ("none", "max", "leximin") else _whole(given)


def _whole(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        raise argparse.ArgumentTypeError("a whole number, 0 or more")
    return int(given)
