"""What the log says when something fails: where and of which kind, never anybody's data."""

import logging
import traceback
from collections.abc import Callable, Iterable
from uuid import UUID

from portal.database import transaction

log = logging.getLogger("portal.jobs")


def tell(what: str, fault: BaseException) -> None:
    """Log that something failed.

    The fault's own words stay out: a database says which values it refused, a mail server whom it
    refused. Its kind and the lines of code that it passed through don't.
    """
    log.error("%s failed: %s", what, describe(fault))


def describe(fault: BaseException) -> str:
    """Return the fault's kind and the last of our own lines that it passed, with their number."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    where = f" at {ours[-1].filename}:{ours[-1].lineno} in {ours[-1].name}" if ours else ""
    return f"{type(fault).__name__}{where}"


def one_by_one(what: str, ids: Iterable[UUID], action: Callable[[UUID], object]) -> None:
    """Do something to each thing in a transaction of its own; one that fails stops no other."""
    for id in ids:
        try:
            with transaction():
                action(id)
        except Exception as fault:
            tell(f"{what} {id}", fault)
