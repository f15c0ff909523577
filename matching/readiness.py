"""Who could be matched with how many, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matching.checks import check_problem
from matching.results import (
    Eligibility,
    Faults,
    OptionEligibility,
    ParticipantEligibility,
    RuleCount,
)
from matching.rules import broken
from matching.tables import Bools, Tables, build_tables
from matching.values import Problem

BLOCK = 256


def eligibility(problem: Problem) -> Eligibility:
    """Count eligible options by participant and eligible participants by option.

    A participant with none has, rule by rule, how many options it excludes at all and alone.
    Pins don't matter here. One vectorised pass, O(pairs * rules); raises `Faults` on a bad
    problem.
    """
    if faults := check_problem(problem):
        raise Faults(faults)
    tables = build_tables(problem)
    participants: list[ParticipantEligibility] = []
    by_option = np.zeros(tables.shape[1], dtype=np.int64)
    for block in blocks(tables.shape[0]):
        excluded = dict(broken(tables, block))
        allowed = ~np.logical_or.reduce(list(excluded.values()))
        by_option += allowed.sum(axis=0)
        counts = allowed.sum(axis=1)
        reasons = count_rules(excluded, np.flatnonzero(counts == 0))
        participants += [
            ParticipantEligibility(row.id, int(count), reasons.get(number, ()))
            for number, (row, count) in enumerate(
                zip(tables.participants[block], counts, strict=True)
            )
        ]
    options = zip(tables.options, by_option, strict=True)
    return Eligibility(
        tuple(participants), tuple(OptionEligibility(row.id, int(n)) for row, n in options)
    )


def rules_against(tables: Tables, rows: Iterable[int]) -> dict[int, tuple[RuleCount, ...]]:
    """Return, for each of these rows, how many options each rule excludes at all and alone."""
    wanted = np.array(sorted(rows), dtype=np.int64)
    counts: dict[int, tuple[RuleCount, ...]] = {}
    for block in blocks(tables.shape[0]):
        here = wanted[(wanted >= block.start) & (wanted < block.stop)] - block.start
        if len(here):
            found = count_rules(dict(broken(tables, block)), here)
            counts |= {row + block.start: rules for row, rules in found.items()}
    return counts


def count_rules(
    excluded: dict[str, Bools], rows: Iterable[int]
) -> dict[int, tuple[RuleCount, ...]]:
    """Count what each rule excludes for some rows of a block, most exclusions first."""
    chosen = list(rows)
    if not chosen:
        return {}
    total = np.sum([matrix[chosen] for matrix in excluded.values()], axis=0, dtype=np.int64)
    by_row: dict[int, list[RuleCount]] = {row: [] for row in chosen}
    for name, matrix in excluded.items():
        at_all = matrix[chosen].sum(axis=1)
        alone = (matrix[chosen] & (total == 1)).sum(axis=1)
        for row, some, only in zip(chosen, at_all, alone, strict=True):
            if some:
                by_row[row].append(RuleCount(name, int(some), int(only)))
    return {
        row: tuple(sorted(counts, key=lambda count: (-count.excluded, count.rule)))
        for row, counts in by_row.items()
    }


def blocks(height: int) -> Iterable[slice]:
    """Return slices of at most `BLOCK` rows that together cover all rows."""
    return (slice(start, min(start + BLOCK, height)) for start in range(0, height, BLOCK))
