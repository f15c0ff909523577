"""A cohort as a line through time."""

from datetime import date

import pytest

from portal.models import Cohort
from portal.queries.timeline import phases_of

COHORT = Cohort(
    applications_open_on=date(2026, 9, 7),
    applications_close_on=date(2026, 10, 9),
    starts_on=date(2027, 1, 11),
    ends_on=date(2027, 12, 17),
)


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2026, 9, 6), None),
        (date(2026, 9, 7), "Applying"),
        (date(2026, 10, 9), "Applying"),
        (date(2026, 10, 10), "Matching"),
        (date(2027, 1, 10), "Matching"),
        (date(2027, 1, 11), "Programme"),
        (date(2027, 12, 17), "Programme"),
        (date(2027, 12, 18), None),
    ],
)
def test_a_cohort_is_in_one_phase_at_a_time(day: date, current: str | None) -> None:
    phases = phases_of(COHORT, date(2026, 6, 1), day)
    assert [phase.name for phase in phases if 0 < phase.gone < 1] == ([current] if current else [])
    shares = [phase.gone for phase in phases]
    assert shares == sorted(shares, reverse=True)
