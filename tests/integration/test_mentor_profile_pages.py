"""A mentor's profile through its pages, from the invitation to the team's approval and after."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from portal.database import db
from portal.models import AvoidEntry, Employer, MentorProfile, Programme, Skill
from portal.models.consortia import name_key
from tests.cast import Cast, sign_in
from tests.integration.counting import count_queries
from tests.integration.profile_visits import Visit, goes_to, set_mentor, writing

PATHS = (
    *("", "/role", "/skills", "/meeting", "/availability", "/offers", "/avoid", "/avoid/add"),
    *("/agreement", "/check"),
)


@pytest.fixture
def visit(cast: Cast, client: FlaskClient) -> Visit:
    """Sign the mentor in."""
    sign_in(client, cast.bristol["mentor"])
    base = f"/mentor-profiles/{cast.bristol['mentor_profile']}"
    return Visit(client, cast.bristol, base, MentorProfile, "mentor_profile")


def fill_in(visit: Visit) -> None:
    role = {"job_title": "Director", "level": visit.side["level_5"], "has_others": "no"}
    assert goes_to(visit.post("/role", **role, about="I build houses."), "/skills")
    assert goes_to(visit.post("/skills", skill_0="3", skill_1="0"), "/meeting")
    meeting = {"formats": ["face-to-face"], "location": visit.side["place"], "weekdays": ["mon"]}
    assert goes_to(visit.post("/meeting", **meeting), "/availability")
    assert goes_to(visit.post("/availability", capacity="2"), "/offers")
    assert goes_to(visit.post("/offers", offers=["quiet-room"]), "/avoid")
    assert goes_to(visit.post("/avoid"), "/agreement")
    assert goes_to(visit.post("/agreement", agreed=["yes"]), "/check")


def test_the_whole_walk(visit: Visit) -> None:
    assert "0 of the 5 topics" in visit.get().text
    fill_in(visit)
    answers = visit.get("/check").text
    for words in ("I build houses.", "Up to: Alone", "A quiet room", "Face to face", "Agreed at"):
        assert words in answers
    assert goes_to(visit.post("/check"), "/complete")
    assert "looks at it and approves it" in visit.get("/complete").text
    assert "Waiting for approval" in visit.get().text
    assert (visit.profile().status, visit.profile().capacity) == ("complete", 2)


def test_an_unfinished_profile_cannot_be_sent(visit: Visit) -> None:
    assert "Confirm and send" not in visit.get("/check").text
    assert visit.post("/check").status_code == 409
    assert visit.profile().status == "invited"


def test_a_change_to_an_approved_profile_is_announced_and_approved_again(visit: Visit) -> None:
    fill_in(visit)
    set_mentor(visit, visit.side["mentor_profile"], "approved")
    said = "approves it again before you’re matched with anybody new"
    assert said in visit.get("/offers").text
    assert goes_to(visit.post("/offers", offers=["parking"]), "/check")
    assert visit.profile().status == "invited"


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/availability", {"capacity": "0"}),
        ("/avoid/add", {"who": "person", "person": "Zed Quuxley", "why": "grievance"}),
    ],
)
def test_availability_and_those_to_avoid_need_no_new_approval(
    visit: Visit, path: str, values: dict[str, str]
) -> None:
    fill_in(visit)
    set_mentor(visit, visit.side["mentor_profile"], "approved")
    assert "approves it again" not in visit.get(path).text
    assert visit.post(path, **values).status_code == 302
    assert visit.profile().status == "approved"


def test_a_mentor_names_people_without_seeing_who_takes_part(visit: Visit) -> None:
    shown = visit.get("/avoid/add").text
    assert "Participant Bristol" not in shown
    assert "A mentor on the list" not in shown
    named = {"who": "person", "person": "participant@bristol.example", "why": "relationship"}
    assert goes_to(visit.post("/avoid/add", **named), "/avoid")
    assert "participant@bristol.example" in visit.get("/avoid").text
    assert "Participant Bristol" not in visit.get("/avoid").text


def test_errors_say_what_was_expected(visit: Visit) -> None:
    assert "Choose at least one skill" in visit.post("/skills", skill_0="0", skill_1="0").text
    wrong = visit.post("/availability", capacity="two", away_from=["1", "", "2027"])
    assert wrong.status_code == 422
    assert "Number of people must be a whole number from 0 to 9" in wrong.text
    assert "First day away must include a month" in wrong.text
    assert 'value="two"' in wrong.text
    assert visit.post("/agreement").status_code == 422


def test_who_saves_from_an_old_page_sees_what_is_there_now(visit: Visit) -> None:
    opened = visit.profile().version
    visit.post("/skills", skill_0="3", skill_1="0")
    answer = visit.post("/skills", skill_0="0", skill_1="4", version=opened)
    assert answer.status_code == 409
    assert "This was changed in another window" in answer.text
    assert "Up to: Alone" in answer.text
    assert 'value="4" selected' in answer.text


@pytest.mark.parametrize(
    ("path", "field", "thing"),
    [
        ("/role", "level", "level_1"),
        ("/role", "others", "council"),
        ("/meeting", "location", "place"),
        ("/meeting", "places", "place"),
        ("/avoid/add", "employer", "council"),
    ],
)
def test_another_consortiums_things_are_refused(
    visit: Visit, cast: Cast, path: str, field: str, thing: str
) -> None:
    good = {
        "/role": {
            "job_title": "X",
            "about": "Y",
            "level": visit.side["level_1"],
            "has_others": "yes",
            "others": [visit.side["trust"]],
        },
        "/meeting": {"formats": ["video"], "weekdays": ["mon"], "location": ""},
        "/avoid/add": {"who": "employer", "employer": visit.side["trust"], "why": "avoid"},
    }[path]
    assert visit.post(path, **{**good, field: cast.leeds[thing]}).status_code == 422
    assert visit.post(path, **good).status_code == 302


def test_experience_is_asked_only_where_a_programme_turned_it_on(visit: Visit) -> None:
    assert visit.get("/experience").status_code == 404
    with writing(visit):
        programme = db.session.get_one(Programme, visit.side["programme"])
        programme.experience_tags = ["Night shifts"]
    assert "never named in a letter" in visit.get("/experience").text
    assert visit.post("/experience", tags=["Night shifts"]).status_code == 302
    assert visit.profile().tags == ["Night shifts"]


def test_the_agreement_names_the_programmes_days(visit: Visit) -> None:
    assert "give 3 days over the programme" in visit.get("/agreement").text


def test_nobody_else_opens_it(visit: Visit) -> None:
    people = {"admin": 403, "auditor": 403, "other_mentor": 404, "participant": 404, "lead": 404}
    for name, status in people.items():
        sign_in(visit.client, visit.side[name])
        for path in PATHS:
            assert visit.get(path).status_code == status, (name, path)


def test_pages_ask_the_same_however_much_there_is(visit: Visit) -> None:
    fill_in(visit)
    before = {path: count_queries(visit.app, visit.client, visit.base + path) for path in PATHS}
    with writing(visit) as of:
        for n in range(5):
            crowd(visit, n, of)
    after = {path: count_queries(visit.app, visit.client, visit.base + path) for path in PATHS}
    assert after == before
    assert max(before.values()) <= 20


def crowd(visit: Visit, n: int, of: dict[str, UUID]) -> None:
    """Add an employer, a skill and an entry to avoid."""
    name = f"Employer {n}"
    employer = Employer(name=name, name_key=name_key(name), sector_id=visit.side["health"], **of)
    db.session.add_all([employer, Skill(name=f"Skill {n}", steps=list("abcde"), **of)])
    db.session.flush()
    entry = AvoidEntry(mentor_profile_id=visit.id, employer_id=employer.id, **of)
    db.session.add(entry)


def test_an_approved_mentor_reads_for_whom_and_when_they_are_in(visit: Visit) -> None:
    fill_in(visit)
    set_mentor(visit, visit.side["mentor_profile"], "approved")
    assert "in the next match round for up to 2 people" in visit.get().text
    away = {"away_from": ["1", "5", "2090"], "away_to": ["31", "5", "2090"]}
    answer = visit.post("/availability", capacity="0", **away)
    assert answer.headers["Location"] == visit.base
    shown = visit.get().text
    assert "Saved. It counts from now on." in shown
    assert "take nobody new for now" in shown
    assert "from Monday 1 May 2090 until Wednesday 31 May 2090" in shown
