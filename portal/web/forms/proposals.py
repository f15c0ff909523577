"""Forms for the participant's private look, the mentor's or host's answer, and the team."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from portal.models import RoundKind
from portal.models.rounds import DECLINE_WORDS, DeclineReason
from portal.web.forms.fields import Buttons, ChoiceField, long_text

NOT_THIS = "not_this"

# Why not this person, as a host would say it; a mentor's words are the team's own.
HOST_WORDS: dict[DeclineReason, str] = {
    DeclineReason.CONFLICT: "There is a conflict of interest",
    DeclineReason.NOT_RIGHT_HELP: "The assignment isn’t right for these goals",
    DeclineReason.TOO_CLOSE: "They know somebody here too well",
    DeclineReason.OTHER: "Another reason",
}


class WhyNotField(ChoiceField):
    """A reason that is asked of those alone who say "not this person"."""

    widget = Buttons()

    def pre_validate(self, form: Any) -> None:
        """Refuse a reason that isn't among the choices, and none where one is needed."""
        if self.data:
            super().pre_validate(form)
        elif form.answer.data == NOT_THIS:
            raise ValidationError(self.missing)


class LookForm(FlaskForm):
    """Is there any reason not to?"""

    answer = ChoiceField(
        "Is there any reason not to go ahead?",
        missing="Choose whether to go ahead",
        widget=Buttons(),
        choices={"go": "No, go ahead", "stop": "Yes, there’s a reason"},
    )
    note = long_text(
        "If there is a reason, what is it? (optional)",
        hint="It helps the programme team to find somebody else. Nobody else reads it.",
        rows=3,
    )
    submit = SubmitField("Send my answer", widget=GovSubmitInput())


class AnswerForm(FlaskForm):
    """Accept, no time now, or not this person."""

    answer = ChoiceField("Your answer", missing="Choose your answer", widget=Buttons())
    reason = WhyNotField("If not this person, why not?", missing="Choose why not")
    note = long_text(
        "Anything that the programme team should know? (optional)",
        hint="Nobody else reads this, nor why not.",
        rows=3,
    )
    submit = SubmitField("Send my answer", widget=GovSubmitInput())

    def ask(self, kind: RoundKind) -> None:
        """Put the answers in the words of a mentor or of a host."""
        nobody = "I can’t" if kind == RoundKind.MENTORS else "We can’t"
        self.answer.choices = {
            "accept": "Accept",
            DeclineReason.NO_TIME.value: f"{nobody} take anyone now",
            NOT_THIS: "Not this person",
        }
        self.answer.hints = {
            "accept": "You are both introduced at once, with each other’s e-mail addresses.",
            DeclineReason.NO_TIME.value: "We look for somebody else. No reason is asked.",
            NOT_THIS: "You are never proposed to each other again.",
        }
        words = DECLINE_WORDS if kind == RoundKind.MENTORS else HOST_WORDS
        self.reason.choices = {
            each.value: words[each] for each in DeclineReason if each != DeclineReason.NO_TIME
        }

    @property
    def decline_reason(self) -> DeclineReason:
        """Return the reason for a no."""
        chosen = self.reason.data if self.answer.data == NOT_THIS else self.answer.data
        return DeclineReason(chosen)


class WithdrawForm(FlaskForm):
    """Why the team takes a proposal back."""

    reason = long_text(
        "Why is it withdrawn?",
        hint="It stands in the history of the round. Nobody outside the programme team reads it.",
        required="Say why it is withdrawn",
        rows=3,
    )
    submit = SubmitField("Withdraw the proposal", widget=GovSubmitInput())
