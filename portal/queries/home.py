"""What each home page answers: what do I do next, by when, and where does everything stand.

A fixed number of queries for each role, whatever the number of consortia, people or matches.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.access.actor import Actor
from portal.access.loading import WITH
from portal.access.scopes import supervised_by
from portal.calendar import now
from portal.database import db
from portal.lifecycles import (
    MatchStatus,
    MentorProfileStatus,
    ParticipantProfileStatus,
    ParticipationStatus,
    ProposalStatus,
    StretchAssignmentStatus,
)
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    Match,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Proposal,
    Role,
    RoundKind,
    StretchAssignment,
    Unmatched,
)
from portal.queries.mentoring import first_message_due
from portal.queries.steps import (
    Step,
    answer,
    begin,
    fill_in,
    is_to_look_at,
    look,
    profile_stands,
    stands_with,
    wait_for,
    went_without,
)


@dataclass(frozen=True)
class ParticipantHome:
    """A participant's place in a cohort, and everything about it."""

    participation: Participation
    consortium: Consortium
    profile: ParticipantProfile
    proposals: Sequence[Proposal]
    matches: Sequence[Match]
    unmatched: Sequence[Unmatched]

    @property
    def days(self) -> dict[str, int]:
        """Return the programme's days by kind."""
        programme = self.participation.cohort.programme
        return {
            "Modules": programme.module_days,
            "Stretch assignment": programme.stretch_days,
            "Peer learning": programme.peer_days,
            "Mentoring": programme.mentoring_days,
        }

    @property
    def steps(self) -> list[Step]:
        """Return what to do next: first what has a date, last what to wait for."""
        asked = [each for each in self.proposals if is_to_look_at(each)]
        waiting = [each for each in self._current if each not in asked]
        steps = [look(each) for each in asked]
        if self.profile.status != ParticipantProfileStatus.COMPLETE:
            values = {"participation": self.participation.id}
            steps.append(fill_in(self.profile, "participant_profile_topics", values))
        steps += [begin(each) for each in self.matches if first_message_due(each)]
        steps += [went_without(each, self.participation.id) for each in self._without]
        steps += [wait_for(each) for each in waiting]
        if not steps:
            steps.append(Step("There is nothing to do now. We write to you when there is news."))
        return steps

    @property
    def stands(self) -> dict[str, Step]:
        """Return where everything stands: the profile, the mentor, the assignment."""
        return {
            "Your profile": profile_stands(self.profile),
            "Your mentor": self._stands_with(RoundKind.MENTORS),
            "Your stretch assignment": self._stands_with(RoundKind.ASSIGNMENTS),
        }

    def _stands_with(self, kind: RoundKind) -> Step:
        match = next((each for each in self.matches if each.kind == kind), None)
        proposal = next((each for each in self._current if each.kind == kind), None)
        return stands_with(match, proposal)

    @property
    def _without(self) -> list[Unmatched]:
        """Return the latest round of each kind that left the person without, if none followed."""
        latest = {each.kind: each for each in self.unmatched}
        followed: list[Proposal | Match] = [*self.proposals, *self.matches]
        for thing in followed:
            known = latest.get(thing.kind)
            if known and thing.created_at > known.created_at:
                del latest[thing.kind]
        return list(latest.values())

    @property
    def _current(self) -> list[Proposal]:
        """Return the latest proposal of each kind that no match has followed."""
        matched = {match.kind for match in self.matches}
        latest = {each.kind: each for each in self.proposals if each.kind not in matched}
        return list(latest.values())


@dataclass(frozen=True)
class MentorHome:
    """A mentor's profile in a consortium, what is asked of them, and whom they mentor."""

    profile: MentorProfile
    consortium: Consortium
    proposals: Sequence[Proposal]
    matches: Sequence[Match]

    @property
    def steps(self) -> list[Step]:
        """Return what to do next: answers first."""
        steps = [answer(each) for each in self.proposals]
        status = self.profile.status
        if status == MentorProfileStatus.INVITED:
            values = {"mentor_profile": self.profile.id}
            steps.append(fill_in(self.profile, "mentor_profile_topics", values))
        if status == MentorProfileStatus.COMPLETE:
            steps.append(Step("The programme team looks at your profile. We write to you then."))
        if not steps:
            steps.append(Step("There is nothing to do now. We write to you when somebody fits."))
        return steps


@dataclass(frozen=True)
class LeadHome:
    """An employer whose coordinator somebody is: its offers, questions and matches."""

    employer: Employer
    consortium: Consortium
    assignments: Sequence[StretchAssignment]
    proposals: Sequence[Proposal]
    matches: Sequence[Match]

    @property
    def steps(self) -> list[Step]:
        """Return what to do next: answers first, then offers sent back."""
        steps = [answer(each) for each in self.proposals]
        for each in self.assignments:
            if each.status == StretchAssignmentStatus.DRAFT and each.returned_because:
                text = f"The programme team sent “{each.title}” back: {each.returned_because}"
                values = {"stretch_assignment": each.id}
                steps.append(Step(text, f"Change “{each.title}”", "assignment_page", values))
        if not steps:
            steps.append(Step("There is nothing to do now. We write to you when somebody fits."))
        return steps


def participant_homes(actor: Actor) -> list[ParticipantHome]:
    """Return the places in cohorts that the actor holds."""
    rows = db.session.execute(
        select(Participation, Consortium, ParticipantProfile)
        .join(Consortium, Consortium.id == Participation.consortium_id)
        .join(ParticipantProfile, ParticipantProfile.participation_id == Participation.id)
        .where(
            Participation.person_id == actor.person_id,
            Participation.consortium_id.in_(actor.consortia(Role.PARTICIPANT)),
            Participation.status.in_((ParticipationStatus.ENROLLED, ParticipationStatus.DEFERRED)),
        )
        .options(joinedload(Participation.cohort).joinedload(Cohort.programme))
        .order_by(Participation.created_at.desc(), Participation.id)
    ).all()
    ids = [participation.id for participation, _, _ in rows]
    shown = select(Proposal).where(Proposal.participation_id.in_(ids), Proposal.shown_at <= now())
    proposals = _by("participation_id", _proposals(shown))
    matches = _by("participation_id", _matches(Match.participation_id.in_(ids)))
    left = select(Unmatched).where(Unmatched.participation_id.in_(ids), Unmatched.shown_at <= now())
    rows_left = db.session.scalars(left.order_by(Unmatched.created_at, Unmatched.id))
    unmatched = _by("participation_id", rows_left)
    return [
        ParticipantHome(
            participation,
            consortium,
            profile,
            proposals.get(participation.id, []),
            matches.get(participation.id, []),
            unmatched.get(participation.id, []),
        )
        for participation, consortium, profile in rows
    ]


def mentor_homes(actor: Actor) -> list[MentorHome]:
    """Return the mentor profiles that the actor has."""
    rows = db.session.execute(
        select(MentorProfile, Consortium)
        .join(Consortium, Consortium.id == MentorProfile.consortium_id)
        .where(
            MentorProfile.person_id == actor.person_id,
            MentorProfile.consortium_id.in_(actor.consortia(Role.MENTOR)),
        )
        .order_by(Consortium.name)
    ).all()
    ids = [profile.id for profile, _ in rows]
    asked = _by("mentor_profile_id", _proposals(_open(Proposal.mentor_profile_id.in_(ids))))
    matches = _by("mentor_profile_id", _matches(Match.mentor_profile_id.in_(ids)))
    return [
        MentorHome(profile, consortium, asked.get(profile.id, []), matches.get(profile.id, []))
        for profile, consortium in rows
    ]


def lead_homes(actor: Actor) -> list[LeadHome]:
    """Return the employers whose lead the actor is."""
    rows = db.session.execute(
        select(Employer, Consortium)
        .join(Consortium, Consortium.id == Employer.consortium_id)
        .where(Employer.id.in_(actor.employers(Role.EMPLOYER_LEAD)))
        .order_by(Consortium.name, Employer.name)
    ).all()
    ids = [employer.id for employer, _ in rows]
    offers = db.session.scalars(
        select(StretchAssignment)
        .where(StretchAssignment.employer_id.in_(ids))
        .order_by(StretchAssignment.starts_on, StretchAssignment.title)
    ).all()
    of_hosts = [offer.id for offer in offers]
    asked = _by_host(_proposals(_open(Proposal.stretch_assignment_id.in_(of_hosts))))
    matches = _by_host(_matches(Match.stretch_assignment_id.in_(of_hosts)))
    assignments = _by("employer_id", offers)
    return [
        LeadHome(
            employer,
            consortium,
            assignments.get(employer.id, []),
            asked.get(employer.id, []),
            matches.get(employer.id, []),
        )
        for employer, consortium in rows
    ]


def supervised_matches(actor: Actor) -> Sequence[Match]:
    """Return the matches on assignments that the actor supervises."""
    supervised = select(StretchAssignment.id).where(supervised_by(actor))
    return _matches(Match.stretch_assignment_id.in_(supervised))


def _open(condition: Any) -> Select[Any]:
    return select(Proposal).where(
        condition, Proposal.status == ProposalStatus.OFFERED, Proposal.answer_until > now()
    )


def _proposals(query: Select[Any]) -> Sequence[Proposal]:
    ordered = query.order_by(Proposal.shown_at, Proposal.created_at, Proposal.id)
    return db.session.scalars(ordered.options(*WITH[Proposal])).all()


def _matches(condition: Any) -> Sequence[Match]:
    query = select(Match).where(condition, Match.status == MatchStatus.ACTIVE)
    return db.session.scalars(
        query.options(
            *WITH[Match],
            joinedload(Match.stretch_assignment).joinedload(StretchAssignment.supervisor),
        ).order_by(Match.started_on, Match.id)
    ).all()


def _by(column: str, rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, column), []).append(row)
    return grouped


def _by_host(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.stretch_assignment.employer_id, []).append(row)
    return grouped


def consortia_of(actor: Actor) -> Sequence[Consortium]:
    """Return the consortia in which the actor is something, by name."""
    query = select(Consortium).where(Consortium.id.in_(actor.consortia()))
    return db.session.scalars(query.order_by(Consortium.name)).all()
