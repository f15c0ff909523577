"""Chance that can be repeated: ids and draws that depend on the seed and a key alone."""

import random
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

# Any fixed UUID would do; this one is the demonstration's own.
NAMESPACE = UUID("5e991709-0b51-4d3c-9a51-d3a0b8157010")


class Draw:
    """Ids and random generators from one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def id(self, kind: str, *key: object) -> UUID:
        """Return the id of the thing of this kind with this key."""
        return uuid5(NAMESPACE, "/".join(map(str, (self.seed, kind, *key))))

    def chance(self, *key: object) -> random.Random:
        """Return a generator of its own for this key: one person's draw never shifts another's."""
        return random.Random("/".join(map(str, (self.seed, *key))))

    def shuffled(self, values: Sequence[str], *key: object) -> Iterator[str]:
        """Return the values in an order of this seed's, to be taken one by one."""
        return iter(self.chance(*key).sample(values, len(values)))
