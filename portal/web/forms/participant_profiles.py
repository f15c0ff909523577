"""Forms for what only a participant is asked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import ValidationError

from portal.models import ParticipantGoal, Skill
from portal.models.profiles import NEEDS
from portal.web.forms.blocked_days import DaysField
from portal.web.forms.fields import (
    Buttons,
    ChoiceField,
    ChoicesField,
    DayField,
    EditForm,
    ThingField,
)

RANKS = ("First", "Second", "Third", "Fourth", "Fifth")


def refuse_twice(fields: Sequence[ThingField], message: str) -> bool:
    """Mark every field that repeats what an earlier one chose; say whether none does."""
    seen: set[str] = set()
    for field in fields:
        if field.data and field.data in seen:
            field.errors = [message]
        seen.add(field.data)
    return not any(field.errors for field in fields)


class GoalsForm(EditForm):
    """Up to three skills to work on, the most important first."""

    goal_1 = ThingField("First goal", missing="Choose your first goal")
    goal_2 = ThingField("Second goal (optional)", missing="", wrong="Choose a goal from the list")
    goal_3 = ThingField("Third goal (optional)", missing="", wrong="Choose a goal from the list")

    @property
    def goals(self) -> list[ThingField]:
        """Return the fields in order."""
        return [self.goal_1, self.goal_2, self.goal_3]

    def choose_from(self, skills: Sequence[Skill]) -> None:
        """Offer the consortium's skills for each goal."""
        for field, none in zip(self.goals, ("Choose a skill", "None", "None"), strict=True):
            field.choose_from(skills, none=none)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse the same skill twice."""
        valid = super().validate(extra_validators)
        return refuse_twice(self.goals, "You’ve chosen this already: choose another") and valid

    @property
    def skills(self) -> list[Skill]:
        """Return the skills that were chosen, in order."""
        return [field.thing for field in self.goals if field.thing]


class GoalStepsForm(EditForm):
    """Where the participant is now with each goal; its fields are added by `goal_steps_form`."""

    goals: Sequence[ParticipantGoal] = ()

    @property
    def steps(self) -> dict[UUID, int]:
        """Return the step that was chosen for each skill."""
        return {goal.skill_id: int(self[f"goal_{goal.rank}"].data) for goal in self.goals}


def goal_steps_form(goals: Sequence[ParticipantGoal]) -> type[GoalStepsForm]:
    """Return a form with a question for each goal, its answers the skill's described steps."""
    fields: dict[str, Any] = {
        f"goal_{goal.rank}": ChoiceField(
            goal.skill.name,
            widget=Buttons(),
            choices={str(number): words for number, words in enumerate(goal.skill.steps)},
            missing=f"Choose where you are now with {goal.skill.name}",
        )
        for goal in goals
    }
    return type("GoalStepsForm", (GoalStepsForm,), {"goals": goals, **fields})


class ReleaseForm(EditForm):
    """When the participant can be released for a stretch assignment."""

    available_from = DayField("First day you can be released", hint="For example, 22 3 2027.")
    available_to = DayField("Last day you can be released")
    days_per_week = ChoiceField(
        "How many days a week, at most?",
        missing="",
        wrong="Choose a number of days from the list",
        choices={"": "No limit", "1": "1 day"} | {str(n): f"{n} days" for n in range(2, 6)},
    )
    blocked_on = DaysField(
        "Days that don’t work (optional)",
        widget=GovTextArea(),
        description="One date on each line, such as 24 December 2027. For several days in a row, "
        "put “to” between two dates: 2 August 2027 to 13 August 2027.",
    )

    def validate_available_to(self, field: DayField) -> None:
        """Ask for dates in order."""
        if field.data and self.available_from.data and field.data < self.available_from.data:
            raise ValidationError("The last day must be the same as or after the first day")


class NeedsForm(EditForm):
    """Facts that a mentor or a host has to offer."""

    needs = ChoicesField(
        "What must a mentor or a host be able to offer you?",
        hint="Tick only what you can’t do without: you’ll be matched only where it is offered. "
        "You don’t need to say why.",
        choices=NEEDS,
        wrong="Choose from the list",
    )


class WishesForm(EditForm):
    """Mentors and stretch assignments hoped for; its fields are added by `wishes_form`."""

    @property
    def mentors(self) -> list[ThingField]:
        """Return the fields for mentors, in order."""
        return [self[name] for name in self._fields if name.startswith("mentor_")]

    @property
    def assignments(self) -> list[ThingField]:
        """Return the fields for stretch assignments, in order."""
        return [self[name] for name in self._fields if name.startswith("assignment_")]

    def choose_from(self, mentors: Sequence[Any], assignments: Sequence[Any]) -> None:
        """Offer mentors and stretch assignments."""
        for field in self.mentors:
            field.choose_from(mentors, lambda mentor: mentor.words, none="None")
        for field in self.assignments:
            field.choose_from(assignments, lambda assignment: assignment.words, none="None")

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse the same wish twice."""
        valid = super().validate(extra_validators)
        said = "You’ve chosen this already: choose another, or none"
        once = [refuse_twice(fields, said) for fields in (self.mentors, self.assignments)]
        return valid and all(once)


def wishes_form() -> type[WishesForm]:
    """Return a form with five questions for mentors and five for stretch assignments."""
    fields: dict[str, Any] = {
        f"{kind}_{number}": ThingField(
            f"{rank} {words}", missing="", wrong=f"Choose a {words} from the list"
        )
        for kind, words in (("mentor", "mentor"), ("assignment", "stretch assignment"))
        for number, rank in enumerate(RANKS, start=1)
    }
    return type("WishesForm", (WishesForm,), fields)
