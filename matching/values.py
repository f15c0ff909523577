"""What goes into the matcher: plain frozen values, no database, no framework.

Ids are unique across participants, mentors and assignments. Words (employers, sectors, places,
needs, skills, tags) compare case-folded with white space squeezed; ids compare exactly.
What a blank means: no formats is every format, no weekdays is Monday to Friday, no dates is
always, no days per week is no limit, no location is taken as reachable. Two blanks do exclude:
a need must be met by a stated offer, and a sector must be known where the sector rule is on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["mentors", "assignments"]
Skills = tuple[tuple[str, int], ...]

KINDS: tuple[Kind, ...] = ("mentors", "assignments")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FORMATS = ("face-to-face", "video", "phone", "email")
ASSIGNMENT_FORMATS = ("on-site", "remote", "either")
MAX_LEVEL = 9
MAX_PRIORITY = 9
MAX_SKILL = 4
MAX_GOAL = 5


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer in the register, the other names it goes by, its group and its sector."""

    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody to be placed: `level` 1-9, goals weigh 1-5, skills held 0-4, priority 0-9.

    `employer` is the legal employer; `other_employers` are workplace, secondment or second job.
    `location` is where they are, `places` are where else they can get to. Wishes are ids, best
    first. `avoid` and `conflicts` are ids of options. Dates are inclusive.
    """

    id: str
    employer: str
    level: int
    name: str = ""
    sector: str = ""
    other_employers: tuple[str, ...] = ()
    location: str = ""
    places: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    goals: Skills = ()
    skills: Skills = ()
    available_from: date | None = None
    available_to: date | None = None
    weekdays: tuple[str, ...] = ()
    days_per_week: int | None = None
    blocked: tuple[date, ...] = ()
    wishes_mentors: tuple[str, ...] = ()
    wishes_assignments: tuple[str, ...] = ()
    wish_tags: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    avoid_employers: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor: `skills` are the levels offered (0-4), `offers` the facts that meet needs.

    `capacity` is how many participants are taken in this round. `avoid` and `conflicts` are ids
    of participants.
    """

    id: str
    employer: str
    level: int
    name: str = ""
    sector: str = ""
    other_employers: tuple[str, ...] = ()
    location: str = ""
    places: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    skills: Skills = ()
    weekdays: tuple[str, ...] = ()
    capacity: int = 1
    open: bool = True
    tags: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    avoid_employers: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A stretch assignment: `days` of work between two inclusive dates at a host `employer`.

    `skills` are the levels that can be reached there (0-4); `format` is on-site, remote or
    either; `level_from` to `level_to` is the range of participants' levels it is meant for.
    """

    id: str
    employer: str
    starts_on: date
    ends_on: date
    days: int
    title: str = ""
    sector: str = ""
    location: str = ""
    format: str = "either"
    offers: tuple[str, ...] = ()
    skills: Skills = ()
    level_from: int = 1
    level_to: int = MAX_LEVEL
    weekdays: tuple[str, ...] = ()
    capacity: int = 1
    open: bool = True
    avoid: tuple[str, ...] = ()
    avoid_employers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lift:
    """An exception: one rule lifted for one person, for one option or (blank) for any.

    Only group, sector, level, format, needs and dates can be lifted.
    """

    participant: str
    option: str
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MentorWeights:
    """How much each criterion counts when mentors are matched; only the proportions matter.

    `experience` may be at most a twentieth of the sum.
    """

    goals: int = 50
    level: int = 15
    meeting: int = 15
    network: int = 10
    wishes: int = 10
    experience: int = 0


@dataclass(frozen=True, slots=True)
class AssignmentWeights:
    """How much each criterion counts when stretch assignments are matched."""

    stretch: int = 60
    place: int = 15
    dates: int = 15
    wishes: int = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """Which hard rules a programme has switched on, and its weights.

    The employer rule has no switch: nobody is ever matched inside their own organisation.
    """

    group: bool = True
    sector: bool = True
    level: bool = True
    format: bool = True
    needs: bool = True
    dates: bool = True
    avoid: bool = True
    conflict: bool = True
    open: bool = True
    level_gap: int = 1
    mentors: MentorWeights = field(default_factory=MentorWeights)
    assignments: AssignmentWeights = field(default_factory=AssignmentWeights)


@dataclass(frozen=True, slots=True)
class Order:
    """How the worst-off matched person is protected before points are added up.

    `floor`: "none", "max" (as high as possible), a number that nobody matched falls below where
    that can be had, or "leximin" (the worst-off as high as possible, then the next worst-off, and
    so on). `floor_by`: "points", or "share" of the person's own best eligible
    option in thousandths, rounded down. The library and the command default to none, by points.
    `price_per_change`: None is as few changes to current pairs as possible, before points; a
    number is taken off the points for each change instead.
    """

    floor: Literal["none", "max", "leximin"] | int = "none"
    floor_by: Literal["points", "share"] = "points"
    price_per_change: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole round: participants with either mentors or assignments, and what binds it.

    `pins` and `bans` are pairs of (participant id, option id): a pin is taken first, a ban is
    never made. `current` are standing pairs, at most one for a participant: somebody who had one
    and has another or none after is a change. `seed` salts the lots that settle ties. The order
    of rows never matters.
    """

    participants: tuple[Participant, ...]
    mentors: tuple[Mentor, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    employers: tuple[Employer, ...] = ()
    rules: Rules = field(default_factory=Rules)
    lifts: tuple[Lift, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    bans: tuple[tuple[str, str], ...] = ()
    order: Order = field(default_factory=Order)
    seed: int = 0
    current: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> Kind:
        """What is matched in this round."""
        return "assignments" if self.assignments else "mentors"

    @property
    def options(self) -> tuple[Mentor, ...] | tuple[Assignment, ...]:
        """The mentors or the assignments, whichever this round matches."""
        return self.assignments or self.mentors
