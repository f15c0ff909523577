"""State tables: which status may follow which, by which verb. Pure: no Flask, no SQLAlchemy."""

from portal.lifecycles.machine import IllegalMove, Lifecycle, advance
from portal.lifecycles.mentoring import MATCH, MatchStatus
from portal.lifecycles.outbox import LETTER, LetterStatus
from portal.lifecycles.profiles import (
    MENTOR_PROFILE,
    PARTICIPANT_PROFILE,
    MentorProfileStatus,
    ParticipantProfileStatus,
)
from portal.lifecycles.programmes import PARTICIPATION, ParticipationStatus
from portal.lifecycles.rounds import (
    PROPOSAL,
    ROUND,
    RUN,
    ProposalStatus,
    RoundStatus,
    RunStatus,
)
from portal.lifecycles.stretch_assignments import STRETCH_ASSIGNMENT, StretchAssignmentStatus

__all__ = [
    "LETTER",
    "MATCH",
    "MENTOR_PROFILE",
    "PARTICIPANT_PROFILE",
    "PARTICIPATION",
    "PROPOSAL",
    "ROUND",
    "RUN",
    "STRETCH_ASSIGNMENT",
    "IllegalMove",
    "LetterStatus",
    "Lifecycle",
    "MatchStatus",
    "MentorProfileStatus",
    "ParticipantProfileStatus",
    "ParticipationStatus",
    "ProposalStatus",
    "RoundStatus",
    "RunStatus",
    "StretchAssignmentStatus",
    "advance",
]
