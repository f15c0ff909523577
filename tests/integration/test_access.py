"""Every page, for everybody, with their own things, a colleague's, Leeds's and none at all."""

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.database import Base, db
from portal.models import Run
from portal.models.profiles import NEEDS
from portal.web.profiles import rows
from tests.access_table import KNOWN, TABLE, TEAM, may, may_ever
from tests.confidences import MARK, NEED, ON_A_PAGE, READERS, TAG
from tests.integration.walk import EVERYBODY, Answer, Snapshot, Walker, Way, ways
from tests.world import World


class Walked(NamedTuple):
    """What every way answered to everybody, and the database before and after the reading."""

    answers: list[Answer]
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    log: str


def contents(app: Flask) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    with app.app_context():
        return {
            table.name: sorted(str(row) for row in db.session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="module")
def walked(world_app: Flask, world: World) -> Iterator[Walked]:
    """Go every way as everybody: first to read, then to change, each time from the beginning."""
    every = [way for who in EVERYBODY for way in _ways_of(world_app, world, who)]
    written = logging.StreamHandler(io.StringIO())
    logging.getLogger().addHandler(written)
    with pytest.MonkeyPatch.context() as patch:
        # A need is shown by its words: this one has them for its author's own summary alone.
        patch.setattr(rows, "NEEDS", NEEDS | {NEED: NEED})
        before = contents(world_app)
        answers = [walker.go(way) for walker, way in every if way.method == "GET"]
        after = contents(world_app)
        snapshot = Snapshot(world_app)
        for walker, way in every:
            if way.method != "GET":
                answers.append(walker.go(way))
                if answers[-1].status < 400:
                    snapshot.restore()
    logging.getLogger().removeHandler(written)
    yield Walked(answers, before, after, written.stream.getvalue())


def _ways_of(app: Flask, world: World, who: str) -> Iterator[tuple[Walker, Way]]:
    walker = Walker(app, world, who)
    return ((walker, way) for way in ways(app, world) if is_worth_going(who, way))


def is_worth_going(who: str, way: Way) -> bool:
    """Leave out what would be asked a hundred times: anybody's try at what one of them is refused.

    Everybody goes to every page with every method, with their own things and a colleague's; and
    to read, with Leeds's and none. Only those who may use a page at all, and the team, go on to
    change what isn't there, or reach for it under what is; and with what a former colleague had
    go a few.
    """
    if way.case == "former":
        return who in {"visitor", "former", "admin", "lead", "auditor"}
    is_plain = way.gone == "" or (way.method == "GET" and way.gone == way.things[0])
    return is_plain or who in TEAM | may_ever(way.method, way.rule)


def test_the_table_has_every_page_and_no_other(world_app: Flask) -> None:
    mapped = {
        (method, rule.rule)
        for rule in world_app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert mapped - set(TABLE) == set(), "pages that nobody has said who may use"
    assert set(TABLE) - mapped == set(), "lines of the table without a page"


def expected(who: str, way: Way) -> str:
    """Return what the table says of one way for somebody."""
    if who == "visitor" and who not in may_ever(way.method, way.rule):
        return "sign in"
    if way.gone in way.things:
        return "not there"
    if who in may(way.method, way.rule, way.case):
        return "not there" if way.gone else "open"
    is_known = all(who in KNOWN[thing][way.case] for thing in way.things)
    return "not allowed" if is_known else "not there"


def told(answer: Answer) -> str:
    """Return in the same words what was answered."""
    if answer.status == 302 and answer.location.startswith("/sign-in"):
        return "sign in"
    return {401: "sign in", 403: "not allowed", 404: "not there"}.get(
        answer.status, "open" if answer.status < 500 else "broken"
    )


def test_everybody_meets_what_the_table_says(walked: Walked) -> None:
    wrong = [
        f"{a.way.method} {a.way.rule} as {a.who}, {a.way.case}: {told(a)}, "
        f"not {expected(a.who, a.way)} ({a.status})"
        for a in walked.answers
        if told(a) != expected(a.who, a.way)
    ]
    assert not wrong, "\n".join(wrong)


def test_foreign_and_missing_things_answer_the_same(walked: Walked) -> None:
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for answer in walked.answers:
        way = answer.way
        if way.gone and answer.who != "visitor":  # who is led to sign in, and on to the page
            seen[answer.who, way.method, way.rule, told(answer)].add(answer.seen)
    assert len(seen) > 1000
    assert [key for key, bodies in seen.items() if len(bodies) > 1] == []


def test_reading_changes_nothing(walked: Walked) -> None:
    assert walked.after == walked.before


def test_names_are_never_markup(walked: Walked) -> None:
    assert [a.way.address for a in walked.answers if a.is_marked_up] == []


def test_markup_is_there_to_be_found(walked: Walked, world_app: Flask, world: World) -> None:
    page = Walker(world_app, world, "admin")
    people = next(way for way in ways(world_app, world) if way.rule.endswith("/people"))
    assert "&lt;x-mark&gt;" in page.read(people)


def test_nobody_reads_what_another_told_in_confidence(walked: Walked) -> None:
    told_on = [
        f"{canary} to {a.who} by {a.way.method} {a.way.rule}"
        for a in walked.answers
        for canary in a.canaries
        if a.who not in READERS[canary]
    ]
    assert told_on == []


def test_they_read_it_themselves(walked: Walked) -> None:
    """Without this, the test before would pass were nothing confidential anywhere."""
    read = {(canary, a.who) for a in walked.answers for canary in a.canaries}
    for canary in ON_A_PAGE:
        assert {(canary, who) for who in READERS[canary]} <= read


def test_logs_history_and_results_keep_confidences(world_app: Flask, walked: Walked) -> None:
    assert MARK not in walked.log
    assert MARK not in str(contents(world_app)["history_entry"])
    with world_app.app_context():
        runs = db.session.scalars(select(Run).options(undefer("*"))).all()
        assert runs
        for run in runs:
            shown = (run.result, run.review, run.headline, run.failure, run.stage)
            assert MARK not in str(shown)
        # The matcher's own input has what people must have and wish for, and nobody's words.
        assert set(re.findall(rf"{MARK}[\w-]+", " ".join(run.problem for run in runs))) == {
            NEED,
            TAG,
        }


def test_no_letter_and_no_command_tells_them(
    world_app: Flask, walked: Walked, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    commands = world_app.test_cli_runner()
    with world_app.app_context():
        run_id = db.session.scalars(select(Run.id).where(Run.result_digest != "")).first()
    for command in (
        ["worker", "--once"],
        ["outbox", "list"],
        ["outbox", "list", "--json"],
        ["rounds", "list", "--json"],
        ["rounds", "verify", str(run_id), "--json"],
        ["rounds", "digest", str(run_id), "--json"],
        ["access", "map", "--json"],
    ):
        done = commands.invoke(args=command)
        assert done.exit_code == 0, (command, done.output)
        assert MARK not in done.output
    letters = list(Path(world_app.config["SETTINGS"].data_dir).glob("mail/*"))
    assert letters
    assert MARK not in "".join(letter.read_text() for letter in letters)
    assert MARK not in caplog.text
