"""Forms for accounts."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput
from wtforms import PasswordField, SubmitField
from wtforms.validators import EqualTo, InputRequired, Length


class AcceptInvitationForm(FlaskForm):
    """Choose a password."""

    password = PasswordField(
        "Choose a password",
        widget=GovPasswordInput(),
        description="At least 12 characters. Three words that only you would join work well.",
        validators=[
            InputRequired("Enter a password"),
            Length(min=12, max=200, message="Your password must be 12 characters or more"),
        ],
    )
    repeat = PasswordField(
        "Type it again",
        widget=GovPasswordInput(),
        validators=[
            InputRequired("Type your password again"),
            EqualTo("password", "The two passwords must be the same"),
        ],
    )
    submit = SubmitField("Create your account", widget=GovSubmitInput())
