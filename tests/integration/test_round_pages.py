"""The pages of a round, as the two admins and others meet them."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.calendar import now
from portal.database import db, transaction
from portal.jobs.runs import execute_run
from portal.lifecycles import ProposalStatus
from portal.models import MentorProfile
from tests.cast import Side, fill_profiles, make_cast, sign_in
from tests.proposed import propose, publish


@pytest.fixture
def bristol(app: Flask) -> Side:
    with app.app_context():
        side = make_cast().bristol
        fill_profiles(side)
        return side


def created(client: FlaskClient, side: Side) -> str:
    answer = client.post(
        f"/consortia/{side['consortium']}/rounds/new",
        data={"cohort": str(side["cohort"]), "kind": "mentors", "name": "Mentors, spring"},
    )
    return str(answer.headers["Location"])


def finished(client: FlaskClient, round_url: str) -> str:
    """Start a run and do the worker's work; return the review's address."""
    location = str(client.post(f"{round_url}/runs").headers["Location"])
    with client.application.app_context():
        execute_run(UUID(location.rsplit("/", 1)[-1]))
    return location


def test_a_round_goes_from_creation_to_publication(
    app: Flask, client: FlaskClient, bristol: Side
) -> None:
    sign_in(client, bristol["admin"])
    round_url = created(client, bristol)
    assert "Ready to be matched" in client.get(round_url).text
    review_url = finished(client, round_url)
    review = client.get(review_url).text
    assert "2 of 2 placed. 2 have a mentor for their first goal." in review
    assert "another admin has to approve it" in review
    assert client.get(f"{review_url}/approve").status_code == 403
    chart = client.get(f"{review_url}/spread.svg")
    assert chart.mimetype == "image/svg+xml"

    second = app.test_client()
    sign_in(second, bristol["second_admin"])
    assert second.post(f"{review_url}/approve", data={"is_checked": "yes"}).status_code == 302
    publishing = second.get(f"{round_url}/publish").text
    assert "2 people get a private look" in publishing
    assert second.post(f"{round_url}/publish", data={"release": "later"}).status_code == 302
    assert "Letters go 9am on" in second.get(round_url).text
    assert second.post(f"{round_url}/stop").status_code == 302
    assert "Publish the approved run" in second.get(round_url).text


def test_what_changed_since_the_run_must_be_acknowledged(
    app: Flask, client: FlaskClient, bristol: Side
) -> None:
    sign_in(client, bristol["admin"])
    round_url = created(client, bristol)
    review_url = finished(client, round_url)
    second = app.test_client()
    sign_in(second, bristol["second_admin"])
    second.post(f"{review_url}/approve", data={"is_checked": "yes"})
    with app.app_context(), transaction():
        db.session.get_one(MentorProfile, bristol["other_mentor_profile"]).capacity = 2
    page = second.get(f"{round_url}/publish").text
    assert "Something has changed since this run." in page
    assert "Other Mentor Bristol, Bristol Council: places left" in page
    assert second.post(f"{round_url}/publish", data={"release": "later"}).status_code == 422
    ticked = {"release": "later", "accept_stale": "yes"}
    assert second.post(f"{round_url}/publish", data=ticked).status_code == 302


def test_people_without_the_role_see_nothing(
    app: Flask, client: FlaskClient, bristol: Side
) -> None:
    sign_in(client, bristol["admin"])
    round_url = created(client, bristol)
    review_url = finished(client, round_url)
    for name in ("participant", "mentor", "lead", "reviewer"):
        other = app.test_client()
        sign_in(other, bristol[name])
        assert other.get(round_url).status_code == 404
        assert other.get(review_url).status_code == 404


def test_a_pair_that_said_no_is_told_like_what_is_full(
    app: Flask, client: FlaskClient, bristol: Side
) -> None:
    with app.app_context(), transaction():
        past = publish(bristol, undone_at=now(), undone_by_id=bristol["admin"])
        for mentor in ("mentor_profile", "other_mentor_profile"):
            no = {"status": ProposalStatus.DECLINED, "is_banned": True}
            propose(bristol, past, mentor=mentor, **no)
    sign_in(client, bristol["admin"])
    round_url = created(client, bristol)
    assert "Not available to them (2)" in client.get(round_url).text
    review = client.get(finished(client, round_url)).text
    assert "Not available to them (2)" in review
