"""Who and what a round is about: the rows that its problem is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from portal.calendar import now
from portal.database import db
from portal.lifecycles import (
    MatchStatus,
    MentorProfileStatus,
    ParticipantProfileStatus,
    ParticipationStatus,
    StretchAssignmentStatus,
)
from portal.lifecycles.rounds import OUTSTANDING
from portal.models import (
    AssignmentSkill,
    AvoidEntry,
    Employer,
    Match,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Participation,
    Programme,
    Proposal,
    Role,
    Round,
    RoundKind,
    StretchAssignment,
    Unmatched,
)
from portal.models.consortia import name_key
from portal.queries.people import people_in_role
from portal.queries.publications import load_programme, taken_seats


@dataclass(frozen=True)
class Pool:
    """The rows behind one round. `left_out`: people without a complete profile, by name."""

    round: Round
    programme: Programme
    profiles: tuple[ParticipantProfile, ...]
    left_out: tuple[Participation, ...]
    placed: frozenset[UUID]
    mentors: tuple[MentorProfile, ...] = ()
    assignments: tuple[StretchAssignment, ...] = ()
    employers: tuple[Employer, ...] = ()
    taken: dict[UUID, frozenset[int]] = field(default_factory=dict)
    avoided: dict[UUID, tuple[AvoidEntry, ...]] = field(default_factory=dict)
    bans: frozenset[tuple[UUID, UUID]] = frozenset()
    third_employers: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    passed_over: Counter[UUID] = field(default_factory=Counter)

    @property
    def options(self) -> tuple[MentorProfile, ...] | tuple[StretchAssignment, ...]:
        """The mentors or the assignments, whichever the round is about."""
        return self.mentors if self.round.kind == RoundKind.MENTORS else self.assignments


def read_pool(round: Round) -> Pool:
    """Read everybody whom the round may match, and with what."""
    programme = load_programme(round)
    participations = _participations(round)
    placed = _placed(round, participations)
    profiles = _profiles(participations)
    waiting = [profile for profile in profiles if profile.participation_id not in placed]
    complete = tuple(p for p in waiting if p.status == ParticipantProfileStatus.COMPLETE)
    ready = {profile.participation_id for profile in complete}
    of_mentors = round.kind == RoundKind.MENTORS
    return Pool(
        round=round,
        programme=programme,
        profiles=complete,
        left_out=tuple(p for p in participations if p.id not in ready | placed),
        placed=placed,
        mentors=_mentors(round) if of_mentors else (),
        assignments=() if of_mentors else _assignments(round),
        employers=_employers(round),
        taken=taken_seats(round.kind),
        avoided=_avoided(round),
        bans=_bans(round),
        third_employers=_third_employers(round) if programme.wants_three_employers else {},
        passed_over=_passed_over(round),
    )


def _participations(round: Round) -> list[Participation]:
    query = (
        select(Participation)
        .where(
            Participation.cohort_id == round.cohort_id,
            Participation.status == ParticipationStatus.ENROLLED,
        )
        .options(joinedload(Participation.person), joinedload(Participation.employer))
        .order_by(Participation.id)
    )
    return list(db.session.scalars(query))


def _placed(round: Round, participations: list[Participation]) -> frozenset[UUID]:
    """Return who has a match or an unanswered proposal of this kind already."""
    ids = [participation.id for participation in participations]
    matched = select(Match.participation_id).where(
        Match.participation_id.in_(ids),
        Match.kind == round.kind,
        Match.status == MatchStatus.ACTIVE,
    )
    asked = select(Proposal.participation_id).where(
        Proposal.participation_id.in_(ids),
        Proposal.kind == round.kind,
        Proposal.status.in_(OUTSTANDING),
    )
    return frozenset(db.session.scalars(matched.union(asked)))


def _profiles(participations: list[Participation]) -> list[ParticipantProfile]:
    query = (
        select(ParticipantProfile)
        .where(ParticipantProfile.participation_id.in_([p.id for p in participations]))
        .options(
            joinedload(ParticipantProfile.participation).joinedload(Participation.person),
            joinedload(ParticipantProfile.participation)
            .joinedload(Participation.employer)
            .joinedload(Employer.sector),
            joinedload(ParticipantProfile.level),
            joinedload(ParticipantProfile.location),
            selectinload(ParticipantProfile.places),
            selectinload(ParticipantProfile.other_employers),
            selectinload(ParticipantProfile.goals).joinedload(ParticipantGoal.skill),
            selectinload(ParticipantProfile.wishes),
        )
        .order_by(ParticipantProfile.participation_id)
    )
    return list(db.session.scalars(query))


def _mentors(round: Round) -> tuple[MentorProfile, ...]:
    query = (
        select(MentorProfile)
        .where(
            MentorProfile.consortium_id == round.consortium_id,
            MentorProfile.status == MentorProfileStatus.APPROVED,
            MentorProfile.person_id.in_(people_in_role(round.consortium_id, Role.MENTOR)),
        )
        .options(
            joinedload(MentorProfile.person),
            joinedload(MentorProfile.employer).joinedload(Employer.sector),
            joinedload(MentorProfile.level),
            joinedload(MentorProfile.location),
            selectinload(MentorProfile.places),
            selectinload(MentorProfile.other_employers),
            selectinload(MentorProfile.skills).joinedload(MentorSkill.skill),
        )
        .order_by(MentorProfile.id)
    )
    return tuple(db.session.scalars(query))


def _assignments(round: Round) -> tuple[StretchAssignment, ...]:
    query = (
        select(StretchAssignment)
        .where(
            StretchAssignment.consortium_id == round.consortium_id,
            StretchAssignment.status == StretchAssignmentStatus.OPEN,
        )
        .options(
            joinedload(StretchAssignment.employer).joinedload(Employer.sector),
            joinedload(StretchAssignment.location),
            selectinload(StretchAssignment.skills).joinedload(AssignmentSkill.skill),
        )
        .order_by(StretchAssignment.id)
    )
    return tuple(db.session.scalars(query))


def _employers(round: Round) -> tuple[Employer, ...]:
    query = (
        select(Employer)
        .where(Employer.consortium_id == round.consortium_id)
        .options(
            joinedload(Employer.sector),
            joinedload(Employer.group),
            selectinload(Employer.aliases),
        )
        .order_by(Employer.id)
    )
    return tuple(db.session.scalars(query))


def _avoided(round: Round) -> dict[UUID, tuple[AvoidEntry, ...]]:
    """Return avoid entries and conflicts by their author: a profile or an assignment."""
    query = (
        select(AvoidEntry)
        .where(AvoidEntry.consortium_id == round.consortium_id)
        .options(joinedload(AvoidEntry.employer))
        .order_by(AvoidEntry.id)
    )
    by_author: dict[UUID, list[AvoidEntry]] = defaultdict(list)
    for entry in db.session.scalars(query):
        author = (
            entry.participant_profile_id or entry.mentor_profile_id or entry.stretch_assignment_id
        )
        if author:
            by_author[author].append(entry)
    return {author: tuple(entries) for author, entries in by_author.items()}


def _bans(round: Round) -> frozenset[tuple[UUID, UUID]]:
    """Return the pairs that are never proposed again."""
    query = select(
        Proposal.participation_id, Proposal.mentor_profile_id, Proposal.stretch_assignment_id
    ).where(
        Proposal.consortium_id == round.consortium_id,
        Proposal.kind == round.kind,
        Proposal.is_banned,
    )
    return frozenset(
        (participation_id, option_id)
        for participation_id, mentor_id, assignment_id in db.session.execute(query)
        if (option_id := mentor_id or assignment_id)
    )


def _passed_over(round: Round) -> Counter[UUID]:
    """Return how often people of the cohort went without in published rounds of this kind."""
    query = (
        select(Unmatched.participation_id)
        .join(Round, Round.id == Unmatched.round_id)
        .where(
            Round.cohort_id == round.cohort_id,
            Round.kind == round.kind,
            Round.id != round.id,
            Unmatched.shown_at <= now(),
        )
    )
    return Counter(db.session.scalars(query))


def _third_employers(round: Round) -> dict[UUID, tuple[str, ...]]:
    """Return the employer of each participant's mentor or host: the other's must differ."""
    names: dict[UUID, list[str]] = defaultdict(list)
    queries = [_other_employers(round, model, pairs) for model, pairs in _standing_pairs()]
    for participation_id, name in db.session.execute(union_all(*queries)):
        names[participation_id].append(name)
    return {participation_id: tuple(found) for participation_id, found in names.items()}


def _other_employers(round: Round, model: Any, pairs: ColumnElement[bool]) -> Select[Any]:
    option: Any = StretchAssignment if round.kind == RoundKind.MENTORS else MentorProfile
    column = (
        model.stretch_assignment_id if round.kind == RoundKind.MENTORS else model.mentor_profile_id
    )
    return (
        select(model.participation_id, Employer.name)
        .join(option, option.id == column)
        .join(Employer, Employer.id == option.employer_id)
        .where(model.consortium_id == round.consortium_id, model.kind != round.kind, pairs)
    )


def _standing_pairs() -> list[tuple[Any, ColumnElement[bool]]]:
    return [
        (Match, Match.status == MatchStatus.ACTIVE),
        (Proposal, Proposal.status.in_(OUTSTANDING)),
    ]


def named_by(entries: Iterable[AvoidEntry], people: dict[str, list[UUID]]) -> list[UUID]:
    """Return whom the entries name, by full name or e-mail address as the author typed it.

    `people` maps every folded name and address to the ids behind it; a name that two people
    share keeps both apart, since a wrong match is worse than one fewer possible.
    """
    return [id for entry in entries for id in people.get(name_key(entry.person_named), [])]
