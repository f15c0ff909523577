"""Scores given instead of profiles: a table of whole points, for `solve`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.canonical import encode
from matching.values import Order

MAX_SCORE = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Points of shape (participants, options), 0 to 1,000,000; -1 where a pair isn't allowed.

    `capacity` is per option (default 1 each), `priority` per participant (default 0 each); pins,
    bans, order, seed and current pairs as in `Problem`.
    """

    participants: tuple[str, ...]
    options: tuple[str, ...]
    points: NDArray[np.int64]
    capacity: tuple[int, ...] = ()
    priority: tuple[int, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    bans: tuple[tuple[str, str], ...] = ()
    order: Order = field(default_factory=Order)
    seed: int = 0
    current: tuple[tuple[str, str], ...] = ()


def canonical_scores(scores: Scores) -> Scores:
    """Return the same scores with rows and columns in id order and defaults filled in."""
    rows = sorted(range(len(scores.participants)), key=scores.participants.__getitem__)
    columns = sorted(range(len(scores.options)), key=scores.options.__getitem__)
    capacity = scores.capacity or (1,) * len(columns)
    priority = scores.priority or (0,) * len(rows)
    points = np.asarray(scores.points, dtype=np.int64).reshape(len(rows), len(columns))
    return Scores(
        participants=tuple(scores.participants[row] for row in rows),
        options=tuple(scores.options[column] for column in columns),
        points=points[rows][:, columns],
        capacity=tuple(capacity[column] for column in columns),
        priority=tuple(priority[row] for row in rows),
        pins=tuple(sorted(set(scores.pins))),
        bans=tuple(sorted(set(scores.bans))),
        order=scores.order,
        seed=scores.seed,
        current=tuple(sorted(set(scores.current))),
    )


def scores_digest(scores: Scores) -> str:
    """Return the SHA-256 of scores, whatever the order of rows and columns."""
    ordered = canonical_scores(scores)
    words = {
        name: encode(getattr(ordered, name))
        for name in ("participants", "options", "capacity", "priority", "pins", "bans", "seed")
    } | {"order": encode(ordered.order)}
    if ordered.current:
        words["current"] = encode(ordered.current)
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    state = hashlib.sha256(text.encode("utf-8"))
    state.update(ordered.points.astype("<i8").tobytes())
    return state.hexdigest()
