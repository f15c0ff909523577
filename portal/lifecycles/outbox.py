"""Letters: what stands in the outbox."""

from enum import StrEnum

from portal.lifecycles.machine import Lifecycle


class LetterStatus(StrEnum):
    """A letter waits, is sent once, or is given up after repeated failures."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"


_L = LetterStatus

LETTER = Lifecycle(
    thing="letter",
    first=_L.WAITING,
    moves={
        (_L.WAITING, "send"): _L.SENT,
        (_L.WAITING, "fail"): _L.FAILED,
        (_L.FAILED, "retry"): _L.WAITING,
        (_L.WAITING, "stop"): _L.STOPPED,
    },
    words={
        _L.WAITING: "Waiting to be sent",
        _L.SENT: "Sent",
        _L.FAILED: "Could not be sent",
        _L.STOPPED: "Stopped",
    },
)
