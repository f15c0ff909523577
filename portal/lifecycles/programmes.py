"""Participation: a place in a cohort."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class ParticipationStatus(StrEnum):
    """Where a person stands in a cohort."""

    ENROLLED = "enrolled"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"


_P = ParticipationStatus

PARTICIPATION = Lifecycle(
    thing="place in the cohort",
    first=_P.ENROLLED,
    moves={
        (_P.ENROLLED, "complete"): _P.COMPLETED,
        (_P.ENROLLED, "withdraw"): _P.WITHDRAWN,
        (_P.ENROLLED, "defer"): _P.DEFERRED,
        (_P.DEFERRED, "resume"): _P.ENROLLED,
    },
    words={
        _P.ENROLLED: "Taking part",
        _P.COMPLETED: "Completed",
        _P.WITHDRAWN: "Withdrawn",
        _P.DEFERRED: "Deferred",
    },
)
