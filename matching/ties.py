"""Lots that settle ties: a salted hash of the pair's ids, the same on every machine.

Per id an 8-byte BLAKE2b (Aumasson and others, RFC 7693) of the salt, 0x1f and the id in UTF-8,
read little-endian; per pair SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014) of the
two, the option's rotated by 32 bits; the top 31 bits are the lot. The sum of lots is minimised
after everything else, so no path through a solver and no order of rows decides a tie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.tables import Ints

_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def lots(seed: int, participants: Sequence[str], options: Sequence[str]) -> Ints:
    """Return the lot of every pair, 0 to 2**31 - 1, shape (participants, options)."""
    left, right = _id_hashes(seed, participants), _id_hashes(seed, options)
    turned = (right << np.uint64(32)) | (right >> np.uint64(32))
    mixed = left[:, None] ^ turned
    for shift, factor in _MIX:
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(33)).astype(np.int64)


def _id_hashes(seed: int, ids: Sequence[str]) -> NDArray[np.uint64]:
    """Return one 64-bit hash per id; the salt is the seed in decimal."""
    salt = str(seed).encode() + b"\x1f"
    digests = b"".join(
        hashlib.blake2b(salt + row.encode("utf-8"), digest_size=8).digest() for row in ids
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)
