"""The one door to the matcher: a round's problem is read, solved, checked and explained here.

What is frozen for a run holds ids of participations, mentor profiles and assignments, and words
of the consortium's lists; no person's name and no free text.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

import matching
from portal.models import Round, RoundKind, Run
from portal.queries.matching.problem import problem_of
from portal.queries.outcome import Reviewed, review_of
from portal.queries.pool import Pool, read_pool

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Frozen:
    """A round's input as it stood at one moment: canonical JSON and its digest."""

    problem: str
    digest: str
    why_empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nobody, or nothing, to match."""
        return bool(self.why_empty)


@dataclass(frozen=True)
class Solved:
    """What the matcher found and what the review page needs of it."""

    result: str
    digest: str
    review: dict[str, Any]
    headline: dict[str, int]


def freeze(round: Round) -> Frozen:
    """Read a round's problem as it stands now."""
    pool = read_pool(round)
    problem = problem_of(pool)
    return Frozen(
        problem=matching.problem_to_json(problem),
        digest=matching.problem_digest(problem),
        why_empty=_why_empty(pool),
    )


def _why_empty(pool: Pool) -> str:
    if not pool.profiles:
        return "Nobody can be matched yet: no one who waits for a match has a complete profile."
    if not pool.options:
        return (
            "There are no approved mentors yet."
            if pool.round.kind == RoundKind.MENTORS
            else "There are no open stretch assignments yet."
        )
    return ""


def solve(problem: str, progress: Progress | None = None) -> Solved:
    """Run the matcher on frozen input; raises matching.Faults if the input breaks a rule."""
    read = matching.problem_from_json(problem)
    result = matching.pair(read, progress)
    faults = matching.verify(read, result)
    if faults:
        raise Unproven(faults)
    review = review_of(read, result, matching.eligibility(read))
    return Solved(
        result=matching.result_to_json(result),
        digest=result.result_digest,
        review=review.to_json(),
        headline=review.headline,
    )


BadInput = matching.Faults


class Unproven(Exception):
    """The independent check doesn't agree with the solver: the result is not to be used."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def verify_run(run: Run) -> tuple[str, ...]:
    """Check a stored result against its frozen input by code that shares nothing with the solver.

    Returns what disagrees, in words; empty: the result is proven.
    """
    if run.result is None:
        return ("the run has no result",)
    problem = matching.problem_from_json(run.problem)
    result = matching.result_from_json(run.result)
    faults = list(matching.verify(problem, result))
    if matching.problem_digest(problem) != run.input_digest:
        faults.append("the frozen input is not the one that was run")
    if matching.result_digest(result) != run.result_digest:
        faults.append("the stored result is not the one that was found")
    return tuple(faults)


def files_of(run: Run) -> dict[str, str]:
    """Return a finished run as the files that the matcher's own command reads, by file name."""
    problem = matching.problem_from_json(run.problem)
    return matching.problem_files(problem, matching.result_from_json(run.result or ""))


def changes_since(round: Round, run: Run) -> dict[str, frozenset[str]]:
    """Return the ids of participants and options whose input differs from the frozen one, and how.

    The values are names of fields, or "new" or "gone". Nothing: what decides the round is as it was
    when the run was started. "rules" and "employers" stand for themselves.
    """
    old = matching.problem_from_json(run.problem)
    new = problem_of(read_pool(round))
    if matching.problem_digest(old) == matching.problem_digest(new):
        return {}
    before, after = _rows(old), _rows(new)
    changed = {id: frozenset(["new"]) for id in after.keys() - before.keys()}
    changed |= {id: frozenset(["gone"]) for id in before.keys() - after.keys()}
    for id in before.keys() & after.keys():
        if before[id] != after[id]:
            changed[id] = _differing(before[id], after[id])
    if set(old.employers) != set(new.employers):
        changed["employers"] = frozenset()
    if (old.rules, old.order, old.bans) != (new.rules, new.order, new.bans):
        changed["rules"] = frozenset()
    return changed


def _rows(problem: matching.Problem) -> dict[str, Any]:
    canonical = matching.canonical(problem)
    rows: list[Any] = [*canonical.participants, *canonical.mentors, *canonical.assignments]
    return {row.id: row for row in rows}


def _differing(before: Any, after: Any) -> frozenset[str]:
    names = (field.name for field in fields(before))
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


def eligible_counts(pool: Pool) -> matching.Eligibility:
    """Return who could be matched with how many, before anything is decided."""
    return matching.eligibility(problem_of(pool))


def reviewed(run: Run) -> Reviewed:
    """Return what the review page shows of a finished run."""
    return Reviewed.from_json(run.review)


def flagged_in(run: Run) -> frozenset[UUID]:
    """Return the participations that somebody has to look at before the run is approved."""
    return reviewed(run).flagged
