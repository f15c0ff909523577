"""What the pages gain with JavaScript, and how the components stand on a laptop and a phone.

The pages here are made for the test and stand in the real portal: its layout, components, styles
and scripts, under its own content security policy.
"""

from collections import Counter
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask, flash, render_template_string
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.accessibility import accessibility_faults, overflow

pytestmark = pytest.mark.journey

PEOPLE = [
    ["Asha Rahman", "Avon Housing", 87],
    ["Imran Sheikh-Abdullah", "Bath Hospitals", 64],
    *([f"Person {number}", "Council of the West of England", number] for number in range(8)),
]

COMPONENTS = """
{% extends "layouts/base.html" %}
{% from "components/data_table.html" import data_table %}
{% from "components/days_bar.html" import days_bar %}
{% from "components/demonstration.html" import demonstration_accounts %}
{% from "components/timeline.html" import timeline %}
{% from "components/stats.html" import stats %}
{% from "components/summary.html" import summary_list %}
{% from "components/status.html" import tag %}
{% from "components/chart.html" import chart %}
{% from "components/card.html" import card %}
{% block title %}Components{% endblock %}
{% block before_content %}<a class="govuk-back-link" href="/components">Back</a>{% endblock %}
{% block content %}
<h1 class="govuk-heading-xl">Components</h1>
<div class="app-headline"><p class="govuk-body-l">46 of 48 placed.</p></div>
{{ timeline("Cohort 2026", [{"name": "Applying", "dates": "January", "gone": 1},
  {"name": "Matching", "dates": "February", "gone": 0.4}]) }}
{{ stats([{"label": "People placed", "number": "46 of 48", "note": "2 days left"}]) }}
{{ days_bar("Your 30 days", 12, 7, 30) }}
{{ data_table("People", [{"text": "Person"}, {"text": "Employer"},
  {"text": "Points", "numeric": true}], people, filter="Find a person") }}
{{ chart("/static/icon.svg", "Most people have many points.", "Points", [{"text": "Points"}],
  [["20"]]) }}
<div class="app-cards">{% call card("Asha", "#") %}{{ tag("Waiting for an answer", "yellow") }}
{% endcall %}{% call card("Ben") %}{{ tag("Declined", "orange") }}{% endcall %}</div>
{{ summary_list([{"key": "Email", "value": "x" * 60 ~ "@example.com", "href": "#"}]) }}
{{ demonstration_accounts([{"who": "Participant", "email": "y" * 40 ~ "@avonhousing.example",
  "password": "stepping-up"}]) }}
<form method="post" action="/send"><button class="govuk-button">Send</button></form>
{% endblock %}
"""
PROGRESS = """
{% extends "layouts/base.html" %}{% from "components/progress.html" import progress %}
{% block title %}Run{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Run</h1>
{% if done < 3 %}{{ progress("Compared " ~ done ~ " of 3", request.path, done, 3) }}
{% else %}<p class="govuk-body">Finished</p>{% endif %}{% endblock %}
"""


def add_pages(app: Flask) -> None:
    """Put the pages above on the portal, beside its own."""
    counts: Counter[str] = Counter()

    @app.get("/components")
    def components() -> str:
        flash("The round has been published.", "success")
        flash("Two profiles are incomplete.")
        navigation = [{"text": f"Place {n}", "href": "/", "current": n == 1} for n in range(6)]
        return render_template_string(
            COMPONENTS,
            people=PEOPLE,
            navigation=navigation,
            consortium_name="Bristol Leadership Consortium",
            consortium_colour="plum",
            account_name="Priya Shah",
            footer_links=[{"text": "Privacy", "href": "/"}],
        )

    @app.get("/progress/<work>")
    def progress(work: str) -> str:
        counts[work] += 1
        return render_template_string(PROGRESS, done=counts[work])

    @app.post("/send")
    def send() -> tuple[str, int]:
        counts["sent"] += 1
        return "", 204  # the browser stays on the page, where the button can be pressed again

    @app.get("/sent")
    def sent() -> str:
        return str(counts["sent"])


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Serve the pages on a port of this machine."""
    add_pages(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says: a blocked script or style, a JavaScript error."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("width", [1280, 390])
def test_components_are_accessible_and_fit(
    page: Page, address: str, complaints: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/components")
    expect(page.locator("body")).to_have_class(
        "govuk-template__body js-enabled govuk-frontend-supported"
    )
    assert accessibility_faults(page) == []
    assert overflow(page) <= 0
    assert complaints == []


def test_axe_finds_a_fault_that_was_put_in(page: Page, address: str) -> None:
    page.goto(f"{address}/components")
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    assert [fault for fault in accessibility_faults(page) if fault.startswith("image-alt")]


def test_a_row_becomes_a_card_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/components")
    cell = page.get_by_role("cell", name="Avon Housing")
    name = page.get_by_role("rowheader", name="Asha Rahman")
    assert cell.bounding_box()["y"] == name.bounding_box()["y"]
    page.set_viewport_size({"width": 390, "height": 900})
    assert cell.bounding_box()["y"] > name.bounding_box()["y"]


def test_a_table_is_filtered_by_every_word(page: Page, address: str) -> None:
    page.goto(f"{address}/components")
    rows = page.get_by_role("table", name="People").locator("tbody tr:visible")
    expect(rows).to_have_count(10)
    page.get_by_label("Find a person").fill("hosp imran")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 of 10 shown")
    page.get_by_label("Find a person").fill("")
    expect(rows).to_have_count(10)
    expect(page.get_by_role("status")).to_have_text("")


def test_progress_updates_itself_to_the_end(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/progress/with-script")
    expect(page.get_by_text("Compared 1 of 3")).to_be_visible()
    assert accessibility_faults(page) == []
    expect(page.get_by_text("Compared 2 of 3")).to_be_visible()
    expect(page.get_by_text("Finished")).to_be_visible()
    assert complaints == []


def test_a_form_is_sent_once_however_often_it_is_pressed(page: Page, address: str) -> None:
    page.goto(f"{address}/components")
    page.get_by_role("button", name="Send").dblclick()
    page.get_by_role("button", name="Send").click()
    page.wait_for_timeout(300)
    assert page.request.get(f"{address}/sent").text() == "1"


def test_the_pages_work_without_javascript(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/components")
    expect(page.get_by_role("link", name="Place 5")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Asha Rahman")).to_be_visible()
    page.goto(f"{address}/progress/without-script")
    page.get_by_role("link", name="See how far it has come").click()
    expect(page.get_by_text("Compared 2 of 3")).to_be_visible()
    context.close()
