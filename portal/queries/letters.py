"""The text of a letter, made from the ids that it holds at the moment when it is sent or shown.

A letter says what happens next and by when; what is anybody's own stands behind the sign-in.
"""

import re
import textwrap
from dataclasses import dataclass
from typing import Any

from flask import current_app

from portal.database import db
from portal.models import Consortium, Letter, Person
from portal.queries.letter_facts import FACTS

# The same for every letter: a subject is read over shoulders and on locked screens.
SUBJECT = "Stepping Up: please sign in"
WIDTH = 72
LINK_STANDS_HERE = "[a link of your own]"


@dataclass(frozen=True)
class LetterText:
    """What a letter says, and where an answer to it goes."""

    subject: str
    body: str
    reply_to: str


def letter_text(letter: Letter, address: str = LINK_STANDS_HERE) -> LetterText:
    """Return what a letter says today, or raise letter_facts.Outdated.

    `address` is where it leads. Without it, as in a preview, no token is derived.
    """
    facts = FACTS[letter.template](letter)
    consortium = db.session.get(Consortium, letter.consortium_id) if letter.consortium_id else None
    person = db.session.get_one(Person, letter.person_id)
    return write_letter(letter.template, person, consortium, address, facts)


def write_letter(
    template: str,
    person: Person,
    consortium: Consortium | None,
    address: str,
    facts: dict[str, Any],
) -> LetterText:
    """Return the text that a template makes of facts; a preview makes them up beforehand."""
    source = current_app.jinja_env.get_template(f"emails/{template}.txt")
    text = source.render(**facts, person=person, consortium=consortium, address=address)
    return LetterText(SUBJECT, fold(text), consortium.contact_email if consortium else "")


def fold(text: str) -> str:
    """Fold each line to WIDTH, points of a list under their dash, which no blank lines part."""
    lines = [
        textwrap.fill(
            line.strip(),
            WIDTH,
            subsequent_indent="  " if line.lstrip().startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    ]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    return re.sub(r"^((?:- |  ).*)\n\n(?=- )", r"\1\n", text, flags=re.MULTILINE)
