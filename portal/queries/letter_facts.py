"""What each kind of letter needs to know, read when it is sent; or why it isn’t sent any more."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.calendar import end_of_working_day, now
from portal.database import Base, db
from portal.lifecycles import (
    MatchStatus,
    MentorProfileStatus,
    ParticipantProfileStatus,
    ParticipationStatus,
    ProposalStatus,
    RoundStatus,
)
from portal.models import (
    Account,
    Employer,
    Letter,
    Link,
    Match,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Proposal,
    Round,
    StretchAssignment,
)
from portal.queries.accounts import read_invitation

RESET_LASTS = timedelta(hours=1)
FIRST_MESSAGE_WITHIN = 5  # working days

Facts = dict[str, Any]


class Outdated(Exception):
    """What a letter would say no longer holds; the message says why and names nobody."""


def _find(model: type[Base], letter: Letter, name: str, *options: Any) -> Any:
    """Return the thing that a parameter names, with what is asked for, as it is now."""
    id = UUID(letter.parameters[name])
    found = db.session.scalar(
        select(model)
        .where(model.id == id)
        .options(*options)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Outdated("What it was about is gone.")
    return found


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise Outdated(reason)


def _next_on(letter: Letter) -> date | None:
    text = letter.parameters.get("next_on")
    return date.fromisoformat(text) if text else None


def _account(person_id: UUID) -> Account | None:
    return db.session.scalar(select(Account).where(Account.person_id == person_id))


def _invitation(letter: Letter) -> Facts:
    link = db.session.get(Link, letter.link_id) if letter.link_id else None
    if link is None or link.spent_at is not None:
        raise Outdated("The invitation was used.")
    _require(link.expires_at > now(), "The invitation is too old.")
    invitation = read_invitation(link.id)
    _require(bool(invitation.roles), "The invitation was taken back.")
    return {
        "until": link.expires_at,
        "sender": invitation.sender,
        "has_account": invitation.has_account,
    }


def _reset(letter: Letter) -> Facts:
    account = _account(letter.person_id)
    _require(account is not None and account.active, "The account is closed.")
    _require(letter.created_at > now() - RESET_LASTS, "It was asked for too long ago.")
    return {}


def _password_changed(letter: Letter) -> Facts:
    return {"changed_at": letter.created_at}


# What a proposal's letters need of it.
OF_PROPOSAL = (
    joinedload(Proposal.participation),
    joinedload(Proposal.mentor_profile),
    joinedload(Proposal.stretch_assignment),
)


def _proposal(letter: Letter) -> tuple[Proposal, Facts]:
    proposal: Proposal = _find(Proposal, letter, "proposal", *OF_PROPOSAL)
    return proposal, {
        "assignment": proposal.stretch_assignment,
        "is_participant": proposal.participation.person_id == letter.person_id,
    }


def _private_look(letter: Letter) -> Facts:
    proposal, facts = _proposal(letter)
    _require(proposal.status == ProposalStatus.SHOWN, "The proposal has moved on.")
    return {**facts, "until": proposal.look_until}


def _offer(letter: Letter) -> Facts:
    proposal, facts = _proposal(letter)
    _require(proposal.status == ProposalStatus.OFFERED, "The proposal has moved on.")
    return {**facts, "until": proposal.answer_until}


def _reminder(letter: Letter) -> Facts:
    proposal, facts = _proposal(letter)
    waits_for_participant = proposal.status == ProposalStatus.SHOWN
    waits_for_option = proposal.status == ProposalStatus.OFFERED
    is_asked = waits_for_participant if facts["is_participant"] else waits_for_option
    _require(is_asked, "The proposal was answered.")
    until = proposal.look_until if waits_for_participant else proposal.answer_until
    return {**facts, "until": until}


def _match_changed(letter: Letter) -> Facts:
    """Read a proposal that didn't become a match, or a match that ended; never why."""
    if "match" in letter.parameters:
        match, facts = _match(letter)
        _require(match.status != MatchStatus.ACTIVE, "The match stands.")
        return {**facts, "was_match": True, "next_on": _next_on(letter)}
    proposal, facts = _proposal(letter)
    is_over = proposal.status not in (
        ProposalStatus.SHOWN,
        ProposalStatus.OFFERED,
        ProposalStatus.ACCEPTED,
    )
    _require(is_over, "The proposal stands.")
    return {
        **facts,
        "was_match": False,
        "has_lapsed": proposal.status == ProposalStatus.LAPSED,
        "next_on": _next_on(letter),
    }


OF_MATCH = (
    joinedload(Match.participation).joinedload(Participation.person),
    joinedload(Match.participation).joinedload(Participation.employer),
    joinedload(Match.mentor_profile).joinedload(MentorProfile.person),
    joinedload(Match.mentor_profile).joinedload(MentorProfile.employer),
    joinedload(Match.stretch_assignment).joinedload(StretchAssignment.employer),
    joinedload(Match.stretch_assignment).joinedload(StretchAssignment.supervisor),
    joinedload(Match.proposal),
)


def _match(letter: Letter) -> tuple[Match, Facts]:
    match: Match = _find(Match, letter, "match", *OF_MATCH)
    return match, {
        "assignment": match.stretch_assignment,
        "is_participant": match.participation.person_id == letter.person_id,
    }


def _introduction(letter: Letter) -> Facts:
    match, facts = _match(letter)
    _require(match.status == MatchStatus.ACTIVE, "The match has ended.")
    other, employer = _option_contact(match)
    return {
        **facts,
        "participant": match.participation.person,
        "participant_employer": match.participation.employer,
        "other": other,
        "other_employer": employer,
        "write_until": end_of_working_day(letter.created_at, FIRST_MESSAGE_WITHIN),
    }


def _option_contact(match: Match) -> tuple[Person | None, Employer]:
    """Return the mentor, or at the host the supervisor or else who accepted, and the employer."""
    if match.mentor_profile is not None:
        return match.mentor_profile.person, match.mentor_profile.employer
    assignment = match.stretch_assignment
    assert assignment is not None  # the CHECK one_option holds it
    answered_by = match.proposal.answered_by_id
    accepted_by = db.session.get(Person, answered_by) if answered_by else None
    return assignment.supervisor or accepted_by, assignment.employer


def _not_matched_yet(letter: Letter) -> Facts:
    round: Round = _find(Round, letter, "round")
    participation: Participation = _find(Participation, letter, "participation")
    _require(round.status in (RoundStatus.PUBLISHED, RoundStatus.CLOSED), "The round was undone.")
    _require(participation.status == ParticipationStatus.ENROLLED, "The place was given up.")
    return {"kind": round.kind.value, "next_on": _next_on(letter)}


def _not_needed(letter: Letter) -> Facts:
    round: Round = _find(Round, letter, "round")
    _require(round.status in (RoundStatus.PUBLISHED, RoundStatus.CLOSED), "The round was undone.")
    assignment = None
    if "stretch_assignment" in letter.parameters:
        assignment = _find(StretchAssignment, letter, "stretch_assignment")
    return {"assignment": assignment, "next_on": _next_on(letter)}


def _profile_reminder(letter: Letter) -> Facts:
    if "mentor_profile" in letter.parameters:
        mentor: MentorProfile = _find(MentorProfile, letter, "mentor_profile")
        is_open = mentor.status == MentorProfileStatus.INVITED
    else:
        participation: Participation = _find(Participation, letter, "participation")
        profile = db.session.scalar(
            select(ParticipantProfile).where(
                ParticipantProfile.participation_id == participation.id
            )
        )
        is_enrolled = participation.status == ParticipationStatus.ENROLLED
        is_done = profile is not None and profile.status == ParticipantProfileStatus.COMPLETE
        is_open = is_enrolled and not is_done
    _require(is_open, "The profile is complete.")
    return {"is_mentor": "mentor_profile" in letter.parameters}


# Every letter that there is, by its template, and what reads its facts.
FACTS: dict[str, Callable[[Letter], Facts]] = {
    "invitation": _invitation,
    "reset": _reset,
    "password_changed": _password_changed,
    "private_look": _private_look,
    "proposal": _offer,
    "introduction": _introduction,
    "reminder": _reminder,
    "match_changed": _match_changed,
    "not_matched_yet": _not_matched_yet,
    "not_needed": _not_needed,
    "profile_reminder": _profile_reminder,
}
