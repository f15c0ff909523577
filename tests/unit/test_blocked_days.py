"""Days that don't work: read however they are written, and written so that they can be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.forms.blocked_days import BadLine, read_days, runs, write_days

DAYS = st.lists(st.dates(date(2000, 1, 1), date(2100, 12, 31)), max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "24 December 2027",
        "24 dec 2027",
        "24th December, 2027",
        "Friday 24 December 2027",
        "24/12/2027",
        "24.12.2027",
        "24 12 2027",
        "2027-12-24",
        "  24  December   2027 \n\n24/12/2027",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_days(text) == [date(2027, 12, 24)]


@pytest.mark.parametrize("between", ["to", "until", "-", "–"])
def test_two_dates_stand_for_all_between(between: str) -> None:
    text = f"30 December 2027 {between} 2 January 2028"
    assert read_days(text) == [
        date(2027, 12, 30),
        date(2027, 12, 31),
        date(2028, 1, 1),
        date(2028, 1, 2),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("24 December", "Line 1, “24 December”: write a day, month and year"),
        ("1 May 2027\n31 February 2027", "Line 2, “31 February 2027”: write a day"),
        ("next week", "Line 1, “next week”"),
        ("1 May 1066", "Line 1"),
        ("1 Maybe 2027", "Line 1"),
        ("5 May 2027 to 1 May 2027", "the second date must be after the first"),
        ("1 May 2027 to 1 May 2029", "a year or less at a time"),
        ("1 1 2027 to 1 12 2027\n1 1 2028 to 1 12 2028\n1 1 2029 to 1 12 2029", "1000 days"),
    ],
)
def test_what_cannot_be_read_is_told_by_line(text: str, told: str) -> None:
    with pytest.raises(BadLine, match=told.replace("(", r"\(")):
        read_days(text)


@given(DAYS)
def test_what_is_written_reads_as_the_same_days(days: list[date]) -> None:
    assert read_days(write_days(days)) == sorted(set(days))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    try:
        assert read_days(text) == sorted(read_days(text))
    except BadLine as fault:
        assert str(fault)


def test_runs_end_where_a_day_is_missing() -> None:
    days = [date(2027, 5, day) for day in (3, 4, 5, 7)]
    assert runs(days) == [(days[0], days[2]), (days[3], days[3])]
