"""Publishing: proposals and letters go out at the release, and can be undone until then."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from portal.access.actor import Actor
from portal.calendar import end_of_working_day, now
from portal.database import db, lock
from portal.lifecycles import LetterStatus, advance
from portal.lifecycles.rounds import RoundStatus
from portal.models import (
    Approval,
    Letter,
    MentorProfile,
    Proposal,
    Publication,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
    Unmatched,
)
from portal.queries import matching
from portal.queries.publications import load_programme, people_in, standing_publication, taken_seats
from portal.services.history import record
from portal.services.outbox import put_letter
from portal.services.refusal import Refusal

Option = MentorProfile | StretchAssignment


def publish_round(
    actor: Actor, round: Round, approval: Approval, release_at: datetime, accept_stale: bool = False
) -> Publication:
    """Make every proposal and letter of an approved run, to go out at `release_at`.

    The pairs are checked once more by code that shares nothing with the solver, and each place is
    taken under a lock. What has changed since the run has to be accepted knowingly.
    """
    lock(round)
    run = db.session.get_one(Run, approval.run_id)
    if actor.person_id is None or run.round_id != round.id:
        raise Refusal("This approval is for another round.")
    before, after = advance(round, "publish")
    _refuse_unproven(run, approval)
    _refuse_stale(round, run, accept_stale)
    publication = Publication(
        round_id=round.id,
        consortium_id=round.consortium_id,
        approval_id=approval.id,
        published_by_id=actor.person_id,
        release_at=release_at,
    )
    db.session.add(publication)
    db.session.flush()
    _propose(round, run, publication)
    record(
        actor,
        "publish",
        round,
        before={"status": before.value},
        after={"status": after.value, "result_digest": run.result_digest},
    )
    return publication


def _refuse_unproven(run: Run, approval: Approval) -> None:
    faults = matching.verify_run(run)
    if faults or approval.result_digest != run.result_digest:
        raise Refusal(
            "The result doesn’t stand up to the independent check, so nothing was published: "
            + "; ".join(faults[:3])
        )


def _refuse_stale(round: Round, run: Run, accept_stale: bool) -> None:
    if not accept_stale and matching.changes_since(round, run):
        raise Refusal(
            "Something has changed since this run. Look at what changed and say that you have, "
            "or run the matcher again."
        )


def _propose(round: Round, run: Run, publication: Publication) -> None:
    """Make a proposal and a letter for every pair, and a letter for everybody without one."""
    outcome = matching.reviewed(run)
    programme = load_programme(round)
    look_until = end_of_working_day(publication.release_at, programme.private_look_days)
    seats = _take_seats(round.kind, [pair.option_id for pair in outcome.pairs])
    of_mentors = round.kind == RoundKind.MENTORS
    person_of = people_in(round)
    for pair in outcome.pairs:
        proposal = Proposal(
            consortium_id=round.consortium_id,
            publication_id=publication.id,
            round_id=round.id,
            run_id=run.id,
            kind=round.kind,
            participation_id=pair.participation_id,
            mentor_profile_id=pair.option_id if of_mentors else None,
            stretch_assignment_id=None if of_mentors else pair.option_id,
            seat=next(seats[pair.option_id]),
            shown_at=publication.release_at,
            look_until=look_until,
            reasons=pair.facts.to_json(),
        )
        db.session.add(proposal)
        db.session.flush()
        _tell(
            publication,
            person_of[pair.participation_id],
            "private_look",
            {"proposal": str(proposal.id)},
        )
    for row in outcome.without:
        unmatched = Unmatched(
            consortium_id=round.consortium_id,
            publication_id=publication.id,
            round_id=round.id,
            kind=round.kind,
            participation_id=row.participation_id,
            shown_at=publication.release_at,
            reasons={"reason": row.reason, "rules": [list(rule) for rule in row.rules]},
        )
        db.session.add(unmatched)
        parameters = {"round": str(round.id), "participation": str(row.participation_id)}
        _tell(publication, person_of[row.participation_id], "not_matched_yet", parameters)


def _take_seats(kind: RoundKind, option_ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Lock every mentor or assignment, always in the same order, and return its free seats."""
    wanted = sorted(option_ids)
    free: dict[UUID, Any] = {}
    for option_id in sorted(frozenset(wanted)):
        option: Option = (
            db.session.get_one(MentorProfile, option_id)
            if kind == RoundKind.MENTORS
            else db.session.get_one(StretchAssignment, option_id)
        )
        lock(option)
        held = taken_seats(kind, frozenset([option_id])).get(option_id, frozenset())
        seats = [seat for seat in range(1, option.capacity + 1) if seat not in held]
        if len(seats) < wanted.count(option_id):
            raise Refusal(
                "A place has been taken since this run: run the matcher again before publishing."
            )
        free[option_id] = iter(seats)
    return free


def _tell(
    publication: Publication, person_id: UUID, template: str, parameters: dict[str, Any]
) -> None:
    put_letter(
        template,
        person_id,
        consortium_id=publication.consortium_id,
        parameters=parameters,
        publication_id=publication.id,
        send_after=publication.release_at,
    )


def undo_publication(actor: Actor, round: Round) -> None:
    """Take a publication back before its release: nothing has been shown, nothing is sent."""
    lock(round)
    publication = _unreleased(round)
    before, after = advance(round, "undo")
    db.session.execute(delete(Letter).where(Letter.publication_id == publication.id))
    db.session.execute(delete(Proposal).where(Proposal.publication_id == publication.id))
    db.session.execute(delete(Unmatched).where(Unmatched.publication_id == publication.id))
    publication.undone_at = now()
    publication.undone_by_id = actor.person_id
    record(
        actor,
        "undo",
        round,
        before={"status": before.value},
        after={"status": after.value},
    )


def release_now(actor: Actor, round: Round) -> None:
    """Send at once what would have gone out later."""
    lock(round)
    publication = _unreleased(round)
    programme = load_programme(round)
    moment = now()
    look_until = end_of_working_day(moment, programme.private_look_days)
    for proposal in db.session.scalars(
        select(Proposal).where(Proposal.publication_id == publication.id)
    ):
        proposal.shown_at = moment
        proposal.look_until = look_until
    for unmatched in db.session.scalars(
        select(Unmatched).where(Unmatched.publication_id == publication.id)
    ):
        unmatched.shown_at = moment
    for letter in db.session.scalars(
        select(Letter).where(
            Letter.publication_id == publication.id, Letter.status == LetterStatus.WAITING
        )
    ):
        letter.send_after = moment
    publication.release_at = moment
    record(actor, "release", round, after={"release_at": moment.isoformat()})


def _unreleased(round: Round) -> Publication:
    publication = standing_publication(round)
    if round.status != RoundStatus.PUBLISHED or publication is None:
        raise Refusal("This round isn’t published.")
    lock(publication)
    if publication.release_at <= now():
        raise Refusal("The letters have gone out already, so this can’t be stopped.")
    return publication
