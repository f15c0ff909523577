"""What the publish page shows: what changed since the run, and the letters that would go."""

from dataclasses import dataclass

from portal.models import Round, Run
from portal.queries.matching import changes_since, reviewed
from portal.queries.rounds import options_of, people_of

OTHER_CHANGES = {
    "employers": "The register of employers has changed",
    "rules": "Rules, weights or pairs that may not be proposed have changed",
}


@dataclass(frozen=True)
class Letters:
    """How many letters of each kind would go out."""

    looks: int
    without: int


def changed_since(round: Round, run: Run) -> list[str]:
    """Return who or what has changed since a run was started, by name; empty: nothing."""
    changed = changes_since(round, run)
    if not changed:
        return []
    people = {str(id): f"{name}, {employer}" for id, (name, employer) in people_of(round).items()}
    options = {str(id): f"{o.name}, {o.employer}" for id, o in options_of(round).items()}
    names = people | options | OTHER_CHANGES
    return sorted({names.get(id, "Somebody who is no longer there") for id in changed})


def letters_of(run: Run) -> Letters:
    """Return how many letters publishing a run would send."""
    review = reviewed(run)
    return Letters(looks=len(review.pairs), without=len(review.without))
