"""Forms for the register of employers."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from portal.models import Employer, EmployerAlias, EmployerGroup, Grade, Level, Sector
from portal.models.consortia import name_key
from portal.services.employers import EmployerDetails
from portal.web.forms.fields import EditForm, ThingField, long_text, squeezed, text

LONGEST_NAME = 120
LONGEST_GRADE = 60


class SearchForm(FlaskForm):
    """A box to find rows of a list, without JavaScript; it changes nothing."""

    class Meta:
        """Read from the address, which needs no protection against forgery."""

        csrf = False

    q = text("Find")


class EmployerForm(EditForm):
    """An employer: what it is called, its sector and group, and its grades."""

    name = text("Name", required="Enter the employer’s name")
    sector = ThingField("Sector", missing="Choose the employer’s sector")
    group = ThingField(
        "Group",
        missing="",
        hint="Employers under one roof don’t mentor one another’s people.",
    )
    new_group = text("Or a new group", hint="If it isn’t on the list yet.")
    aliases = long_text(
        "Other names",
        hint="One on each line: abbreviations, former names, how people write it.",
        longest=4000,
        rows=4,
    )
    grades = long_text(
        "Grades",
        hint="One on each line, with the number of the level it stands for: BG11 = 3",
        longest=4000,
        rows=6,
    )
    submit = SubmitField("Save", widget=GovSubmitInput())

    def offer(
        self, sectors: Iterable[Sector], groups: Iterable[EmployerGroup], levels: Sequence[Level]
    ) -> None:
        """Give the form the consortium's own lists."""
        self.sector.choose_from(sectors, none="Choose a sector")
        self.group.choose_from(groups, none="None")
        self.levels = {str(level.number): level for level in levels}

    def validate_new_group(self, field: Any) -> None:
        """Refuse two groups at once."""
        if field.data and self.group.data:
            raise ValidationError("Choose a group or name a new one, not both")

    def validate_aliases(self, field: Any) -> None:
        """Refuse a name that is too long to store."""
        for name in self._lines(field):
            if len(name) > LONGEST_NAME:
                raise ValidationError(f"“{name[:30]}…” must be {LONGEST_NAME} characters or fewer")

    def validate_grades(self, field: Any) -> None:
        """Refuse a line that isn't a grade and the number of a level."""
        seen: set[str] = set()
        for name, level in self._grade_lines():
            if not name or level not in self.levels:
                numbers = ", ".join(self.levels) or "none yet"
                raise ValidationError(
                    f"“{name or level}” must be a grade and a level, like BG11 = 3 "
                    f"(the levels are {numbers})"
                )
            if len(name) > LONGEST_GRADE:
                raise ValidationError(f"“{name[:30]}…” must be {LONGEST_GRADE} characters or fewer")
            if name_key(name) in seen:
                raise ValidationError(f"“{name}” is there twice")
            seen.add(name_key(name))

    def _lines(self, field: Any) -> list[str]:
        lines = (squeezed(line) for line in (field.data or "").split("\n"))
        return [line for line in lines if line]

    def _grade_lines(self) -> list[tuple[str, str]]:
        """Return grade and level of each line; a level is blank where there is none."""
        found = []
        for line in self._lines(self.grades):
            name, _, level = line.rpartition("=") if "=" in line else (line, "", "")
            found.append((name.strip(), level.strip()))
        return found

    def details(self) -> EmployerDetails:
        """Return what was said."""
        return EmployerDetails(
            name=self.name.data or "",
            sector=self.sector.thing,
            group=self.group.thing,
            new_group=self.new_group.data or "",
            aliases=tuple(self._lines(self.aliases)),
            grades=tuple((name, self.levels[level]) for name, level in self._grade_lines()),
        )


def employer_form(
    employer: Employer, aliases: Iterable[EmployerAlias], grades: Iterable[Grade]
) -> EmployerForm:
    """Return the form with what the register holds."""
    return EmployerForm(
        data={
            "name": employer.name,
            "sector": employer.sector_id,
            "group": employer.group_id or "",
            "aliases": "\n".join(alias.name for alias in aliases),
            "grades": "\n".join(f"{grade.name} = {grade.level.number}" for grade in grades),
            "version": employer.version,
        }
    )
