"""Forms for programmes, cohorts, and places in them."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from portal.models import Programme
from portal.web.forms.fields import (
    Buttons,
    ChoiceField,
    DayField,
    EditForm,
    NumberField,
    long_text,
    squeezed,
    text,
)

LONGEST_TAG = 120
NUMBERS = (
    "module_days",
    "stretch_days",
    "peer_days",
    "mentoring_days",
    "private_look_days",
    "answer_days",
)


class ProgrammeForm(EditForm):
    """A programme: its days by kind, the time to answer, and what its matching adds.

    A new one is prefilled with Bristol's days.
    """

    name = text("Name", required="Enter the programme’s name")
    module_days = NumberField("Module days", 0, 260, default=10)
    stretch_days = NumberField("Stretch assignment days", 0, 260, default=15)
    peer_days = NumberField("Peer learning days", 0, 260, default=2)
    mentoring_days = NumberField("Mentoring days", 0, 260, default=3)
    private_look_days = NumberField(
        "Working days for the private look",
        1,
        20,
        hint="How long a participant can look at a proposal before the mentor or host is asked.",
        default=3,
    )
    answer_days = NumberField(
        "Working days to answer",
        1,
        20,
        hint="How long a mentor or host can take to accept or decline.",
        default=5,
    )
    wants_three_employers = ChoiceField(
        "Must mentor and host come from two different employers?",
        missing="Say whether mentor and host must come from two different employers",
        hint="Neither ever comes from the participant’s own.",
        widget=Buttons(),
        choices={"yes": "Yes", "no": "No"},
        default="yes",
    )
    experience_tags = long_text(
        "Lived experience that people may name",
        hint="One on each line. Participants may wish for it and mentors may offer it, if they "
        "choose to; it is a small bonus, never a rule. Leave it blank to do without.",
        longest=2000,
        rows=4,
    )
    submit = SubmitField("Save", widget=GovSubmitInput())

    def validate_experience_tags(self, field: Any) -> None:
        """Refuse a tag that is too long."""
        if any(len(tag) > LONGEST_TAG for tag in self._tags()):
            raise ValidationError(f"Each line must be {LONGEST_TAG} characters or fewer")

    def _tags(self) -> list[str]:
        lines = [squeezed(line) for line in (self.experience_tags.data or "").split("\n")]
        return list(dict.fromkeys(line for line in lines if line))

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {
            "name": self.name.data,
            **{name: self[name].data for name in NUMBERS},
            "wants_three_employers": self.wants_three_employers.data == "yes",
            "experience_tags": self._tags(),
        }


def programme_form(programme: Programme) -> ProgrammeForm:
    """Return the form with the programme's terms."""
    return ProgrammeForm(
        data={
            **{name: getattr(programme, name) for name in ("name", "version", *NUMBERS)},
            "wants_three_employers": "yes" if programme.wants_three_employers else "no",
            "experience_tags": "\n".join(programme.experience_tags),
        }
    )


class CohortForm(EditForm):
    """A cohort and its dates. Only its end is checked: the rest may contradict, with a warning."""

    name = text("Name", required="Enter the cohort’s name", hint="For example, “2027”.")
    applications_open_on = DayField("Applications open", hint="If there is a window.")
    applications_close_on = DayField("Applications close")
    interviews_on = DayField("Interviews")
    outcomes_on = DayField("Applicants hear the outcome")
    starts_on = DayField("Start", required="Enter the date on which the programme begins")
    ends_on = DayField("End", required="Enter the date on which the programme ends")
    submit = SubmitField("Save", widget=GovSubmitInput())

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse an end that isn't after the start."""
        if field.data and self.starts_on.data and field.data <= self.starts_on.data:
            raise ValidationError("End must be after the start")

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        days = [field for field in self if isinstance(field, DayField)]
        return {"name": self.name.data, **{field.short_name: field.data for field in days}}


class ReasonForm(EditForm):
    """Why a place is withdrawn, deferred or taken up again."""

    reason = long_text(
        "Reason",
        required="Give the reason",
        hint="The team and auditors can read it for as long as the record is kept, so leave out "
        "anything about health, family or other private matters.",
        rows=3,
    )
    submit = SubmitField("Save", widget=GovSubmitInput())
