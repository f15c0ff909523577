"""Proposals: the participant's private look, the mentor's or host's answer, and the clock.

Whoever decides on a proposal first locks the mentor's profile or the assignment, which holds the
places, then the proposal; always in this order, so that two can't wait for each other.
"""

from uuid import UUID

from portal.access.actor import Actor
from portal.calendar import deadline_in_words, end_of_working_day, now, today
from portal.database import db, lock
from portal.lifecycles import ParticipationStatus, ProposalStatus, advance
from portal.models import (
    Match,
    MentorProfile,
    Participation,
    Proposal,
    RoundKind,
    StretchAssignment,
)
from portal.models.rounds import DeclineReason
from portal.queries import proposals as read
from portal.services.history import record
from portal.services.outbox import put_letter
from portal.services.refusal import Refusal

Place = MentorProfile | StretchAssignment


def object_to_proposal(actor: Actor, proposal: Proposal, note: str = "") -> None:
    """The participant would rather not: the pair is never proposed again, and nobody is told why.

    `note` is for the programme team alone.
    """
    _lock_place(proposal)
    _refuse_after_look(proposal)
    _move(actor, proposal, "object")
    proposal.private_note = note
    proposal.is_banned = True
    _answered(actor, proposal)


def agree_to_proposal(actor: Actor, proposal: Proposal) -> None:
    """The participant has no reason against it: the mentor or host is asked at once."""
    _lock_place(proposal)
    _refuse_after_look(proposal)
    _offer(actor, proposal)


def offer_when_due(proposal: Proposal) -> bool:
    """Ask the mentor or host once the private look is over; say whether that was due."""
    _lock_place(proposal)
    if proposal.status != ProposalStatus.SHOWN or proposal.look_until > now():
        return False
    _offer(None, proposal)
    return True


def accept_proposal(actor: Actor, proposal: Proposal) -> Match:
    """The mentor or host accepts: the match begins, and both are introduced.

    What could have changed since the proposal was made is looked at again under the lock: the
    date, the places left, and whether the participant still takes part.
    """
    place = _lock_place(proposal)
    _refuse_unless_waiting(proposal)
    _refuse_without_room(place, proposal)
    participation = db.session.get_one(Participation, proposal.participation_id)
    if participation.status != ParticipationStatus.ENROLLED or read.has_match(proposal):
        raise Refusal(
            "This participant no longer needs a match here. Nothing has changed for you: your "
            "place stays free."
        )
    _move(actor, proposal, "accept")
    _answered(actor, proposal, keeps_seat=True)
    match = _begin_match(actor, proposal)
    for person_id in _both_sides(proposal, participation, place):
        _tell("introduction", person_id, proposal, {"match": str(match.id)})
    return match


def decline_proposal(
    actor: Actor, proposal: Proposal, reason: DeclineReason, note: str = ""
) -> None:
    """The mentor or host says no; the participant hears that it changed, never why.

    Who has no time may be asked again about the same person; any other reason is for good.
    """
    _lock_place(proposal)
    _refuse_unless_waiting(proposal)
    _move(actor, proposal, "decline")
    proposal.decline_reason = reason
    proposal.private_note = note
    proposal.is_banned = reason != DeclineReason.NO_TIME
    _answered(actor, proposal)
    _tell_participant("match_changed", proposal)


def lapse_when_due(proposal: Proposal) -> bool:
    """Close a proposal that nobody answered in time; say whether that was due."""
    place = _lock_place(proposal)
    if proposal.status != ProposalStatus.OFFERED or not _is_late(proposal):
        return False
    _move(None, proposal, "lapse")
    proposal.seat = None
    _tell_participant("match_changed", proposal)
    for person_id in read.asked_people(place):
        _tell("match_changed", person_id, proposal)
    return True


def withdraw_proposal(
    actor: Actor, proposal: Proposal, reason: str, *, tell_participant: bool = True
) -> None:
    """The programme team takes a proposal back; who knew of it is told that it changed.

    A participant who has left isn't told that the team looks for another.
    """
    place = _lock_place(proposal)
    was_offered = proposal.status == ProposalStatus.OFFERED
    _move(actor, proposal, "withdraw", reason)
    proposal.seat = None
    if tell_participant and proposal.shown_at <= now():
        _tell_participant("match_changed", proposal)
    if was_offered:
        for person_id in read.asked_people(place):
            _tell("match_changed", person_id, proposal)


def end_match(actor: Actor, match: Match, reason: str) -> None:
    """End a match because the participant has left; the mentor or host is told, and has room."""
    proposal = db.session.get_one(Proposal, match.proposal_id)
    place = _lock_place(proposal)
    lock(match)
    before, after = advance(match, "end")
    match.ended_on, match.end_reason = today(), reason
    proposal.seat = None
    record(
        actor,
        "end",
        match,
        before={"status": before.value},
        after={"status": after.value},
        reason=reason,
    )
    for person_id in read.asked_people(place):
        _tell("match_changed", person_id, proposal)


def _lock_place(proposal: Proposal) -> Place:
    """Lock what holds the place, then the proposal; both are read afresh."""
    place: Place
    if proposal.mentor_profile_id:
        place = db.session.get_one(MentorProfile, proposal.mentor_profile_id)
    else:
        place = db.session.get_one(StretchAssignment, proposal.stretch_assignment_id)
    lock(place)
    lock(proposal)
    return place


def _offer(actor: Actor | None, proposal: Proposal) -> None:
    place = _place(proposal)
    _move(actor, proposal, "offer")
    proposal.offered_at = now()
    days = read.terms_of(proposal.participation_id).programme.answer_days
    proposal.answer_until = end_of_working_day(proposal.offered_at, days)
    for person_id in read.asked_people(place):
        _tell("proposal", person_id, proposal)


def _place(proposal: Proposal) -> Place:
    if proposal.mentor_profile_id:
        return db.session.get_one(MentorProfile, proposal.mentor_profile_id)
    return db.session.get_one(StretchAssignment, proposal.stretch_assignment_id)


def _begin_match(actor: Actor, proposal: Proposal) -> Match:
    match = Match(
        consortium_id=proposal.consortium_id,
        proposal_id=proposal.id,
        kind=proposal.kind,
        participation_id=proposal.participation_id,
        mentor_profile_id=proposal.mentor_profile_id,
        stretch_assignment_id=proposal.stretch_assignment_id,
        started_on=today(),
    )
    db.session.add(match)
    record(actor, "begin", match, after={"status": match.status.value})
    return match


def _refuse_after_look(proposal: Proposal) -> None:
    if proposal.shown_at > now():
        raise Refusal("This proposal isn’t open yet.")
    if proposal.status == ProposalStatus.SHOWN and proposal.look_until <= now():
        raise Refusal(
            f"You had until {deadline_in_words(proposal.look_until)} to say so, and the proposal "
            "has gone on. You can still talk to the programme team."
        )
    if proposal.status != ProposalStatus.SHOWN:
        raise Refusal(
            "This proposal has moved on since you opened the page, so your answer wasn’t needed. "
            "You can still talk to the programme team."
        )


def _refuse_unless_waiting(proposal: Proposal) -> None:
    if proposal.status == ProposalStatus.ACCEPTED:
        raise Refusal("This proposal has been accepted already. Nothing more is needed.")
    if proposal.status == ProposalStatus.LAPSED or (
        proposal.status == ProposalStatus.OFFERED and _is_late(proposal)
    ):
        assert proposal.answer_until is not None  # set when it was offered
        raise Refusal(
            f"The time to answer ended at {deadline_in_words(proposal.answer_until)}. Nothing is "
            "lost: talk to the programme team if you would still like this match."
        )
    if proposal.status != ProposalStatus.OFFERED:
        raise Refusal("This proposal is closed, so there is nothing left to answer.")


def _refuse_without_room(place: Place, proposal: Proposal) -> None:
    if read.active_matches(proposal) < place.capacity:
        return
    whose = "You have" if proposal.kind == RoundKind.MENTORS else "This assignment has"
    raise Refusal(
        f"{whose} no place left, so this couldn’t be accepted. Nothing is lost: the proposal "
        "still stands, and the programme team can help."
    )


def _is_late(proposal: Proposal) -> bool:
    return proposal.answer_until is not None and proposal.answer_until <= now()


def _move(actor: Actor | None, proposal: Proposal, verb: str, reason: str = "") -> None:
    before, after = advance(proposal, verb)
    record(
        actor,
        verb,
        proposal,
        before={"status": before.value},
        after={"status": after.value},
        reason=reason,
    )


def _answered(actor: Actor, proposal: Proposal, keeps_seat: bool = False) -> None:
    proposal.answered_at = now()
    proposal.answered_by_id = actor.person_id
    if not keeps_seat:
        proposal.seat = None


def _both_sides(proposal: Proposal, participation: Participation, place: Place) -> list[UUID]:
    """Return the participant, and the mentor or who accepted and supervises at the host."""
    if isinstance(place, MentorProfile):
        return [participation.person_id, place.person_id]
    host = [proposal.answered_by_id, place.supervisor_id]
    return list(dict.fromkeys([participation.person_id, *(each for each in host if each)]))


def _tell_participant(template: str, proposal: Proposal) -> None:
    participation = db.session.get_one(Participation, proposal.participation_id)
    _tell(template, participation.person_id, proposal)


def _tell(
    template: str, person_id: UUID, proposal: Proposal, more: dict[str, str] | None = None
) -> None:
    put_letter(
        template,
        person_id,
        consortium_id=proposal.consortium_id,
        parameters={"proposal": str(proposal.id), **(more or {})},
    )
