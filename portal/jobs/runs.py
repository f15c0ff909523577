"""Running the matcher: claim, solve with no transaction open, record; and finding lost runs."""

import time
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select, update

from portal.calendar import now
from portal.database import db, transaction
from portal.jobs import every, job
from portal.jobs.heartbeat import heartbeat
from portal.lifecycles.rounds import RunStatus
from portal.models import Run
from portal.queries import matching
from portal.queue import enqueue
from portal.services import rounds

BEAT = 5  # seconds between signs of life
SILENT = timedelta(seconds=30)  # no sign of life for this long: the worker is gone
TOLD_EVERY = 0.5  # seconds between reports of progress


class Cancelled(Exception):
    """Somebody cancelled the run while the matcher was at work."""


@job("run")
def execute_run(run_id: UUID) -> None:
    """Run the matcher on a queued run; does nothing if another worker has it."""
    with transaction():
        run = rounds.claim_run(run_id)
        if run is None:
            return
        problem, attempt = run.problem, run.attempts
    with heartbeat(partial(_beat, run_id, attempt), BEAT):
        try:
            solved = matching.solve(problem, _Told(run_id, attempt))
        except Cancelled:
            return
        except (matching.BadInput, matching.Unproven) as fault:
            with transaction():
                rounds.fail_run(db.session.get_one(Run, run_id), attempt, str(fault))
            return
    with transaction():
        rounds.finish_run(db.session.get_one(Run, run_id), attempt, solved)


@every(10)
def reconcile_runs() -> None:
    """Queue again every run whose job was lost, or whose worker has gone silent."""
    long_ago = now() - SILENT
    waiting = select(Run.id).where(
        ((Run.status == RunStatus.QUEUED) & (Run.created_at < long_ago))
        | ((Run.status == RunStatus.RUNNING) & (Run.heartbeat_at < long_ago))
    )
    with transaction():
        lost = list(db.session.scalars(waiting))
    for run_id in lost:
        with transaction():
            is_queued = rounds.requeue_run(db.session.get_one(Run, run_id), long_ago)
        if is_queued:
            enqueue("run", run_id)


class _Told:
    """Writes the matcher's progress, at most twice a second, on its own short transaction."""

    def __init__(self, run_id: UUID, attempt: int) -> None:
        self.run_id, self.attempt, self.told_at = run_id, attempt, time.monotonic()

    def __call__(self, stage: str, share: float) -> None:
        if time.monotonic() - self.told_at < TOLD_EVERY:
            return
        self.told_at = time.monotonic()
        with transaction():
            is_ours = _beat(
                self.run_id, self.attempt, progress=min(99, int(share * 100)), stage=stage
            )
        if not is_ours:
            raise Cancelled


def _beat(run_id: UUID, attempt: int, **values: object) -> bool:
    """Say that this attempt is alive; False if the run was cancelled or taken over."""
    ours = db.session.scalar(
        update(Run)
        .where(Run.id == run_id, Run.status == RunStatus.RUNNING, Run.attempts == attempt)
        .values(heartbeat_at=now(), **values)
        .returning(Run.id)
        .execution_options(synchronize_session=False)
    )
    return ours is not None
