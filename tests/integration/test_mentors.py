"""The team approves mentors, or returns their profiles; what is confidential stays out of sight."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.actor import load_actor
from portal.database import EditConflict, db, transaction
from portal.lifecycles import IllegalMove, MentorProfileStatus
from portal.models import (
    AvoidEntry,
    HistoryEntry,
    Membership,
    MentorProfile,
    MentorSkill,
    Person,
    Role,
)
from portal.models.profiles import AvoidKind
from portal.services import mentors
from tests.cast import Cast, Side, make_cast, sign_in
from tests.integration.counting import count_queries


def _waiting(side: Side) -> MentorProfile:
    """Return the mentor's profile, sent to the team."""
    with transaction():
        db.session.delete(db.session.get_one(MentorProfile, side["mentor_profile"]))
        db.session.flush()
        profile = MentorProfile(
            id=side["mentor_profile"],
            consortium_id=side["consortium"],
            person_id=side["mentor"],
            employer_id=side["council"],
            status=MentorProfileStatus.COMPLETE,
            job_title="Head of housing",
            level_id=side["level_4"],
            formats=["video", "email"],
            weekdays=["tue"],
            offers=["step-free"],
            tags=["SECRET-TAG"],
        )
        profile.skills = [MentorSkill(skill_id=side["negotiation"], step=4)]
        db.session.add(profile)
        db.session.flush()
        db.session.add(
            AvoidEntry(
                consortium_id=side["consortium"],
                mentor_profile_id=profile.id,
                kind=AvoidKind.AVOID,
                person_named="SECRET-AVOIDED",
            )
        )
    return profile


def test_a_profile_is_returned_sent_again_and_approved(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        admin, profile = load_actor(side["admin"]), _waiting(side)
        opened = profile.version
        with transaction():
            mentors.return_mentor(admin, profile, opened, "Please say where you work")
        assert profile.status == MentorProfileStatus.INVITED
        assert profile.returned_because == "Please say where you work"
        with pytest.raises(EditConflict), transaction():
            mentors.approve_mentor(admin, profile, opened)
        with pytest.raises(IllegalMove), transaction():
            mentors.approve_mentor(admin, profile, profile.version)


def test_approving_takes_an_old_reason_away(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        profile = _waiting(side)
        with transaction():
            profile.returned_because = "Something long ago"
        with transaction():
            mentors.approve_mentor(load_actor(side["admin"]), profile, profile.version)
        assert profile.status == MentorProfileStatus.APPROVED
        assert profile.returned_because == ""
        entry = db.session.scalars(select(HistoryEntry).filter_by(verb="approve")).one()
        assert entry.person_id == side["admin"]


def _page(cast: Cast) -> str:
    return f"/mentors/{cast.bristol['mentor_profile']}"


def test_the_team_sees_what_is_offered_and_nothing_confidential(
    client: FlaskClient, cast: Cast
) -> None:
    with client.application.app_context():
        _waiting(cast.bristol)
    for name in ("admin", "auditor"):
        sign_in(client, cast.bristol[name])
        page = client.get(_page(cast)).text
        for words in ("Head of housing", "Teach others", "Video call", "Tuesday", "Step-free"):
            assert words in page
        assert "SECRET" not in page
        assert ("Approve Mentor Bristol" in page) == (name == "admin")
        listed = client.get(f"/consortia/{cast.bristol['consortium']}/mentors").text
        assert listed.index("Mentor Bristol") < listed.index("Other Mentor Bristol")


def test_an_admin_returns_and_the_mentor_reads_why(client: FlaskClient, cast: Cast) -> None:
    with client.application.app_context():
        _waiting(cast.bristol)
    sign_in(client, cast.bristol["admin"])
    back = f"{_page(cast)}/return"
    assert client.post(back, data={"reason": " ", "version": "1"}).status_code == 422
    typed = {"reason": "Say <b>where</b>", "version": "9"}
    late = client.post(back, data=typed)
    assert (late.status_code, "Say &lt;b&gt;where" in late.text) == (409, True)
    assert client.post(back, data={**typed, "version": "1"}).status_code == 302
    sign_in(client, cast.bristol["mentor"])
    mine = client.get(f"/mentor-profiles/{cast.bristol['mentor_profile']}")
    assert "Say &lt;b&gt;where" in mine.text


def test_an_admin_approves_what_was_read(client: FlaskClient, cast: Cast) -> None:
    with client.application.app_context():
        profile = _waiting(cast.bristol)
        with transaction():
            profile.job_title = "Changed meanwhile"
    sign_in(client, cast.bristol["admin"])
    late = client.post(f"{_page(cast)}/approve", data={"version": "1"})
    assert (late.status_code, "Changed meanwhile" in late.text) == (409, True)
    assert client.post(f"{_page(cast)}/approve", data={"version": "2"}).status_code == 302
    assert client.post(f"{_page(cast)}/approve", data={"version": "3"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("auditor", "/mentors/{mentor_profile}/return", 403),
        ("mentor", "/mentors/{mentor_profile}", 403),
        ("other_mentor", "/mentors/{mentor_profile}", 404),
        ("participant", "/mentors/{mentor_profile}", 404),
        ("lead", "/consortia/{consortium}/mentors", 403),
    ],
)
def test_mentors_are_the_teams(
    client: FlaskClient, cast: Cast, name: str, path: str, status: int
) -> None:
    sign_in(client, cast.bristol[name])
    assert client.get(path.format(**cast.bristol.ids)).status_code == status


def test_another_consortiums_mentor_is_not_there(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/mentors/{cast.leeds['mentor_profile']}"
    assert client.get(page).status_code == 404
    assert client.post(f"{page}/approve", data={"version": "1"}).status_code == 404


def test_the_list_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{cast.bristol['consortium']}/mentors"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        of = {"consortium_id": cast.bristol["consortium"]}
        for number in range(15):
            person = Person(name=f"Mentor {number}", email=f"m{number}@bristol.example")
            db.session.add(person)
            db.session.flush()
            db.session.add(Membership(person_id=person.id, role=Role.MENTOR, **of))
            employer = cast.bristol["council"]
            db.session.add(MentorProfile(person_id=person.id, employer_id=employer, **of))
    assert count_queries(app, client, page) == before
