"""A cohort as a line through time. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.models import Cohort


@dataclass(frozen=True)
class Phase:
    """A part of a cohort's time; `gone` is the share of it that has passed, 0 to 1."""

    name: str
    dates: str
    gone: float


def phases_of(cohort: Cohort, known_since: date, day: date) -> tuple[Phase, ...]:
    """Return a cohort's phases as they stand on a day.

    Matching lasts from the end of applications, or from when the cohort was set up, to the start.
    """
    phases = []
    opens, closes = cohort.applications_open_on, cohort.applications_close_on
    if opens and closes:
        phases.append(Phase("Applying", _between(opens, closes), _gone(opens, closes, day)))
    begins = closes + timedelta(days=1) if closes else min(known_since, cohort.starts_on)
    before = cohort.starts_on - timedelta(days=1)
    return (
        *phases,
        Phase("Matching", f"Until {_short(before)}", _gone(begins, before, day)),
        Phase(
            "Programme",
            _between(cohort.starts_on, cohort.ends_on),
            _gone(cohort.starts_on, cohort.ends_on, day),
        ),
        Phase("Finished", f"After {_short(cohort.ends_on)}", float(day > cohort.ends_on)),
    )


def _gone(first: date, last: date, day: date) -> float:
    """Return the share of the days from `first` to `last` that has passed when `day` is over."""
    days = (last - first).days + 1
    if day < first or days <= 0:
        return 0.0 if day <= last else 1.0
    return min(1.0, ((day - first).days + 0.5) / days)


def _between(first: date, last: date) -> str:
    if first.year == last.year:
        return f"{first.day} {first:%B} to {_short(last)}"
    return f"{_short(first)} to {_short(last)}"


def _short(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
