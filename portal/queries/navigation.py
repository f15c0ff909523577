"""What the header and the navigation need to know of who is signed in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.scopes import own_as
from portal.database import db
from portal.models import Consortium, MentorProfile, Participation, Role


@dataclass(frozen=True)
class Surroundings:
    """A person's consortia by id, and the profiles in them that are the person's own."""

    consortia: dict[UUID, Consortium]
    participations: dict[UUID, UUID]
    mentor_profiles: dict[UUID, UUID]


def read_surroundings(actor: Actor) -> Surroundings:
    """Read them in three queries at most; the newest where there are several."""
    consortia = db.session.scalars(select(Consortium).where(Consortium.id.in_(actor.consortia())))
    return Surroundings(
        consortia={consortium.id: consortium for consortium in consortia},
        participations=_newest_by_consortium(Participation, Role.PARTICIPANT, actor),
        mentor_profiles=_newest_by_consortium(MentorProfile, Role.MENTOR, actor),
    )


def _newest_by_consortium(
    model: type[Participation] | type[MentorProfile], role: Role, actor: Actor
) -> dict[UUID, UUID]:
    if not actor.consortia(role):
        return {}
    rows = db.session.execute(
        select(model.consortium_id, model.id)
        .where(own_as(role, model, actor))
        .order_by(model.created_at, model.id)
    )
    return {row.consortium_id: row.id for row in rows}
