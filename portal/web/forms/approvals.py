"""Forms for the team's decision on a mentor or a stretch assignment."""

from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from portal.web.forms.fields import EditForm, long_text


class ApproveForm(EditForm):
    """Approve what was read at this version."""

    submit = SubmitField("Approve", widget=GovSubmitInput())


class ReturnForm(EditForm):
    """Send something back, and say why."""

    reason = long_text(
        "What should be changed?",
        required="Say what should be changed",
        hint="They read this as you write it.",
        rows=4,
    )
    submit = SubmitField("Return it", widget=GovSubmitInput())
