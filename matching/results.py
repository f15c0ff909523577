"""What comes out of the matcher: plain frozen values that can be stored and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ResultKind = Literal["mentors", "assignments", "scores"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input: where, what stands there, what was expected."""

    place: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: {self.value!r}: expected {self.expected}"


class Faults(Exception):
    """The input can't be matched as it stands; `faults` lists everything found wrong."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Pair:
    """A participant and the option found for them, with whole points (0-1000).

    `criteria` holds (criterion, points, maximum), in the order of `CRITERIA`; the points add up
    to `points`. It is empty where scores were given instead of profiles.
    """

    participant: str
    option: str
    kind: ResultKind
    points: int
    criteria: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many options a rule keeps from somebody, and how many it alone keeps from them."""

    rule: str
    excluded: int
    alone: int


@dataclass(frozen=True, slots=True)
class Group:
    """People competing for fewer places: all their options together are `options`."""

    participants: tuple[str, ...]
    options: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change found that would place somebody without costing another their place.

    `what`: "lift" (an exception to `rules` for this person with the one option named), "place"
    (one more place with any of `options`), "lift-and-place" (both), or "option" (only another
    option would help). `sentence` says it in words, with ids.
    """

    what: Literal["lift", "place", "lift-and-place", "option"]
    options: tuple[str, ...]
    rules: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody left without: `reason` is "no-option" (see `rules`) or "shortage" (see `group`)."""

    id: str
    kind: ResultKind
    reason: Literal["no-option", "shortage"]
    rules: tuple[RuleCount, ...]
    group: Group | None
    change: Change


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor asked for ("none", "max", "leximin" or a number), its measure, what was reached.

    `reached` is the worst-off matched person's measure; None if no floor was asked for or
    nobody is matched.
    """

    asked: str
    by: Literal["points", "share"]
    reached: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the order of decisions, with the prices that prove nothing better exists.

    `prices` hold (id, price) where the price isn't 0. For the floor, which has no prices,
    `witness` names people (or options) who can't all be served one step above the floor. A
    leximin level is called after the measure it is about; its value is how many stay at it.
    """

    name: str
    value: int
    bound: int
    participant_prices: tuple[tuple[str, int], ...] = ()
    option_prices: tuple[tuple[str, int], ...] = ()
    witness: tuple[str, ...] = ()

    @property
    def gap(self) -> int:
        """How far the value could still be from the best: 0 is proof that it is the best."""
        return abs(self.bound - self.value)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof, level by level; `pairs_priced` is how many pairs were held against it."""

    levels: tuple[Level, ...]
    pairs_priced: int
    largest_violation: int


@dataclass(frozen=True, slots=True)
class Result:
    """A finished match: pairs, who goes without and why, and the proof.

    `objective` lists (level, value) in the order of decisions. `changes` counts people who had a
    current pair and now have another or none. Digests are SHA-256 in hexadecimal and don't depend
    on names.
    """

    kind: ResultKind
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    floor: Floor
    changes: int
    total: int
    objective: tuple[tuple[str, int], ...]
    certificate: Certificate
    input_digest: str
    result_digest: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a pair breaks, in words."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ParticipantEligibility:
    """How many options somebody may be matched with; `rules` only where there are none."""

    id: str
    options: int
    rules: tuple[RuleCount, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionEligibility:
    """How many participants an option may be matched with."""

    id: str
    participants: int


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who could be matched with how many, before anything is decided; sorted by id."""

    participants: tuple[ParticipantEligibility, ...]
    options: tuple[OptionEligibility, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose option differs between two results; blank for none, or for not being there."""

    participant: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A level whose value differs between two results; None where a result has no such level."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in a second result; empty and 0 where nothing is.

    `matched` and `points` are how many more people are matched and points reached (below 0:
    fewer). `levels` are those that differ, in the order of decisions. Where eligibility differs
    between the two inputs, classes in a shortage are others, and their values don't compare.
    """

    matched: int
    points: int
    levels: tuple[LevelChange, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another option for somebody, what it costs in points, and everybody who would move."""

    participant: str
    option: str
    cost: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Standby:
    """What somebody would get if their pair fell through; blank if there is no other place."""

    participant: str
    option: str
    points: int


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """What one more place with an option would bring: see `Comparison`."""

    option: str
    sector: str
    floor: int
    gained: Comparison
