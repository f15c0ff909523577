"""A participant's profile through its pages: from the empty task list to the finished profile."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from portal.database import db
from portal.models import (
    AvoidEntry,
    Employer,
    Grade,
    Letter,
    MentorProfile,
    ParticipantProfile,
    Person,
    Programme,
    Round,
    Skill,
)
from portal.models.consortia import name_key
from portal.models.rounds import RoundKind
from tests.cast import Cast, Side, sign_in
from tests.integration.counting import count_queries
from tests.integration.profile_visits import Visit, goes_to, set_mentor, writing

PATHS = (
    *("", "/role", "/goals", "/goals/now", "/meeting", "/release", "/needs", "/wishes"),
    *("/avoid", "/avoid/add", "/check"),
)


@pytest.fixture
def visit(cast: Cast, client: FlaskClient) -> Visit:
    """Sign the participant in; one mentor is approved."""
    sign_in(client, cast.bristol["participant"])
    base = f"/participations/{cast.bristol['participant_participation']}/profile"
    visit = Visit(client, cast.bristol, base, ParticipantProfile, "participant_profile")
    set_mentor(visit, cast.bristol["mentor_profile"], "approved")
    return visit


def fill_in(visit: Visit) -> None:
    role = {"job_title": "Ward manager", "level": visit.side["level_2"], "has_others": "no"}
    assert goes_to(visit.post("/role", **role), "/goals")
    goals = {"goal_1": visit.side["negotiation"], "goal_2": "", "goal_3": ""}
    assert goes_to(visit.post("/goals", **goals), "/goals/now")
    assert goes_to(visit.post("/goals/now", goal_1="1"), "/meeting")
    meeting = {"formats": ["video"], "location": "", "weekdays": ["mon", "tue"]}
    assert goes_to(visit.post("/meeting", **meeting), "/release")
    assert goes_to(visit.post("/release", days_per_week=""), "/needs")


def test_the_whole_walk(visit: Visit) -> None:
    assert "0 of the 4 topics" in visit.get().text
    fill_in(visit)
    assert goes_to(visit.post("/needs", needs=["step-free"]), "/wishes")
    wishes = {f"{kind}_{n}": "" for kind in ("mentor", "assignment") for n in range(1, 6)}
    chosen = {**wishes, "mentor_1": visit.side["mentor_profile"]}
    assert goes_to(visit.post("/wishes", **chosen), "/avoid")
    assert goes_to(visit.post("/avoid"), "/check")
    answers = visit.get("/check").text
    for words in ("Ward manager", "Negotiation", "A little", "Video call", "Step-free access"):
        assert words in answers
    assert "Mentor Bristol, Director, Bristol Council" in answers
    assert goes_to(visit.post("/check"), "/complete")
    assert "Your profile is complete" in visit.get("/complete").text
    assert visit.profile().status == "complete"


def test_optional_topics_can_be_left_out(visit: Visit) -> None:
    fill_in(visit)
    assert ">\n      Optional" in re.sub(r" +Optional", "      Optional", visit.get().text)
    assert goes_to(visit.post("/check"), "/complete")


def test_an_unfinished_profile_says_what_is_missing(visit: Visit) -> None:
    page = visit.get("/check").text
    assert "Before you can finish" in page
    assert "Confirm and finish" not in page
    assert visit.post("/check").status_code == 409
    assert goes_to(visit.get("/complete"), "/profile")


def test_a_change_from_the_check_leads_back_to_it(visit: Visit) -> None:
    fill_in(visit)
    assert goes_to(visit.post("/needs?from=check", needs=[]), "/check")
    goals = {"goal_1": visit.side["finance"], "goal_2": "", "goal_3": ""}
    answer = visit.post("/goals?from=check", **goals)
    assert goes_to(answer, "/goals/now?from=check")
    assert goes_to(visit.post("/goals/now?from=check", goal_1="2"), "/check")


def test_a_change_of_a_complete_profile_asks_for_the_check_again(visit: Visit) -> None:
    fill_in(visit)
    visit.post("/check")
    assert "check your answers again" in visit.get("/needs").text
    visit.post("/needs", needs=["parking"])
    assert visit.profile().status == "draft"


def test_errors_keep_what_was_typed_and_lead_to_their_fields(visit: Visit) -> None:
    answer = visit.post("/role", job_title="Ward manager", has_others="no")
    assert answer.status_code == 422
    assert "<title>Error: Your role" in answer.text
    assert 'href="#level"' in answer.text
    assert 'value="Ward manager"' in answer.text
    dates = {"available_from": ["31", "2", "2027"], "days_per_week": "", "blocked_on": "soonish"}
    answer = visit.post("/release", **dates)
    assert "must be a real date" in answer.text
    assert 'href="#available_from-day"' in answer.text
    assert "soonish</textarea>" in answer.text


def test_who_saves_from_an_old_page_is_told_and_keeps_the_text(visit: Visit) -> None:
    opened = visit.profile().version
    role = {"level": visit.side["level_2"], "has_others": "no"}
    visit.post("/role", job_title="Saved elsewhere", **role)
    old = {"job_title": "Typed here", "version": opened, **role}
    answer = visit.post("/role", **old)
    assert answer.status_code == 409
    assert "This was changed in another window" in answer.text
    assert "Saved elsewhere" in answer.text
    assert 'value="Typed here"' in answer.text
    assert visit.profile().job_title == "Saved elsewhere"
    version = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)
    assert version
    assert visit.post("/role", **{**old, "version": version[1]}).status_code == 302
    assert visit.profile().job_title == "Typed here"


def test_a_version_that_never_was_is_a_conflict(visit: Visit) -> None:
    assert visit.post("/needs", needs=[], version="x").status_code == 409


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/role", {"job_title": "X", "has_others": "no", "level": "level_1"}),
        ("/role", {"job_title": "X", "has_others": "yes", "others": ["council"], "level": ""}),
        ("/goals", {"goal_1": "negotiation", "goal_2": "", "goal_3": ""}),
        ("/meeting", {"formats": ["video"], "weekdays": ["mon"], "location": "place"}),
        ("/meeting", {"formats": ["video"], "weekdays": ["mon"], "places": ["place"]}),
        ("/wishes", {"mentor_1": "mentor_profile"}),
        ("/avoid/add", {"who": "employer", "employer": "council", "why": "avoid"}),
        ("/avoid/add", {"who": "mentor", "mentor": "mentor_profile", "why": "avoid"}),
    ],
)
def test_another_consortiums_things_are_refused(
    visit: Visit, cast: Cast, path: str, values: dict[str, Any]
) -> None:
    set_mentor(visit, cast.leeds["mentor_profile"], "approved")

    def foreign(value: Any) -> Any:
        if isinstance(value, list):
            return [foreign(one) for one in value]
        return cast.leeds.ids.get(value, value)

    answer = visit.post(path, **{name: foreign(value) for name, value in values.items()})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_only_approved_mentors_of_other_employers_can_be_chosen(visit: Visit) -> None:
    page = visit.get("/wishes").text
    assert str(visit.side["mentor_profile"]) in page
    assert str(visit.side["other_mentor_profile"]) not in page
    role = {"job_title": "X", "level": visit.side["level_1"], "has_others": "yes"}
    visit.post("/role", **role, others=[visit.side["council"]])
    assert str(visit.side["mentor_profile"]) not in visit.get("/wishes").text


def test_a_wish_stays_when_its_mentor_is_no_longer_offered(visit: Visit) -> None:
    wishes = {f"{kind}_{n}": "" for kind in ("mentor", "assignment") for n in range(1, 6)}
    visit.post("/wishes", **{**wishes, "mentor_1": visit.side["mentor_profile"]})
    set_mentor(visit, visit.side["mentor_profile"], "invited")
    assert str(visit.side["mentor_profile"]) in visit.get("/wishes").text


def test_the_employers_grades_stand_under_their_levels(visit: Visit) -> None:
    known = {"employer_id": visit.side["trust"], "level_id": visit.side["level_3"]}
    with writing(visit) as of:
        db.session.add_all([Grade(name=name, **known, **of) for name in ("Band 10", "Band 9")])
    assert "Your employer’s grades: Band 9, Band 10." in visit.get("/role").text


def test_experience_is_asked_only_where_the_programme_turned_it_on(visit: Visit) -> None:
    assert visit.get("/experience").status_code == 404
    with writing(visit):
        programme = db.session.get_one(Programme, visit.side["programme"])
        programme.experience_tags = ["Night shifts"]
    assert "By ticking a box I agree" in visit.get("/experience").text
    assert visit.post("/experience", tags=["Day shifts"]).status_code == 422
    assert visit.post("/experience", tags=["Night shifts"]).status_code == 302
    assert visit.profile().wish_tags == ["Night shifts"]


def test_a_published_round_says_what_a_change_will_not_do(visit: Visit) -> None:
    assert "A match round has been published" not in visit.get().text
    with writing(visit) as of:
        known = {"cohort_id": visit.side["cohort"], "kind": RoundKind.MENTORS}
        db.session.add(Round(name="Spring", status="published", **known, **of))
    # It is no news to somebody who was in no round.
    assert "A match round has been published" not in visit.get().text
    fill_in(visit)
    visit.post("/check")
    assert "A match round has been published" in visit.get().text


def test_those_to_avoid_are_added_and_removed_one_at_a_time(visit: Visit) -> None:
    mentor = {"who": "mentor", "mentor": visit.side["mentor_profile"], "why": "line_management"}
    assert goes_to(visit.post("/avoid/add", **mentor), "/avoid")
    named = {"who": "person", "person": " Zed  Quuxley ", "why": "avoid"}
    assert goes_to(visit.post("/avoid/add", **named), "/avoid")
    shown = visit.get("/avoid").text
    assert "Nobody is told, not even the programme team" in shown
    assert "Mentor Bristol, Director, Bristol Council" in shown
    assert "mentor@bristol.example" not in shown
    first, second = visit.named()
    assert (first.person_named, second.person_named) == ("mentor@bristol.example", "Zed Quuxley")
    assert goes_to(visit.post("/avoid", remove=first.id), "/avoid")
    assert visit.post("/avoid", remove=first.id).status_code == 422
    assert [entry.id for entry in visit.named()] == [second.id]


def test_what_is_told_in_confidence_reaches_nobody(visit: Visit) -> None:
    named = {"who": "person", "person": "Zed Quuxley", "why": "grievance"}
    assert goes_to(visit.post("/avoid/add", **named), "/avoid")
    with visit.app.app_context():
        assert db.session.query(Letter).count() == 0
    for name, status in {"admin": 403, "auditor": 403, "mentor": 404}.items():
        other = visit.app.test_client()
        sign_in(other, visit.side[name])
        for path in PATHS:
            answer = other.get(visit.base + path)
            assert (answer.status_code, "Zed Quuxley" in answer.text) == (status, False)


def test_another_participant_finds_no_profile(visit: Visit) -> None:
    sign_in(visit.client, visit.side["other_participant"])
    for path in PATHS:
        assert visit.get(path).status_code == 404
        assert visit.client.post(visit.base + path, data={}).status_code in (404, 405)


def test_pages_ask_the_same_however_much_there_is(visit: Visit) -> None:
    fill_in(visit)
    before = {path: count_queries(visit.app, visit.client, visit.base + path) for path in PATHS}
    with writing(visit) as of:
        for n in range(5):
            crowd(visit.side, n, of)
    after = {path: count_queries(visit.app, visit.client, visit.base + path) for path in PATHS}
    assert after == before
    assert max(before.values()) <= 25


def crowd(side: Side, n: int, of: dict[str, UUID]) -> None:
    """Add an employer, a mentor there, a skill, a grade and an entry to avoid."""
    name = f"Employer {n}"
    employer = Employer(name=name, name_key=name_key(name), sector_id=side["health"], **of)
    person = Person(name=f"New {n}", email=f"new{n}@bristol.example")
    db.session.add_all([employer, person, Skill(name=f"Skill {n}", steps=list("abcde"), **of)])
    db.session.flush()
    mentor = MentorProfile(person_id=person.id, employer_id=employer.id, status="approved", **of)
    grade = Grade(employer_id=side["trust"], level_id=side["level_1"], name=f"G{n}", **of)
    entry = AvoidEntry(
        participant_profile_id=side["participant_profile"], employer_id=employer.id, **of
    )
    db.session.add_all([mentor, grade, entry])
