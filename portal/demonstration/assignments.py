"""Drawing what isn't written down about a stretch assignment: dates, place, level and facts."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from portal.demonstration.people import facts, some, weekdays, weighted
from portal.demonstration.shapes import AssignmentData, AssignmentDraft, ConsortiumData
from portal.models.stretch_assignments import AssignmentFormat

CARING_SECTORS = frozenset({"Health", "Education", "Charity and community"})


def draw_assignment(
    chance: Random, offered: AssignmentData, data: ConsortiumData
) -> AssignmentDraft:
    """Draw the rest of a stretch assignment; `offered.fixed` has the last word."""
    host = next(employer for employer in data.employers if employer.key == offered.host)
    starts_on, ends_on = _dates(chance, data)
    # Remote work alone is written down where it makes sense.
    format = weighted(chance, ((AssignmentFormat.ON_SITE, 4), (AssignmentFormat.EITHER, 5)))
    level_from, level_to = weighted(chance, (((2, 3), 8), ((2, 4), 7), ((1, 3), 2), ((3, 4), 3)))
    draft = AssignmentDraft(
        host=offered.host,
        title=offered.title,
        description=offered.description,
        skills=offered.skills,
        starts_on=starts_on,
        ends_on=ends_on,
        days=weighted(chance, ((15, 14), (14, 2), (16, 2), (20, 2))),
        format=format,
        location=host.place,
        level_from=level_from,
        level_to=level_to,
        weekdays=() if some(chance, 0.4) else weekdays(chance, 3),
        offers=_offers(chance, offered.fixed.get("format", format)),
        host_checks=_checks(chance, host.sector),
        capacity=weighted(chance, ((1, 9), (2, 1))),
    )
    return replace(draft, **offered.fixed)


def _dates(chance: Random, data: ConsortiumData) -> tuple[date, date]:
    """Return a Monday in the cohort's first months and a Friday half a year or more later."""
    monday = data.cohort.starts_on + timedelta(weeks=chance.randint(3, 15))
    friday = monday + timedelta(weeks=chance.randint(26, 34), days=-3)
    return monday, min(friday, data.cohort.ends_on)


def _offers(chance: Random, format: AssignmentFormat) -> tuple[str, ...]:
    remote = 0.0 if format is AssignmentFormat.ON_SITE else 1.0
    return facts(
        chance,
        {
            "step-free": 0.8,
            "school-hours": 0.6,
            "remote-only": remote,
            "parking": 0.3,
            "quiet-room": 0.15,
        },
    )


def _checks(chance: Random, sector: str) -> tuple[str, ...]:
    return facts(
        chance,
        {
            "confidentiality": 0.9,
            "identity": 0.6,
            "dbs": 0.8 if sector in CARING_SECTORS else 0.1,
            "it": 0.7,
            "insurance": 0.4,
        },
    )
