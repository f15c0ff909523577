"""The whole way from a problem, or from given scores, to a result."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matching.canonical import problem_digest, result_digest
from matching.checks import check_problem, check_scores
from matching.decide import Decision, Progress, decide
from matching.market import Market, market_of_problem, market_of_scores
from matching.pins import find_bad_score_pins, pin_fault, pin_faults
from matching.results import Faults, Floor, Pair, Result
from matching.scores import Scores, scores_digest
from matching.tables import Tables, build_tables
from matching.unmatched import explain_unmatched
from matching.values import Problem


def pair(problem: Problem, progress: Progress | None = None) -> Result:
    """Match participants with mentors or assignments; exact, and the same for any order of rows.

    `progress` is called with (stage, share done), and what it raises ends the run there: that is
    how to cancel one, between levels and between the steps of a leximin. Raises `Faults` with
    everything wrong in the problem, a pin that breaks a rule or a capacity included. O(n**3) at
    worst in the larger side; memory is a few numbers per pair.
    """
    tables = _checked_tables(problem)
    market = market_of_problem(tables)
    decision = decide(market, progress)
    if progress:
        progress("explanations", 0.9)
    return _result(market, decision, tables, problem_digest(problem))


def solve(scores: Scores, progress: Progress | None = None) -> Result:
    """Match by given scores; as `pair`, with priority alone deciding who goes without."""
    market = market_of(scores)
    decision = decide(market, progress)
    if progress:
        progress("explanations", 0.9)
    return _result(market, decision, None, scores_digest(scores))


def market_of(given: Problem | Scores) -> Market:
    """Return the market of a problem or of scores; raises `Faults` with everything wrong."""
    if isinstance(given, Problem):
        return market_of_problem(_checked_tables(given))
    if faults := check_scores(given):
        raise Faults(faults)
    bad = [pin_fault(given.pins[index], text) for index, text in find_bad_score_pins(given)]
    if bad:
        raise Faults(tuple(bad))
    return market_of_scores(given)


def _checked_tables(problem: Problem) -> Tables:
    if faults := check_problem(problem):
        raise Faults(faults)
    tables = build_tables(problem)
    if faults := pin_faults(tables):
        raise Faults(faults)
    return tables


def _result(market: Market, decision: Decision, tables: Tables | None, input_digest: str) -> Result:
    rows = np.flatnonzero(decision.matching >= 0)
    chosen = (rows, decision.matching[rows])
    pairs = tuple(_pair(market, int(row), int(column)) for row, column in zip(*chosen, strict=True))
    order = market.order
    reached = int(market.measure[chosen].min()) if len(rows) else None
    result = Result(
        kind=market.kind,
        pairs=pairs,
        unmatched=explain_unmatched(market, decision.matching, tables),
        floor=Floor(str(order.floor), order.floor_by, reached),
        changes=market.standing - int(market.kept[chosen].sum()),
        total=sum(row.points for row in pairs),
        objective=tuple((level.name, level.value) for level in decision.certificate.levels),
        certificate=decision.certificate,
        input_digest=input_digest,
        result_digest="",
    )
    return replace(result, result_digest=result_digest(result))


def _pair(market: Market, row: int, column: int) -> Pair:
    criteria = tuple(
        (name, int(points[row, column]), market.maxima[name])
        for name, points in market.criteria.items()
    )
    return Pair(
        participant=market.participants[row],
        option=market.options[column],
        kind=market.kind,
        points=int(market.points[row, column]),
        criteria=criteria,
    )
