"""The mentors of a consortium, as the team sees them: what they offer, never who they avoid."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.calendar import today
from portal.database import db
from portal.lifecycles import MentorProfileStatus
from portal.models import MentorProfile, Role, RoundKind
from portal.queries.people import people_in_role
from portal.queries.profiles import ProfileState, profile_state
from portal.queries.publications import taken_seats

# Who waits for the team comes first.
ORDER = (MentorProfileStatus.COMPLETE, MentorProfileStatus.INVITED, MentorProfileStatus.APPROVED)


@dataclass(frozen=True)
class Mentor:
    """A mentor's profile, how far it has come, and how many places are held."""

    profile: MentorProfile
    state: ProfileState
    taken: int

    @property
    def is_away(self) -> bool:
        """Say whether the mentor is away today."""
        start, end = self.profile.away_from, self.profile.away_to
        if start is None and end is None:
            return False
        return (start is None or start <= today()) and (end is None or today() <= end)


def mentors(consortium_id: UUID) -> list[Mentor]:
    """Return everybody whose role as a mentor stands, who waits for approval first. Two queries."""
    query = (
        select(MentorProfile)
        .where(
            MentorProfile.consortium_id == consortium_id,
            MentorProfile.person_id.in_(people_in_role(consortium_id, Role.MENTOR)),
        )
        .options(joinedload(MentorProfile.person), joinedload(MentorProfile.employer))
    )
    seats = taken_seats(RoundKind.MENTORS)
    found = [
        Mentor(profile, profile_state(profile), len(seats.get(profile.id, ())))
        for profile in db.session.scalars(query)
    ]
    return sorted(found, key=_order)


def _order(mentor: Mentor) -> tuple[int, str]:
    return ORDER.index(mentor.profile.status), mentor.profile.person.name.casefold()
