"""Scenario `bristol`: one consortium with everything in it."""

from datetime import date

from portal.demonstration.data import assignments_other, assignments_public
from portal.demonstration.data.bristol_employers import EMPLOYERS, PLACES, REACHABLE
from portal.demonstration.data.bristol_people import ACCOUNTS, MENTORS, PARTICIPANTS, STAFF
from portal.demonstration.shapes import CohortData, ConsortiumData
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
