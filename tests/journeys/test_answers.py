"""Saying no: a participant objects, a mentor declines, and neither is told of the other's words."""

import pytest
from playwright.sync_api import Page, expect

from portal.models import RoundKind
from tests.journeys.cast import ADMIN, OTHER_MENTOR, OTHER_PARTICIPANT, PARTICIPANT
from tests.journeys.live import LivePortal
from tests.journeys.published import go_ahead, publish_round, run_round
from tests.journeys.visits import PHONE, Visits, page_faults

pytestmark = pytest.mark.journey

WORDS = "We were at school together"


@pytest.fixture
def published(portal: LivePortal) -> LivePortal:
    """Publish a mentor round, its letters sent."""
    publish_round(portal, *run_round(portal, RoundKind.MENTORS))
    return portal


def test_a_participant_objects(people: Visits, published: LivePortal) -> None:
    page = people.by(PARTICIPANT, width=PHONE)
    page.get_by_role("button", name="Look at the mentor we propose").click()
    send_answer(page)
    page.get_by_role("alert").get_by_role("link", name="Choose whether to go ahead").click()
    assert page_faults(page, "look_with_error") == []
    page.get_by_label("Yes, there’s a reason").check()
    page.get_by_label("If there is a reason").fill(WORDS)
    send_answer(page)
    expect(page.get_by_text("Only the programme team knows")).to_be_visible()
    assert page_faults(page, "objected") == []
    team_reads(people, "Asha Begum", "Ben Carter")


def test_a_mentor_declines(people: Visits, published: LivePortal) -> None:
    go_ahead(published, OTHER_PARTICIPANT)
    page = people.by(OTHER_MENTOR, width=PHONE)
    page.get_by_role("button", name="Answer about Grace Owusu").click()
    page.get_by_label("Not this person").check()
    page.get_by_label("Anything that the programme team should know?").fill(WORDS)
    send_answer(page)
    page.get_by_role("alert").get_by_role("link", name="Choose why not").click()
    expect(page.get_by_label("Anything that the programme team")).to_have_value(WORDS)
    assert page_faults(page, "answer_with_error") == []
    page.get_by_role("group", name="If not this person, why not?").get_by_role(
        "radio"
    ).first.check()
    send_answer(page)
    expect(page.get_by_text("The participant hears that it changed, never why")).to_be_visible()
    letter = published.letter_to(OTHER_PARTICIPANT, "no reflection on you")
    assert WORDS not in letter.get_content()
    participant = people.by(OTHER_PARTICIPANT, width=PHONE)
    expect(participant.get_by_text("is looking for another mentor for you")).to_be_visible()
    expect(participant.get_by_text(WORDS)).to_be_hidden()
    team_reads(people, "Grace Owusu", "Delroy Francis")


def send_answer(page: Page) -> None:
    """Press the button under the questions."""
    page.get_by_role("button", name="Send my answer").click()


def team_reads(people: Visits, participant: str, mentor: str) -> None:
    """The admin finds what was said in confidence, from the round."""
    admin = people.by(ADMIN)
    admin.get_by_role("link", name="Rounds").click()
    admin.get_by_role("table", name="Match rounds").get_by_role("link", name="Mentors").click()
    admin.get_by_role("table", name="Answers").get_by_role("link", name=participant).click()
    expect(admin.get_by_role("heading", level=1)).to_have_text(f"{participant} and {mentor}")
    expect(admin.get_by_text(WORDS)).to_be_visible()
