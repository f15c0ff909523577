"""Reads for the round's pages: the list, readiness, the review, answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.access.actor import Actor
from portal.access.scopes import visible_to
from portal.database import db
from portal.models import (
    Approval,
    Cohort,
    Consortium,
    Employer,
    MentorProfile,
    PairCheck,
    Participation,
    Person,
    Proposal,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
)
from portal.queries.matching import eligible_counts
from portal.queries.matching.problem import is_away
from portal.queries.matching.words import rule_label
from portal.queries.outcome import NOT_AVAILABLE, UNTOLD
from portal.queries.pool import Pool, read_pool


@dataclass(frozen=True)
class NamedOption:
    """A mentor or a stretch assignment, as people know it."""

    name: str
    employer: str


@dataclass(frozen=True)
class Stuck:
    """Somebody with no eligible option, and how many each rule keeps away."""

    name: str
    employer: str
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SectorRow:
    """People who wait, and places that are open, in one sector."""

    sector: str
    people: int
    places: int


@dataclass(frozen=True)
class Readiness:
    """Whether a round can run, and who would be left out."""

    complete: int
    incomplete: tuple[Participation, ...]
    placed: int
    options: int
    away: int
    places: int
    sectors: tuple[SectorRow, ...]
    stuck: tuple[Stuck, ...]
    tight: tuple[Stuck, ...]

    @property
    def can_run(self) -> bool:
        """Say whether there is anybody to match, and anything to match with."""
        return self.complete > 0 and self.options > 0


def rounds_of(actor: Actor, consortium: Consortium) -> list[Round]:
    """Return the consortium's rounds, newest first."""
    query = (
        visible_to(actor, Round)
        .where(Round.consortium_id == consortium.id)
        .options(joinedload(Round.cohort).joinedload(Cohort.programme))
        .order_by(Round.created_at.desc())
    )
    return list(db.session.scalars(query))


def every_round() -> list[Round]:
    """Return every round of every consortium, for the command line, oldest first."""
    query = select(Round).options(joinedload(Round.cohort)).order_by(Round.created_at)
    return list(db.session.scalars(query))


def find_cohorts(wanted: str) -> list[Cohort]:
    """Return the cohorts with this id or name, for the command line."""
    try:
        found = db.session.get(Cohort, UUID(wanted))
        return [found] if found else []
    except ValueError:
        return list(db.session.scalars(select(Cohort).where(Cohort.name == wanted)))


def cohorts_of(actor: Actor, consortium: Consortium) -> list[Cohort]:
    """Return the consortium's cohorts, latest first."""
    query = (
        visible_to(actor, Cohort)
        .where(Cohort.consortium_id == consortium.id)
        .options(joinedload(Cohort.programme))
        .order_by(Cohort.starts_on.desc(), Cohort.name)
    )
    return list(db.session.scalars(query))


def runs_of(round: Round) -> list[Run]:
    """Return a round's runs, latest first."""
    query = (
        select(Run)
        .where(Run.round_id == round.id)
        .options(joinedload(Run.started_by))
        .order_by(Run.number.desc())
    )
    return list(db.session.scalars(query))


def approvals_of(round: Round) -> dict[UUID, Approval]:
    """Return the round's approvals by run."""
    query = (
        select(Approval)
        .join(Approval.run)
        .where(Run.round_id == round.id)
        .options(joinedload(Approval.approved_by))
    )
    return {approval.run_id: approval for approval in db.session.scalars(query)}


def latest_approval(round: Round) -> Approval | None:
    """Return the approval of the round's latest approved run."""
    query = (
        select(Approval)
        .join(Approval.run)
        .where(Run.round_id == round.id)
        .options(joinedload(Approval.approved_by), joinedload(Approval.run))
        .order_by(Run.number.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def readiness_of(round: Round) -> Readiness:
    """Work out how ready a round is."""
    pool = read_pool(round)
    if not pool.options or not pool.profiles:
        return _readiness(pool, (), ())
    eligible = eligible_counts(pool)
    people = {str(profile.participation_id): profile for profile in pool.profiles}
    of_mentors = round.kind == RoundKind.MENTORS
    stuck, tight = [], []
    for row in eligible.participants:
        participation = people[row.id].participation
        rules = told_rules(((r.rule, r.excluded) for r in row.rules), of_mentors)
        named = Stuck(participation.person.name, participation.employer.name, rules)
        if row.options == 0:
            stuck.append(named)
        elif row.options == 1:
            tight.append(named)
    return _readiness(pool, tuple(stuck), tuple(tight))


def told_rules(counts: Iterable[tuple[str, int]], of_mentors: bool) -> tuple[tuple[str, int], ...]:
    """Return rules in words with how many options each keeps away, most first.

    What people asked in confidence (whom to avoid, which conflicts) is told as one with what is
    simply full or closed.
    """
    told: Counter[str] = Counter()
    for rule, count in counts:
        is_untold = rule in UNTOLD or rule == NOT_AVAILABLE
        told["Not available to them" if is_untold else rule_label(rule, of_mentors)] += count
    return tuple((label, count) for label, count in told.most_common() if count)


def _readiness(pool: Pool, stuck: tuple[Stuck, ...], tight: tuple[Stuck, ...]) -> Readiness:
    rooms = {
        option.id: max(0, option.capacity - len(pool.taken.get(option.id, ())))
        for option in pool.options
    }
    away = [mentor.id for mentor in pool.mentors if is_away(mentor)]
    for mentor_id in away:
        rooms[mentor_id] = 0
    return Readiness(
        complete=len(pool.profiles),
        incomplete=pool.left_out,
        placed=len(pool.placed),
        options=len(pool.options),
        away=len(away),
        places=sum(rooms.values()),
        sectors=_sectors(pool, rooms),
        stuck=stuck,
        tight=tight,
    )


def _sectors(pool: Pool, rooms: dict[UUID, int]) -> tuple[SectorRow, ...]:
    people = Counter(profile.participation.employer.sector.name for profile in pool.profiles)
    places: Counter[str] = Counter()
    for option in pool.options:
        places[option.employer.sector.name] += rooms[option.id]
    names = sorted({*people, *places})
    return tuple(SectorRow(name, people[name], places[name]) for name in names)


def people_of(round: Round) -> dict[UUID, tuple[str, str]]:
    """Return name and employer of everybody in the round's cohort, by participation."""
    query = (
        select(Participation.id, Person.name, Employer.name)
        .join(Person, Person.id == Participation.person_id)
        .join(Employer, Employer.id == Participation.employer_id)
        .where(Participation.cohort_id == round.cohort_id)
    )
    return {id: (name, employer) for id, name, employer in db.session.execute(query)}


def options_of(round: Round) -> dict[UUID, NamedOption]:
    """Return the consortium's mentors or stretch assignments, as people know them."""
    query: Any
    if round.kind == RoundKind.MENTORS:
        query = (
            select(MentorProfile.id, Person.name, Employer.name)
            .join(Person, Person.id == MentorProfile.person_id)
            .join(Employer, Employer.id == MentorProfile.employer_id)
            .where(MentorProfile.consortium_id == round.consortium_id)
        )
    else:
        query = (
            select(StretchAssignment.id, StretchAssignment.title, Employer.name)
            .join(Employer, Employer.id == StretchAssignment.employer_id)
            .where(StretchAssignment.consortium_id == round.consortium_id)
        )
    return {id: NamedOption(name, employer) for id, name, employer in db.session.execute(query)}


def proposals_of(round: Round) -> list[Proposal]:
    """Return what the round has proposed and how it was answered, in the order of names."""
    query = (
        select(Proposal)
        .where(Proposal.round_id == round.id)
        .options(
            joinedload(Proposal.participation).joinedload(Participation.person),
            joinedload(Proposal.mentor_profile).joinedload(MentorProfile.person),
            joinedload(Proposal.mentor_profile).joinedload(MentorProfile.employer),
            joinedload(Proposal.stretch_assignment).joinedload(StretchAssignment.employer),
        )
    )
    return sorted(db.session.scalars(query), key=lambda p: p.participation.person.name)


def checked_by(actor: Actor, run: Run) -> frozenset[UUID]:
    """Return the participations of the run that the actor has looked at."""
    query = select(PairCheck.participation_id).where(
        PairCheck.run_id == run.id, PairCheck.person_id == actor.person_id
    )
    return frozenset(db.session.scalars(query))


def approval_of(run: Run) -> Approval | None:
    """Return the run's approval, with who gave it."""
    query = select(Approval).where(Approval.run_id == run.id)
    return db.session.scalar(query.options(joinedload(Approval.approved_by)))


def next_number(round: Round) -> int:
    """Return the number of the round's next run."""
    return (
        db.session.scalar(select(func.max(Run.number)).where(Run.round_id == round.id)) or 0
    ) + 1
