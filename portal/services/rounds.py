"""Match rounds: create, run, approve, publish, undo."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.calendar import now
from portal.database import after_commit, begin_writing, db, lock
from portal.lifecycles import IllegalMove, advance
from portal.lifecycles.rounds import RoundStatus, RunStatus
from portal.models import (
    Approval,
    Cohort,
    Letter,
    PairCheck,
    Participation,
    Round,
    RoundKind,
    Run,
)
from portal.queries import matching
from portal.queries.rounds import checked_by, next_number
from portal.queue import enqueue
from portal.services.history import record
from portal.services.outbox import put_letter
from portal.services.refusal import Refusal


def create_round(actor: Actor | None, cohort: Cohort, kind: RoundKind, name: str) -> Round:
    """Begin a round for a cohort."""
    begin_writing()
    round = Round(cohort_id=cohort.id, consortium_id=cohort.consortium_id, kind=kind, name=name)
    db.session.add(round)
    record(actor, "create", round, after={"name": name, "kind": kind.value})
    return round


def cancel_round(actor: Actor, round: Round, reason: str) -> None:
    """Give a round up before it is published."""
    lock(round)
    before, after = advance(round, "cancel")
    record(actor, "cancel", round, before=_status(before), after=_status(after), reason=reason)


def start_run(actor: Actor | None, round: Round) -> Run:
    """Freeze the round's input as it stands for a run of the matcher on it.

    No actor: it is started from the command line.
    """
    lock(round)
    if round.status == RoundStatus.DRAFT:
        advance(round, "open")
    if round.status != RoundStatus.OPEN:
        raise IllegalMove(f"This round is {round.LIFECYCLE.words[round.status].lower()}.")
    frozen = matching.freeze(round)
    if frozen.is_empty:
        raise Refusal(frozen.why_empty)
    run = Run(
        round_id=round.id,
        consortium_id=round.consortium_id,
        number=next_number(round),
        started_by_id=actor.person_id if actor else None,
        problem=frozen.problem,
        input_digest=frozen.digest,
    )
    db.session.add(run)
    record(actor, "start", run, after={"number": run.number, "input_digest": frozen.digest})
    return run


def queue_run(actor: Actor, round: Round) -> Run:
    """Start a run and wake the worker for it once it is committed."""
    run = start_run(actor, round)
    after_commit(lambda: enqueue("run", run.id))
    return run


def claim_run(run_id: UUID) -> Run | None:
    """Take a queued run for this worker; None if another has it, or it was cancelled."""
    run = db.session.get(Run, run_id)
    if run is None:
        return None
    lock(run)
    if run.status != RunStatus.QUEUED:
        return None
    advance(run, "start")
    run.attempts += 1
    run.heartbeat_at = now()
    return run


def finish_run(run: Run, attempt: int, solved: matching.Solved) -> None:
    """Store what the matcher found, unless the run was cancelled or taken over meanwhile."""
    lock(run)
    if run.status != RunStatus.RUNNING or run.attempts != attempt:
        return
    run.result = solved.result
    run.result_digest = solved.digest
    run.review = solved.review
    run.headline = solved.headline
    run.progress, run.stage = 100, ""
    run.finished_at = now()
    before, after = advance(run, "finish")
    record(None, "finish", run, before=_status(before), after={"result_digest": solved.digest})


def fail_run(run: Run, attempt: int, failure: str) -> None:
    """Record that the matcher couldn't finish, in words for the admin."""
    lock(run)
    if run.status == RunStatus.RUNNING and run.attempts == attempt:
        run.failure = failure[:1000]
        run.finished_at = now()
        before, after = advance(run, "fail")
        record(None, "fail", run, before=_status(before), after=_status(after))


def cancel_run(actor: Actor, run: Run) -> None:
    """Stop a run that is queued or running."""
    lock(run)
    before, after = advance(run, "cancel")
    record(actor, "cancel", run, before=_status(before), after=_status(after))


def requeue_run(run: Run, stale_before: datetime) -> bool:
    """Put back a run whose worker has gone silent; say whether it has to be queued again."""
    lock(run)
    if run.status == RunStatus.QUEUED:
        return True
    if run.status != RunStatus.RUNNING or (run.heartbeat_at and run.heartbeat_at > stale_before):
        return False
    if run.attempts >= MOST_ATTEMPTS:
        fail_run(
            run,
            run.attempts,
            "The run was broken off several times. Ask whoever looks after the server.",
        )
        return False
    before, after = advance(run, "reconcile")
    record(None, "reconcile", run, before=_status(before), after=_status(after))
    return True


MOST_ATTEMPTS = 5


def remind_incomplete(actor: Actor, round: Round, people: Iterable[Participation]) -> int:
    """Put a reminder in the outbox for each person whose profile isn't complete; return how many.

    Nobody is reminded twice within a day.
    """
    lock(round)
    since = now() - timedelta(days=1)
    recent = set(
        db.session.scalars(
            select(Letter.person_id).where(
                Letter.template == "profile_reminder",
                Letter.consortium_id == round.consortium_id,
                Letter.created_at > since,
            )
        )
    )
    chased = [person for person in people if person.person_id not in recent]
    for participation in chased:
        put_letter(
            "profile_reminder",
            participation.person_id,
            consortium_id=round.consortium_id,
            parameters={"participation": str(participation.id)},
        )
    record(actor, "remind", round, after={"people": len(chased)})
    return len(chased)


def check_pair(actor: Actor, run: Run, participation_id: UUID) -> None:
    """Record that the actor has looked at one person's result."""
    begin_writing()
    known = db.session.scalar(
        select(PairCheck).where(
            PairCheck.run_id == run.id,
            PairCheck.person_id == actor.person_id,
            PairCheck.participation_id == participation_id,
        )
    )
    if known is None:
        check = PairCheck(
            run_id=run.id,
            consortium_id=run.consortium_id,
            person_id=actor.person_id,
            participation_id=participation_id,
        )
        db.session.add(check)
        record(actor, "check", check, after={"run": str(run.id)})


def approve_run(actor: Actor, round: Round, run: Run, note: str = "") -> Approval:
    """Approve one exact result: by somebody who didn't start it and has looked at every flag."""
    lock(round)
    lock(run)
    if actor.person_id is None or actor.person_id == run.started_by_id:
        raise Refusal("Whoever started a run can’t approve it: ask another admin.")
    if round.status != RoundStatus.OPEN or run.status != RunStatus.FINISHED:
        raise Refusal("Only a finished run of an open round can be approved.")
    if db.session.scalar(select(Approval.id).where(Approval.run_id == run.id)):
        raise Refusal("This run has been approved already.")
    left = matching.flagged_in(run) - checked_by(actor, run)
    if left:
        people = "1 person" if len(left) == 1 else f"{len(left)} people"
        raise Refusal(f"Look at each flagged pair first: {people} left.")
    approval = Approval(
        run_id=run.id,
        consortium_id=run.consortium_id,
        approved_by_id=actor.person_id,
        result_digest=run.result_digest,
        note=note,
    )
    db.session.add(approval)
    record(actor, "approve", approval, after={"result_digest": run.result_digest}, reason=note)
    return approval


def _status(status: Any) -> dict[str, str]:
    return {"status": status.value}
