"""Matches: a participant with a mentor, or with a stretch assignment."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class MatchStatus(StrEnum):
    """A match begins when a proposal is accepted."""

    ACTIVE = "active"
    ENDED = "ended"
    COMPLETED = "completed"


_M = MatchStatus

MATCH = Lifecycle(
    thing="match",
    first=_M.ACTIVE,
    moves={(_M.ACTIVE, "end"): _M.ENDED, (_M.ACTIVE, "complete"): _M.COMPLETED},
    words={_M.ACTIVE: "Under way", _M.ENDED: "Ended", _M.COMPLETED: "Completed"},
)
