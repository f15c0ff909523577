"""What somebody does next, by when and where, made from what was read. No query here."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from portal.calendar import now
from portal.lifecycles import ParticipantProfileStatus, ProposalStatus
from portal.lifecycles.rounds import OUTSTANDING
from portal.models import (
    Match,
    MentorProfile,
    ParticipantProfile,
    Proposal,
    RoundKind,
    Unmatched,
)
from portal.queries.mentoring import first_message_due
from portal.queries.profiles import profile_state
from portal.queries.reasons import joined

LOOK = "look_at_proposal"


@dataclass(frozen=True)
class Step:
    """Something to do, by when, and the button that leads to where it is done; or to wait for."""

    text: str
    link: str = ""
    endpoint: str = ""
    values: dict[str, UUID] = field(default_factory=dict)
    until: datetime | None = None


def option_name(thing: Proposal | Match) -> str:
    """Return the mentor's name, or the assignment's title and host."""
    if thing.mentor_profile is not None:
        return thing.mentor_profile.person.name
    assignment = thing.stretch_assignment
    assert assignment is not None  # it has one or the other
    return f"“{assignment.title}” at {assignment.employer.name}"


def asked_name(thing: Proposal | Match) -> str:
    """Return the mentor's name, or the host's."""
    if thing.mentor_profile is not None:
        return thing.mentor_profile.person.name
    assert thing.stretch_assignment is not None  # it has one or the other
    return thing.stretch_assignment.employer.name


def is_to_look_at(proposal: Proposal) -> bool:
    """Say whether the participant may still look."""
    return proposal.status == ProposalStatus.SHOWN and proposal.look_until > now()


def look(proposal: Proposal) -> Step:
    """Return the step of looking at a proposal in private."""
    what = "mentor" if proposal.kind == RoundKind.MENTORS else "stretch assignment"
    return Step(
        f"We propose {option_name(proposal)}. Is there any reason not to?",
        f"Look at the {what} we propose",
        LOOK,
        {"proposal": proposal.id},
        proposal.look_until,
    )


def wait_for(proposal: Proposal) -> Step:
    """Return what a participant waits for."""
    values = {"proposal": proposal.id}
    if proposal.status in (ProposalStatus.SHOWN, ProposalStatus.OFFERED):
        text = (
            f"We have asked {asked_name(proposal)}. There is nothing for you to do until we hear."
        )
        return Step(text, "See the proposal", LOOK, values)
    kind = "mentor" if proposal.kind == RoundKind.MENTORS else "stretch assignment"
    text = f"The programme team is looking for another {kind} for you. We write once there is one."
    return Step(text, "See the last proposal", LOOK, values)


def begin(match: Match) -> Step:
    """Return the step of writing first."""
    return Step(
        f"Write to {asked_name(match)} to arrange a first meeting.",
        "See how to begin",
        "show_match",
        {"match": match.id},
        first_message_due(match),
    )


def answer(proposal: Proposal) -> Step:
    """Return the step of answering for a mentor or a host."""
    person = proposal.participation.person.name
    about = f"Would you mentor {person}, {proposal.participation.employer.name}?"
    if proposal.stretch_assignment is not None:
        about = f"Would you host {person} on “{proposal.stretch_assignment.title}”?"
    values = {"proposal": proposal.id}
    return Step(about, f"Answer about {person}", "answer_proposal", values, proposal.answer_until)


def fill_in(
    profile: ParticipantProfile | MentorProfile, endpoint: str, values: dict[str, UUID]
) -> Step:
    """Return the step of going on with a profile."""
    state = profile_state(profile)
    if state.next_topic is None:
        return Step(
            "Check the answers in your profile, so that we can match you.",
            "Check your profile",
            endpoint,
            values,
        )
    topics = f"{state.done} of {state.total} topics are done; next: {state.next_topic.title}."
    return Step(
        f"Fill in your profile, so that we can match you. {topics}",
        "Fill in your profile",
        endpoint,
        values,
    )


def profile_stands(profile: ParticipantProfile) -> Step:
    """Return how far a participant's profile has come."""
    state = profile_state(profile)
    values = {"participation": profile.participation_id}
    if profile.status == ParticipantProfileStatus.COMPLETE:
        return Step("Complete", "See your profile", "participant_profile_topics", values)
    words = f"Not complete yet: {state.done} of {state.total} topics done"
    return Step(words, "Go on with your profile", "participant_profile_topics", values)


# What a hard rule is to the person whom it left without: "employer" speaks for itself.
STOOD_IN_THE_WAY = {
    "group": "employers in your own group",
    "sector": "hosts in your own sector",
    "level": "level",
    "format": "ways and places to meet",
    "needs": "what you must have",
    "dates": "the days you have in common",
}


def went_without(row: Unmatched, participation_id: UUID) -> Step:
    """Return what somebody reads whom a round left without, and what they can do about it."""
    kind = "mentor" if row.kind == RoundKind.MENTORS else "stretch assignment"
    reason = f"Every {kind} that would fit you was taken."
    ways = [STOOD_IN_THE_WAY[rule] for rule, _ in row.reasons["rules"] if rule in STOOD_IN_THE_WAY]
    if row.reasons["reason"] == "no-option" and ways:
        reason = f"What stood in the way most: {joined(ways[:3])}."
    return Step(
        f"We haven’t found you a {kind} yet. This is no reflection on you, and you come first in "
        f"the next round. {reason} You can widen what suits you, or talk to the programme team.",
        "Look at what suits you",
        "participant_profile_topics",
        {"participation": participation_id},
    )


def stands_with(match: Match | None, proposal: Proposal | None) -> Step:
    """Return where a mentor or an assignment stands for a participant."""
    if match is not None:
        name = option_name(match)
        return Step(name, f"See {name}", "show_match", {"match": match.id})
    if proposal is None:
        return Step("None yet")
    name, values = option_name(proposal), {"proposal": proposal.id}
    if is_to_look_at(proposal):
        return Step(f"{name}: waiting for your answer", f"Look at {name}", LOOK, values)
    if proposal.status in OUTSTANDING:
        return Step(f"{name}: asked, waiting for an answer", f"See {name}", LOOK, values)
    return Step("None yet: the last proposal isn’t going ahead")
