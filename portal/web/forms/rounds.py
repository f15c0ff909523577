"""Forms for match rounds."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from portal.models import RoundKind
from portal.models.rounds import KIND_WORDS
from portal.web.forms.fields import (
    Boxes,
    Buttons,
    ChoiceField,
    ChoicesField,
    ThingField,
    long_text,
    text,
)


class CreateRoundForm(FlaskForm):
    """What a round is about."""

    cohort = ThingField("Cohort", missing="Choose the cohort to match")
    kind = ChoiceField(
        "What do you want to match?",
        missing="Choose mentors or stretch assignments",
        widget=Buttons(),
        choices={kind.value: KIND_WORDS[kind] for kind in RoundKind},
    )
    name = text(
        "Name of the round",
        hint="So that you can tell it from others, such as “Mentors, spring”.",
        required="Enter a name for the round",
    )
    submit = SubmitField("Create the round", widget=GovSubmitInput())


class CancelRoundForm(FlaskForm):
    """Why a round is given up."""

    reason = long_text("Why is the round cancelled?", required="Say why", rows=3)
    submit = SubmitField("Cancel the round", widget=GovSubmitInput())


class ApproveRunForm(FlaskForm):
    """The approver's word."""

    is_checked = ChoicesField(
        "Your approval",
        missing="Tick the box to say that you approve exactly this run",
        choices={"yes": "I have looked at this result and approve exactly this run"},
    )
    note = long_text(
        "Note for the record (optional)", hint="Auditors can read it. Name nobody.", rows=3
    )
    submit = SubmitField("Approve this run", widget=GovSubmitInput())


class PublishRoundForm(FlaskForm):
    """When the letters go."""

    release = ChoiceField(
        "When do the letters go?",
        missing="Choose when the letters go",
        widget=Buttons(),
        default="later",
    )
    accept_stale = ChoicesField("What has changed", widget=Boxes())
    submit = SubmitField("Publish the round", widget=GovSubmitInput())
