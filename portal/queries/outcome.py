"""What a run came to: each pair with its facts and flags, each person without and why.

Worked out once, when the run finishes, from the frozen problem and the result, and stored with
the run; names are looked up when somebody looks. Pure: the matcher's values in, plain values out.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from portal.queries.pair_facts import PairFacts, facts_from

# Rules that are told together: which of them it is, is nobody else's business.
UNTOLD = frozenset({"open", "avoid", "conflict", "ban"})
NOT_AVAILABLE = "not available"
BAND = 100  # points a bar of the spread chart stands for


@dataclass(frozen=True)
class ReviewedPair:
    """A pair: points 0-1000, by criterion (points, maximum), what to look at, how many others."""

    participation_id: UUID
    option_id: UUID
    points: int
    criteria: tuple[tuple[str, int, int], ...]
    flags: tuple[str, ...]
    eligible: int
    facts: PairFacts


@dataclass(frozen=True)
class ReviewedWithout:
    """Somebody without: `rules` are (rule, options it keeps away); rivals compete for `places`."""

    participation_id: UUID
    reason: str
    rules: tuple[tuple[str, int], ...]
    rivals: tuple[UUID, ...]
    places: int
    change: str
    change_rules: tuple[str, ...]
    change_options: tuple[UUID, ...]


@dataclass(frozen=True)
class Reviewed:
    """Everything that the review page and publishing need of a run."""

    kind: str
    pairs: tuple[ReviewedPair, ...]
    without: tuple[ReviewedWithout, ...]
    levels: tuple[tuple[str, int, int], ...]
    pairs_priced: int
    floor_reached: int | None

    @property
    def flagged(self) -> frozenset[UUID]:
        """Return whose result somebody has to look at: flagged pairs, and who goes without."""
        pairs = {pair.participation_id for pair in self.pairs if pair.flags}
        return frozenset(pairs | {row.participation_id for row in self.without})

    @property
    def headline(self) -> dict[str, int]:
        """Return the counts that the headline is made of."""
        return {
            "placed": len(self.pairs),
            "people": len(self.pairs) + len(self.without),
            "first_goal": sum(_serves_first_goal(pair.facts) for pair in self.pairs),
            "flagged": len(self.flagged),
        }

    @property
    def spread(self) -> tuple[int, ...]:
        """Return how many pairs have 0-99 points, 100-199 and so on; the last band holds 1000."""
        last = 1000 // BAND - 1
        counts = Counter(min(pair.points // BAND, last) for pair in self.pairs)
        return tuple(counts[band] for band in range(last + 1))

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        stored: dict[str, Any] = asdict(self)
        return _plain(stored)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        return cls(
            kind=stored["kind"],
            pairs=tuple(_read_pair(row) for row in stored["pairs"]),
            without=tuple(_read_without(row) for row in stored["without"]),
            levels=tuple((name, value, bound) for name, value, bound in stored["levels"]),
            pairs_priced=stored["pairs_priced"],
            floor_reached=stored["floor_reached"],
        )


def review_of(problem: Any, result: Any, eligibility: Any) -> Reviewed:
    """Work out what is to be shown of a result (the matcher's Problem, Result, Eligibility)."""
    people = {row.id: row for row in problem.participants}
    options = {row.id: row for row in problem.options}
    eligible = {row.id: row.options for row in eligibility.participants}
    lifted = [(lift.participant, lift.option, (lift.rule, lift.reason)) for lift in problem.lifts]
    pairs = []
    for pair in result.pairs:
        exceptions = [
            told
            for who, what, told in lifted
            if who == pair.participant and what in (pair.option, "")
        ]
        facts = facts_from(
            problem.kind,
            people[pair.participant],
            options[pair.option],
            {},
            criteria=pair.criteria,
            exceptions=exceptions,
        )
        pairs.append(
            ReviewedPair(
                participation_id=UUID(pair.participant),
                option_id=UUID(pair.option),
                points=pair.points,
                criteria=pair.criteria,
                flags=flags_of(facts, eligible[pair.participant]),
                eligible=eligible[pair.participant],
                facts=facts,
            )
        )
    return Reviewed(
        kind=problem.kind,
        pairs=tuple(pairs),
        without=tuple(_without(row) for row in result.unmatched),
        levels=tuple((level.name, level.value, level.bound) for level in result.certificate.levels),
        pairs_priced=result.certificate.pairs_priced,
        floor_reached=result.floor.reached,
    )


def flags_of(facts: PairFacts, eligible: int) -> tuple[str, ...]:
    """Return what a person should look at before the pair is approved.

    An assignment that stretches nobody on their own figures is flagged, not forbidden: people
    rate themselves.
    """
    flags = []
    if eligible == 1:
        flags.append("only")
    if facts.exceptions:
        flags.append("exception")
    if facts.criteria.get("stretch", [1])[0] == 0:
        flags.append("no_stretch")
    elif not facts.helps_with and facts.not_helped:
        flags.append("no_goal")
    return tuple(flags)


def _serves_first_goal(facts: PairFacts) -> bool:
    return any(help.rank == 1 for help in facts.helps_with)


def _without(row: Any) -> ReviewedWithout:
    counts: Counter[str] = Counter()
    for count in row.rules:
        counts[NOT_AVAILABLE if count.rule in UNTOLD else count.rule] += count.excluded
    lifted = tuple(rule for rule in row.change.rules if rule not in UNTOLD)
    return ReviewedWithout(
        participation_id=UUID(row.id),
        reason=row.reason,
        rules=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        rivals=tuple(UUID(id) for id in (row.group.participants if row.group else ())),
        places=row.group.places if row.group else 0,
        change=row.change.what,
        change_rules=lifted,
        change_options=tuple(UUID(id) for id in row.change.options),
    )


def _read_pair(row: Mapping[str, Any]) -> ReviewedPair:
    return ReviewedPair(
        participation_id=UUID(row["participation_id"]),
        option_id=UUID(row["option_id"]),
        points=row["points"],
        criteria=tuple((name, points, most) for name, points, most in row["criteria"]),
        flags=tuple(row["flags"]),
        eligible=row["eligible"],
        facts=PairFacts.from_json(row["facts"]),
    )


def _read_without(row: Mapping[str, Any]) -> ReviewedWithout:
    return ReviewedWithout(
        participation_id=UUID(row["participation_id"]),
        reason=row["reason"],
        rules=tuple((rule, count) for rule, count in row["rules"]),
        rivals=tuple(UUID(id) for id in row["rivals"]),
        places=row["places"],
        change=row["change"],
        change_rules=tuple(row["change_rules"]),
        change_options=tuple(UUID(id) for id in row["change_options"]),
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: ids as text, tuples as lists."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
