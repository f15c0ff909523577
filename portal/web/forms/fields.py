"""The fields that forms are made of: each says what it expected and keeps what was typed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import Field, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Email, Length, ValidationError
from wtforms.widgets import HiddenInput

# NUL, which PostgreSQL can't store, and what turns the direction of the text that follows.
UNWANTED = dict.fromkeys([0, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_controls(value: str | None) -> str:
    """Take out characters that can't be stored, or that make other text read backwards."""
    return (value or "").translate(UNWANTED)


def squeezed(value: str | None) -> str:
    """Return one line without white space at its ends or doubled within."""
    return " ".join(without_controls(value).split())


def lines_kept(value: str | None) -> str:
    """Return a text with plain line breaks and none around it."""
    return without_controls(value).replace("\r\n", "\n").strip()


def _checks(label: str, required: str, longest: int) -> list[Any]:
    too_long = f"{label} must be {longest} characters or fewer"
    checks: list[Any] = [Length(max=longest, message=too_long)]
    return [Required(required), *checks] if required else checks


class Required:
    """Refuse what is blank once white space has been taken off."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise when nothing is left."""
        if not field.data:
            raise ValidationError(self.message)


def text(
    label: str,
    *,
    hint: str = "",
    required: str = "",
    longest: int = 120,
    width: int | None = None,
    **attributes: str,
) -> StringField:
    """Return a field for one line, `width` characters wide (as GOV.UK Frontend has them).

    `required` is what is said when it is left blank.
    """
    look = {"params": {"classes": f"govuk-input--width-{width}"}} if width else {}
    return StringField(
        label,
        widget=GovTextInput(),
        description=hint,
        filters=[squeezed],
        validators=_checks(label, required, longest),
        render_kw={**look, **attributes},
    )


def long_text(
    label: str, *, hint: str = "", required: str = "", longest: int = 1000, rows: int = 5
) -> StringField:
    """Return a field for several lines."""
    return StringField(
        label,
        widget=GovTextArea(),
        description=hint,
        filters=[lines_kept],
        validators=_checks(label, required, longest),
        render_kw={"params": {"rows": rows}},
    )


def email(label: str, *, hint: str = "", required: str = "") -> StringField:
    """Return a field for an e-mail address."""
    wrong = f"{label} must be an address like name@example.org"
    return StringField(
        label,
        widget=GovTextInput(),
        description=hint,
        filters=[squeezed],
        validators=[*_checks(label, required, 254), EmailIfGiven(wrong)],
        render_kw={"params": {"type": "email", "spellcheck": False}, "autocomplete": "off"},
    )


class EmailIfGiven(Email):
    """Check the form of an address, unless there is none."""

    def __call__(self, form: Any, field: StringField) -> None:
        """Raise when what was typed can't be an e-mail address."""
        if field.data:
            super().__call__(form, field)


class NumberField(IntegerField):
    """A whole number between two others."""

    widget = GovTextInput()

    def __init__(
        self, label: str, lowest: int, highest: int, *, hint: str = "", **kwargs: Any
    ) -> None:
        look = {"params": {"classes": "govuk-input--width-4", "inputmode": "numeric"}}
        super().__init__(label, description=hint, render_kw=look, **kwargs)
        self.lowest, self.highest = lowest, highest

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; anything else is told what was expected."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no number, or lies outside."""
        if self.data is None or not self.lowest <= self.data <= self.highest:
            raise ValidationError(
                f"{self.label.text} must be a whole number from {self.lowest} to {self.highest}"
            )


class DayField(Field):
    """A date as day, month and year; `required` is what is said when it is left blank."""

    widget = GovDateInput()

    def __init__(self, label: str, *, required: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(label, description=hint, **kwargs)
        self.required = required

    @property
    def first_input(self) -> str:
        """Return the id of the input that an error leads to."""
        return f"{self.name}-day"

    def _value(self) -> str:
        return ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the three parts, keeping them as typed."""
        typed = [without_controls(part).strip() for part in valuelist]
        self.raw_data = (typed + ["", "", ""])[:3]
        self.data = None
        if any(self.raw_data):
            self.data = self._read(*self.raw_data)

    def _read(self, day: str, month: str, year: str) -> date:
        parts = {"day": day, "month": month, "year": year}
        missing = [name for name, typed in parts.items() if not typed]
        if missing:
            raise ValueError(f"{self.label.text} must include a {' and a '.join(missing)}")
        if not all(typed.isascii() and typed.isdigit() for typed in parts.values()):
            raise ValueError(f"{self.label.text} must be in numbers, like 27 3 2027")
        if not 2000 <= int(year[:9]) <= 2100:
            raise ValueError(f"{self.label.text} must have a year from 2000 to 2100")
        try:
            return date(int(year), int(month[:9]), int(day[:9]))
        except ValueError:
            raise ValueError(f"{self.label.text} must be a real date, like 27 3 2027") from None

    def pre_validate(self, form: Any) -> None:
        """Refuse a blank date where one is needed."""
        if self.required and self.data is None and not self.process_errors:
            raise ValidationError(self.required)


class _Hinted:
    """What our groups of boxes and buttons look like: small, and no hint where there is none."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """Take out an empty hint, and put each choice's own hint under it."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]
        if not field.description:
            params.pop("hint")
        hints = getattr(field, "hints", {})
        for item in params["items"]:
            if hints.get(item["value"]):
                item["hint"] = {"text": hints[item["value"]]}
        return params


class Boxes(_Hinted, GovCheckboxesInput):
    """Boxes to tick."""


class Buttons(_Hinted, GovRadioInput):
    """Buttons of which one is chosen."""


class ChoiceField(SelectField):
    """One of a few values with words: a list to choose from, or buttons with `Buttons()`."""

    widget = GovSelect()

    def __init__(
        self, label: str, *, missing: str, hint: str = "", wrong: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, description=hint, **kwargs)
        self.missing = missing
        self.wrong = wrong or f"Choose {label.lower()} from the list"
        self.hints: dict[str, str] = {}

    def pre_validate(self, form: Any) -> None:
        """Refuse what isn't among the choices, and nothing at all where one must be chosen."""
        values = {str(value) for value, *_ in self.iter_choices()}
        if str(self.data) not in values or (not self.data and self.missing):
            raise ValidationError(self.missing or self.wrong)


class ThingField(ChoiceField):
    """One of the things it is given, by name; `missing` blank means that none will do."""

    def choose_from(
        self,
        things: Iterable[Any],
        words: Callable[[Any], str] = lambda thing: thing.name,
        none: str | None = "Choose one",
    ) -> None:
        """Offer these things, after a first choice that stands for none, unless `none` is None."""
        self.things = {str(thing.id): thing for thing in things}
        blank = {} if none is None else {"": none}
        self.choices = blank | {id: words(thing) for id, thing in self.things.items()}
        self.data = self.data or ""

    @property
    def thing(self) -> Any:
        """Return the thing that was chosen, or None."""
        return self.things.get(str(self.data))


class ChoicesField(SelectMultipleField):
    """Any number of a few values with words."""

    widget = Boxes()

    def __init__(
        self, label: str, *, hint: str = "", missing: str = "", wrong: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, description=hint, **kwargs)
        self.missing = missing
        self.wrong = wrong or f"Choose {label.lower()} from the list"
        self.hints: dict[str, str] = {}

    def pre_validate(self, form: Any) -> None:
        """Refuse what isn't among the choices, and none at all where one is needed."""
        values = {str(value) for value, *_ in self.iter_choices()}
        if not {str(value) for value in self.data or []} <= values:
            raise ValidationError(self.wrong)
        if self.missing and not self.data:
            raise ValidationError(self.missing)


class ThingsField(ChoicesField):
    """Any number of the things it is given, by name."""

    def choose_from(
        self, things: Iterable[Any], words: Callable[[Any], str] = lambda thing: thing.name
    ) -> None:
        """Offer these things."""
        self.named = {str(thing.id): thing for thing in things}
        self.choices = {id: words(thing) for id, thing in self.named.items()}

    @property
    def chosen(self) -> list[Any]:
        """Return the things that were chosen, in the order in which they were offered."""
        data = {str(value) for value in self.data or []}
        return [thing for id, thing in self.named.items() if id in data]


class VersionField(Field):
    """The version of the row when the form was opened; garbage is a version that never was."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        typed = valuelist[0] if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


class EditForm(FlaskForm):
    """A form for a row that somebody else may be editing too."""

    version = VersionField()
