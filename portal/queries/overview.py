"""What a consortium's team sees at home: its cohorts in time, and what needs a person.

A fixed number of queries, whatever the number of people, rounds or proposals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.access.loading import WITH
from portal.calendar import LONDON, now, today
from portal.database import db
from portal.lifecycles import (
    MatchStatus,
    MentorProfileStatus,
    ParticipantProfileStatus,
    ParticipationStatus,
    ProposalStatus,
    RoundStatus,
    RunStatus,
    StretchAssignmentStatus,
)
from portal.lifecycles.rounds import OUTSTANDING
from portal.models import (
    Approval,
    Cohort,
    Consortium,
    Match,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Proposal,
    Publication,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
)
from portal.queries.steps import asked_name
from portal.queries.timeline import Phase, phases_of

# A cohort that has finished stays in sight this long.
STAYS = timedelta(days=60)


@dataclass(frozen=True)
class Member:
    """Somebody who takes part: whether the profile is complete, and for what they have a place."""

    cohort_id: UUID
    name: str
    is_complete: bool
    served: frozenset[RoundKind]


@dataclass(frozen=True)
class RoundLine:
    """A round under way and what it waits for."""

    round: Round
    words: str


@dataclass(frozen=True)
class CohortLine:
    """A cohort in time, with who has to finish a profile, and who is without a match."""

    cohort: Cohort
    phases: tuple[Phase, ...]
    people: int
    incomplete: tuple[str, ...]
    unmatched: dict[RoundKind, tuple[str, ...]]


@dataclass(frozen=True)
class Awaited:
    """Answers of one round that are awaited until the same moment: how many, and from whom."""

    round: Round
    is_look: bool
    until: datetime
    count: int
    who: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """Everything on a team's home page about one consortium."""

    consortium: Consortium
    cohorts: tuple[CohortLine, ...]
    mentors: Sequence[MentorProfile]
    offers: Sequence[StretchAssignment]
    rounds: tuple[RoundLine, ...]
    looks: tuple[Proposal, ...]
    offered: tuple[Proposal, ...]

    @property
    def awaited(self) -> list[Awaited]:
        """Return the answers that are awaited, those that end together as one, soonest first."""
        groups: dict[tuple[UUID, bool, datetime], list[Proposal]] = {}
        for each in (*self.looks, *self.offered):
            is_look = each.answer_until is None
            until = each.answer_until or each.look_until
            groups.setdefault((each.round_id, is_look, until), []).append(each)
        found = [
            Awaited(together[0].round, is_look, until, len(together), _who(together))
            for (_, is_look, until), together in groups.items()
        ]
        return sorted(found, key=lambda each: (each.until, each.round.name))


def _who(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Return who answers: the participants, and once they have looked the mentors or hosts."""
    names = (
        each.participation.person.name if each.answer_until is None else asked_name(each)
        for each in proposals
    )
    return tuple(dict.fromkeys(names))


def overview_of(consortium: Consortium) -> Overview:
    """Read what the consortium's team has to see."""
    cohorts = _cohorts(consortium)
    proposals = _outstanding(consortium)
    rounds = _rounds(consortium)
    publications = _publications(rounds)
    released = {
        (round.cohort_id, round.kind)
        for round in rounds
        if round.id in publications and publications[round.id].release_at <= now()
    }
    members = _members(consortium, proposals)
    shown = [each for each in proposals if each.shown_at <= now()]
    return Overview(
        consortium=consortium,
        cohorts=tuple(_cohort_line(each, members, released) for each in cohorts),
        mentors=_mentors_to_approve(consortium),
        offers=_offers_to_approve(consortium),
        rounds=_round_lines(rounds, publications),
        looks=tuple(each for each in shown if each.status == ProposalStatus.SHOWN),
        offered=tuple(each for each in shown if each.status == ProposalStatus.OFFERED),
    )


def _cohorts(consortium: Consortium) -> Sequence[Cohort]:
    return db.session.scalars(
        select(Cohort)
        .where(Cohort.consortium_id == consortium.id, Cohort.ends_on >= today() - STAYS)
        .options(joinedload(Cohort.programme))
        .order_by(Cohort.starts_on, Cohort.name)
    ).all()


def _outstanding(consortium: Consortium) -> Sequence[Proposal]:
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.consortium_id == consortium.id, Proposal.status.in_(OUTSTANDING))
        .options(*WITH[Proposal])
        .order_by(Proposal.answer_until, Proposal.look_until, Proposal.id)
    ).all()


def _members(consortium: Consortium, proposals: Iterable[Proposal]) -> list[Member]:
    served: dict[UUID, set[RoundKind]] = {}
    for proposal in proposals:
        served.setdefault(proposal.participation_id, set()).add(proposal.kind)
    matched = select(Match.participation_id, Match.kind).where(
        Match.consortium_id == consortium.id, Match.status != MatchStatus.ENDED
    )
    for participation_id, kind in db.session.execute(matched):
        served.setdefault(participation_id, set()).add(kind)
    rows = db.session.execute(
        select(Participation.id, Participation.cohort_id, Person.name, ParticipantProfile.status)
        .join(Person, Person.id == Participation.person_id)
        .outerjoin(ParticipantProfile, ParticipantProfile.participation_id == Participation.id)
        .where(
            Participation.consortium_id == consortium.id,
            Participation.status == ParticipationStatus.ENROLLED,
        )
        .order_by(Person.name)
    )
    return [
        Member(
            cohort_id,
            name,
            status == ParticipantProfileStatus.COMPLETE,
            frozenset(served.get(id, ())),
        )
        for id, cohort_id, name, status in rows
    ]


def _mentors_to_approve(consortium: Consortium) -> Sequence[MentorProfile]:
    return db.session.scalars(
        select(MentorProfile)
        .where(
            MentorProfile.consortium_id == consortium.id,
            MentorProfile.status == MentorProfileStatus.COMPLETE,
        )
        .options(*WITH[MentorProfile])
        .order_by(MentorProfile.created_at, MentorProfile.id)
    ).all()


def _offers_to_approve(consortium: Consortium) -> Sequence[StretchAssignment]:
    return db.session.scalars(
        select(StretchAssignment)
        .where(
            StretchAssignment.consortium_id == consortium.id,
            StretchAssignment.status == StretchAssignmentStatus.SUBMITTED,
        )
        .options(*WITH[StretchAssignment])
        .order_by(StretchAssignment.starts_on, StretchAssignment.id)
    ).all()


def _rounds(consortium: Consortium) -> Sequence[Round]:
    alive = (RoundStatus.DRAFT, RoundStatus.OPEN, RoundStatus.PUBLISHED)
    return db.session.scalars(
        select(Round)
        .where(Round.consortium_id == consortium.id, Round.status.in_(alive))
        .options(*WITH[Round])
        .order_by(Round.created_at, Round.id)
    ).all()


def _publications(rounds: Sequence[Round]) -> dict[UUID, Publication]:
    """Return the publication that stands, by round."""
    query = select(Publication).where(
        Publication.round_id.in_([each.id for each in rounds]), Publication.undone_at.is_(None)
    )
    return {each.round_id: each for each in db.session.scalars(query)}


def _round_lines(
    rounds: Sequence[Round], publications: dict[UUID, Publication]
) -> tuple[RoundLine, ...]:
    """Return the rounds that wait for somebody, with what they wait for."""
    ids = [each.id for each in rounds]
    runs: dict[UUID, Run] = {}
    for run in db.session.scalars(select(Run).where(Run.round_id.in_(ids)).order_by(Run.number)):
        runs[run.round_id] = run
    approved = db.session.execute(
        select(Run.round_id, Run.number)
        .join(Approval, Approval.run_id == Run.id)
        .where(Run.round_id.in_(ids))
        .order_by(Run.number)
    )
    numbers: dict[UUID, int] = {row.round_id: row.number for row in approved}
    lines = [
        (each, _waits_for(runs.get(each.id), numbers.get(each.id), publications.get(each.id)))
        for each in rounds
    ]
    return tuple(RoundLine(each, words) for each, words in lines if words)


def _waits_for(run: Run | None, approved: int | None, publication: Publication | None) -> str:
    """Return what a round waits for; nothing once its letters have gone."""
    if publication is not None:
        return (
            "Published: the letters can still be stopped" if publication.release_at > now() else ""
        )
    if approved is not None:
        return f"Run {approved} is approved and waits to be published"
    if run is None:
        return "Waits for a first run"
    return {
        RunStatus.QUEUED: f"Run {run.number} is about to start",
        RunStatus.RUNNING: f"Run {run.number} is under way",
        RunStatus.FINISHED: f"Run {run.number} waits for approval",
        RunStatus.FAILED: f"Run {run.number} failed",
        RunStatus.CANCELLED: f"Run {run.number} was cancelled",
    }[run.status]


def _cohort_line(
    cohort: Cohort, members: Iterable[Member], released: set[tuple[UUID, RoundKind]]
) -> CohortLine:
    own = [each for each in members if each.cohort_id == cohort.id]
    return CohortLine(
        cohort=cohort,
        phases=phases_of(cohort, cohort.created_at.astimezone(LONDON).date(), today()),
        people=len(own),
        incomplete=tuple(each.name for each in own if not each.is_complete),
        unmatched={
            kind: tuple(each.name for each in own if kind not in each.served)
            for kind in RoundKind
            if (cohort.id, kind) in released
        },
    )
