"""The certificate: that no better matching exists, level by level.

Weak duality is all it takes. On the pairs still open, if every pair is worth no more than the
prices of its two ends, a price below 0 stands only where everybody must be served, and the
matching's value equals the sum of all prices (an option's once for each of its places), then no
matching is worth more. Any other best matching uses only pairs worth exactly their prices and
serves everybody whose price is above 0: that is what the next level is checked on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from matching.results import Level

Pair = tuple[str, str]
Value = Callable[[Pair], int]


@dataclass(slots=True)
class Open:
    """What is still open at a level: the pairs, and who must be served."""

    pairs: list[Pair]
    capacity: dict[str, int]
    matched: set[Pair]
    must_match: set[str]
    must_fill: set[str] = field(default_factory=set)
    largest_violation: int = 0

    def check(self, level: Level, value: Value, sign: int = 1, base: int = 0) -> Iterator[str]:
        """Yield what is wrong with a level's prices, then keep what can still be chosen."""
        rows, columns = dict(level.participant_prices), dict(level.option_prices)
        if len(rows) + len(columns) != len(level.participant_prices + level.option_prices):
            yield f"{level.name}: somebody has two prices"
        yield from self._signs(level.name, rows, columns)
        tight: list[Pair] = []
        worst = 0
        for pair in self.pairs:
            slack = rows.get(pair[0], 0) + columns.get(pair[1], 0) - value(pair)
            worst = max(worst, -slack)
            if slack == 0:
                tight.append(pair)
        if worst:
            self.largest_violation = max(worst, self.largest_violation)
            yield f"{level.name}: a pair is worth {worst} more than its prices"
        reached = base + sign * sum(value(pair) for pair in self.matched)
        capacity = self.capacity
        prices = sum(rows.values()) + sum(
            price * capacity.get(option, 0) for option, price in columns.items()
        )
        bound = base + sign * prices
        if level.value != reached:
            yield f"{level.name}: the pairs are worth {reached}, not {level.value}"
        if level.bound != bound:
            yield f"{level.name}: the prices prove {bound}, not {level.bound}"
        if reached != bound:
            yield f"{level.name}: {reached} was reached, and {bound} isn't ruled out"
        self.pairs = tight
        self.must_match |= {row for row, price in rows.items() if price > 0}
        self.must_fill |= {option for option, price in columns.items() if price > 0}

    def check_floor(self, level: Level, asked: int | None, measure: Value) -> Iterator[str]:
        """Yield what is wrong with the floor, then keep the pairs at or above it."""
        if any(measure(pair) < level.value for pair in self.matched):
            yield f"floor: somebody is below {level.value}"
        if level.bound != level.value:
            yield f"floor: the bound {level.bound} isn't the floor {level.value}"
        if asked is not None and level.value > asked:
            yield f"floor: {level.value} is more than was asked for"
        if level.value != asked:
            above = [pair for pair in self.pairs if measure(pair) > level.value]
            if not self._too_many(set(level.witness), above):
                yield f"floor: nothing shows that {level.value} is the highest possible"
        self.pairs = [pair for pair in self.pairs if measure(pair) >= level.value]

    def check_leximin(
        self, level: Level, decided: int, lowest: int, measure: Value
    ) -> Iterator[str]:
        """Yield what is wrong with one leximin level, then keep what can still be chosen.

        Nobody matched is between the measure decided before and this one, which is the best
        there can be; the prices show that no fewer could stay at this one.
        """
        self.pairs = [pair for pair in self.pairs if not decided < measure(pair) < lowest]
        yield from self.check(level, lambda pair: -int(measure(pair) == lowest), sign=-1)

    def _signs(self, name: str, rows: dict[str, int], columns: dict[str, int]) -> Iterator[str]:
        known = {row for row, _ in self.pairs} | self.must_match
        for row, price in rows.items():
            if row not in known:
                yield f"{name}: {row} has a price but no pair"
            if price < 0 and row not in self.must_match:
                yield f"{name}: {row} has a price below 0 but need not be matched"
        for option, price in columns.items():
            if option not in self.capacity:
                yield f"{name}: {option} has a price but isn't an option"
            if price < 0 and option not in self.must_fill:
                yield f"{name}: {option} has a price below 0 but need not be filled"

    def _too_many(self, witness: set[str], above: list[Pair]) -> bool:
        """Return whether these people, or options, can't all be served by the pairs above."""
        if not witness:
            return False
        if witness <= self.must_match:
            options = {option for row, option in above if row in witness}
            return len(witness) > sum(self.capacity[option] for option in options)
        if witness <= self.must_fill:
            rows = {row for row, option in above if option in witness}
            return sum(self.capacity[option] for option in witness) > len(rows)
        return False
