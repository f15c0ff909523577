"""Every letter there is, in every form that it takes, for the cast."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import update

from portal.calendar import end_of_working_day, now, today
from portal.database import db
from portal.lifecycles import MatchStatus, ProposalStatus
from portal.models import Letter, LinkPurpose, Match, Proposal, Round, RoundKind
from portal.models.rounds import DeclineReason
from portal.services.links import make_link
from portal.services.outbox import put_letter
from tests.cast import Side
from tests.proposed import offer_assignment, propose, publish


def letter(side: Side, template: str, to: str, **parameters: object) -> Letter:
    """Return a stored letter to one of the cast."""
    ids = {name: str(value) for name, value in parameters.items()}
    made = put_letter(template, side[to], consortium_id=side["consortium"], parameters=ids)
    db.session.flush()
    return made


def proposal(
    side: Side, status: ProposalStatus = ProposalStatus.SHOWN, is_assignment: bool = False
) -> UUID:
    """Return a proposal as it is once it has come to this status."""
    kind = RoundKind.ASSIGNMENTS if is_assignment else RoundKind.MENTORS
    return propose(
        side,
        publish(side, kind, undone_at=now(), undone_by_id=side["admin"]),
        assignment=offer_assignment(side) if is_assignment else None,
        status=status,
        offered_at=now(),
        answer_until=end_of_working_day(now(), 5),
        answered_by_id=side["lead"] if is_assignment else side["mentor"],
        private_note="SECRET-NOTE",
        decline_reason=DeclineReason.TOO_CLOSE,
    )


def match(side: Side, is_assignment: bool = False, **values: object) -> UUID:
    proposal_id = proposal(side, ProposalStatus.ACCEPTED, is_assignment)
    of = db.session.get_one(Proposal, proposal_id)
    made = Match(
        consortium_id=side["consortium"],
        proposal_id=proposal_id,
        kind=of.kind,
        participation_id=of.participation_id,
        mentor_profile_id=of.mentor_profile_id,
        stretch_assignment_id=of.stretch_assignment_id,
        started_on=today(),
        end_reason="SECRET-END",
        **values,
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def published_round(side: Side) -> UUID:
    publication = publish(side)
    db.session.execute(
        update(Round).where(Round.id == publication.round_id).values(status="published")
    )
    return publication.round_id


def invitation(side: Side, to: str = "line_manager") -> Letter:
    link = make_link(LinkPurpose.INVITATION, side[to], side["consortium"], side["admin"])
    made = put_letter("invitation", side[to], consortium_id=side["consortium"], link_id=link.id)
    db.session.flush()
    return made


# Every letter there is, in every form that it takes, by what it is and whom it goes to.
LETTERS: dict[str, Callable[[Side], Letter]] = {
    "invitation": invitation,
    "reset": lambda s: letter(s, "reset", "mentor"),
    "password changed": lambda s: letter(s, "password_changed", "mentor"),
    "private look, mentor": lambda s: letter(
        s, "private_look", "participant", proposal=proposal(s)
    ),
    "private look, assignment": lambda s: letter(
        s, "private_look", "participant", proposal=proposal(s, is_assignment=True)
    ),
    "proposal, mentor": lambda s: letter(
        s, "proposal", "mentor", proposal=proposal(s, ProposalStatus.OFFERED)
    ),
    "proposal, host": lambda s: letter(
        s, "proposal", "lead", proposal=proposal(s, ProposalStatus.OFFERED, is_assignment=True)
    ),
    "reminder, participant": lambda s: letter(s, "reminder", "participant", proposal=proposal(s)),
    "reminder, mentor": lambda s: letter(
        s, "reminder", "mentor", proposal=proposal(s, ProposalStatus.OFFERED)
    ),
    "introduction, participant": lambda s: letter(s, "introduction", "participant", match=match(s)),
    "introduction, mentor": lambda s: letter(s, "introduction", "mentor", match=match(s)),
    "introduction, participant at host": lambda s: letter(
        s, "introduction", "participant", match=match(s, is_assignment=True)
    ),
    "introduction, host": lambda s: letter(
        s, "introduction", "supervisor", match=match(s, is_assignment=True)
    ),
    "declined, participant": lambda s: letter(
        s, "match_changed", "participant", proposal=proposal(s, ProposalStatus.DECLINED)
    ),
    "lapsed, mentor": lambda s: letter(
        s, "match_changed", "mentor", proposal=proposal(s, ProposalStatus.LAPSED)
    ),
    "withdrawn, mentor": lambda s: letter(
        s, "match_changed", "mentor", proposal=proposal(s, ProposalStatus.WITHDRAWN)
    ),
    "ended, participant": lambda s: letter(
        s,
        "match_changed",
        "participant",
        match=match(s, status=MatchStatus.ENDED),
        next_on="2027-03-14",
    ),
    "ended, mentor": lambda s: letter(
        s, "match_changed", "mentor", match=match(s, status=MatchStatus.ENDED)
    ),
    "not matched yet": lambda s: letter(
        s,
        "not_matched_yet",
        "participant",
        round=published_round(s),
        participation=s["participant_participation"],
        next_on="2027-03-14",
    ),
    "not needed, mentor": lambda s: letter(
        s, "not_needed", "mentor", round=published_round(s), mentor_profile=s["mentor_profile"]
    ),
    "not needed, host": lambda s: letter(
        s, "not_needed", "lead", round=published_round(s), stretch_assignment=offer_assignment(s)
    ),
    "profile reminder, participant": lambda s: letter(
        s, "profile_reminder", "participant", participation=s["participant_participation"]
    ),
    "profile reminder, mentor": lambda s: letter(
        s, "profile_reminder", "mentor", mentor_profile=s["mentor_profile"]
    ),
}
