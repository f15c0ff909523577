"""Days that don't work, as people write them: a date or a run of dates on each line."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import StringField, ValidationError

from portal.web.forms.fields import lines_kept

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? (\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
RUN = re.compile(r"\s+(?:to|until|-|–|—)\s+")
LONGEST_RUN = 366
MOST_DAYS = 1000


class BadLine(ValueError):
    """A line that can't be read; the message says which and what was expected."""


def read_days(text: str) -> list[date]:
    """Return the days of every line, sorted, each once; raise BadLine at the first fault."""
    days: set[date] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            days.update(_read_line(number, " ".join(line.split())))
        if len(days) > MOST_DAYS:
            raise BadLine(f"Give {MOST_DAYS} days or fewer")
    return sorted(days)


def _read_line(number: int, line: str) -> Iterable[date]:
    start, *rest = RUN.split(line, maxsplit=1)
    first = _read_date(number, line, start)
    last = _read_date(number, line, rest[0]) if rest else first
    if last < first:
        raise BadLine(f"Line {number}, “{line}”: the second date must be after the first")
    if (last - first).days >= LONGEST_RUN:
        raise BadLine(f"Line {number}, “{line}”: give a year or less at a time")
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _read_date(number: int, line: str, text: str) -> date:
    parts = _parts(text.casefold())
    if parts:
        day, month, year = parts
        try:
            if 2000 <= year <= 2100:
                return date(year, month, day)
        except ValueError:
            pass
    raise BadLine(
        f"Line {number}, “{line[:60]}”: write a day, month and year, such as 24 December 2027, "
        "or two dates with “to” between them"
    )


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return day, month and year, whichever way they are written; the month may be a word."""
    if found := NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return int(day), int(month), int(year)
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
        return int(day), int(month), int(year)
    if found := WORDS.fullmatch(text):
        months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2])]
        return (int(found[1]), months[0], int(found[3])) if months else None
    return None


def runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the first and last day of every run of days without a gap."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def write_days(days: Sequence[date]) -> str:
    """Return the days as `read_days` reads them, a run on each line."""
    return "\n".join(
        _plain(first) if first == last else f"{_plain(first)} to {_plain(last)}"
        for first, last in runs(days)
    )


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class DaysField(StringField):
    """A text of days, a date or a run of dates on each line; `days` is what was read."""

    days: Sequence[date] = ()

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, filters=[lines_kept], **kwargs)

    def pre_validate(self, form: object) -> None:
        """Read the lines, or say which can't be read."""
        try:
            self.days = read_days(self.data or "")
        except BadLine as fault:
            raise ValidationError(str(fault)) from None
