"""What the worker runs: jobs from the queue, and work that comes round by the clock.

A job claims its row and commits, computes or sends with no transaction open, then records what
came of it and commits. Each is run inside an app context of its own.

    @job("run")
    def execute_run(run_id: UUID) -> None: ...

    @every(10)
    def reconcile_runs() -> None: ...

A service asks for a job once its change has been committed:
`after_commit(lambda: enqueue("run", run.id))` (portal.database, portal.queue).
"""

from collections.abc import Callable
from uuid import UUID

Job = Callable[[UUID], None]
# Periodic work says whether there is more to do at once; None means no.
Work = Callable[[], bool | None]

JOBS: dict[str, Job] = {}
# Periodic work and how many seconds lie between two turns of it, in the order it is run.
PERIODIC: dict[Work, float] = {}


def job(name: str) -> Callable[[Job], Job]:
    """Register what the worker does when a job of this name comes out of the queue."""

    def register(function: Job) -> Job:
        if name in JOBS:
            raise ValueError(f"two jobs are called {name}")
        JOBS[name] = function
        return function

    return register


def every(seconds: float) -> Callable[[Work], Work]:
    """Register work that the worker does again and again, in transactions of its own."""

    def register(function: Work) -> Work:
        PERIODIC[function] = seconds
        return function

    return register
