"""A world to be broken into: the cast, and around it every thing that a URL can name.

Each kind of thing is there as somebody's own ("first"), as a colleague's or as another of the
same consortium ("second"), as Leeds's ("leeds"), and in further states where those matter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import load_actor
from portal.calendar import end_of_working_day, now, today
from portal.database import db, transaction
from portal.jobs.runs import execute_run
from portal.lifecycles import ProposalStatus
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    Level,
    Match,
    Membership,
    Person,
    Place,
    Programme,
    Proposal,
    Publication,
    Role,
    Round,
    RoundKind,
    Run,
    Sector,
    Skill,
    StretchAssignment,
)
from portal.queries.matching import flagged_in
from portal.queries.rounds import latest_approval
from portal.services import publications, rounds
from portal.services.accounts import send_invitation
from portal.services.links import token_for
from tests.cast import PEOPLE, Side, fill_profiles, make_cast
from tests.confidences import confide, end_match, say_no
from tests.former import add_former
from tests.proposed import offer_assignment, propose, publish

MARKUP = "<x-mark>"
OTHER = "other_participant_participation"

# Things by the name that a URL has for them, and what stands for them in a side of the cast.
FIRST = {
    "consortium": "consortium",
    "employer": "council",
    "sector": "government",
    "place": "place",
    "level": "level_1",
    "skill": "negotiation",
    "person": "participant",
    "membership": "mentor_membership",
    "programme": "programme",
    "cohort": "cohort",
    "participation": "participant_participation",
    "mentor_profile": "mentor_profile",
    "stretch_assignment": "assignment",
    "round": "round",
    "run": "run",
    "proposal": "shown",
    "match": "match",
}
SECOND = FIRST | {
    "employer": "trust",
    "sector": "health",
    "place": "place_2",
    "level": "level_2",
    "skill": "finance",
    "person": "other_participant",
    "membership": "other_mentor_membership",
    "programme": "programme_2",
    "cohort": "cohort_2",
    "participation": OTHER,
    "mentor_profile": "other_mentor_profile",
    "stretch_assignment": "assignment_2",
    "round": "round_2",
    "run": "run_2",
    "proposal": "offered",
    "match": "match_2",
}
# Further cases, and the things of which there is such a one.
FURTHER: dict[str, dict[str, str]] = {
    "former": {
        "membership": "former_membership",
        "participation": "former_participation",
        "mentor_profile": "former_profile",
        "stretch_assignment": "former_assignment",
        "proposal": "former_proposal",
        "match": "former_match",
    },
    "hosted": {"proposal": "hosted", "match": "hosted_match"},
    "unreleased": {"proposal": "unreleased"},
    "objected": {"proposal": "objected"},
    "declined": {"proposal": "declined"},
    "ended": {"match": "ended_match"},
}


@dataclass
class World:
    """Both consortia, and the invitation of somebody who hasn't accepted it."""

    bristol: Side
    leeds: Side
    invitation: str

    def ids(self, case: str) -> dict[str, UUID]:
        """Return the things of a case by their names in URLs; "missing" exists nowhere."""
        if case == "missing":
            return {name: uuid4() for name in FIRST}
        side = self.leeds if case == "leeds" else self.bristol
        names = SECOND if case == "second" else FIRST | FURTHER.get(case, {})
        return {name: side[of] for name, of in names.items()}


def make_world() -> World:
    """Put the world in the database."""
    cast = make_cast()
    for side in (cast.bristol, cast.leeds):
        with transaction():
            _mark_up(side)
        fill_profiles(side)
        with transaction():
            _memberships(side)
            _add_seconds(side)
            add_former(side)
            if side is cast.bristol:
                confide(side)
                say_no(side, publish(side, undone_at=now(), undone_by_id=side["admin"]))
        _rounds(side)
        with transaction():
            _proposals(side)
    with transaction():
        return World(cast.bristol, cast.leeds, _invite(cast.bristol))


def _add(thing: Any) -> UUID:
    db.session.add(thing)
    db.session.flush()
    return UUID(str(thing.id))


def _mark_up(side: Side) -> None:
    """Put markup into every name, for a page that forgets to escape one."""
    for model in (Employer, Sector, Place, Level, Skill, Programme, Cohort):
        for thing in db.session.scalars(
            select(model).where(model.consortium_id == side["consortium"])
        ):
            thing.name = f"{thing.name} {MARKUP}"
    for name in PEOPLE:
        person = db.session.get_one(Person, side[name])
        person.name = f"{person.name} {MARKUP}"


def _memberships(side: Side) -> None:
    for name in PEOPLE:
        held = select(Membership.id).where(Membership.person_id == side[name])
        side.ids[f"{name}_membership"] = db.session.scalars(held).one()


def _add_seconds(side: Side) -> None:
    """Add what the cast has only one of, and stretch assignments."""
    of = {"consortium_id": side["consortium"]}
    days = {"starts_on": date(2027, 5, 3), "ends_on": date(2027, 7, 30)}
    side.ids["place_2"] = _add(Place(name=f"Weston {MARKUP}", **of))
    side.ids["programme_2"] = _add(Programme(name="Stepping Higher", **of))
    cohort = Cohort(programme_id=side["programme_2"], name="2028", **days, **of)
    side.ids["cohort_2"] = _add(cohort)
    side.ids["assignment"] = offer_assignment(side)
    other = StretchAssignment(
        employer_id=side["trust"], title=f"Open a ward {MARKUP}", **days, **of
    )
    side.ids["assignment_2"] = _add(other)
    first = db.session.get_one(Programme, side["programme"])
    first.experience_tags = ["Back after a break"]


def _rounds(side: Side) -> None:
    """Add a round whose run is approved, and another that has been published and released."""
    side.ids["round"], side.ids["run"] = approved_round(side, "Spring", "admin", "second_admin")
    side.ids["round_2"], side.ids["run_2"] = approved_round(side, "Autumn", "second_admin", "admin")
    with transaction():
        round = db.session.get_one(Round, side["round_2"])
        approval = latest_approval(round)
        assert approval is not None
        admin = load_actor(side["admin"])
        publications.publish_round(admin, round, approval, now() - timedelta(minutes=1))


def approved_round(side: Side, name: str, starter: str, approver: str) -> tuple[UUID, UUID]:
    """Add a round with a run that one admin started and another approved; return their ids."""
    with transaction():
        actor = load_actor(side[starter])
        cohort = db.session.get_one(Cohort, side["cohort"])
        round = rounds.create_round(actor, cohort, RoundKind.MENTORS, f"{name} {MARKUP}")
        db.session.flush()
        run_id = rounds.start_run(actor, round).id
    execute_run(run_id)
    db.session.expire_all()
    with transaction():
        run = db.session.get_one(Run, run_id)
        actor = load_actor(side[approver])
        for participation_id in flagged_in(run):
            rounds.check_pair(actor, run, participation_id)
        rounds.approve_run(actor, db.session.get_one(Round, round.id), run, "Looked at.")
    return round.id, run_id


def _proposals(side: Side) -> None:
    """Add a proposal and a match in every state that decides who sees it."""
    past = publish(side, undone_at=now(), undone_by_id=side["admin"])
    side.ids["shown"] = _published(side, "participant_participation")
    other = {"participation": OTHER, "mentor": "other_mentor_profile"}
    side.ids["offered"] = _published(side, OTHER) or _asked(side, past, **other)
    former = {"participation": "former_participation", "mentor": "former_profile"}
    side.ids["former_proposal"] = _asked(side, past, **former)
    mine, theirs = {"assignment": side["assignment"]}, {"assignment": side["assignment_2"]}
    side.ids["hosted"] = _asked(side, publish(side, RoundKind.ASSIGNMENTS), **mine)
    soon = publish(side, RoundKind.ASSIGNMENTS, release_at=now() + timedelta(hours=1))
    side.ids["unreleased"] = propose(side, soon, participation=OTHER, **theirs)
    side.ids["match"] = _matched(side, past)
    side.ids["match_2"] = _matched(side, past, **other)
    side.ids["hosted_match"] = _matched(side, past, **mine)
    side.ids["former_match"] = _matched(side, past, **former)
    side.ids["ended_match"] = _matched(side, past, participation=OTHER, **mine)
    end_match(side, side["ended_match"])


def _published(side: Side, participation: str) -> UUID | None:
    """Return the proposal that the published round made for somebody."""
    query = select(Proposal.id).where(
        Proposal.participation_id == side[participation], Proposal.round_id == side["round_2"]
    )
    return db.session.scalar(query)


_seats = count(10)


def _asked(side: Side, publication: Publication, **values: Any) -> UUID:
    """Add a proposal whose mentor or host has been asked."""
    asked = {
        "seat": next(_seats),
        "status": ProposalStatus.OFFERED,
        "offered_at": now(),
        "answer_until": end_of_working_day(now(), 5),
    }
    return propose(side, publication, **asked | values)


def _matched(side: Side, publication: Publication, **values: Any) -> UUID:
    """Add an accepted proposal and its match."""
    return match(_asked(side, publication, status=ProposalStatus.ACCEPTED, **values))


def match(accepted: UUID) -> UUID:
    """Add the match that an accepted proposal has become."""
    proposal = db.session.get_one(Proposal, accepted)
    begun = Match(
        consortium_id=proposal.consortium_id,
        proposal_id=proposal.id,
        kind=proposal.kind,
        participation_id=proposal.participation_id,
        mentor_profile_id=proposal.mentor_profile_id,
        stretch_assignment_id=proposal.stretch_assignment_id,
        started_on=today(),
    )
    return _add(begun)


def _invite(side: Side) -> str:
    """Invite somebody new, and return the token of their invitation."""
    consortium = db.session.get_one(Consortium, side["consortium"])
    person = Person(name="New Colleague", email="new@bristol.example")
    _add(person)
    role = Membership(person_id=person.id, consortium_id=consortium.id, role=Role.REVIEWER)
    _add(role)
    return token_for(send_invitation(load_actor(side["admin"]), person, consortium).id)
