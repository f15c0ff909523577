"""Forms for offering a stretch assignment."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from portal.models import Employer, Level, Person, Place, Skill, StretchAssignment
from portal.models.profiles import OFFERS, WEEKDAYS
from portal.models.stretch_assignments import (
    ASSIGNMENT_FORMAT_WORDS,
    HOST_CHECKS,
    AssignmentFormat,
)
from portal.services.stretch_assignments import OfferDetails
from portal.web.forms.fields import (
    Buttons,
    ChoiceField,
    ChoicesField,
    DayField,
    EditForm,
    NumberField,
    ThingField,
    ThingsField,
    email,
    long_text,
    text,
)

LOWEST, HIGHEST = 1, 9
# Fields that hold what the column of the same name holds.
KEPT = (
    "title",
    "description",
    "format",
    "starts_on",
    "ends_on",
    "days",
    "weekdays",
    "level_from",
    "level_to",
    "offers",
    "host_checks",
    "capacity",
    "version",
)


class OfferForm(EditForm):
    """What a host says of an assignment; the skills have a page of their own."""

    title = text("Title", required="Enter a title", hint="What it is in a few words.")
    description = long_text(
        "What will the person do?",
        hint="The problem, what they are responsible for, whom they work with, and what should be "
        "there at the end.",
        longest=3000,
        rows=8,
    )
    format = ChoiceField(
        "How is the work done?",
        missing="Say how the work is done",
        widget=Buttons(),
        choices={format.value: words for format, words in ASSIGNMENT_FORMAT_WORDS.items()},
        default=AssignmentFormat.ON_SITE.value,
    )
    location = ThingField("Where is it?", missing="")
    starts_on = DayField("First day", required="Enter the first day", hint="For example, 3 5 2027.")
    ends_on = DayField("Last day", required="Enter the last day")
    days = NumberField("Number of days", 1, 260, hint="Days of work in all.", default=15)
    weekdays = ChoicesField(
        "Weekdays",
        hint="On which the work can be done. None ticked means Monday to Friday.",
        choices=WEEKDAYS,
    )
    level_from = ChoiceField("From level", missing="Choose the lowest level")
    level_to = ChoiceField("To level", missing="Choose the highest level")
    offers = ChoicesField(
        "What can you offer to somebody who needs it?",
        hint="Tick all that you’re sure of: whoever needs one of these is matched only if it is "
        "ticked.",
        choices=OFFERS,
        wrong="Choose what you can offer from the list",
    )
    host_checks = ChoicesField(
        "What has to be seen to before the first day?",
        choices=HOST_CHECKS,
        wrong="Choose what has to be seen to from the list",
    )
    capacity = NumberField("Number of people", 1, 9, hint="Who can do it together.", default=1)
    supervisor = ThingField("Who supervises?", missing="")
    supervisor_name = text("Name of a new supervisor", hint="Somebody who isn’t on the list yet.")
    supervisor_email = email(
        "E-mail address of a new supervisor", hint="They are invited to the portal."
    )
    not_for = ThingsField(
        "Employers it isn’t for",
        hint="Nobody from them is matched. Only you and the matcher know, and nobody asks why.",
        wrong="Choose employers from the list",
    )
    submit = SubmitField("Save and go on to the skills", widget=GovSubmitInput())

    def offer(
        self,
        places: Iterable[Place],
        levels: Sequence[Level],
        supervisors: Iterable[Person],
        employers: Iterable[Employer],
    ) -> None:
        """Give the form the consortium's lists and the host's people."""
        self.location.choose_from(places, none="Not said")
        self.supervisor.choose_from(supervisors, none="Not decided yet")
        self.not_for.choose_from(employers)
        tiers = {str(level.number): f"{level.number} {level.name}" for level in levels}
        self.level_from.choices = {**_unless(tiers, LOWEST, "No lower limit"), **tiers}
        self.level_to.choices = {**tiers, **_unless(tiers, HIGHEST, "No upper limit")}
        self.level_from.data = self.level_from.data or str(LOWEST)
        self.level_to.data = self.level_to.data or str(HIGHEST)

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse a last day before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Last day must be the same as or after the first day")

    def validate_level_to(self, field: Any) -> None:
        """Refuse a range the wrong way round, once both ends are levels at all."""
        if field.errors or self.level_from.errors:
            return
        if int(field.data or HIGHEST) < int(self.level_from.data or LOWEST):
            raise ValidationError("To level must be the same as or above the level from")

    def validate_supervisor_name(self, field: Any) -> None:
        """Ask for name and address together, and for one supervisor only."""
        if field.data and self.supervisor.data:
            raise ValidationError("Choose a supervisor or name a new one, not both")
        if self.supervisor_email.data and not field.data:
            raise ValidationError("Enter the new supervisor’s name")

    def validate_supervisor_email(self, field: Any) -> None:
        """Ask for the address of a new supervisor."""
        if self.supervisor_name.data and not field.data:
            raise ValidationError("Enter the new supervisor’s e-mail address")

    def details(self) -> OfferDetails:
        """Return what was said."""
        new = (self.supervisor_name.data or "", self.supervisor_email.data or "")
        return OfferDetails(
            title=self.title.data or "",
            description=self.description.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            days=self.days.data or 1,
            format=AssignmentFormat(self.format.data),
            location=self.location.thing,
            level_from=int(self.level_from.data),
            level_to=int(self.level_to.data),
            weekdays=tuple(self.weekdays.data or ()),
            offers=tuple(self.offers.data or ()),
            host_checks=tuple(self.host_checks.data or ()),
            capacity=self.capacity.data or 1,
            supervisor=self.supervisor.thing,
            new_supervisor=new if all(new) else None,
            not_for=tuple(self.not_for.chosen),
        )


def _unless(tiers: dict[str, str], number: int, words: str) -> dict[str, str]:
    """Return a choice for the end of the scale, unless a level stands there."""
    return {} if str(number) in tiers else {str(number): words}


def offer_form(assignment: StretchAssignment, not_for: Iterable[UUID | None]) -> OfferForm:
    """Return the form with what a draft says."""
    return OfferForm(
        data={
            **{name: getattr(assignment, name) for name in KEPT},
            "location": assignment.location_id or "",
            "supervisor": assignment.supervisor_id or "",
            "not_for": list(not_for),
        }
    )


class StretchForm(EditForm):
    """Which skills an assignment stretches; its fields are added by `stretch_form`."""

    skills: Sequence[Skill] = ()
    submit = SubmitField("Save and see it as a participant does", widget=GovSubmitInput())

    @property
    def asked(self) -> list[ChoiceField]:
        """Return the fields, a skill each."""
        return [self[f"skill_{number}"] for number in range(len(self.skills))]

    @property
    def steps(self) -> dict[UUID, int]:
        """Return the step, 1 to 4, for each skill that is stretched."""
        answers = zip(self.skills, self.asked, strict=True)
        return {skill.id: int(field.data) for skill, field in answers if field.data != "0"}


def stretch_form(skills: Sequence[Skill]) -> type[StretchForm]:
    """Return a form with a question for each skill: not this one, or to which described step."""
    fields: dict[str, Any] = {
        f"skill_{number}": ChoiceField(
            skill.name,
            missing="",
            wrong=f"Choose how far it takes somebody in {skill.name}",
            choices={"0": "Not this one"}
            | {str(step): f"To: {words}" for step, words in enumerate(skill.steps) if step},
            default="0",
        )
        for number, skill in enumerate(skills)
    }
    return type("StretchForm", (StretchForm,), {"skills": skills, **fields})


class ConfirmForm(FlaskForm):
    """A yes to a question; the page says which."""
