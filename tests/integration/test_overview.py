"""The programme team's home: cohorts in time, and only what needs a person."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.calendar import now
from portal.database import db, transaction
from portal.lifecycles import (
    MentorProfileStatus,
    ParticipantProfileStatus,
    RunStatus,
    StretchAssignmentStatus,
)
from portal.models import (
    MentorProfile,
    ParticipantProfile,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
)
from tests.cast import Cast, Side, sign_in
from tests.proposed import fill_profiles, offer_assignment, propose, publish


@pytest.fixture
def side(cast: Cast) -> Side:
    return cast.bristol


def home(client: FlaskClient, side: Side, who: str, url: str = "/home") -> str:
    sign_in(client, side[who])
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.text


def test_the_team_sees_only_what_needs_a_person(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    url = f"/consortia/{side['consortium']}"
    with app.app_context(), transaction():
        db.session.query(ParticipantProfile).update({"status": ParticipantProfileStatus.COMPLETE})
    assert "Nothing today." in home(client, side, "admin", url)
    with app.app_context(), transaction():
        fill_profiles(side)
        profile = db.session.get_one(MentorProfile, side["mentor_profile"])
        db.session.query(MentorProfile).filter_by(id=profile.id).update(
            {"status": MentorProfileStatus.COMPLETE}
        )
        db.session.query(ParticipantProfile).filter_by(id=side["participant_profile"]).update(
            {"status": ParticipantProfileStatus.DRAFT}
        )
        assignment = offer_assignment(side)
        db.session.query(StretchAssignment).filter_by(id=assignment).update(
            {"status": StretchAssignmentStatus.SUBMITTED}
        )
        publication = publish(side)
        propose(side, publication)
        round = Round(
            consortium_id=side["consortium"],
            cohort_id=side["cohort"],
            kind=RoundKind.ASSIGNMENTS,
            name="Spring",
        )
        db.session.add(round)
        db.session.flush()
        db.session.add(
            Run(
                consortium_id=side["consortium"],
                round_id=round.id,
                number=3,
                started_by_id=side["admin"],
                problem="{}",
                status=RunStatus.FINISHED,
            )
        )
    for who in ("admin", "auditor"):
        for address in ("/home", url):
            text = home(client, side, who, address)
            for words in (
                "Mentors to approve",
                "Mentor Bristol",
                "Stretch assignments to approve",
                "Profiles to finish",
                "Participant Bristol",
                "Run 3 waits for approval",
                "Without a mentor",
                "Other Participant Bristol",
                "1 from participants, in their private look",
            ):
                assert words in text
            assert "SECRET" not in text
    for who in ("participant", "mentor", "lead", "reviewer"):
        sign_in(client, side[who])
        assert client.get(url).status_code == 403


def test_nothing_is_told_of_answers_before_the_release(
    app: Flask, client: FlaskClient, side: Side
) -> None:
    with app.app_context(), transaction():
        propose(side, publish(side, release_at=now() + timedelta(hours=1)))
    text = home(client, side, "admin")
    assert "Published: the letters can still be stopped" in text
    assert "private look" not in text
    assert "Without a mentor" not in text


def test_another_consortium_is_not_there(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    assert client.get(f"/consortia/{cast.leeds['consortium']}").status_code == 404
