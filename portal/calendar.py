"""The consortium's clock: British time, working days, and dates as people read them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in Britain."""
    return now().astimezone(LONDON).date()


def is_working_day(day: date) -> bool:
    """Say whether the day is Monday to Friday."""
    return day.weekday() < 5


def end_of_working_day(start: datetime, days: int) -> datetime:
    """Return the exclusive end, midnight in Britain, of the `days`-th working day after `start`."""
    day = start.astimezone(LONDON).date()
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return midnight(day + timedelta(days=1))


def midnight(day: date) -> datetime:
    """Return the moment at which the day begins in Britain, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def next_release(moment: datetime) -> datetime:
    """Return 9am in Britain on the working day after `moment`: when letters go unless told."""
    day = moment.astimezone(LONDON).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(9), LONDON).astimezone(UTC)


def in_words(day: date) -> str:
    """Return a date as "Thursday 28 December 2017"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment as "9am on Thursday 28 December 2017", in British time."""
    local = moment.astimezone(LONDON)
    return f"{clock_in_words(local.time())} on {in_words(local.date())}"


def deadline_in_words(end: datetime) -> str:
    """Return an exclusive end so that it can't be misread: midnight is "11:59pm" the day before."""
    local = end.astimezone(LONDON)
    if local.time() == time():
        return f"11:59pm on {in_words(local.date() - timedelta(days=1))}"
    return moment_in_words(end)


def last_day(end: datetime) -> date:
    """Return the last day in Britain before an exclusive end."""
    return (end - timedelta(microseconds=1)).astimezone(LONDON).date()


def left_in_words(end: datetime) -> str:
    """Return how long is left before an exclusive end: "3 days left", "last day today"."""
    days = (last_day(end) - today()).days
    if end <= now():
        return "time is up"
    return {0: "last day today", 1: "1 day left"}.get(days, f"{days} days left")


def clock_in_words(clock: time) -> str:
    """Return a time of day as "9am" or "1:30pm"."""
    hour = clock.hour % 12 or 12
    minutes = f":{clock.minute:02d}" if clock.minute else ""
    return f"{hour}{minutes}{'am' if clock.hour < 12 else 'pm'}"
