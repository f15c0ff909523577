"""Stretch assignments: offered, submitted, decided on, taken back, on both databases."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.access.actor import Actor, load_actor
from portal.database import EditConflict, db, transaction
from portal.lifecycles import IllegalMove, ProposalStatus, StretchAssignmentStatus
from portal.models import (
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
from tests.cast import Side, make_cast
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
