"""Tables: columns, relationships and constraints; a file per column of the house."""

from portal.models.accounts import Account, Link, LinkPurpose
from portal.models.consortia import (
    Brand,
    Consortium,
    Employer,
    EmployerAlias,
    EmployerGroup,
    Grade,
    Level,
    Membership,
    Person,
    Place,
    Role,
    Sector,
    Skill,
)
from portal.models.history import HistoryEntry
from portal.models.mentoring import Match
from portal.models.outbox import Letter
from portal.models.profiles import (
    AvoidEntry,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Wish,
)
from portal.models.programmes import Cohort, Participation, Programme
from portal.models.rounds import (
    Approval,
    PairCheck,
    Proposal,
    Publication,
    Round,
    RoundKind,
    Run,
    Unmatched,
)
from portal.models.stretch_assignments import AssignmentSkill, StretchAssignment

__all__ = [
    "Account",
    "Approval",
    "AssignmentSkill",
    "AvoidEntry",
    "Brand",
    "Cohort",
    "Consortium",
    "Employer",
    "EmployerAlias",
    "EmployerGroup",
    "Grade",
    "HistoryEntry",
    "Letter",
    "Level",
    "Link",
    "LinkPurpose",
    "Match",
    "Membership",
    "MentorProfile",
    "MentorSkill",
    "PairCheck",
    "ParticipantGoal",
    "ParticipantProfile",
    "Participation",
    "Person",
    "Place",
    "Programme",
    "Proposal",
    "Publication",
    "Role",
    "Round",
    "RoundKind",
    "Run",
    "Sector",
    "Skill",
    "StretchAssignment",
    "AssignmentSkill",
    "Unmatched",
    "Wish",
]
