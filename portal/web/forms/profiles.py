"""Forms for the topics that participants and mentors share."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import ValidationError

from portal.models.profiles import CONFLICT_WORDS, FORMATS, LIVE_FORMATS, WEEKDAYS, ConflictReason
from portal.web.forms.fields import (
    Buttons,
    ChoiceField,
    ChoicesField,
    EditForm,
    ThingField,
    ThingsField,
    long_text,
    text,
)

AVOID_WORDS = "I’d rather not be matched with them"


class RoleForm(EditForm):
    """Job title, level and other employers."""

    job_title = text("Job title", required="Enter your job title", width=20)
    level = ThingField(
        "Which of these comes closest to your job?",
        widget=Buttons(),
        missing="Choose what comes closest to your job",
    )
    has_others = ChoiceField(
        "Do you also work for, or at, another employer?",
        hint="For example a second job, a secondment, or a workplace that belongs to somebody "
        "else. You won’t be matched with anybody from an employer you name.",
        widget=Buttons(),
        choices={"yes": "Yes", "no": "No"},
        missing="Choose yes if you work for, or at, another employer, or no if you don’t",
    )
    others = ThingsField("Which other employers?", wrong="Choose other employers from the list")

    def choose_from(
        self, levels: Iterable[Any], grades: dict[Any, list[str]], employers: Iterable[Any]
    ) -> None:
        """Offer the consortium's levels, with an employer's grades beneath, and its employers."""
        levels = list(levels)
        self.level.choose_from(levels, lambda level: level.name, none=None)
        for level in levels:
            known = f"Your employer’s grades: {', '.join(grades[level.id])}."
            parts = [level.description, known if grades.get(level.id) else ""]
            self.level.hints[str(level.id)] = " ".join(filter(None, parts))
        self.others.choose_from(employers)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask which employers where there are others."""
        valid = super().validate(extra_validators)
        if valid and self.has_others.data == "yes" and not self.others.chosen:
            self.others.errors = ["Choose at least one other employer, or say that there is none"]
            return False
        return valid

    @property
    def other_employers(self) -> list[Any]:
        """Return the employers that were chosen, and none after a no."""
        return self.others.chosen if self.has_others.data == "yes" else []


class MentorRoleForm(RoleForm):
    """A mentor's role also says what others read about them."""

    about = long_text(
        "About you",
        hint="A few sentences for the person you’re matched with: what you do, and what you’ve "
        "learned that may help. They see it with your name, job title and employer.",
        required="Write a few sentences about you",
        longest=1000,
    )


class MeetingForm(EditForm):
    """How, where and on which weekdays somebody can meet."""

    formats = ChoicesField(
        "How can you meet?",
        choices=FORMATS,
        missing="Choose at least one way to meet",
        wrong="Choose ways to meet from the list",
    )
    location = ThingField(
        "Where do you work?",
        hint="The place nearest to it.",
        missing="",
        wrong="Choose where you work from the list",
    )
    places = ThingsField(
        "Where else can you get to?",
        hint="Places where you could meet face to face.",
        wrong="Choose places from the list",
    )
    weekdays = ChoicesField(
        "Which weekdays can work for you?",
        choices=WEEKDAYS,
        missing="Choose at least one weekday",
        wrong="Choose weekdays from the list",
    )

    def choose_from(self, places: Sequence[Any]) -> None:
        """Offer the consortium's places."""
        self.location.choose_from(places, none="Somewhere else, or it varies")
        self.places.choose_from(places)

    def validate_formats(self, field: ChoicesField) -> None:
        """Ask for a way to talk: e-mail alone is not mentoring."""
        if field.data and not LIVE_FORMATS & set(field.data):
            raise ValidationError("Choose face to face, video call or phone as well as e-mail")


class TagsForm(EditForm):
    """Tags of lived experience, where the programme has turned them on."""

    tags = ChoicesField("Lived experience", wrong="Choose from the list")


class AvoidForm(FlaskForm):
    """Somebody, or an employer, to add to those that the author mustn't be matched with."""

    who = ChoiceField(
        "Who is it?", widget=Buttons(), missing="Choose whether it is a person or an employer"
    )
    mentor = ThingField("Which mentor?", missing="", wrong="Choose a mentor from the list")
    person = text(
        "Their e-mail address or full name",
        hint="The e-mail address is best: a name has to be spelled as the portal has it.",
        longest=254,
    )
    employer = ThingField("Which employer?", missing="", wrong="Choose an employer from the list")
    why = ChoiceField(
        "What kind is it?",
        widget=Buttons(),
        choices={"avoid": AVOID_WORDS}
        | {reason.value: words for reason, words in CONFLICT_WORDS.items()},
        missing="Choose what kind it is. You don’t need to say why",
    )

    def choose_from(self, mentors: Sequence[Any] | None, employers: Iterable[Any]) -> None:
        """Offer mentors by name (not to another mentor), any person by address, and employers."""
        self.who.choices = {"person": "A person", "employer": "An employer"}
        if mentors:
            on_list = {"mentor": "A mentor on the list"}
            self.who.choices = on_list | {"person": "Somebody else", "employer": "An employer"}
        self.mentor.choose_from(mentors or [], lambda mentor: mentor.words)
        self.employer.choose_from(employers)
        self.why.hints["avoid"] = "You don’t need to say why."

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for whoever was meant."""
        if not super().validate(extra_validators):
            return False
        wanted = {
            "mentor": (self.mentor, "Choose a mentor"),
            "person": (self.person, "Enter their e-mail address or full name"),
            "employer": (self.employer, "Choose an employer"),
        }
        field, message = wanted[self.who.data]
        if not field.data:
            field.errors = [message]
        return bool(field.data)

    @property
    def entry(self) -> dict[str, Any]:
        """Return what was named, as the service takes it."""
        kept: dict[str, Any] = {
            "reason": None if self.why.data == "avoid" else ConflictReason(self.why.data)
        }
        if self.who.data == "employer":
            return kept | {"employer": self.employer.thing}
        if self.who.data == "mentor":
            mentor = self.mentor.thing
            return kept | {"person_named": mentor.email, "shown_as": mentor.words}
        return kept | {"person_named": self.person.data}


class AvoidListForm(FlaskForm):
    """The list of those named: one to remove, or none, when the list is as it should be."""

    remove = ThingField("Remove", missing="", wrong="That has been removed already")


class ConfirmForm(EditForm):
    """The answers were checked."""
