"""What letters say: what happens next and by when, to the right person, and nothing private."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from portal.calendar import deadline_in_words, end_of_working_day, now, today
from portal.database import db, transaction
from portal.models import (
    Consortium,
    Letter,
    Match,
    Membership,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Proposal,
    Round,
)
from portal.queries.letter_facts import FACTS, Outdated
from portal.queries.letters import SUBJECT, WIDTH, fold, letter_text
from portal.services.outbox import put_letter
from portal.web.sign_in import SETTINGS as SIGN_IN
from tests.architecture.sources import ROOT, parsed, python_files
from tests.cast import Side, make_cast
from tests.letters import LETTERS, invitation, letter, proposal
from tests.proposed import fill_profiles


@pytest.fixture
def side(app: Flask) -> Iterator[Side]:
    """Return Bristol's side, its profiles filled with private things, inside an app context."""
    with app.app_context():
        side = make_cast().bristol
        with transaction():
            fill_profiles(side)
            consortium = db.session.get_one(Consortium, side["consortium"])
            consortium.contact_email = "team@bristol.example"
        yield side


def flat(text: str) -> str:
    return " ".join(text.split())


def words_of(side: Side, name: str) -> str:
    with transaction():
        made = LETTERS[name](side)
        return flat(letter_text(made, "https://portal.example/home").body)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_reads_well_and_tells_nothing_private(side: Side, name: str) -> None:
    with transaction():
        made = LETTERS[name](side)
        text = letter_text(made, "https://portal.example/home")
        greeted = db.session.get_one(Person, made.person_id).name
    assert text.subject == SUBJECT == "Stepping Up: please sign in"
    assert text.reply_to == "team@bristol.example"
    assert text.body.startswith(f"Hello {greeted},\n\n")
    assert text.body.count("https://portal.example/home") == 1
    assert max(map(len, text.body.splitlines())) <= WIDTH
    assert "\n\n\n" not in text.body
    assert "  " not in text.body.replace("\n  ", "\n")
    assert not re.search(r"SECRET|None|[{}]|&#|too_close|mentors\b.*_", text.body)
    assert "Bristol Stepping Up" in text.body


def test_every_letter_has_its_file_and_every_file_its_letter() -> None:
    files = {path.stem for path in (ROOT / "templates/emails").iterdir()} - {"layout"}
    assert files == set(FACTS)
    of_accounts = {SIGN_IN[name] for name in SIGN_IN if "EMAIL_TEMPLATE" in name}
    assert of_accounts == {"reset", "password_changed"} <= set(FACTS)


def named_templates(path: Path) -> Iterator[str]:
    """Find the templates that a file's calls of put_letter, or of its own _tell…, name."""
    for node in ast.walk(parsed(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and re.match("put_letter|_tell", called.id):
            for each in node.args:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value


def test_every_letter_that_is_put_in_exists() -> None:
    named = {name for path in python_files("portal") for name in named_templates(path)}
    assert {"invitation", "private_look", "introduction"} <= named
    assert named <= set(FACTS)


def test_an_unknown_letter_is_refused_at_once(side: Side) -> None:
    with pytest.raises(ValueError, match="no letter called wrong"):
        put_letter("wrong", side["mentor"])


def test_a_preview_has_no_token(side: Side) -> None:
    with transaction():
        assert "[a link of your own]" in letter_text(invitation(side)).body


def test_an_invitation_says_how_long_it_lasts(side: Side) -> None:
    with transaction():
        made = invitation(side)
        has_account = flat(letter_text(made).body)
        db.session.execute(db.text("DELETE FROM account"))
        text = flat(letter_text(made).body)
    assert "You have an account already" in has_account
    assert "Admin Bristol has invited you to Bristol Stepping Up." in text
    assert "works once, until" in text


def test_a_private_look_names_nobody_and_says_by_when(side: Side) -> None:
    text = words_of(side, "private look, mentor")
    until = end_of_working_day(now() - timedelta(minutes=1), 3)
    assert f"by {deadline_in_words(until)}" in text
    assert "Mentor Bristol" not in text


def test_a_proposal_names_nobody_and_says_by_when(side: Side) -> None:
    text = words_of(side, "proposal, mentor")
    assert f"answer by {deadline_in_words(end_of_working_day(now(), 5))}" in text
    assert "Participant Bristol" not in text


def test_an_introduction_has_both_addresses_and_who_writes_first(side: Side) -> None:
    to_participant = words_of(side, "introduction, participant")
    for address in ("participant@bristol.example", "mentor@bristol.example"):
        assert address in to_participant
    assert f"Please write first, by {deadline_in_words(end_of_working_day(now(), 5))}" in (
        to_participant
    )


def test_an_introduction_at_a_host_names_the_supervisor(side: Side) -> None:
    text = words_of(side, "introduction, host")
    assert "supervisor@bristol.example" in text and "participant@bristol.example" in text
    assert "Participant Bristol writes first" in text


def test_a_next_date_is_given_where_there_is_one(side: Side) -> None:
    assert "the next round is on Sunday 14 March 2027" in words_of(side, "not matched yet")


def outdate_by_clock(side: Side, made: Letter) -> None:
    db.session.execute(
        update(Letter).where(Letter.id == made.id).values(created_at=now() - timedelta(hours=2))
    )
    db.session.refresh(made)


# What happens between storing a letter and sending it, so that it isn't sent.
OVERTAKEN: dict[str, Callable[[Side, Letter], None]] = {
    "invitation": lambda s, m: change(Membership, ended_on=today()),
    "reset": outdate_by_clock,
    "private look, mentor": lambda s, m: change(Proposal, status="offered"),
    "proposal, mentor": lambda s, m: change(Proposal, status="accepted"),
    "reminder, participant": lambda s, m: change(Proposal, status="objected", seat=None),
    "reminder, mentor": lambda s, m: change(Proposal, status="declined", seat=None),
    "introduction, mentor": lambda s, m: change(Match, status="ended"),
    "declined, participant": lambda s, m: change(Proposal, status="accepted"),
    "not matched yet": lambda s, m: change(Participation, status="withdrawn"),
    "not needed, mentor": lambda s, m: change(Round, status="open"),
    "profile reminder, participant": lambda s, m: change(ParticipantProfile, status="complete"),
    "profile reminder, mentor": lambda s, m: change(MentorProfile, status="complete"),
}


def change(model: type, **values: object) -> None:
    db.session.execute(update(model).values(**values))


@pytest.mark.parametrize("name", OVERTAKEN)
def test_a_letter_that_was_overtaken_is_not_sent(side: Side, name: str) -> None:
    with transaction():
        made = LETTERS[name](side)
        letter_text(made)
        OVERTAKEN[name](side, made)
    with pytest.raises(Outdated):
        letter_text(made)


def test_a_letter_about_something_gone_is_not_sent(side: Side) -> None:
    with transaction():
        made = letter(side, "private_look", "participant", proposal=proposal(side))
        db.session.execute(db.delete(Proposal))
    with pytest.raises(Outdated):
        letter_text(made)


def test_an_invitation_that_is_too_old_is_not_sent(side: Side) -> None:
    with transaction():
        made = invitation(side)
    with time_machine.travel(now() + timedelta(days=15)), pytest.raises(Outdated):
        letter_text(made)


def test_lines_are_folded_but_addresses_are_not() -> None:
    address = "https://portal.example/" + "x" * 90
    folded = fold(f"Word {'word ' * 30}\n\n\n\n{address}\n- point {'point ' * 20}\n")
    first, rest = folded.split("\n\n")
    assert all(len(line) <= WIDTH for line in first.splitlines())
    assert rest.splitlines()[0] == address
    assert rest.splitlines()[2].startswith("  point")
