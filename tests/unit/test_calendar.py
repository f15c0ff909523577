"""British time, working days, and dates that can't be misread."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar import (
    LONDON,
    deadline_in_words,
    end_of_working_day,
    in_words,
    is_working_day,
    midnight,
    moment_in_words,
    next_release,
)

MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 2),  # noqa: DTZ001
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def test_a_day_is_written_out() -> None:
    assert in_words(date(2017, 12, 28)) == "Thursday 28 December 2017"


def test_midnight_at_the_end_of_a_day_is_told_as_that_day() -> None:
    end = datetime(2017, 12, 29, tzinfo=LONDON)
    assert deadline_in_words(end) == "11:59pm on Thursday 28 December 2017"


@pytest.mark.parametrize(
    ("clock", "words"),
    [(time(9), "9am"), (time(13, 30), "1:30pm"), (time(0, 5), "12:05am"), (time(12), "12pm")],
)
def test_a_moment_is_told_in_british_time(clock: time, words: str) -> None:
    moment = datetime.combine(date(2027, 7, 1), clock, LONDON)
    assert moment_in_words(moment.astimezone(UTC)) == f"{words} on Thursday 1 July 2027"


def test_three_working_days_from_a_friday_end_on_wednesday() -> None:
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert end_of_working_day(friday, 3) == midnight(date(2026, 11, 26))


@given(MOMENTS, st.integers(1, 20))
def test_as_many_working_days_lie_between_as_were_given(start: datetime, days: int) -> None:
    first = start.astimezone(LONDON).date() + timedelta(days=1)
    end = end_of_working_day(start, days)
    last = (end.astimezone(LONDON) - timedelta(seconds=1)).date()
    between = (first + timedelta(days=n) for n in range((last - first).days + 1))
    assert sum(is_working_day(day) for day in between) == days
    assert end.astimezone(LONDON).time() == time()


@given(MOMENTS)
def test_letters_go_at_nine_on_a_later_working_day(moment: datetime) -> None:
    release = next_release(moment)
    local = release.astimezone(LONDON)
    assert release > moment
    assert local.time() == time(9)
    assert is_working_day(local.date())
