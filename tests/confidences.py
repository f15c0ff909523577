"""What the cast tells in confidence: a string for each, found nowhere else, and who may read it."""

from uuid import UUID

from sqlalchemy import update

from portal.access.actor import load_actor
from portal.calendar import end_of_working_day, now, today
from portal.database import db
from portal.lifecycles import MatchStatus, ProposalStatus
from portal.models import (
    AvoidEntry,
    Match,
    MentorProfile,
    ParticipantProfile,
    Proposal,
    Publication,
)
from portal.models.profiles import AvoidKind, ConflictReason
from portal.models.rounds import DeclineReason
from portal.services import proposals
from tests.cast import Side
from tests.proposed import propose

MARK = "CANARY-"
NEED, TAG = f"{MARK}need", f"{MARK}tag"
ADMINS = frozenset({"admin", "second_admin"})

# Who may read each of them on a page.
READERS: dict[str, frozenset[str]] = {
    NEED: frozenset({"participant"}),
    TAG: frozenset({"participant"}),
    f"{MARK}avoid-participant": frozenset({"participant"}),
    f"{MARK}conflict-participant": frozenset({"participant"}),
    f"{MARK}avoid-other-participant": frozenset({"other_participant"}),
    f"{MARK}conflict-other-participant": frozenset({"other_participant"}),
    f"{MARK}avoid-mentor": frozenset({"mentor"}),
    f"{MARK}conflict-mentor": frozenset({"mentor"}),
    f"{MARK}avoid-host": frozenset({"lead"}),
    f"{MARK}objection": ADMINS,
    f"{MARK}decline": ADMINS,
    f"{MARK}end": ADMINS,
}

# What stands on a page: hosts name employers alone, and nobody asks yet why a match ended.
ON_A_PAGE = READERS.keys() - {f"{MARK}avoid-host", f"{MARK}end"}


def confide(side: Side) -> None:
    """Let participants, mentors and a host say what they must have and whom they avoid.

    The other participant names both mentors, and so goes without one.
    """
    participant = db.session.get_one(ParticipantProfile, side["participant_profile"])
    participant.needs, participant.wish_tags = [NEED], [TAG]
    for name in ("mentor", "other_mentor"):
        db.session.get_one(MentorProfile, side[f"{name}_profile"]).offers = [NEED]
    first = {"participant_profile_id": side["participant_profile"]}
    second = {"participant_profile_id": side["other_participant_profile"]}
    mentor = {"mentor_profile_id": side["mentor_profile"]}
    host = {"stretch_assignment_id": side["assignment"]}
    _avoid(side, first, "avoid-participant")
    _avoid(side, first, "conflict-participant", ConflictReason.GRIEVANCE)
    _avoid(side, second, "avoid-other-participant", named="mentor@bristol.example")
    friend, name = ConflictReason.RELATIONSHIP, "other mentor bristol <x-mark>"
    _avoid(side, second, "conflict-other-participant", friend, named=name)
    _avoid(side, mentor, "avoid-mentor")
    _avoid(side, mentor, "conflict-mentor", ConflictReason.INSPECTION)
    _avoid(side, host, "avoid-host")


def _avoid(
    side: Side,
    author: dict[str, UUID],
    canary: str,
    reason: ConflictReason | None = None,
    named: str = "",
) -> None:
    entry = AvoidEntry(
        consortium_id=side["consortium"],
        kind=AvoidKind.CONFLICT if reason else AvoidKind.AVOID,
        reason=reason,
        person_named=named or MARK + canary,
        shown_as=MARK + canary if named else "",
        **author,
    )
    db.session.add(entry)


def say_no(side: Side, publication: Publication) -> None:
    """Let the participant object to one proposal, and the mentor decline another."""
    looked_at = propose(side, publication, mentor="other_mentor_profile", seat=7)
    proposals.object_to_proposal(
        load_actor(side["participant"]),
        db.session.get_one(Proposal, looked_at),
        f"{MARK}objection",
    )
    asked = propose(
        side,
        publication,
        participation="other_participant_participation",
        seat=7,
        status=ProposalStatus.OFFERED,
        offered_at=now(),
        answer_until=end_of_working_day(now(), 5),
    )
    proposals.decline_proposal(
        load_actor(side["mentor"]),
        db.session.get_one(Proposal, asked),
        DeclineReason.TOO_CLOSE,
        f"{MARK}decline",
    )
    side.ids |= {"objected": looked_at, "declined": asked}


def end_match(side: Side, match_id: UUID) -> None:
    """End a match for a reason that its two people don't read."""
    db.session.execute(
        update(Match)
        .where(Match.id == match_id)
        .values(status=MatchStatus.ENDED, ended_on=today(), end_reason=f"{MARK}end")
    )
