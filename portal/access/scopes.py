"""What an actor may see: one condition per model. Nothing is loaded but through these."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from portal.access.actor import Actor
from portal.calendar import now
from portal.database import Base
from portal.models import (
    AvoidEntry,
    Cohort,
    Consortium,
    Employer,
    EmployerGroup,
    Level,
    Match,
    Membership,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Place,
    Programme,
    Proposal,
    Role,
    Round,
    Run,
    Sector,
    Skill,
    StretchAssignment,
)

Scope = Callable[[Actor], ColumnElement[bool]]
TEAM = (Role.CONSORTIUM_ADMIN, Role.AUDITOR)


def of_members(model: Any) -> Scope:
    """Everybody in the consortium sees it: its register and its lists."""
    return lambda actor: model.consortium_id.in_(actor.consortia())


def of_team(model: Any) -> Scope:
    """The programme team (admins) and auditors of the consortium see it."""
    return lambda actor: model.consortium_id.in_(actor.consortia(*TEAM))


def _person(actor: Actor) -> ColumnElement[bool]:
    in_team = select(Membership.person_id).where(
        Membership.consortium_id.in_(actor.consortia(*TEAM))
    )
    return or_(Person.id == actor.person_id, Person.id.in_(in_team))


def own_as(role: Role, model: Any, actor: Actor) -> ColumnElement[bool]:
    """What is a person's own stays theirs for as long as they hold the role that it came with."""
    return and_(model.person_id == actor.person_id, model.consortium_id.in_(actor.consortia(role)))


def _participation(actor: Actor) -> ColumnElement[bool]:
    own = own_as(Role.PARTICIPANT, Participation, actor)
    return or_(own, of_team(Participation)(actor))


def _own_participations(actor: Actor) -> Select[UUID]:
    return select(Participation.id).where(own_as(Role.PARTICIPANT, Participation, actor))


def _own_mentor_profiles(actor: Actor) -> Select[UUID]:
    return select(MentorProfile.id).where(own_as(Role.MENTOR, MentorProfile, actor))


def _participant_profile(actor: Actor) -> ColumnElement[bool]:
    return ParticipantProfile.participation_id.in_(_own_participations(actor))


def _mentor_profile(actor: Actor) -> ColumnElement[bool]:
    own = own_as(Role.MENTOR, MentorProfile, actor)
    return or_(own, of_team(MentorProfile)(actor))


def _avoid_entry(actor: Actor) -> ColumnElement[bool]:
    """Only its author sees an entry; not even the team."""
    participant = select(ParticipantProfile.id).where(_participant_profile(actor))
    host = select(StretchAssignment.id).where(
        StretchAssignment.employer_id.in_(actor.employers(Role.EMPLOYER_LEAD))
    )
    return or_(
        AvoidEntry.participant_profile_id.in_(participant),
        AvoidEntry.mentor_profile_id.in_(_own_mentor_profiles(actor)),
        AvoidEntry.stretch_assignment_id.in_(host),
    )


def supervised_by(actor: Actor) -> ColumnElement[bool]:
    """A supervisor is somebody who still stands for the host."""
    return and_(
        StretchAssignment.supervisor_id == actor.person_id,
        StretchAssignment.employer_id.in_(actor.employers(Role.SUPERVISOR, Role.EMPLOYER_LEAD)),
    )


def _stretch_assignment(actor: Actor) -> ColumnElement[bool]:
    return or_(
        StretchAssignment.employer_id.in_(actor.employers(Role.EMPLOYER_LEAD)),
        supervised_by(actor),
        of_team(StretchAssignment)(actor),
    )


def _is_asked(model: Any, actor: Actor) -> ColumnElement[bool]:
    host = select(StretchAssignment.id).where(
        StretchAssignment.employer_id.in_(actor.employers(Role.EMPLOYER_LEAD))
    )
    mentor = _own_mentor_profiles(actor)
    return or_(model.mentor_profile_id.in_(mentor), model.stretch_assignment_id.in_(host))


def _proposal(actor: Actor) -> ColumnElement[bool]:
    """Participants see it from its release, mentors and hosts from when they are asked."""
    return or_(
        Proposal.participation_id.in_(_own_participations(actor)) & (Proposal.shown_at <= now()),
        _is_asked(Proposal, actor) & Proposal.offered_at.is_not(None),
        of_team(Proposal)(actor),
    )


def _match(actor: Actor) -> ColumnElement[bool]:
    supervised = select(StretchAssignment.id).where(supervised_by(actor))
    return or_(
        Match.participation_id.in_(_own_participations(actor)),
        _is_asked(Match, actor),
        Match.stretch_assignment_id.in_(supervised),
        of_team(Match)(actor),
    )


SCOPES: dict[type[Base], Scope] = {
    Consortium: lambda actor: Consortium.id.in_(actor.consortia()),
    Sector: of_members(Sector),
    Place: of_members(Place),
    Level: of_members(Level),
    Skill: of_members(Skill),
    Employer: of_members(Employer),
    EmployerGroup: of_members(EmployerGroup),
    Person: _person,
    Membership: of_team(Membership),
    Programme: of_team(Programme),
    Cohort: of_team(Cohort),
    Participation: _participation,
    ParticipantProfile: _participant_profile,
    MentorProfile: _mentor_profile,
    AvoidEntry: _avoid_entry,
    StretchAssignment: _stretch_assignment,
    Round: of_team(Round),
    Run: of_team(Run),
    Proposal: _proposal,
    Match: _match,
}


M = TypeVar("M", bound=Base)


def visible_to(actor: Actor, model: type[M]) -> Select[M]:
    """Return the select of every row of `model` that the actor may see."""
    return select(model).where(SCOPES[model](actor) if actor.is_signed_in else false())
