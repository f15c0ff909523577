"""Stretch assignments: offered by a host, opened by the team."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class StretchAssignmentStatus(StrEnum):
    """ "Filled" is computed from matches and proposals, so it is no status."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


_S = StretchAssignmentStatus

STRETCH_ASSIGNMENT = Lifecycle(
    thing="stretch assignment",
    first=_S.DRAFT,
    moves={
        (_S.DRAFT, "edit"): _S.DRAFT,
        (_S.DRAFT, "submit"): _S.SUBMITTED,
        (_S.SUBMITTED, "approve"): _S.OPEN,
        (_S.SUBMITTED, "return"): _S.DRAFT,
        # What was submitted or is open is changed as a draft, and then approved again.
        (_S.SUBMITTED, "revise"): _S.DRAFT,
        (_S.OPEN, "revise"): _S.DRAFT,
        (_S.OPEN, "close"): _S.CLOSED,
        **{
            (status, "withdraw"): _S.WITHDRAWN
            for status in (_S.DRAFT, _S.SUBMITTED, _S.OPEN, _S.CLOSED)
        },
    },
    words={
        _S.DRAFT: "Draft",
        _S.SUBMITTED: "Waiting for approval",
        _S.OPEN: "Open",
        _S.CLOSED: "Closed",
        _S.WITHDRAWN: "Withdrawn",
    },
)
