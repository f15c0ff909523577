"""Programmes, cohorts and places in them: set up, warned about, changed and let go."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from portal.access.actor import load_actor
from portal.database import EditConflict, db, transaction
from portal.lifecycles import IllegalMove, MatchStatus, ParticipationStatus, ProposalStatus
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    HistoryEntry,
    Letter,
    Match,
    Participation,
    Programme,
    Proposal,
)
from portal.queries.cohorts import date_warnings, phases, places
from portal.services import participations, people, programmes, proposals
from portal.services.refusal import FieldRefusal
from tests.cast import Cast, Side, make_cast, sign_in
from tests.integration.counting import count_queries
from tests.proposed import propose, publish

# Bristol's first cohort, whose outcomes were announced before the interviews.
BRISTOL_2018 = Cohort(
    name="2018",
    applications_open_on=date(2017, 12, 11),
    applications_close_on=date(2017, 12, 28),
    interviews_on=date(2018, 1, 11),
    outcomes_on=date(2018, 1, 5),
    starts_on=date(2018, 1, 22),
    ends_on=date(2019, 1, 21),
)


def test_bristols_own_contradiction_is_told() -> None:
    assert date_warnings(BRISTOL_2018) == [
        "Applicants hear the outcome on Friday 5 January 2018, before applicants are interviewed "
        "on Thursday 11 January 2018."
    ]


@pytest.mark.parametrize(
    ("day", "now"),
    [
        (date(2017, 12, 10), None),
        (date(2017, 12, 11), "Applying"),
        (date(2017, 12, 29), "Matching"),
        (date(2018, 1, 23), "Programme"),
        (date(2019, 1, 21), "Programme"),
        (date(2019, 1, 22), "Finished"),
    ],
)
def test_today_is_marked_on_the_line(day: date, now: str | None) -> None:
    line = phases(BRISTOL_2018, day)
    assert [phase.name for phase in line] == ["Applying", "Matching", "Programme", "Finished"]
    assert [phase.name for phase in line if 0 < phase.gone < 1] == ([now] if now else [])


def test_a_programme_and_its_cohorts(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        consortium = db.session.get_one(Consortium, side["consortium"])
        with transaction():
            programme = programmes.add_programme(None, consortium, {"name": "Step Further"})
        assert (programme.module_days, programme.stretch_days) == (10, 15)
        with pytest.raises(FieldRefusal), transaction():
            programmes.add_programme(None, consortium, {"name": "stepping UP"})
        opened = programme.version
        with transaction():
            values = {"name": "Step Further", "stretch_days": 12}
            programmes.change_programme(None, programme, opened, values)
        with pytest.raises(EditConflict), transaction():
            programmes.change_programme(None, programme, opened, {"name": "X"})
        dates: dict[str, Any] = {"starts_on": date(2028, 1, 3), "ends_on": date(2028, 12, 1)}
        with transaction():
            cohort = programmes.add_cohort(None, programme, {"name": "2028", **dates})
        with pytest.raises(FieldRefusal), transaction():
            programmes.add_cohort(None, programme, {"name": "2028", **dates})
        early = {"name": "2028", **dates, "outcomes_on": date(2028, 6, 1)}
        with transaction():
            programmes.change_cohort(None, cohort, cohort.version, early)
        assert len(date_warnings(cohort)) == 1
        entry = db.session.scalars(
            select(HistoryEntry).filter_by(thing_id=cohort.id, verb="change")
        ).one()
        assert entry.after["outcomes_on"] == "2028-06-01"


def _participation(side: Side) -> Participation:
    return db.session.get_one(Participation, side["participant_participation"])


def test_a_place_is_deferred_resumed_and_withdrawn(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        admin, place = load_actor(side["admin"]), _participation(side)
        opened = place.version
        with transaction():
            participations.defer(admin, place, opened, "Moving house")
        with pytest.raises(EditConflict), transaction():
            participations.withdraw(admin, place, opened, "Too late")
        with transaction():
            participations.resume(admin, place, place.version, "Back")
        with transaction():
            participations.withdraw(admin, place, place.version, "A new job elsewhere")
        assert place.status == ParticipationStatus.WITHDRAWN
        with pytest.raises(IllegalMove), transaction():
            participations.resume(admin, place, place.version, "Again")
        query = select(HistoryEntry.verb, HistoryEntry.reason).filter_by(thing_id=place.id)
        assert dict(iter(db.session.execute(query))) == {
            "defer": "Moving house",
            "resume": "Back",
            "withdraw": "A new job elsewhere",
        }


@pytest.mark.parametrize("verb", ["withdraw", "defer"])
@pytest.mark.parametrize("is_match", [False, True])
def test_who_was_matched_or_asked_is_told_and_free_again(
    app_on_both: Flask, verb: str, is_match: bool
) -> None:
    with app_on_both.app_context():
        cast = make_cast()
        side = cast.bristol
        proposal = _proposal(side, is_match)
        place = _participation(side)
        with transaction():
            move = getattr(participations, verb)
            move(load_actor(side["admin"]), place, place.version, "A private matter")
        proposal = db.session.get_one(Proposal, proposal.id)
        assert proposal.seat is None
        if is_match:
            match = db.session.scalars(select(Match)).one()
            assert match.status == MatchStatus.ENDED
            assert "private" not in match.end_reason
        else:
            assert proposal.status == ProposalStatus.WITHDRAWN
        letters = db.session.scalars(select(Letter)).all()
        assert [(letter.template, letter.person_id) for letter in letters] == [
            ("match_changed", side["mentor"])
        ]
        entries = db.session.scalars(select(HistoryEntry).where(HistoryEntry.reason != ""))
        told = {entry.thing_kind for entry in entries if entry.reason == "A private matter"}
        assert told == {"participation"}


def _proposal(side: Side, is_match: bool) -> Proposal:
    """Return a proposal that the mentor has been asked about, or has accepted."""
    with transaction():
        proposal = db.session.get_one(Proposal, propose(side, publish(side)))
    with transaction():
        proposals.agree_to_proposal(load_actor(side["participant"]), proposal)
    if is_match:
        with transaction():
            proposals.accept_proposal(load_actor(side["mentor"]), proposal)
    with transaction():
        db.session.execute(delete(Letter))
    return proposal


def _dates(**days: date) -> dict[str, list[str]]:
    return {name: [str(day.day), str(day.month), str(day.year)] for name, day in days.items()}


START_AND_END = _dates(starts_on=date(2028, 1, 3), ends_on=date(2028, 12, 1))
TERMS = {
    "name": "Step Further",
    "module_days": "10",
    "stretch_days": "15",
    "peer_days": "2",
    "mentoring_days": "3",
    "private_look_days": "3",
    "answer_days": "5",
    "wants_three_employers": "no",
    "experience_tags": "Single parent\r\n\r\nCame to Britain as an adult",
}


def test_an_admin_sets_up_a_programme_and_a_cohort(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    base = f"/consortia/{cast.bristol['consortium']}/programmes"
    assert 'value="15"' in client.get(f"{base}/add").text
    assert client.post(f"{base}/add", data=TERMS).status_code == 302
    with client.application.app_context():
        programme = db.session.scalars(select(Programme).filter_by(name="Step Further")).one()
        assert programme.experience_tags == ["Single parent", "Came to Britain as an adult"]
        assert not programme.wants_three_employers
    one = f"{base}/{programme.id}"
    assert "Came to Britain as an adult" in client.get(one).text
    assert client.post(one, data={**TERMS, "name": "Next", "version": "1"}).status_code == 302
    assert client.post(one, data={**TERMS, "name": "Mine", "version": "1"}).status_code == 409
    answer = client.post(f"{one}/cohorts/add", data={"name": "2028", **START_AND_END})
    assert answer.status_code == 302
    assert "Nobody has a place yet" in client.get(answer.location).text
    late = {**START_AND_END, **_dates(outcomes_on=date(2028, 2, 1)), "name": "2028", "version": "1"}
    assert client.post(f"{answer.location}/change", data=late).status_code == 302
    page = client.get(answer.location).text
    assert "The programme begins on Monday 3 January 2028, before applicants hear" in page
    assert "Next" in client.get(base).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": ""}, "Enter the cohort’s name"),
        ({"name": "2027"}, "This programme has a cohort called 2027 already"),
        ({"starts_on": ["", "", ""]}, "Enter the date on which the programme begins"),
        ({"ends_on": ["1", "1", "2028"]}, "End must be after the start"),
        ({"interviews_on": ["31", "4", "2027"]}, "Interviews must be a real date"),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, changes: dict[str, Any], error: str
) -> None:
    sign_in(client, cast.bristol["admin"])
    base = f"/consortia/{cast.bristol['consortium']}/programmes/{cast.bristol['programme']}"
    typed = {"name": "Kept", **START_AND_END, **_dates(outcomes_on=date(2027, 12, 29)), **changes}
    answer = client.post(f"{base}/cohorts/add", data=typed)
    assert (answer.status_code, error in answer.text) == (422, True)
    assert 'value="29"' in answer.text


def test_an_admin_enrols_and_moves_a_place(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/cohorts/{cast.bristol['cohort']}"
    typed = {"name": "Nadia New", "email": "nadia@bristol.example"}
    assert client.post(f"{page}/enrol", data=typed).status_code == 422
    typed["employer"] = str(cast.leeds["trust"])
    assert client.post(f"{page}/enrol", data=typed).status_code == 422
    typed["employer"] = str(cast.bristol["trust"])
    assert client.post(f"{page}/enrol", data=typed).status_code == 302
    assert "Nadia New" in client.get(page).text
    one = f"/participations/{cast.bristol['participant_participation']}"
    assert "Defer their place" in client.get(one).text
    assert client.post(f"{one}/defer", data={"version": "1"}).status_code == 422
    reason = {"reason": "Moving house", "version": "1"}
    assert client.post(f"{one}/defer", data=reason).status_code == 302
    late = client.post(f"{one}/withdraw", data=reason)
    assert (late.status_code, "Moving house" in late.text) == (409, True)
    assert client.post(f"{one}/withdraw", data={**reason, "version": "2"}).status_code == 409
    assert client.post(f"{one}/resume", data={**reason, "version": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("name", "page", "status"),
    [
        ("auditor", "/cohorts/{cohort}", 200),
        ("auditor", "/cohorts/{cohort}/change", 403),
        ("auditor", "/participations/{participant_participation}/withdraw", 403),
        ("participant", "/participations/{participant_participation}", 403),
        ("participant", "/cohorts/{cohort}", 404),
        ("other_participant", "/participations/{participant_participation}", 404),
        ("lead", "/cohorts/{cohort}", 404),
    ],
)
def test_cohorts_are_the_teams(
    client: FlaskClient, cast: Cast, name: str, page: str, status: int
) -> None:
    sign_in(client, cast.bristol[name])
    ids: dict[str, UUID] = cast.bristol.ids
    assert client.get(page.format(**ids)).status_code == status


def test_another_consortiums_cohort_is_not_there(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    home, away = cast.bristol, cast.leeds
    base = f"/consortia/{home['consortium']}/programmes"
    for page in (
        f"/cohorts/{away['cohort']}",
        f"/participations/{away['participant_participation']}",
        f"{base}/{away['programme']}",
        f"{base}/{away['programme']}/cohorts/add",
    ):
        assert client.get(page).status_code == 404, page


def test_a_cohort_takes_the_same_number_of_queries_however_many_take_part(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/cohorts/{cast.bristol['cohort']}"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        cohort = db.session.get_one(Cohort, cast.bristol["cohort"])
        trust = db.session.get_one(Employer, cast.bristol["trust"])
        for number in range(12):
            email = f"person{number}@bristol.example"
            people.enrol(None, cohort, name=f"Person {number}", email=email, employer=trust)
        assert len(places(cohort.id)) == 14
    assert count_queries(app, client, page) == before
