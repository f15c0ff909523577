"""Forms for accounts: accepting an invitation, signing in, and passwords."""

import re
from typing import Any

from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    hash_password,
)
from flask_security.forms import valid_user_email
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import EmailField, PasswordField, SubmitField
from wtforms.validators import EqualTo, InputRequired, Length, StopValidation

from portal.web.forms.fields import squeezed, text, without_controls

SHORTEST, LONGEST = 12, 200
ADVICE = "At least 12 characters. Three words that only you would join work well."


def fault_of_address(address: str | None) -> str:
    """Say what is wrong with an address as it was typed, whether or not anybody has it."""
    if not address:
        return "Enter your email address"
    if len(address) > 254 or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
        return "Enter an email address in the right format, like name@example.com"
    return ""


def check_address(_form: FlaskForm, field: EmailField) -> None:
    """Refuse what can't be an address, and look nobody up for it."""
    if fault := fault_of_address(field.data):
        raise StopValidation(fault)


def email_field(*checks: Any) -> EmailField:
    """Return the field for the address that somebody signs in with."""
    return EmailField(
        "Email address",
        widget=GovTextInput(),
        filters=[squeezed],
        validators=checks,
        render_kw={"type": "email", "autocomplete": "username", "spellcheck": "false"},
    )


def current_password(label: str) -> PasswordField:
    """Return the field for a password that exists already."""
    return PasswordField(
        label,
        widget=GovPasswordInput(),
        filters=[without_controls],
        validators=[InputRequired("Enter your password")],
    )


def new_password(label: str) -> PasswordField:
    """Return the field for a password that is being chosen."""
    return PasswordField(
        label,
        widget=GovPasswordInput(),
        description=ADVICE,
        filters=[without_controls],
        validators=[
            InputRequired("Enter a new password"),
            Length(min=SHORTEST, message="Your password must be 12 characters or more"),
            Length(max=LONGEST, message="Your password must be 200 characters or fewer"),
        ],
        render_kw={"params": {"autocomplete": "new-password"}},
    )


def repeated(field: str) -> PasswordField:
    """Return the field for typing a new password a second time."""
    return PasswordField(
        "Type it again",
        widget=GovPasswordInput(),
        filters=[without_controls],
        validators=[
            InputRequired("Type your new password again"),
            EqualTo(field, "The two passwords must be the same"),
        ],
        render_kw={"params": {"autocomplete": "new-password"}},
    )


class AcceptInvitationForm(FlaskForm):
    """Check one's name and choose a password."""

    name = text(
        "Your full name",
        hint="As you would like others in the programme to see it.",
        required="Enter your full name",
        autocomplete="name",
    )
    password = new_password("Choose a password")
    repeat = repeated("password")
    submit = SubmitField("Create your account", widget=GovSubmitInput())


class SignInForm(LoginForm):
    """Sign in; it says the same of an unknown address as of a wrong password."""

    email = email_field(check_address)
    password = current_password("Password")
    submit = SubmitField("Sign in", widget=GovSubmitInput())
    remember = None  # type: ignore[assignment]  # nobody is kept signed in for longer

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.password.description = ""  # the link to a new password stands beneath the form

    def validate_next(self, field: Any) -> None:
        """Leave an address elsewhere to Flask-Security, which takes people home instead."""

    def show_faults(self) -> None:
        """Put faults beside their fields, as far as what was typed tells them."""
        refused = [*self.form_errors]
        self.form_errors.clear()
        self.email.errors = [fault for fault in [fault_of_address(self.email.data)] if fault]
        self.password.errors = [] if self.password.data else ["Enter your password"]
        if refused and not self.email.errors and not self.password.errors:
            self.email.errors = refused[:1]


class ForgotForm(ForgotPasswordForm):
    """Ask for a link to a new password: the answer is the same whoever asks."""

    email = email_field(check_address, valid_user_email)
    submit = SubmitField("Send me a link", widget=GovSubmitInput())

    def validate(self, **values: Any) -> bool:
        """Find the account, in the time that Flask-Security takes over one that isn't there."""
        found: bool = super().validate(**values)
        if found:
            hash_password("as for an unknown address")
        return found

    def show_faults(self) -> None:
        """Say what is wrong with the address as typed: Flask-Security hides all of its faults."""
        self.email.errors = [fault for fault in [fault_of_address(self.email.data)] if fault]


class NewPasswordForm(ResetPasswordForm):
    """Choose a new password, from the link that was sent."""

    password = new_password("New password")
    password_confirm = repeated("password")
    submit = SubmitField("Save new password", widget=GovSubmitInput())


class ChangeForm(ChangePasswordForm):
    """Change the password that one has."""

    password = current_password("Your password now")
    new_password = new_password("New password")
    new_password_confirm = repeated("new_password")
    submit = SubmitField("Change password", widget=GovSubmitInput())
