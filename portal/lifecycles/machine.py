"""The one way a status changes: a table of (status, verb) and `advance`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

S = TypeVar("S", bound=StrEnum)


class IllegalMove(Exception):
    """A verb was asked of a thing whose status doesn't allow it; the message is fit for a page."""


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """The statuses of one kind of thing and the moves between them.

    `moves` maps (status, verb) to the status that follows. `thing` is the field's word for it, as
    used in the sentence shown when a move is refused; `words` names each status on the screen.
    """

    thing: str
    first: S
    moves: Mapping[tuple[S, str], S]
    words: Mapping[S, str]

    def after(self, status: S, verb: str) -> S:
        """Return the status that follows, or raise IllegalMove."""
        try:
            return self.moves[status, verb]
        except KeyError:
            words = self.words[status].lower()
            raise IllegalMove(f"This {self.thing} is {words}, so that can’t be done now.") from None

    def can(self, status: S, verb: str) -> bool:
        """Say whether the verb is possible from this status."""
        return (status, verb) in self.moves


class HasStatus(Protocol):
    """A row with a status and the lifecycle that governs it."""

    LIFECYCLE: ClassVar[Lifecycle[Any]]
    status: Any


def advance(thing: HasStatus, verb: str) -> tuple[StrEnum, StrEnum]:
    """Move `thing` on by `verb`; return (status before, status after).

    Nothing else writes a status: rows refuse plain assignment, and this goes past that refusal
    through the class's own descriptor.
    """
    before = thing.status
    after = thing.LIFECYCLE.after(before, verb)
    getattr(type(thing), "status").__set__(thing, after)  # noqa: B009
    return before, after
