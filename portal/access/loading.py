"""Loading things named in a URL: through what the actor may see, a child also by its parent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from portal.access.actor import Actor
from portal.access.scopes import visible_to
from portal.database import Base, db
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    Level,
    Match,
    Membership,
    MentorProfile,
    Participation,
    Person,
    Place,
    Programme,
    Proposal,
    Round,
    Run,
    Sector,
    Skill,
    StretchAssignment,
)

# The name of a thing in a URL, and its model.
THINGS: dict[str, type[Base]] = {
    "consortium": Consortium,
    "employer": Employer,
    "sector": Sector,
    "place": Place,
    "level": Level,
    "skill": Skill,
    "person": Person,
    "membership": Membership,
    "programme": Programme,
    "cohort": Cohort,
    "participation": Participation,
    "mentor_profile": MentorProfile,
    "stretch_assignment": StretchAssignment,
    "round": Round,
    "run": Run,
    "proposal": Proposal,
    "match": Match,
}

# What comes with a thing, because its predicates or most of its pages need it.
WITH: dict[type[Base], tuple[ORMOption, ...]] = {
    Employer: (
        joinedload(Employer.sector),
        joinedload(Employer.group),
        selectinload(Employer.aliases),
    ),
    Membership: (joinedload(Membership.person), joinedload(Membership.employer)),
    Cohort: (joinedload(Cohort.programme),),
    Participation: (
        joinedload(Participation.person),
        joinedload(Participation.employer),
        joinedload(Participation.cohort).joinedload(Cohort.programme),
    ),
    MentorProfile: (joinedload(MentorProfile.person), joinedload(MentorProfile.employer)),
    StretchAssignment: (joinedload(StretchAssignment.employer),),
    Round: (joinedload(Round.cohort).joinedload(Cohort.programme),),
    Run: (joinedload(Run.started_by),),
    Proposal: (
        joinedload(Proposal.round),
        joinedload(Proposal.participation).joinedload(Participation.person),
        joinedload(Proposal.participation).joinedload(Participation.employer),
        joinedload(Proposal.mentor_profile).joinedload(MentorProfile.person),
        joinedload(Proposal.mentor_profile).joinedload(MentorProfile.employer),
        joinedload(Proposal.stretch_assignment).joinedload(StretchAssignment.employer),
    ),
    Match: (
        joinedload(Match.participation).joinedload(Participation.person),
        joinedload(Match.participation).joinedload(Participation.employer),
        joinedload(Match.mentor_profile).joinedload(MentorProfile.person),
        joinedload(Match.mentor_profile).joinedload(MentorProfile.employer),
        joinedload(Match.stretch_assignment).joinedload(StretchAssignment.employer),
    ),
}


def load_things(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, Base] | None:
    """Load each named thing in turn, the later ones within the earlier; None if any isn't there.

    A thing that the actor may not see and one that doesn't exist give the same answer.
    """
    loaded: dict[str, Base] = {}
    for name, id in ids.items():
        thing = _load_one(actor, name, id, loaded)
        if thing is None:
            return None
        loaded[name] = thing
    return loaded


def parent_column(model: type[Base], parent: str) -> Any:
    """Return the column by which `model` belongs to the thing called `parent`, or None."""
    return getattr(model, f"{parent}_id", None)


def _load_one(actor: Actor, name: str, id: UUID, loaded: Mapping[str, Base]) -> Base | None:
    model = THINGS[name]
    query = visible_to(actor, model).where(model.id == id).options(*WITH.get(model, ()))
    for parent, within in loaded.items():
        query = query.where(parent_column(model, parent) == within.id)
    return db.session.scalars(query).one_or_none()
