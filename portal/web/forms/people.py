"""Forms for inviting people, and for finding them."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from portal.models import Cohort, Employer, Role
from portal.models.consortia import ROLE_WORDS
from portal.services.people import WITH_EMPLOYER, Newcomer
from portal.web.forms.fields import Buttons, ChoiceField, ThingField, email, text

ROLE_HINTS: dict[str, str] = {
    Role.PARTICIPANT: "Takes part in a cohort: choose it and their employer below.",
    Role.MENTOR: "Offers time to participants from other employers.",
    Role.EMPLOYER_LEAD: "Coordinates at an employer and offers stretch assignments.",
    Role.SUPERVISOR: "Looks after a participant on a stretch assignment at their employer.",
    Role.LINE_MANAGER: "Manages a participant and releases them.",
    Role.CONSORTIUM_ADMIN: "Runs the programme: sees and changes everything but private answers.",
    Role.REVIEWER: "Looks again at a match when somebody asks.",
    Role.AUDITOR: "Reads how things were decided, and changes nothing.",
}


class FindPeopleForm(FlaskForm):
    """Find people by words and role, without JavaScript; it changes nothing."""

    class Meta:
        """Read from the address, which needs no protection against forgery."""

        csrf = False

    q = text("Find")
    role = ChoiceField(
        "Role",
        missing="",
        choices={"": "Every role", **{role.value: ROLE_WORDS[role] for role in Role}},
    )

    @property
    def chosen_role(self) -> Role | None:
        """Return the role that was asked for, if there is such a one."""
        return Role(self.role.data) if self.role.data in set(Role) else None


class EnrolForm(FlaskForm):
    """Give somebody a place in a cohort."""

    name = text("Name", required="Enter their name", autocomplete="off")
    email = email(
        "E-mail address",
        required="Enter their e-mail address",
        hint="Their own at work: the invitation goes there.",
    )
    employer = ThingField("Employer", missing="Choose the employer they work for")
    submit = SubmitField("Enrol and invite", widget=GovSubmitInput())

    def offer(self, employers: Iterable[Employer]) -> None:
        """Give the form the register."""
        self.employer.choose_from(employers, none="Choose an employer")


class InviteForm(FlaskForm):
    """Invite one person to one role."""

    role = ChoiceField(
        "Role",
        missing="Choose a role",
        widget=Buttons(),
        choices={role: ROLE_WORDS[Role(role)] for role in ROLE_HINTS},
    )
    name = text("Name", required="Enter their name", autocomplete="off")
    email = email(
        "E-mail address",
        required="Enter their e-mail address",
        hint="Their own at work: the invitation goes there.",
    )
    employer = ThingField(
        "Employer",
        missing="",
        hint="Needed for everybody but admins, reviewers and auditors.",
    )
    cohort = ThingField("Cohort", missing="", hint="For participants.")
    submit = SubmitField("Send the invitation", widget=GovSubmitInput())

    def offer(self, employers: Iterable[Employer], cohorts: Iterable[Cohort]) -> None:
        """Give the form the register and the cohorts."""
        self.role.hints = ROLE_HINTS
        self.employer.choose_from(employers, none="None")
        self.cohort.choose_from(
            cohorts, words=lambda cohort: f"{cohort.programme.name}, {cohort.name}", none="None"
        )

    def validate_employer(self, field: Any) -> None:
        """Ask for the employer where the role is held at one."""
        if self.role.data in WITH_EMPLOYER and not field.data:
            raise ValidationError("Choose the employer they work for")

    def validate_cohort(self, field: Any) -> None:
        """Ask for a participant's cohort."""
        if self.role.data == Role.PARTICIPANT and not field.data:
            raise ValidationError("Choose the cohort they take part in")

    def newcomer(self) -> Newcomer:
        """Return what was said."""
        return Newcomer(
            name=self.name.data or "",
            email=self.email.data or "",
            role=Role(self.role.data),
            employer=self.employer.thing,
            cohort=self.cohort.thing,
        )
