"""Forms for a consortium and its own lists."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from portal.models import Brand, Consortium, Level, Skill
from portal.web.forms.fields import (
    Buttons,
    ChoiceField,
    EditForm,
    NumberField,
    email,
    text,
)

BRAND_WORDS: dict[Brand, str] = {brand: brand.value.title() for brand in Brand}


class ConsortiumForm(EditForm):
    """What a consortium is called, how it looks, and whom people can ask."""

    name = text("Name", required="Enter the consortium’s name")
    colour = ChoiceField(
        "Colour",
        missing="Choose a colour",
        hint="The band at the top of every page.",
        widget=Buttons(),
        choices={brand.value: words for brand, words in BRAND_WORDS.items()},
    )
    contact_name = text(
        "Who people can ask", hint="A person or a team, as pages and letters name them."
    )
    contact_email = email("Their e-mail address")
    submit = SubmitField("Save", widget=GovSubmitInput())

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {
            "name": self.name.data,
            "colour": Brand(self.colour.data),
            "contact_name": self.contact_name.data,
            "contact_email": self.contact_email.data,
        }


def consortium_form(consortium: Consortium) -> ConsortiumForm:
    """Return the form with what the consortium has now."""
    return ConsortiumForm(obj=consortium)


class NameForm(EditForm):
    """An entry that is only a name: a sector or a place."""

    name = text("Name", required="Enter a name")
    submit = SubmitField("Save", widget=GovSubmitInput())

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {"name": self.name.data}


class LevelForm(EditForm):
    """A tier of seniority. Its number stays, since people have placed themselves by it."""

    name = text("Name", required="Enter a name", hint="For example, “Middle manager”.")
    description = text(
        "Description",
        required="Describe the level, so that people can place themselves",
        hint="What somebody at this level does and answers for, in one sentence.",
        longest=400,
    )
    submit = SubmitField("Save", widget=GovSubmitInput())

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {"name": self.name.data, "description": self.description.data}


class NewLevelForm(LevelForm):
    """A new tier, with its number."""

    number = NumberField("Number", 1, 9, hint="From 1, the most junior, to 9.")

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {"number": self.number.data, **super().values()}


def _step(number: int, meaning: str) -> Any:
    return text(
        f"Step {number}",
        hint=meaning,
        required=f"Describe step {number}, so that people can place themselves",
        longest=200,
    )


class SkillForm(EditForm):
    """A skill and its five described steps."""

    name = text("Name", required="Enter a name", hint="For example, “Managing change”.")
    step_0 = _step(0, "Who hasn’t begun, for example “I haven’t managed anybody yet”.")
    step_1 = _step(1, "Who has seen it done, or has helped.")
    step_2 = _step(2, "Who does it with some help, or on a small scale.")
    step_3 = _step(3, "Who does it well, without help.")
    step_4 = _step(4, "Who leads it and helps others to learn it.")
    position = NumberField("Place in the list", 0, 99, hint="Lower numbers come first.")
    submit = SubmitField("Save", widget=GovSubmitInput())

    @property
    def steps(self) -> list[Any]:
        """Return the five fields in order."""
        return [self.step_0, self.step_1, self.step_2, self.step_3, self.step_4]

    def values(self) -> dict[str, Any]:
        """Return what was said, by the names of the columns."""
        return {
            "name": self.name.data,
            "position": self.position.data,
            "steps": [field.data for field in self.steps],
        }


def skill_form(skill: Skill) -> SkillForm:
    """Return the form with the skill's steps."""
    steps = {f"step_{number}": words for number, words in enumerate(skill.steps)}
    return SkillForm(obj=skill, data=steps)


def level_form(level: Level) -> LevelForm:
    """Return the form with what the level has now."""
    return LevelForm(obj=level)


def name_form(entry: Any) -> NameForm:
    """Return the form with the entry's name."""
    return NameForm(obj=entry)
