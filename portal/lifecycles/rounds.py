"""Match rounds: round, run and proposal."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class RoundStatus(StrEnum):
    """A round holds runs; one of them is approved and published."""

    DRAFT = "draft"
    OPEN = "open"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RunStatus(StrEnum):
    """One attempt by the matcher; never changed once finished."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ProposalStatus(StrEnum):
    """First the participant's private look, then the mentor's or host's answer."""

    SHOWN = "shown"
    OBJECTED = "objected"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


_R = RoundStatus
_N = RunStatus
_P = ProposalStatus

ROUND = Lifecycle(
    thing="round",
    first=_R.DRAFT,
    moves={
        (_R.DRAFT, "open"): _R.OPEN,
        (_R.OPEN, "publish"): _R.PUBLISHED,
        (_R.PUBLISHED, "undo"): _R.OPEN,
        (_R.PUBLISHED, "close"): _R.CLOSED,
        (_R.DRAFT, "cancel"): _R.CANCELLED,
        (_R.OPEN, "cancel"): _R.CANCELLED,
    },
    words={
        _R.DRAFT: "Draft",
        _R.OPEN: "Open",
        _R.PUBLISHED: "Published",
        _R.CLOSED: "Closed",
        _R.CANCELLED: "Cancelled",
    },
)

RUN = Lifecycle(
    thing="run",
    first=_N.QUEUED,
    moves={
        (_N.QUEUED, "start"): _N.RUNNING,
        (_N.RUNNING, "finish"): _N.FINISHED,
        (_N.RUNNING, "fail"): _N.FAILED,
        (_N.QUEUED, "cancel"): _N.CANCELLED,
        (_N.RUNNING, "cancel"): _N.CANCELLED,
        (_N.RUNNING, "reconcile"): _N.QUEUED,
    },
    words={
        _N.QUEUED: "Waiting to start",
        _N.RUNNING: "Running",
        _N.FINISHED: "Finished",
        _N.FAILED: "Failed",
        _N.CANCELLED: "Cancelled",
    },
)

PROPOSAL = Lifecycle(
    thing="proposal",
    first=_P.SHOWN,
    moves={
        (_P.SHOWN, "offer"): _P.OFFERED,
        (_P.SHOWN, "object"): _P.OBJECTED,
        (_P.OFFERED, "accept"): _P.ACCEPTED,
        (_P.OFFERED, "decline"): _P.DECLINED,
        (_P.OFFERED, "lapse"): _P.LAPSED,
        (_P.SHOWN, "withdraw"): _P.WITHDRAWN,
        (_P.OFFERED, "withdraw"): _P.WITHDRAWN,
    },
    words={
        _P.SHOWN: "With the participant",
        _P.OBJECTED: "Not going ahead",
        _P.OFFERED: "Waiting for an answer",
        _P.ACCEPTED: "Accepted",
        _P.DECLINED: "Declined",
        _P.LAPSED: "Lapsed",
        _P.WITHDRAWN: "Withdrawn",
    },
)

# What holds a mentor's or assignment's place until it is answered.
OUTSTANDING: frozenset[ProposalStatus] = frozenset({_P.SHOWN, _P.OFFERED})
