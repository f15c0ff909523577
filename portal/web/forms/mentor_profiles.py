"""Forms for what only a mentor is asked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import ValidationError

from portal.calendar import today
from portal.models import Skill
from portal.models.profiles import OFFERS
from portal.web.forms.fields import ChoiceField, ChoicesField, DayField, EditForm, NumberField


class SkillsForm(EditForm):
    """How far the mentor can help with each skill; its fields are added by `skills_form`."""

    skills: Sequence[Skill] = ()

    @property
    def asked(self) -> list[ChoiceField]:
        """Return the fields, a skill each."""
        return [self[f"skill_{number}"] for number in range(len(self.skills))]

    @property
    def steps(self) -> dict[UUID, int]:
        """Return the step, 1 to 4, for each skill that the mentor can help with."""
        answers = zip(self.skills, self.asked, strict=True)
        return {skill.id: int(field.data) for skill, field in answers if field.data != "0"}

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for at least one skill."""
        valid = super().validate(extra_validators)
        if valid and not self.skills:
            self.form_errors.append("There are no skills to choose from yet: ask your team")
            return False
        if valid and not self.steps:
            self.asked[0].errors = ["Choose at least one skill that you can help with"]
            return False
        return valid


def skills_form(skills: Sequence[Skill]) -> type[SkillsForm]:
    """Return a form with a question for each skill: not at all, or up to which described step."""
    fields: dict[str, Any] = {
        f"skill_{number}": ChoiceField(
            skill.name,
            missing="",
            wrong=f"Choose how far you can help with {skill.name}",
            choices={"0": "Not this one"}
            | {str(step): f"Up to: {words}" for step, words in enumerate(skill.steps) if step},
        )
        for number, skill in enumerate(skills)
    }
    return type("SkillsForm", (SkillsForm,), {"skills": skills, **fields})


class AvailabilityForm(EditForm):
    """How many people, and when the mentor is away."""

    capacity = NumberField(
        "Number of people",
        0,
        9,
        hint="Most mentors take 1. With 0 you’re not matched with anybody new.",
    )
    away_from = DayField("First day away", hint="For example, 22 3 2027.")
    away_to = DayField(
        "Last day away", hint="Leave it blank if you don’t know yet when you’ll be back."
    )

    def validate_away_to(self, field: DayField) -> None:
        """Ask for dates in order, and for an absence that isn't over."""
        if field.data and self.away_from.data and field.data < self.away_from.data:
            raise ValidationError("The last day away must be the same as or after the first")
        if field.data and field.data < today():
            raise ValidationError("The last day away must be today or later")


class OffersForm(EditForm):
    """Facts that meet what somebody must have."""

    offers = ChoicesField(
        "What can you offer to somebody who needs it?",
        hint="Tick all that you’re sure of. You’re matched with somebody who needs one of these "
        "only if you’ve ticked it.",
        choices=OFFERS,
        wrong="Choose from the list",
    )


class AgreementForm(EditForm):
    """What a mentor agrees to."""

    agreed = ChoicesField(
        "Do you agree?",
        choices={"yes": "I agree to mentor in this way"},
        missing="Tick the box to agree. If you can’t, tell the programme team",
    )
