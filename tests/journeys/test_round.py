"""A mentor round, from its creation to the introduction, by everybody who has a part in it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.cast import ADMIN, APPROVER, HER_MENTOR, PARTICIPANT
from tests.journeys.live import LivePortal
from tests.journeys.visits import PHONE, Visits

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_from_creation_to_introduction(
    people: Visits, portal: LivePortal, javascript: bool
) -> None:
    admin = people.by(ADMIN, javascript=javascript)
    create_round(admin)
    run_matcher(admin)
    see_a_pair(admin)
    expect(
        admin.get_by_text("You started this run, so another admin has to approve it")
    ).to_be_visible()
    approver = people.by(APPROVER, javascript=javascript)
    look_at_flagged(approver)
    approve(approver)
    publish(approver)
    stop(approver)
    publish(approver)
    nobody_sees_anything(people.by(PARTICIPANT, javascript=javascript))
    send_now(approver)
    participant = people.by(PARTICIPANT, width=PHONE, javascript=javascript)
    go_ahead(participant, portal)
    mentor = people.by(HER_MENTOR, width=PHONE, javascript=javascript)
    accept(mentor, portal)
    read_why(participant, portal)
    admin.get_by_role("link", name="Rounds").click()
    admin.get_by_role("link", name="Mentors for 2027").click()
    row = admin.get_by_role("row").filter(has_text="Asha Begum")
    expect(row).to_contain_text("Accepted")


def create_round(page: Page) -> None:
    """The admin makes a round for the cohort and reads how ready it is."""
    page.get_by_role("link", name="Rounds").click()
    page.get_by_role("button", name="Create a round").click()
    page.get_by_label("Name of the round").fill("Mentors for 2027")
    page.get_by_label("Mentors", exact=True).check()
    page.get_by_role("button", name="Create the round").click()
    page.get_by_role("alert").get_by_role("link", name="Choose the cohort to match").click()
    expect(page.get_by_label("Cohort")).to_be_focused()
    expect(page.get_by_label("Name of the round")).to_have_value("Mentors for 2027")
    page.get_by_label("Cohort").select_option("Stepping Up: 2027")
    page.get_by_role("button", name="Create the round").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mentors for 2027")
    expect(page.get_by_role("heading", name="How ready it is")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Yusuf Abdi")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Leila Hosseini")).to_be_visible()


def run_matcher(page: Page) -> None:
    """The admin starts a run, which the worker does; the review follows."""
    page.get_by_role("button", name="Run the matcher").click()
    review = page.get_by_role("heading", level=1, name="44 of 45 placed")
    while page.get_by_role("link", name="Look again").is_visible():
        page.get_by_role("link", name="Look again").click()
    expect(review).to_be_visible()
    page.get_by_text("No better result exists: how we know").click()
    expect(page.get_by_text("A second program, which shares nothing")).to_be_visible()


def see_a_pair(page: Page) -> None:
    """The admin opens a pair, and a person without one."""
    page.get_by_role("link", name="Asha Begum").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ben Carter")
    expect(page.get_by_role("table", name="Points by what counts")).to_be_visible()
    page.get_by_role("link", name="Review of run 1").click()
    page.get_by_role("link", name="Leila Hosseini").click()
    expect(page.get_by_role("heading", name="What would help")).to_be_visible()
    page.get_by_role("link", name="Review of run 1").click()


def look_at_flagged(page: Page) -> None:
    """The other admin can't approve before having looked at each result that is flagged."""
    page.get_by_role("link", name="Mentors for 2027").first.click()
    page.get_by_role("link", name="Run 1").click()
    expect(page.get_by_text("2 left")).to_be_visible()
    expect(page.get_by_role("button", name="Approve this run")).to_be_hidden()
    page.get_by_role("link", name="Grace Owusu").click()
    page.get_by_role("button", name="I have looked at this").click()
    expect(page.get_by_role("heading", name="Not placed")).to_be_visible()
    page.get_by_role("button", name="I have looked at this").click()
    expect(page.get_by_text("You have looked at everything that needed it")).to_be_visible()


def approve(page: Page) -> None:
    """The other admin approves, once the box is ticked."""
    page.get_by_role("button", name="Approve this run").click()
    page.get_by_role("button", name="Approve this run").click()
    problem = page.get_by_role("alert").get_by_role("link", name="Tick the box")
    expect(problem).to_be_visible()
    page.get_by_label("I have looked at this result and approve exactly this run").check()
    page.get_by_role("button", name="Approve this run").click()
    expect(page.get_by_text("You approved this run")).to_be_visible()


def publish(page: Page) -> None:
    """The letters are read first, then go on the next working day."""
    page.get_by_role("button", name="Publish the approved run").click()
    expect(page.get_by_text("44 people get a private look")).to_be_visible()
    page.get_by_role("button", name="Publish the round").click()
    expect(page.get_by_role("heading", name="Letters go 9am on")).to_be_visible()


def stop(page: Page) -> None:
    """Take it all back before the letters go; the round is open again."""
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("No letter has gone out")).to_be_visible()


def nobody_sees_anything(page: Page) -> None:
    """Before the release a participant has nothing to look at."""
    expect(page.get_by_text("Ben Carter")).to_be_hidden()


def send_now(page: Page) -> None:
    """The letters go at once."""
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("The letters are on their way")).to_be_visible()


def go_ahead(page: Page, portal: LivePortal) -> None:
    """The participant follows the letter to the private look, and says to go ahead."""
    page.goto(portal.link_in(portal.letter_to(PARTICIPANT, "We have found a mentor")))
    page.get_by_role("button", name="Look at the mentor we propose").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We propose Ben Carter")
    page.get_by_label("No, go ahead").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("We have asked them, and hope to hear by")).to_be_visible()


def accept(page: Page, portal: LivePortal) -> None:
    """The mentor finds the proposal at home, and accepts."""
    page.get_by_role("button", name="Answer about Asha Begum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Would you mentor Asha Begum?")
    page.get_by_label("Accept").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are Asha Begum’s mentor")
    portal.letter_to(HER_MENTOR, f"Asha Begum: {PARTICIPANT}")


def read_why(page: Page, portal: LivePortal) -> None:
    """The participant is introduced, and reads why it is this mentor."""
    page.goto(portal.link_in(portal.letter_to(PARTICIPANT, f"Ben Carter: {HER_MENTOR}")))
    page.get_by_role("button", name="See how to begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Carter is your mentor")
    expect(page.get_by_role("heading", name="Why this match")).to_be_visible()
    expect(page.get_by_text("Checked and approved by Marcus Reid")).to_be_visible()
