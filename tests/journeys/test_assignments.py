"""A stretch assignment: offered by a host, approved, matched in a round, and answered."""

import pytest
from playwright.sync_api import Page, expect

from portal.models import RoundKind
from tests.journeys.cast import ADMIN, HOST_LEAD
from tests.journeys.live import LivePortal
from tests.journeys.published import go_ahead, publish_round, run_round, who_is_proposed_to
from tests.journeys.visits import PHONE, Visits, page_faults

pytestmark = pytest.mark.journey

TITLE = "Find out why tenants leave in their first year"


def test_a_lead_offers_an_assignment_and_the_team_approves_it(people: Visits) -> None:
    lead = people.by(HOST_LEAD, width=PHONE)
    lead.goto("/home")
    lead.get_by_role("button", name="Menu").click()
    lead.get_by_role("link", name="Your offers").click()
    lead.get_by_role("button", name="Offer a stretch assignment").click()
    describe(lead)
    stretch_skills(lead)
    submit(lead)
    admin = people.by(ADMIN)
    admin.get_by_role("link", name="Assignments", exact=True).click()
    admin.get_by_role("link", name=TITLE).click()
    admin.get_by_role("button", name="Approve this assignment").click()
    expect(admin.get_by_text("has been approved, and is in the next round")).to_be_visible()
    lead.reload()
    expect(lead.get_by_text("Open", exact=True)).to_be_visible()


def describe(page: Page) -> None:
    """Say what the assignment is; a last day before the first is refused, and all is kept."""
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What will the person do?").fill("Talk to tenants, and advise the board.")
    day(page, "First day", "3", "5", "2027")
    day(page, "Last day", "1", "5", "2027")
    page.get_by_role("button", name="Save and go on to the skills").click()
    expect(page.get_by_role("alert")).to_contain_text("Last day must be the same as or after")
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    assert page_faults(page, "offer_with_error") == []
    day(page, "Last day", "30", "7", "2027")
    page.get_by_label("Where is it?").select_option("Bristol city centre")
    page.get_by_role("button", name="Save and go on to the skills").click()


def day(page: Page, question: str, *parts: str) -> None:
    """Fill in a date."""
    group = page.get_by_role("group", name=question)
    for label, text in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label).fill(text)


def stretch_skills(page: Page) -> None:
    """Say which skill it stretches, and see the offer as a participant does."""
    page.get_by_label("Data and evidence").select_option(index=3)
    page.get_by_role("button", name="Save and see it as a participant does").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("heading", name="As a participant sees it")).to_be_visible()
    expect(page.get_by_text("Talk to tenants, and advise the board.")).to_be_visible()
    assert page_faults(page, "offer_preview") == []


def submit(page: Page) -> None:
    """Name the supervisor, which is still wanted, then give it to the team."""
    expect(page.get_by_text("Say who supervises")).to_be_visible()
    page.get_by_role("button", name="Go on with the offer").click()
    page.get_by_label("Name of a new supervisor").fill("Dawn Reece")
    page.get_by_label("E-mail address of a new supervisor").fill("dawn.reece@harbourside.example")
    page.get_by_role("button", name="Save and go on to the skills").click()
    page.get_by_role("button", name="Save and see it as a participant does").click()
    page.get_by_role("button", name="Submit to the programme team").click()
    expect(page.get_by_text("Waiting for approval")).to_be_visible()


def test_a_host_accepts_a_participant(people: Visits, portal: LivePortal) -> None:
    publish_round(portal, *run_round(portal, RoundKind.ASSIGNMENTS))
    participant = who_is_proposed_to(portal, "Harbourside Homes")
    go_ahead(portal, participant.email)
    lead = people.by(HOST_LEAD, width=PHONE)
    lead.get_by_role("button", name=f"Answer about {participant.name}").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text(f"Would you host {participant.name}?")
    assert page_faults(lead, "answer_of_host") == []
    lead.get_by_label("Accept").check()
    lead.get_by_role("button", name="Send my answer").click()
    expect(lead.get_by_text("You have both been introduced")).to_be_visible()
    assert page_faults(lead, "match_for_host") == []
    portal.letter_to(participant.email, "you do the stretch assignment")
