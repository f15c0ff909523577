"""Stretch assignments: offered, submitted, decided on, taken back, and who sees what of them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.actor import Actor, load_actor
from portal.database import EditConflict, db, transaction
from portal.lifecycles import IllegalMove, ProposalStatus, StretchAssignmentStatus
from portal.models import (
    AssignmentSkill,
    AvoidEntry,
    Employer,
    HistoryEntry,
    Letter,
    Membership,
    Person,
    Place,
    Proposal,
    Role,
    RoundKind,
    StretchAssignment,
)
from portal.models.stretch_assignments import AssignmentFormat
from portal.queries import stretch_assignments as reads
from portal.services import proposals
from portal.services import stretch_assignments as services
from portal.services.refusal import Refusal
from portal.services.stretch_assignments import OfferDetails
from tests.cast import Cast, Side, make_cast, sign_in
from tests.integration.counting import count_queries
from tests.proposed import propose, publish

S = StretchAssignmentStatus


def _details(side: Side, **changes: Any) -> OfferDetails:
    said = {
        "title": "Plan the bus lanes",
        "description": "Bring people together.",
        "starts_on": date(2027, 5, 3),
        "ends_on": date(2027, 7, 30),
        "location": db.session.get_one(Place, side["place"]),
        "supervisor": db.session.get_one(Person, side["supervisor"]),
        "not_for": (db.session.get_one(Employer, side["trust"]),),
    }
    return OfferDetails(**{**said, **changes})


def _offer(side: Side, **changes: Any) -> StretchAssignment:
    """Return a draft of the council's, with a skill."""
    lead = load_actor(side["lead"])
    with transaction():
        council = db.session.get_one(Employer, side["council"])
        assignment = services.offer_assignment(lead, council, _details(side, **changes))
    with transaction():
        services.save_steps(lead, assignment, assignment.version, {side["negotiation"]: 3})
    return assignment


def _open(side: Side) -> StretchAssignment:
    assignment = _offer(side)
    with transaction():
        services.submit_assignment(load_actor(side["lead"]), assignment, assignment.version)
    with transaction():
        services.approve_assignment(load_actor(side["admin"]), assignment, assignment.version)
    return assignment


def _people(side: Side) -> tuple[Actor, Actor]:
    return load_actor(side["lead"]), load_actor(side["admin"])


def test_an_offer_is_submitted_returned_changed_and_opened(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        lead, admin = _people(side)
        assignment = _offer(side)
        assert reads.steps_of(assignment.id) == {side["negotiation"]: 3}
        with transaction():
            services.submit_assignment(lead, assignment, assignment.version)
        with pytest.raises(IllegalMove), transaction():
            services.change_assignment(lead, assignment, assignment.version, _details(side))
        with transaction():
            services.return_assignment(admin, assignment, assignment.version, "Which days?")
        assert (assignment.status, assignment.returned_because) == (S.DRAFT, "Which days?")
        seen = assignment.version
        with transaction():
            changed = _details(side, title="Plan new bus lanes", not_for=())
            services.change_assignment(lead, assignment, seen, changed)
        with pytest.raises(EditConflict), transaction():
            services.submit_assignment(lead, assignment, seen)
        with transaction():
            services.submit_assignment(lead, assignment, assignment.version)
        assert assignment.returned_because == ""
        with transaction():
            services.approve_assignment(admin, assignment, assignment.version)
        assert assignment.status == S.OPEN
        assert reads.employers_avoided(assignment.id) == []
        verbs = db.session.scalars(select(HistoryEntry.verb).filter_by(thing_id=assignment.id))
        assert {"offer", "submit", "return", "change", "approve"} <= set(verbs)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"description": ""}, "Say what the person will do."),
        ({"location": None}, "Say where it is"),
        ({"supervisor": None}, "Say who supervises."),
        ({"weekdays": ("mon",)}, "There are 13 of the chosen weekdays between its dates"),
    ],
)
def test_what_a_participant_has_to_know_is_said_first(
    app_on_both: Flask, changes: dict[str, Any], sentence: str
) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        assignment = _offer(side, **changes)
        with pytest.raises(Refusal, match=sentence), transaction():
            services.submit_assignment(load_actor(side["lead"]), assignment, assignment.version)


def test_a_remote_assignment_needs_no_place_but_skills(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        assignment = _offer(side, location=None, format=AssignmentFormat.REMOTE)
        assert reads.left_to_say(assignment) == []
        with transaction():
            services.save_steps(load_actor(side["lead"]), assignment, assignment.version, {})
        assert reads.left_to_say(assignment) == ["Say which skills it stretches, and how far."]


def test_a_new_supervisor_is_invited_once(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        new = ("Sam Okafor", "sam@bristol.example")
        first = _offer(side, supervisor=None, new_supervisor=new)
        second = _offer(side, supervisor=None, new_supervisor=("S. Okafor", "SAM@bristol.example"))
        assert first.supervisor_id == second.supervisor_id
        held = db.session.scalars(select(Membership).filter_by(person_id=first.supervisor_id)).one()
        assert (held.role, held.employer_id) == (Role.SUPERVISOR, side["council"])
        assert [letter.template for letter in db.session.scalars(select(Letter))] == ["invitation"]


def test_a_copy_is_a_draft_a_year_later(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        assignment = _open(side)
        with transaction():
            copy = services.copy_assignment(load_actor(side["lead"]), assignment)
        assert (copy.status, copy.starts_on) == (S.DRAFT, date(2028, 5, 3))
        assert copy.supervisor_id == side["supervisor"]
        assert reads.steps_of(copy.id) == {side["negotiation"]: 3}
        assert [each.employer_id for each in reads.employers_avoided(copy.id)] == [side["trust"]]
        assert services.a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)


def _proposed(side: Side, assignment: StretchAssignment) -> Proposal:
    with transaction():
        publication = publish(side, RoundKind.ASSIGNMENTS)
        return db.session.get_one(Proposal, propose(side, publication, assignment=assignment.id))


def test_an_open_offer_is_revised_unless_somebody_is_proposed(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        lead, _ = _people(side)
        assignment = _open(side)
        with transaction():
            services.revise_assignment(lead, assignment)
        assert assignment.status == S.DRAFT
        other = _open(side)
        _proposed(side, other)
        with pytest.raises(Refusal), transaction():
            services.revise_assignment(lead, other)


def test_withdrawing_takes_proposals_back_but_nobodys_match(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        lead, admin = _people(side)
        assignment = _open(side)
        proposal = _proposed(side, assignment)
        with transaction():
            services.withdraw_assignment(lead, assignment)
        assert assignment.status == S.WITHDRAWN
        assert proposal.status == ProposalStatus.WITHDRAWN
        matched = _open(side)
        accepted = _proposed(side, matched)
        with transaction():
            proposals.agree_to_proposal(load_actor(side["participant"]), accepted)
        with transaction():
            proposals.accept_proposal(lead, accepted)
        with pytest.raises(Refusal), transaction():
            services.withdraw_assignment(lead, matched)
        with transaction():
            services.close_assignment(admin, matched)
        assert matched.status == S.CLOSED


def _typed(side: Side, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Plan the bus lanes",
        "description": "Bring people together.\r\nThen decide.",
        "format": "on-site",
        "location": str(side["place"]),
        "starts_on": ["3", "5", "2027"],
        "ends_on": ["30", "7", "2027"],
        "days": "15",
        "weekdays": ["tue", "wed"],
        "level_from": "2",
        "level_to": "9",
        "capacity": "1",
        "offers": ["step-free"],
        "host_checks": ["dbs"],
        "supervisor": str(side["supervisor"]),
        "not_for": [str(side["trust"])],
        **changes,
    }


def _offered(client: FlaskClient, side: Side) -> str:
    """Offer an assignment through the pages and return its address."""
    sign_in(client, side["lead"])
    answer = client.post(f"/employers/{side['council']}/offer", data=_typed(side))
    assert answer.status_code == 302
    skills = {"skill_0": "3", "skill_1": "0", "version": "1"}
    version = client.get(answer.location).text.split('name="version" type="hidden" value="')[1]
    skills["version"] = version.split('"')[0]
    done = client.post(answer.location, data=skills)
    assert done.status_code == 302
    return str(done.location)


def _version(client: FlaskClient, page: str) -> str:
    return client.get(page).text.split('name="version" type="hidden" value="')[1].split('"')[0]


def test_from_offer_to_open_through_the_pages(client: FlaskClient, cast: Cast) -> None:
    side = cast.bristol
    page = _offered(client, side)
    seen = client.get(page).text
    for words in ("As a participant sees it", "Alone", "Tuesday", "Then decide.", "Supervisor"):
        assert words in seen
    assert "Bristol Trust" not in seen
    assert str(side["trust"]) in client.get(f"{page}/change").text
    version = _version(client, page)
    assert client.post(f"{page}/submit", data={"version": "1"}).status_code == 409
    assert client.post(f"{page}/submit", data={"version": version}).status_code == 302
    assert client.get(f"{page}/change").status_code == 302
    sign_in(client, side["admin"])
    listed = client.get(f"/consortia/{side['consortium']}/stretch-assignments").text
    assert "1 offer waits for your approval" in listed
    assert client.post(f"{page}/return", data={"reason": "", "version": "1"}).status_code == 422
    reason = {"reason": "Say which lanes", "version": _version(client, f"{page}/return")}
    assert client.post(f"{page}/return", data=reason).status_code == 302
    sign_in(client, side["lead"])
    assert "Say which lanes" in client.get(page).text
    assert client.post(f"{page}/submit", data={"version": _version(client, page)}).status_code == (
        302
    )
    sign_in(client, side["admin"])
    assert client.post(f"{page}/approve", data={"version": _version(client, page)}).status_code == (
        302
    )
    assert client.get(f"{page}/close").status_code == 200
    assert client.post(f"{page}/close").status_code == 302
    sign_in(client, side["lead"])
    assert "change" in client.post(f"{page}/copy").location
    assert client.post(f"{page}/withdraw").status_code == 302


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " "}, "Enter a title"),
        ({"ends_on": ["2", "5", "2027"]}, "Last day must be the same as or after the first day"),
        ({"level_from": "4", "level_to": "3"}, "To level must be the same as or above"),
        ({"days": "0"}, "Number of days must be a whole number from 1 to 260"),
        ({"offers": ["a helicopter"]}, "Choose what you can offer from the list"),
        ({"supervisor_name": "Sam"}, "Choose a supervisor or name a new one, not both"),
        ({"supervisor": "", "supervisor_name": "Sam"}, "new supervisor’s e-mail address"),
        (
            {"supervisor": "", "supervisor_email": "s@example.org"},
            "Enter the new supervisor’s name",
        ),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, changes: dict[str, Any], error: str
) -> None:
    sign_in(client, cast.bristol["lead"])
    typed = _typed(cast.bristol, **changes)
    answer = client.post(f"/employers/{cast.bristol['council']}/offer", data=typed)
    assert (answer.status_code, error in answer.text) == (422, True)
    assert "Then decide." in answer.text


@pytest.mark.parametrize("field", ["location", "supervisor", "not_for"])
def test_another_consortiums_things_are_no_choice(
    client: FlaskClient, cast: Cast, field: str
) -> None:
    sign_in(client, cast.bristol["lead"])
    foreign = {"location": "place", "supervisor": "supervisor", "not_for": "trust"}[field]
    typed = _typed(cast.bristol, **{field: str(cast.leeds[foreign])})
    answer = client.post(f"/employers/{cast.bristol['council']}/offer", data=typed)
    assert answer.status_code == 422


def test_a_lost_race_keeps_the_text(client: FlaskClient, cast: Cast) -> None:
    page = _offered(client, cast.bristol)
    mine = _typed(cast.bristol, title="My own title", version="1")
    late = client.post(f"{page}/change", data=mine)
    assert (late.status_code, "My own title" in late.text) == (409, True)
    mine["version"] = late.text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert client.post(f"{page}/change", data=mine).status_code == 302


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("supervisor", "", 200),
        ("auditor", "", 200),
        ("auditor", "/approve", 405),
        ("admin", "/change", 403),
        ("supervisor", "/change", 403),
        ("supervisor", "/withdraw", 403),
        ("lead", "/return", 403),
        ("lead", "/close", 403),
        ("other_lead", "", 404),
        ("participant", "", 404),
        ("mentor", "", 404),
    ],
)
def test_who_sees_an_offer(
    client: FlaskClient, cast: Cast, name: str, path: str, status: int
) -> None:
    page = _offered(client, cast.bristol)
    sign_in(client, cast.bristol[name])
    assert client.get(f"{page}{path}").status_code == status


def test_whom_it_isnt_for_stays_with_the_host(client: FlaskClient, cast: Cast) -> None:
    page = _offered(client, cast.bristol)
    with client.application.app_context():
        entry = db.session.scalars(select(AvoidEntry)).one()
        assert entry.employer_id == cast.bristol["trust"]
        told = [f"{each.before} {each.after}" for each in db.session.scalars(select(HistoryEntry))]
        assert not any(str(cast.bristol["trust"]) in each or "Trust" in each for each in told)
    for name in ("admin", "auditor", "supervisor"):
        sign_in(client, cast.bristol[name])
        assert "Bristol Trust" not in client.get(page).text.split("<main")[1]


def test_a_lead_offers_for_their_own_employer_alone(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["lead"])
    home, away = cast.bristol, cast.leeds
    assert client.get(f"/employers/{home['trust']}/offer").status_code == 403
    assert client.get(f"/employers/{away['council']}/offer").status_code == 404
    assert (
        "You haven’t offered anything yet"
        in client.get(f"/consortia/{home['consortium']}/offers").text
    )
    sign_in(client, home["admin"])
    assert client.get(f"/employers/{home['council']}/offer").status_code == 403


@pytest.mark.parametrize(("name", "path"), [("lead", "offers"), ("admin", "stretch-assignments")])
def test_a_list_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast, name: str, path: str
) -> None:
    sign_in(client, cast.bristol[name])
    page = f"/consortia/{cast.bristol['consortium']}/{path}"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        for number in range(15):
            assignment = StretchAssignment(
                consortium_id=cast.bristol["consortium"],
                employer_id=cast.bristol["council"],
                title=f"Assignment {number}",
                starts_on=date(2027, 5, 3),
                ends_on=date(2027, 7, 30),
            )
            db.session.add(assignment)
            db.session.flush()
            skill: UUID = cast.bristol["finance"]
            db.session.add(AssignmentSkill(assignment_id=assignment.id, skill_id=skill, step=2))
    assert count_queries(app, client, page) == before
