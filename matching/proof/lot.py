"""The lot of one pair, worked out on plain whole numbers."""

from __future__ import annotations

import hashlib
from functools import cache

WORD = 2**64


@cache
def _hash(salt: str, row_id: str) -> int:
    text = salt.encode("utf-8") + bytes([0x1F]) + row_id.encode("utf-8")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def lot(seed: int, participant: str, option: str) -> int:
    """Return the lot that settles ties for a pair, below 2**31."""
    other = _hash(str(seed), option)
    z = _hash(str(seed), participant) ^ ((other << 32) % WORD | other >> 32)
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % WORD
    z = (z ^ z >> 27) * 0x94D049BB133111EB % WORD
    return (z ^ z >> 31) >> 33
