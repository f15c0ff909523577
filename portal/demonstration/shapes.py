"""The plain forms in which demonstration data are written down and drawn, by names and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.lifecycles import MentorProfileStatus, StretchAssignmentStatus
from portal.models.consortia import Brand, Role
from portal.models.profiles import AvoidKind, ConflictReason
from portal.models.stretch_assignments import AssignmentFormat

Steps = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class EmployerData:
    """An employer, and how many of its people are drawn beside those written down by name.

    `work` names its job titles where they aren't those of the whole sector.
    """

    key: str
    name: str
    sector: str
    place: str
    grades: str
    participants: int = 0
    mentors: int = 0
    group: str = ""
    aliases: tuple[str, ...] = ()
    work: str = ""


@dataclass(frozen=True)
class AvoidData:
    """Somebody by name as typed, or an employer by key, that the author must not meet."""

    named: str = ""
    employer: str = ""
    kind: AvoidKind = AvoidKind.AVOID
    reason: ConflictReason | None = None


@dataclass(frozen=True)
class Character:
    """A participant or mentor written down by name; `fixed` overrides what would be drawn."""

    name: str
    employer: str
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AssignmentData:
    """A stretch assignment as its host describes it; `fixed` overrides what would be drawn."""

    host: str
    title: str
    description: str
    skills: Steps
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Staff:
    """Somebody with a role that needs no profile; `employer` where the role is for one."""

    name: str
    role: Role
    employer: str = ""


@dataclass(frozen=True)
class CohortData:
    """The one cohort that a demonstration consortium runs."""

    name: str
    applications_open_on: date
    applications_close_on: date
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ConsortiumData:
    """Everything from which one consortium is made."""

    key: str
    name: str
    brand: Brand
    contact: str
    cohort: CohortData
    places: tuple[str, ...]
    reachable: Mapping[str, tuple[str, ...]]
    employers: tuple[EmployerData, ...]
    participants: tuple[Character, ...]
    mentors: tuple[Character, ...]
    assignments: tuple[AssignmentData, ...]
    staff: tuple[Staff, ...]
    accounts: tuple[str, ...]
    experience_tags: tuple[str, ...] = ()
    matching: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ParticipantDraft:
    """A participant before there are rows: employers, skills and places by their keys."""

    name: str
    employer: str
    job_title: str
    level: int
    location: str
    places: tuple[str, ...]
    formats: tuple[str, ...]
    weekdays: tuple[str, ...]
    available_from: date | None
    available_to: date | None
    days_per_week: int | None
    goals: Steps
    needs: tuple[str, ...] = ()
    blocked_on: tuple[date, ...] = ()
    other_employers: tuple[str, ...] = ()
    wishes_mentors: tuple[str, ...] = ()
    wishes_assignments: tuple[str, ...] = ()
    wish_tags: tuple[str, ...] = ()
    avoids: tuple[AvoidData, ...] = ()
    priority: int = 0
    is_complete: bool = True


@dataclass(frozen=True)
class MentorDraft:
    """A mentor before there are rows."""

    name: str
    employer: str
    job_title: str
    about: str
    level: int
    location: str
    places: tuple[str, ...]
    formats: tuple[str, ...]
    weekdays: tuple[str, ...]
    offers: tuple[str, ...]
    skills: Steps
    capacity: int = 1
    away_from: date | None = None
    away_to: date | None = None
    other_employers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    avoids: tuple[AvoidData, ...] = ()
    status: MentorProfileStatus = MentorProfileStatus.APPROVED


@dataclass(frozen=True)
class AssignmentDraft:
    """A stretch assignment before there is a row."""

    host: str
    title: str
    description: str
    skills: Steps
    starts_on: date
    ends_on: date
    days: int
    format: AssignmentFormat
    location: str
    level_from: int
    level_to: int
    weekdays: tuple[str, ...]
    offers: tuple[str, ...]
    host_checks: tuple[str, ...]
    capacity: int = 1
    avoids: tuple[AvoidData, ...] = ()
    returned_because: str = ""
    status: StretchAssignmentStatus = StretchAssignmentStatus.OPEN
