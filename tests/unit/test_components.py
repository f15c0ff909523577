"""The small components of the pages say in words what they show."""

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from portal import lifecycles
from portal.lifecycles import PROPOSAL, Lifecycle, ProposalStatus

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LIFECYCLES = [thing for thing in vars(lifecycles).values() if isinstance(thing, Lifecycle)]


COLOURS = dict(
    re.findall(
        r'^  "(\w+)": (#\w{6})',
        (TEMPLATES.parent / "portal" / "assets" / "_layout.scss").read_text(),
        re.MULTILINE,
    )
)


@pytest.fixture(scope="module")
def environment() -> Environment:
    """Jinja as the portal uses it."""
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True)


def render(environment: Environment, file: str, macro: str, *args: Any, **named: Any) -> str:
    """What a macro of templates/components gives."""
    return str(
        getattr(environment.get_template(f"components/{file}").module, macro)(*args, **named)
    )


def test_a_table_names_every_cell_for_phones(environment: Environment) -> None:
    columns = [{"text": "Person"}, {"text": "Points", "numeric": True}]
    html = render(environment, "data_table.html", "data_table", "Pairs", columns, [["Asha", 87]])
    assert '<th role="rowheader" scope="row" class="govuk-table__header">Asha</th>' in html
    assert 'govuk-table__cell--numeric" data-label="Points"><span>87</span>' in html


def test_a_table_shows_a_nought_and_escapes_what_people_typed(environment: Environment) -> None:
    columns = [{"text": "Person"}, {"text": "Points"}, {"text": "Link"}]
    row = ["<b>Asha</b>", 0, Markup('<a href="/x">x</a>')]
    html = render(environment, "data_table.html", "data_table", "Pairs", columns, [row])
    assert "&lt;b&gt;Asha&lt;/b&gt;" in html
    assert "<span>0</span>" in html
    assert '<span><a href="/x">x</a></span>' in html


def test_an_empty_table_is_a_sentence(environment: Environment) -> None:
    html = render(
        environment, "data_table.html", "data_table", "Rounds", [], [], empty="No rounds."
    )
    assert html == '<p class="app-table__empty">No rounds.</p>'


@pytest.mark.parametrize(("count", "has_filter"), [(7, False), (8, True)])
def test_only_a_long_table_is_filtered(
    environment: Environment, count: int, has_filter: bool
) -> None:
    rows = [[f"Person {number}"] for number in range(count)]
    columns = [{"text": "Person"}]
    html = render(
        environment,
        "data_table.html",
        "data_table",
        "People",
        columns,
        rows,
        filter="Find a person",
    )
    assert ('data-filter-table="Find a person"' in html) is has_filter


@pytest.mark.parametrize(
    ("done", "booked", "words", "rectangles"),
    [
        (12, 7, ["12 days done", "7 days booked", "11 days left to book"], 3),
        (1, 0, ["1 day done", "0 days booked", "29 days left to book"], 2),
        (30, 4, ["30 days done", "0 days left to book", "4 more than the 30 asked for"], 2),
        (0, 0, ["0 days done", "30 days left to book"], 1),
    ],
)
def test_the_bar_of_days_says_its_numbers(
    environment: Environment, done: int, booked: int, words: list[str], rectangles: int
) -> None:
    html = render(environment, "days_bar.html", "days_bar", "Your 30 days", done, booked, 30)
    assert [word for word in words if word not in html] == []
    assert html.count("<rect ") == rectangles


def test_the_timeline_marks_today(environment: Environment) -> None:
    phases = [
        {"name": "Applying", "dates": "January", "gone": 1},
        {"name": "Matching", "dates": "February", "gone": 0.4},
        {"name": "Programme", "dates": "March", "gone": 0},
    ]
    html = render(environment, "timeline.html", "timeline", "Cohort 2026", phases)
    assert html.count('aria-current="step"') == 1
    assert 'Matching <strong class="govuk-tag">Now</strong>' in html
    assert 'width="40"' in html


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.thing)
def test_every_status_has_a_tag(environment: Environment, lifecycle: Lifecycle[Any]) -> None:
    statuses = {lifecycle.first, *lifecycle.moves.values()}
    for status in statuses:
        html = render(environment, "status.html", "lifecycle_tag", lifecycle, status)
        assert str(escape(lifecycle.words[status])) in html


def test_a_tag_shows_where_a_thing_stands(environment: Environment) -> None:
    class Proposal:
        LIFECYCLE = PROPOSAL
        status = ProposalStatus.DECLINED

    html = render(environment, "status.html", "status_tag", Proposal())
    assert html == '<strong class="govuk-tag govuk-tag--orange">Declined</strong>'


def test_a_summary_names_what_each_link_changes(environment: Environment) -> None:
    rows = [
        {"key": "Goals", "value": ["Negotiation", "Finance"], "href": "/goals"},
        {"key": "Needs", "value": "", "href": "/needs", "about": "what you must have"},
        {"key": "People", "value": 0},
    ]
    html = render(environment, "summary.html", "summary_list", rows)
    assert "<li>Negotiation</li><li>Finance</li>" in html
    assert 'href="/goals">Change<span class="govuk-visually-hidden"> goals</span>' in html
    assert "> what you must have</span>" in html
    assert html.count("Not given") == 1
    assert html.count("summary-list__actions") == 2


def test_progress_without_a_total_shows_no_share(environment: Environment) -> None:
    known = render(environment, "progress.html", "progress", "Pairs", "/run", 3, 4)
    unknown = render(environment, "progress.html", "progress", "Waiting", "/run")
    assert 'value="3" max="4"' in known
    assert "max=" not in unknown


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", by WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_with_white(colour: str) -> float:
    """Contrast of white on a colour, from 1 to 21, by WCAG 2.2."""
    return 1.05 / (luminance(colour) + 0.05)


def test_the_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", COLOURS)
def test_white_stands_out_on_every_colour_of_a_consortium(name: str) -> None:
    assert contrast_with_white(COLOURS[name]) >= 7


def test_there_are_colours_to_choose_from() -> None:
    assert len(COLOURS) == 8
