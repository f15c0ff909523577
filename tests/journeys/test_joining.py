"""From an invitation to a complete profile, and back in when the password is forgotten."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.cast import ADMIN, PARTICIPANT
from tests.journeys.live import LivePortal
from tests.journeys.visits import PHONE, Visits, page_faults, sign_in

pytestmark = pytest.mark.journey

CHOSEN = "three words joined up"


def heading(page: Page, words: str) -> None:
    """Expect to be on the page with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def save(page: Page) -> None:
    """Save a topic, and go on to the next."""
    page.get_by_role("button", name="Save and continue").click()


def follow_invitation(page: Page, portal: LivePortal, email: str) -> None:
    """Open the letter's link, and choose a password at the second try."""
    page.goto(portal.link_in(portal.letter_to(email, "has invited you")))
    heading(page, "Create your account")
    page.get_by_label("Choose a password").fill(CHOSEN)
    page.get_by_label("Type it again").fill("three words, joined")
    page.get_by_role("button", name="Create your account").click()
    expect(page.get_by_role("alert")).to_contain_text("The two passwords must be the same")
    assert page_faults(page, "account_with_error") == []
    page.get_by_label("Choose a password").fill(CHOSEN)
    page.get_by_label("Type it again").fill(CHOSEN)
    page.get_by_role("button", name="Create your account").click()
    expect(page.get_by_text("Your account is ready")).to_be_visible()
    page.get_by_role("button", name="Fill in your profile").click()


def test_a_mentor_is_invited_fills_in_a_profile_and_is_approved(
    people: Visits, portal: LivePortal
) -> None:
    email = "rosa.lane@temple-bank.example"
    admin = people.by(ADMIN)
    admin.get_by_role("link", name="Mentors", exact=True).click()
    admin.get_by_role("button", name="Invite a mentor").click()
    expect(admin.get_by_label("Mentor", exact=True)).to_be_checked()
    admin.get_by_label("Name", exact=True).fill("Rosa Lane")
    admin.get_by_label("E-mail address").fill(email)
    admin.get_by_role("button", name="Send the invitation").click()
    admin.get_by_role("alert").get_by_role("link", name="Choose the employer they work for").click()
    expect(admin.get_by_label("Name", exact=True)).to_have_value("Rosa Lane")
    assert page_faults(admin, "invite_with_error") == []
    admin.get_by_label("Employer", exact=True).select_option("Temple Quay Bank")
    admin.get_by_role("button", name="Send the invitation").click()
    expect(admin.get_by_role("heading", level=1)).not_to_have_text("Invite somebody")

    mentor = people.by_nobody(width=PHONE)
    follow_invitation(mentor, portal, email)
    fill_in_mentor_profile(mentor)
    heading(mentor, "Check your answers")
    mentor.get_by_role("button", name="Confirm and send").click()
    heading(mentor, "Your profile is complete")

    admin.get_by_role("link", name="Mentors", exact=True).click()
    admin.get_by_role("link", name="Rosa Lane").click()
    admin.get_by_role("button", name="Approve").click()
    expect(admin.get_by_text("Rosa Lane has been approved")).to_be_visible()


def fill_in_mentor_profile(page: Page) -> None:
    """Go through the topics, each leading to the next."""
    heading(page, "Your mentor profile")
    page.get_by_role("link", name="Your role").click()
    page.get_by_label("Job title").fill("Head of lending")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose what comes closest to your job")
    expect(page.get_by_label("Job title")).to_have_value("Head of lending")
    page.get_by_label("Director or chief officer").check()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("About you").fill("I have lent to small firms for 20 years.")
    save(page)
    heading(page, "What you can help with")
    page.get_by_label("Finance").select_option(index=4)
    page.get_by_label("Negotiation and influence").select_option(index=3)
    save(page)
    heading(page, "How and where you can meet")
    page.get_by_label("Video call").check()
    page.get_by_label("Tuesday").check()
    save(page)
    heading(page, "How many people, and when you’re away")
    page.get_by_label("Number of people").fill("2")
    save(page)
    heading(page, "What you can offer")
    save(page)
    heading(page, "Who you shouldn’t be matched with")
    page.get_by_role("button", name="Continue").click()
    heading(page, "The mentoring agreement")
    page.get_by_label("I agree to mentor in this way").check()
    save(page)


def test_a_participant_is_enrolled_and_fills_in_a_profile(
    people: Visits, portal: LivePortal
) -> None:
    email = "nadia.rahman@temple-bank.example"
    admin = people.by(ADMIN)
    admin.get_by_role("link", name="Cohorts").click()
    admin.get_by_role("link", name="2027").click()
    admin.get_by_role("button", name="Enrol somebody").click()
    admin.get_by_label("Name", exact=True).fill("Nadia Rahman")
    admin.get_by_label("E-mail address").fill(email)
    admin.get_by_label("Employer", exact=True).select_option("Temple Quay Bank")
    admin.get_by_role("button", name="Enrol and invite").click()
    expect(admin.get_by_role("row").filter(has_text="Nadia Rahman")).to_be_visible()

    participant = people.by_nobody(width=PHONE)
    follow_invitation(participant, portal, email)
    fill_in_participant_profile(participant)
    heading(participant, "Check your answers")
    participant.get_by_role("button", name="Confirm and finish").click()
    heading(participant, "Your profile is complete")
    participant.get_by_role("link", name="Go to your home page").click()
    expect(participant.get_by_role("link", name="Complete")).to_be_visible()


def fill_in_participant_profile(page: Page) -> None:
    """Go through the topics, each leading to the next."""
    heading(page, "Your profile")
    page.get_by_role("link", name="Your role").click()
    page.get_by_label("Job title").fill("Team leader, cards")
    page.get_by_label("Team leader", exact=True).check()
    page.get_by_label("No", exact=True).check()
    save(page)
    heading(page, "Your goals")
    page.get_by_label("First goal").select_option("Strategy")
    page.get_by_label("Second goal").select_option("Strategy")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("You’ve chosen this already")
    assert page_faults(page, "goals_with_error") == []
    page.get_by_label("Second goal").select_option("Finance")
    save(page)
    heading(page, "Where you are now")
    for skill in ("Strategy", "Finance"):
        page.get_by_role("group", name=skill).get_by_role("radio").nth(1).check()
    save(page)
    heading(page, "How you can meet")
    page.get_by_label("Face to face").check()
    page.get_by_label("Wednesday").check()
    save(page)
    heading(page, "When you can be released")
    first = page.get_by_role("group", name="First day you can be released")
    for part, text in (("Day", "1"), ("Month", "13"), ("Year", "2027")):
        first.get_by_label(part).fill(text)
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(first.get_by_label("Month")).to_have_value("13")
    assert page_faults(page, "release_with_error") == []
    first.get_by_label("Month").fill("3")
    save(page)
    heading(page, "What you must have")
    page.get_by_label("A quiet room").check()
    save(page)
    heading(page, "Mentors and stretch assignments you hope for")
    save(page)
    avoid_an_employer(page)


def avoid_an_employer(page: Page) -> None:
    """Name an employer to stay clear of, which only the matcher reads."""
    heading(page, "Who you shouldn’t be matched with")
    page.get_by_role("link", name="Add a person or an employer").click()
    page.get_by_label("An employer").check()
    page.get_by_label("Which employer?").select_option("Harbourside Homes")
    page.get_by_label("I’d rather not be matched with them").check()
    page.get_by_role("button", name="Add to your list").click()
    expect(page.get_by_role("button", name="Remove Harbourside Homes")).to_be_visible()
    page.get_by_role("button", name="Continue").click()


def test_a_forgotten_password_is_replaced(people: Visits, portal: LivePortal) -> None:
    page = people.by_nobody(width=PHONE)
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Email address").fill(PARTICIPANT)
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("don’t go together")
    expect(page.get_by_label("Email address")).to_have_value(PARTICIPANT)
    assert page_faults(page, "sign_in_with_error") == []
    page.get_by_role("link", name="I’ve forgotten my password").click()
    page.get_by_label("Email address").fill(PARTICIPANT)
    page.get_by_role("button", name="Send me a link").click()
    heading(page, "Check your email")
    page.goto(portal.link_in(portal.letter_to(PARTICIPANT, "asked for a new password")))
    heading(page, "Choose a new password")
    assert page_faults(page, "reset_password") == []
    page.get_by_role("textbox", name="password").first.fill(CHOSEN)
    page.get_by_label("Type it again").fill(CHOSEN)
    page.get_by_role("button", name="Save new password").click()
    sign_in(page, PARTICIPANT, CHOSEN)
