"""Bristol, whole for the scenario `bristol` and smaller beside another consortium."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from portal.demonstration.data import assignments_other, assignments_public
from portal.demonstration.data.bristol_employers import EMPLOYERS
from portal.demonstration.data.bristol_people import ACCOUNTS, MENTORS, PARTICIPANTS, STAFF
from portal.demonstration.data.bristol_places import PLACES, REACHABLE
from portal.demonstration.shapes import Character, CohortData, ConsortiumData
from portal.models import Brand

# The calendar from which every other date follows; matching is under way in November 2026.
COHORT = CohortData(
    name="2027",
    applications_open_on=date(2026, 9, 7),
    applications_close_on=date(2026, 10, 9),
    starts_on=date(2027, 1, 11),
    ends_on=date(2027, 12, 17),
)

BRISTOL = ConsortiumData(
    key="bristol",
    name="Bristol Stepping Up",
    brand=Brand.TEAL,
    contact="Priya Shah",
    cohort=COHORT,
    places=PLACES,
    reachable=REACHABLE,
    employers=EMPLOYERS,
    participants=PARTICIPANTS,
    mentors=MENTORS,
    assignments=(
        *assignments_public.HEALTH,
        *assignments_public.COUNCILS,
        *assignments_public.JUSTICE,
        *assignments_other.HOUSING,
        *assignments_other.EDUCATION,
        *assignments_other.VOLUNTARY,
        *assignments_other.COMPANIES,
    ),
    staff=STAFF,
    accounts=ACCOUNTS,
)


def _part(data: ConsortiumData, keep: Collection[str]) -> ConsortiumData:
    """Return the consortium with these employers alone, and what belongs to them."""

    def of(characters: Collection[Character]) -> tuple[Character, ...]:
        return tuple(each for each in characters if each.employer in keep)

    people = {each.name for each in (*of(data.participants), *of(data.mentors))}
    staff = tuple(each for each in data.staff if not each.employer or each.employer in keep)
    people |= {each.name for each in staff}
    return replace(
        data,
        employers=tuple(each for each in data.employers if each.key in keep),
        participants=of(data.participants),
        mentors=of(data.mentors),
        assignments=tuple(each for each in data.assignments if each.host in keep),
        staff=staff,
        accounts=tuple(name for name in data.accounts if name in people),
    )


_SMALLER = _part(
    BRISTOL,
    (
        "north-severn",
        "harbour",
        "avon-wye",
        "mendip-care",
        "avon-city",
        "somer-valley",
        "harbourside",
        "uni-avon",
        "frome-valley",
        "easton-works",
        "temple-bank",
        "vale-water",
    ),
)

# With somebody who runs Leeds' programme among its participants.
SMALLER_BRISTOL = replace(
    _SMALLER,
    participants=(
        *_SMALLER.participants,
        Character(
            "Halima Yusuf", "uni-avon", {"job_title": "Library services manager", "level": 3}
        ),
    ),
)
