"""Drawing participants and mentors: what isn't written down about them by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from portal.demonstration.data.abouts import BACKGROUNDS, STYLES, TOPICS
from portal.demonstration.data.job_titles import TITLES
from portal.demonstration.data.lists import SKILLS
from portal.demonstration.draw import Draw
from portal.demonstration.shapes import (
    AssignmentDraft,
    AvoidData,
    Character,
    ConsortiumData,
    EmployerData,
    MentorDraft,
    ParticipantDraft,
    Steps,
)
from portal.models.profiles import FORMATS, WEEKDAYS

# What people want to learn, the more sought after the more often.
SOUGHT = {"negotiation": 5, "finance": 4, "strategy": 4, "presenting": 3, "governance": 3}

FORMAT_CHOICES = (
    (tuple(FORMATS), 5),
    (("face-to-face", "video", "email"), 4),
    (("video", "phone", "email"), 3),
    (("face-to-face", "phone"), 1),
    (("video",), 1),
)


def some(chance: Random, share: float) -> bool:
    """Say yes for about this share of people."""
    return chance.random() < share


def weighted(chance: Random, choices: Sequence[tuple[Any, int]]) -> Any:
    """Return one of the choices, each as often as its weight says."""
    values, weights = zip(*choices, strict=True)
    return chance.choices(values, weights)[0]


def weekdays(chance: Random, least: int) -> tuple[str, ...]:
    """Return at least so many weekdays, in their order."""
    chosen = chance.sample(list(WEEKDAYS), chance.randint(least, 5))
    return tuple(day for day in WEEKDAYS if day in chosen)


def facts(chance: Random, shares: Mapping[str, float]) -> tuple[str, ...]:
    """Return the facts that hold, each for about its share of people."""
    return tuple(fact for fact, share in shares.items() if some(chance, share))


class JobTitles:
    """Job titles, none held twice at an employer before each has been held once."""

    def __init__(self, draw: Draw, characters: Sequence[Character]) -> None:
        self.draw = draw
        self.held = {(each.employer, each.fixed.get("job_title")) for each in characters}
        self.left: dict[tuple[str, int], Iterator[str]] = {}

    def take(self, employer: EmployerData, level: int) -> str:
        """Return a title for somebody at this level."""
        if (employer.key, level) not in self.left:
            every = TITLES[employer.work or employer.sector][level]
            free = [title for title in every if (employer.key, title) not in self.held] or every
            order = self.draw.shuffled(free, "job titles", employer.key, level)
            self.left[employer.key, level] = cycle(order)
        return next(self.left[employer.key, level])


@dataclass(frozen=True)
class Options:
    """The mentors and stretch assignments that a participant may wish for."""

    mentors: Sequence[MentorDraft]
    assignments: Sequence[AssignmentDraft]


def draw_participant(
    chance: Random,
    name: str,
    employer: EmployerData,
    fixed: Mapping[str, Any],
    data: ConsortiumData,
    options: Options,
    titles: JobTitles,
    former: Iterator[str],
) -> ParticipantDraft:
    """Draw a participant; `fixed` has the last word."""
    level = fixed.get("level", weighted(chance, ((2, 6), (3, 4))))
    location = fixed.get("location", employer.place)
    starts, ends = _window(chance, data)
    nearby = data.reachable[location]
    draft = ParticipantDraft(
        name=name,
        employer=employer.key,
        job_title=fixed.get("job_title") or titles.take(employer, level),
        level=level,
        location=location,
        places=tuple(sorted(chance.sample(nearby, chance.randint(1, min(3, len(nearby)))))),
        formats=weighted(chance, FORMAT_CHOICES),
        weekdays=weekdays(chance, 2),
        available_from=starts,
        available_to=ends,
        days_per_week=weighted(chance, ((1, 7), (2, 9), (3, 2), (None, 2))),
        goals=_goals(chance),
        needs=facts(chance, {"step-free": 0.12, "school-hours": 0.1, "parking": 0.04}),
        blocked_on=_holiday(chance, data),
        wishes_mentors=_wishes(
            chance, [m.name for m in options.mentors if m.employer != employer.key]
        ),
        wishes_assignments=_wishes(
            chance, [a.title for a in options.assignments if a.host != employer.key]
        ),
        avoids=_avoids(chance, employer, data, former),
    )
    return replace(draft, **fixed)


def draw_mentor(
    chance: Random,
    name: str,
    employer: EmployerData,
    fixed: Mapping[str, Any],
    data: ConsortiumData,
    titles: JobTitles,
    former: Iterator[str],
) -> MentorDraft:
    """Draw a mentor; `fixed` has the last word."""
    level = fixed.get("level", weighted(chance, ((3, 2), (4, 5), (5, 3))))
    skills = fixed.get("skills", _skills(chance))
    strongest = max(skills, key=lambda skill: skill[1])[0]
    nearby = data.reachable[employer.place]
    background = chance.choice(BACKGROUNDS[employer.sector])
    draft = MentorDraft(
        name=name,
        employer=employer.key,
        job_title=fixed.get("job_title") or titles.take(employer, level),
        about=f"{background} {TOPICS[strongest]} {chance.choice(STYLES)}",
        level=level,
        location=employer.place,
        places=tuple(sorted(chance.sample(nearby, chance.randint(1, min(3, len(nearby)))))),
        formats=weighted(chance, FORMAT_CHOICES),
        weekdays=weekdays(chance, 2),
        offers=facts(
            chance,
            {
                "step-free": 0.65,
                "school-hours": 0.55,
                "remote-only": 0.4,
                "parking": 0.25,
                "quiet-room": 0.1,
            },
        ),
        skills=skills,
        capacity=weighted(chance, ((1, 15), (2, 4), (3, 1))),
        avoids=_avoids(chance, employer, data, former),
    )
    return replace(draft, **fixed)


def _window(chance: Random, data: ConsortiumData) -> tuple[date | None, date | None]:
    """Return the dates between which somebody can be released; for most, the whole cohort."""
    if some(chance, 0.6):
        return None, None
    starts = data.cohort.starts_on + timedelta(weeks=chance.randint(2, 10))
    return starts, data.cohort.ends_on - timedelta(weeks=chance.randint(0, 6))


def _holiday(chance: Random, data: ConsortiumData) -> tuple[date, ...]:
    """Return a working week that is blocked, for about a third."""
    if not some(chance, 0.35):
        return ()
    monday = data.cohort.starts_on + timedelta(weeks=chance.randint(16, 40))
    return tuple(monday + timedelta(days=day) for day in range(5))


def _goals(chance: Random) -> Steps:
    """Return two or three skills to work on, most important first, and the step held now."""
    count = weighted(chance, ((3, 3), (2, 1)))
    wanted: list[str] = []
    while len(wanted) < count:
        skill = weighted(chance, [(skill, SOUGHT.get(skill, 1)) for skill in SKILLS])
        wanted += [skill] if skill not in wanted else []
    return tuple((skill, weighted(chance, ((0, 4), (1, 9), (2, 6), (3, 1)))) for skill in wanted)


def _skills(chance: Random) -> Steps:
    """Return what a mentor can help with, and how far."""
    chosen = chance.sample(list(SKILLS), chance.randint(4, 6))
    return tuple((skill, weighted(chance, ((2, 2), (3, 5), (4, 3)))) for skill in chosen)


def _wishes(chance: Random, names: Sequence[str]) -> tuple[str, ...]:
    """Return up to three wishes, for about a third of people."""
    return tuple(chance.sample(names, chance.randint(1, 3))) if some(chance, 0.35) else ()


def _avoids(
    chance: Random, employer: EmployerData, data: ConsortiumData, former: Iterator[str]
) -> tuple[AvoidData, ...]:
    """Return somebody, or rarely an employer, not to be matched with."""
    named = next(former, "") if some(chance, 0.1) else ""
    avoids = [AvoidData(named=named)] if named else []
    if some(chance, 0.05):
        others = [other.key for other in data.employers if other.key != employer.key]
        avoids.append(AvoidData(employer=chance.choice(others)))
    return tuple(avoids)
