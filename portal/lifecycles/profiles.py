"""Profiles: what participants and mentors tell the matcher about themselves."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class ParticipantProfileStatus(StrEnum):
    """A participant's profile is theirs to change; complete means they checked their answers."""

    DRAFT = "draft"
    COMPLETE = "complete"


class MentorProfileStatus(StrEnum):
    """A mentor fills in a profile, and the team approves it."""

    INVITED = "invited"
    COMPLETE = "complete"
    APPROVED = "approved"


_P = ParticipantProfileStatus
_M = MentorProfileStatus

PARTICIPANT_PROFILE = Lifecycle(
    thing="profile",
    first=_P.DRAFT,
    moves={
        (_P.DRAFT, "complete"): _P.COMPLETE,
        (_P.COMPLETE, "complete"): _P.COMPLETE,
        (_P.DRAFT, "edit"): _P.DRAFT,
        (_P.COMPLETE, "edit"): _P.DRAFT,
    },
    words={_P.DRAFT: "Not complete yet", _P.COMPLETE: "Complete"},
)

MENTOR_PROFILE = Lifecycle(
    thing="mentor profile",
    first=_M.INVITED,
    moves={
        (_M.INVITED, "edit"): _M.INVITED,
        (_M.INVITED, "complete"): _M.COMPLETE,
        # Who changes what was approved is looked at again: conflicts and employers decide matches.
        (_M.COMPLETE, "edit"): _M.INVITED,
        (_M.APPROVED, "edit"): _M.INVITED,
        (_M.COMPLETE, "approve"): _M.APPROVED,
        (_M.COMPLETE, "return"): _M.INVITED,
    },
    words={
        _M.INVITED: "Not complete yet",
        _M.COMPLETE: "Waiting for approval",
        _M.APPROVED: "Approved",
    },
)
