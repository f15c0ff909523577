"""`flask rounds`: a round without the pages, under the same rules and permissions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from portal.access.actor import Actor, load_actor
from portal.access.permissions import Permission
from portal.access.policy import can
from portal.calendar import moment_in_words, next_release, now
from portal.commands.accounts import EMAIL
from portal.commands.answer import Answer, Group
from portal.database import Base, db, transaction
from portal.jobs.runs import execute_run
from portal.lifecycles.rounds import RunStatus
from portal.models import Cohort, Round, RoundKind, Run
from portal.models.rounds import KIND_WORDS
from portal.queries import matching
from portal.queries import rounds as read
from portal.queries.publishing import changed_since, letters_of
from portal.queries.review import flagged_rows, headline_of
from portal.services import publications
from portal.services import rounds as services
from portal.services.accounts import find_person
from portal.services.refusal import Refusal

rounds = Group("rounds", help="Match rounds.")


@rounds.command("list")
def list_rounds() -> Answer:
    """List every round and its runs."""
    found = read.every_round()
    data = [_describe(round) for round in found]
    lines = [f"{row['id']}  {row['status']:<10} {row['cohort']}: {row['name']}" for row in data]
    return Answer({"rounds": data}, lines or ["There are no rounds yet."])


@rounds.command("create")
@click.option("--cohort", "cohort_name", required=True, metavar="COHORT", help="Its id or name.")
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in RoundKind]))
@click.option("--name", help="What to call the round; left out, it is called after its kind.")
def create(cohort_name: str, kind: str, name: str | None) -> Answer:
    """Create a round for a cohort."""
    chosen = RoundKind(kind)
    round = services.create_round(
        None, _find_cohort(cohort_name), chosen, name or KIND_WORDS[chosen]
    )
    db.session.flush()
    return Answer({"round": str(round.id)}, [f"Created round {round.id}."])


@rounds.command("run", one_transaction=False)
@click.argument("round_id", metavar="ROUND", type=click.UUID)
def run_round(round_id: UUID) -> Answer:
    """Run the matcher on a round, and wait for the result."""
    with transaction():
        run_id = services.start_run(None, _get(Round, round_id, "round")).id
    execute_run(run_id)
    with transaction():
        run = _get(Run, run_id, "run")
        db.session.refresh(run)
        if run.status != RunStatus.FINISHED:
            raise Refusal(run.failure or "The run didn’t finish.")
        headline = headline_of(matching.reviewed(run))
        return Answer(
            {"run": str(run.id), "number": run.number, **run.headline, **_digests(run)},
            [f"Run {run.id}: {headline}"],
        )


@rounds.command("approve")
@click.argument("run_id", metavar="RUN", type=click.UUID)
@click.option("--as", "email", required=True, type=EMAIL, help="Who approves it.")
def approve(run_id: UUID, email: str) -> Answer:
    """Show every flagged result and approve the run; who started it can't."""
    run = _get(Run, run_id, "run")
    round = _get(Round, run.round_id, "round")
    actor = _allowed(email, Permission.RUN_ROUND, round)  # who started it is told so, below
    if run.status != RunStatus.FINISHED:
        raise Refusal("Only a finished run can be approved.")
    flagged = flagged_rows(round, run)
    for row in flagged:
        services.check_pair(actor, run, row.participation_id)
    approval = services.approve_run(actor, round, run)
    db.session.flush()
    lines = [f"{row.person}: {', '.join(row.flags)}" for row in flagged]
    return Answer(
        {"approval": str(approval.id), "run": str(run.id), "looked_at": lines},
        [*lines, f"Approved by {actor.name}."],
    )


class _DryRun(Exception):
    """Carries the answer out of a transaction that is rolled back."""


@rounds.command("publish", one_transaction=False)
@click.argument("round_id", metavar="ROUND", type=click.UUID)
@click.option("--as", "email", required=True, type=EMAIL, help="Who publishes it.")
@click.option("--release", metavar="now|ISO", help="When letters go; left out: next working day.")
@click.option("--dry-run", is_flag=True, help="Check everything, send nothing, change nothing.")
@click.option("--accept-changes", is_flag=True, help="Publish although input has changed since.")
def publish(
    round_id: UUID, email: str, release: str | None, dry_run: bool, accept_changes: bool
) -> Answer:
    """Publish a round's latest approved run."""
    release_at = _instant(release)
    try:
        with transaction():
            round = _get(Round, round_id, "round")
            actor = _allowed(email, Permission.PUBLISH_ROUND, round)
            approval = read.latest_approval(round)
            if approval is None:
                raise Refusal("Somebody who didn’t start the run has to approve it first.")
            changed = changed_since(round, approval.run)
            letters = letters_of(approval.run)
            publications.publish_round(actor, round, approval, release_at, accept_changes)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    counts = {"private_looks": letters.looks, "not_matched_yet": letters.without}
    done = "Nothing was sent or changed." if dry_run else "Published."
    return Answer(
        {"release_at": release_at.isoformat(), "dry_run": dry_run, "changed": changed, **counts},
        [
            f"{done} {letters.looks} private looks and {letters.without} letters to people "
            f"without a match, at {moment_in_words(release_at)}.",
            *(f"Changed since the run: {name}" for name in changed),
        ],
    )


@rounds.command("undo")
@click.argument("round_id", metavar="ROUND", type=click.UUID)
@click.option("--as", "email", required=True, type=EMAIL, help="Who takes it back.")
def undo(round_id: UUID, email: str) -> Answer:
    """Take a publication back before its release."""
    round = _get(Round, round_id, "round")
    publications.undo_publication(_allowed(email, Permission.PUBLISH_ROUND, round), round)
    return Answer({"round": str(round.id)}, ["Undone: nothing was sent and nobody saw anything."])


@rounds.command("verify")
@click.argument("run_id", metavar="RUN", type=click.UUID)
def verify(run_id: UUID) -> Answer:
    """Check rules, places and optimality of a run by independent code."""
    run = _finished(run_id)
    faults = matching.verify_run(run)
    if faults:
        raise Refusal("\n".join(faults))
    return Answer(
        {"run": str(run.id), "verified": True, **_digests(run)},
        [f"Run {run.id} is proven: rules, places and every level of the order of decisions."],
    )


@rounds.command("digest")
@click.argument("run_id", metavar="RUN", type=click.UUID)
def digest(run_id: UUID) -> Answer:
    """Print the digests of a run's frozen input and of its result."""
    run = _finished(run_id)
    return Answer(_digests(run), [f"input  {run.input_digest}", f"result {run.result_digest}"])


@rounds.command("export")
@click.argument("run_id", metavar="RUN", type=click.UUID)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(run_id: UUID, folder: Path) -> Answer:
    """Write a run's frozen input and result as files for `python -m matching verify`.

    They hold ids and the words of the consortium's lists, no person's name.
    """
    files = matching.files_of(_finished(run_id))
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder} isn’t empty: name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Answer({"files": sorted(files)}, [f"Wrote {name}" for name in sorted(files)])


def _describe(round: Round) -> dict[str, Any]:
    return {
        "id": str(round.id),
        "name": round.name,
        "cohort": round.cohort.name,
        "cohort_id": str(round.cohort_id),
        "kind": round.kind.value,
        "status": round.status.value,
        "runs": [
            {"id": str(run.id), "number": run.number, "status": run.status.value}
            for run in read.runs_of(round)
        ],
    }


def _digests(run: Run) -> dict[str, str]:
    return {"input_digest": run.input_digest, "result_digest": run.result_digest}


def _finished(run_id: UUID) -> Run:
    run = _get(Run, run_id, "run")
    if run.status != RunStatus.FINISHED:
        raise Refusal("This run has no result.")
    return run


def _get(model: Any, id: UUID, words: str) -> Any:
    thing: Base | None = db.session.get(model, id)
    if thing is None:
        raise Refusal(f"There is no {words} {id}.")
    return thing


def _find_cohort(wanted: str) -> Cohort:
    found = read.find_cohorts(wanted)
    if len(found) != 1:
        reason = "There is no cohort" if not found else "There is more than one cohort"
        raise Refusal(f"{reason} called “{wanted}”. Give its id.")
    return found[0]


def _allowed(email: str, permission: Permission, thing: Any) -> Actor:
    """Return the person as an actor, if the policy lets them."""
    person = find_person(email)
    if person is None:
        raise Refusal(f"Nobody here has the address {email}.")
    actor = load_actor(person.id)
    if not can(actor, permission, thing):
        raise Refusal(f"{person.name} may not do this.")
    return actor


def _instant(release: str | None) -> datetime:
    if release is None:
        return next_release(now())
    if release == "now":
        return now()
    try:
        moment = datetime.fromisoformat(release)
    except ValueError:
        raise click.BadParameter("expected now, or a moment like 2027-03-15T09:00+00:00") from None
    if moment.tzinfo is None or moment < now():
        raise click.BadParameter("expected a moment to come, with its offset from UTC")
    return moment.astimezone(UTC)
