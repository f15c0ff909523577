"""The review of a finished run: names put to what the matcher found, in words."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.database import db
from portal.lifecycles.rounds import RunStatus
from portal.models import Round, Run
from portal.queries.matching import reviewed
from portal.queries.matching.words import criterion_label, rule_label
from portal.queries.outcome import BAND, Reviewed, ReviewedPair, ReviewedWithout
from portal.queries.pair_facts import PairFacts
from portal.queries.reasons import (
    helps_with,
    joined,
    not_given,
    where_and_when,
    why_for_participant,
)
from portal.queries.rounds import NamedOption, checked_by, options_of, people_of, told_rules

FLAGS: dict[str, dict[str, str]] = {
    "mentors": {
        "only": "Only possible mentor",
        "exception": "Exception made",
        "no_goal": "Helps with none of their goals",
    },
    "assignments": {
        "only": "Only possible assignment",
        "exception": "Exception made",
        "no_goal": "Works on none of their goals",
        "no_stretch": "Doesn’t stretch them, on their own figures",
    },
}

# The matcher's levels of decision, as sentences with the value reached.
LEVELS: dict[str, str] = {
    "pins": "Pairs that were set by hand were taken first: {value}.",
    "coverage": "As many people as possible are placed: {value}. No other result places more.",
    "shortage": "Where places ran short, people passed over before and people with the fewest "
    "options were placed first.",
    "floor": "The worst-off person is as well served as possible.",
    "changes": "As few people as possible were moved: {value}.",
    "total": "Of all results that do this, none has more points in total than this one: {value}.",
    "ties": "Equally good results were settled by lot, in a way that anybody can repeat.",
}


@dataclass(frozen=True)
class Row:
    """One person's result, in words. `option` is None for somebody who goes without."""

    participation_id: UUID
    person: str
    employer: str
    option: NamedOption | None
    points: int
    helps_with: str
    where_and_when: str
    flags: tuple[str, ...]
    criteria: tuple[tuple[str, int, int], ...]
    eligible: int
    why: tuple[str, ...]
    not_given: tuple[str, ...]
    exceptions: tuple[tuple[str, str], ...]
    reason: str = ""
    rules: tuple[tuple[str, int], ...] = ()
    change: str = ""


@dataclass(frozen=True)
class ReviewPage:
    """What the review shows."""

    rows: tuple[Row, ...]
    without: tuple[Row, ...]
    headline: str
    proof: tuple[str, ...]
    is_proven: bool
    spread: tuple[tuple[str, int], ...]
    spread_in_words: str
    to_look_at: int
    looked_at: frozenset[UUID]

    @property
    def left_to_look_at(self) -> int:
        """Return how many flagged results the actor hasn't looked at."""
        flagged = {row.participation_id for row in (*self.rows, *self.without) if row.flags}
        return len(flagged - self.looked_at)


def review_page(actor: Actor, round: Round, run: Run) -> ReviewPage:
    """Return a finished run in words, in a fixed number of reads."""
    review = reviewed(run)
    named = list(_rows(round, review))
    rows = tuple(sorted((r for r in named if r.option), key=lambda row: row.person))
    without = tuple(sorted((r for r in named if not r.option), key=lambda row: row.person))
    return ReviewPage(
        rows=rows,
        without=without,
        headline=headline_of(review),
        proof=tuple(_proof(review)),
        is_proven=all(value == bound for _, value, bound in review.levels),
        spread=_bands(review),
        spread_in_words=_spread_in_words(review),
        to_look_at=len(review.flagged),
        looked_at=checked_by(actor, run),
    )


def result_of(round: Round, run: Run, participation_id: UUID) -> Row | None:
    """Return one person's part of a run."""
    if run.status != RunStatus.FINISHED:
        return None
    rows = _rows(round, reviewed(run))
    return next((row for row in rows if row.participation_id == participation_id), None)


def flagged_rows(round: Round, run: Run) -> list[Row]:
    """Return the results that somebody has to look at, by name."""
    return sorted((r for r in _rows(round, reviewed(run)) if r.flags), key=lambda row: row.person)


def next_to_look_at(actor: Actor, run: Run) -> UUID | None:
    """Return the next flagged result that the actor hasn't looked at."""
    return min(reviewed(run).flagged - checked_by(actor, run), default=None)


def spread_of(run: Run) -> tuple[tuple[str, int], ...]:
    """Return how many pairs lie in each band of points."""
    return _bands(reviewed(run))


def is_over_within(run_id: UUID, seconds: float) -> bool:
    """Wait a little for a run to end; looks on a connection of its own, so that it sees news."""
    deadline = time.monotonic() + seconds
    with db.engine.connect() as connection:
        while time.monotonic() < deadline:
            status = connection.scalar(select(Run.status).where(Run.id == run_id))
            connection.rollback()
            if status not in (RunStatus.QUEUED, RunStatus.RUNNING):
                return True
            time.sleep(0.05)
    return False


def headline_of(review: Reviewed) -> str:
    """Return the result in a sentence or three."""
    counts = review.headline
    placed, people = counts["placed"], counts["people"]
    what = "have a mentor for their first goal"
    if review.kind == "assignments":
        what = "have an assignment that works on their first goal"
    said = [f"{placed} of {people} placed.", f"{counts['first_goal']} {what}."]
    if counts["flagged"]:
        verb = "needs" if counts["flagged"] == 1 else "need"
        said.append(f"{counts['flagged']} {verb} your eye.")
    return " ".join(said)


def _rows(round: Round, review: Reviewed) -> Iterator[Row]:
    people, options = people_of(round), options_of(round)
    names = {id: name for id, (name, _employer) in people.items()}
    for pair in review.pairs:
        yield _pair_row(pair, review.kind, people, options)
    for without in review.without:
        yield _without_row(without, review.kind, people, names, options)


def _pair_row(
    pair: ReviewedPair,
    kind: str,
    people: dict[UUID, tuple[str, str]],
    options: dict[UUID, NamedOption],
) -> Row:
    name, employer = people[pair.participation_id]
    option = options[pair.option_id]
    other = option.name if kind == "mentors" else option.employer
    return Row(
        participation_id=pair.participation_id,
        person=name,
        employer=employer,
        option=option,
        points=pair.points,
        helps_with=helps_with(pair.facts),
        where_and_when=where_and_when(pair.facts),
        flags=tuple(FLAGS[kind][flag] for flag in pair.flags),
        criteria=_told_criteria(pair, kind),
        eligible=pair.eligible,
        why=tuple(why_for_participant(pair.facts, other)),
        not_given=tuple(not_given(pair.facts)),
        exceptions=_exceptions(pair.facts, kind),
    )


def _told_criteria(pair: ReviewedPair, kind: str) -> tuple[tuple[str, int, int], ...]:
    """Return the points by criterion. A wish for lived experience is told with other wishes."""
    told: dict[str, tuple[int, int]] = {}
    for name, points, most in pair.criteria:
        name = "wishes" if name == "experience" else name
        before = told.get(name, (0, 0))
        told[name] = (before[0] + points, before[1] + most)
    return tuple(
        (criterion_label(name, kind == "mentors"), points, most)
        for name, (points, most) in told.items()
        if most
    )


def _exceptions(facts: PairFacts, kind: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (rule_label(each["rule"], kind == "mentors"), each["reason"]) for each in facts.exceptions
    )


def _without_row(
    row: ReviewedWithout,
    kind: str,
    people: dict[UUID, tuple[str, str]],
    names: dict[UUID, str],
    options: dict[UUID, NamedOption],
) -> Row:
    name, employer = people[row.participation_id]
    return Row(
        participation_id=row.participation_id,
        person=name,
        employer=employer,
        option=None,
        points=0,
        helps_with="",
        where_and_when="",
        flags=("Goes without",),
        criteria=(),
        eligible=0,
        why=(),
        not_given=(),
        exceptions=(),
        reason=_why_without(row, kind, names),
        rules=told_rules(row.rules, kind == "mentors"),
        change=_what_would_help(row, kind, names, options),
    )


def _why_without(row: ReviewedWithout, kind: str, names: dict[UUID, str]) -> str:
    what = "mentor" if kind == "mentors" else "stretch assignment"
    if row.reason == "no-option":
        return f"No {what} fits."
    rivals = sorted(names[id] for id in row.rivals if id != row.participation_id and id in names)
    places = "1 place" if row.places == 1 else f"{row.places} places"
    if not rivals:
        return f"Every {what} that fits is taken."
    shown = joined(rivals[:5]) if len(rivals) <= 5 else f"{len(rivals)} others"
    return f"Every {what} that fits is taken: {shown} can only have the same {places}."


def _what_would_help(
    row: ReviewedWithout, kind: str, names: dict[UUID, str], options: dict[UUID, NamedOption]
) -> str:
    """Return the smallest change that would place this person without costing another theirs."""
    shown = [options[id] for id in row.change_options if id in options]
    if row.change == "lift" and row.change_rules and shown:
        rules = joined([f"“{rule_label(r, kind == 'mentors')}”" for r in row.change_rules])
        ask = "Ask them" if "needs" in row.change_rules else "Ask both"
        return (
            f"Only {rules} stands between them and {_option(shown[0], kind)}. {ask} whether that "
            "could be met in another way; somebody else might then move."
        )
    if row.change == "place" and shown:
        named = joined([_option(option, kind) for option in shown[:3]], "or")
        return f"One more place with {named} would do."
    what = "mentor" if kind == "mentors" else "stretch assignment"
    return f"Another {what} is needed that fits them."


def _option(option: NamedOption, kind: str) -> str:
    return option.name if kind == "mentors" else f"“{option.name}” at {option.employer}"


def _proof(review: Reviewed) -> Iterator[str]:
    for name, value, _bound in review.levels:
        sentence = LEVELS.get(name)
        if sentence:
            yield sentence.format(value=f"{value:,}")
    yield (
        f"Every one of the {review.pairs_priced:,} pairs that the rules allow was held against "
        "this result, and none would improve it."
    )


def _bands(review: Reviewed) -> tuple[tuple[str, int], ...]:
    last = len(review.spread) - 1
    return tuple(
        (f"{band * BAND} to {1000 if band == last else band * BAND + BAND - 1}", count)
        for band, count in enumerate(review.spread)
    )


def _spread_in_words(review: Reviewed) -> str:
    if not review.pairs:
        return "Nobody is placed."
    points = sorted(pair.points for pair in review.pairs)
    if len(points) == 1:
        return f"The one pair has {points[0]} of 1,000 points."
    middle = points[len(points) // 2]
    return (
        f"Pairs have from {points[0]} to {points[-1]} of 1,000 points; half have {middle} or more."
    )
