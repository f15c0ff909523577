"""`flask outbox`: what is to be sent, was sent and failed, and sending it now."""

import click

from portal.calendar import moment_in_words
from portal.commands.answer import Answer, Group
from portal.database import transaction
from portal.jobs.outbox import deliver_letters
from portal.lifecycles import LETTER, LetterStatus
from portal.queries.outbox import LetterRow, count_letters, list_letters
from portal.services.outbox import retry_failed_letters

outbox = Group("outbox", help="Letters to people.")


@outbox.command("list")
@click.option(
    "--status",
    type=click.Choice([status.value for status in LetterStatus]),
    help="Only letters of this status.",
)
@click.option("--limit", default=50, show_default=True, help="The newest so many.")
def show_letters(status: str | None, limit: int) -> Answer:
    """Print the letters by kind and status; never to whom, nor what they say."""
    counts = count_letters()
    rows = list_letters(LetterStatus(status) if status else None, limit)
    total = " · ".join(f"{LETTER.words[each]}: {n}" for each, n in counts.items())
    return Answer(
        {"counts": counts, "letters": [vars(row) for row in rows]},
        [total, *(_line(row) for row in rows)],
    )


@outbox.command("deliver", one_transaction=False)
@click.option("--retry-failed", is_flag=True, help="Try the letters again that were given up.")
def deliver(retry_failed: bool) -> Answer:
    """Send every letter that is due, as the worker does, and say how it went."""
    with transaction():
        retried = retry_failed_letters() if retry_failed else 0
        before = count_letters()
    while deliver_letters():
        pass
    with transaction():
        after = count_letters()
    sent = after[LetterStatus.SENT] - before[LetterStatus.SENT]
    lines = [f"Sent: {sent}", *(f"{LETTER.words[each]}: {n}" for each, n in after.items())]
    return Answer({"sent": sent, "retried": retried, "counts": after}, lines)


def _line(row: LetterRow) -> str:
    when = row.sent_at or row.send_after
    words = [row.template.replace("_", " "), LETTER.words[row.status], moment_in_words(when)]
    return " · ".join([*words, *([row.failure] if row.failure else [])])
