"""Somebody who was everything in a consortium, and is nothing in it any more."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.calendar import today
from portal.database import db
from portal.lifecycles import ParticipationStatus
from portal.models import (
    Account,
    Membership,
    MentorProfile,
    ParticipantProfile,
    Participation,
    Person,
    Role,
    StretchAssignment,
)
from portal.models.consortia import EMPLOYER_ROLES
from tests.cast import Side
from tests.proposed import offer_assignment


def _add(thing: Any) -> UUID:
    db.session.add(thing)
    db.session.flush()
    return UUID(str(thing.id))


def add_former(side: Side) -> None:
    """Add somebody who was everything here, and whose every role has ended."""
    of = {"consortium_id": side["consortium"]}
    person = Person(name="Former Colleague", email=f"former@{side['consortium']}.example")
    side.ids["former"] = _add(person)
    account = Account(person_id=person.id, password="!", active=True, fs_uniquifier=uuid4().hex)
    _add(account)
    for role in Role:
        at = {"employer_id": side["council"]} if role in EMPLOYER_ROLES else {}
        ended = {"ended_on": today() - timedelta(days=1)}
        membership = Membership(person_id=person.id, role=role, **at, **ended, **of)
        side.ids["former_membership"] = _add(membership)
    participation = Participation(
        cohort_id=side["cohort"],
        person_id=person.id,
        employer_id=side["trust"],
        status=ParticipationStatus.WITHDRAWN,
        **of,
    )
    side.ids["former_participation"] = _add(participation)
    _add(ParticipantProfile(participation_id=participation.id, **of))
    mentor = MentorProfile(person_id=person.id, employer_id=side["council"], **of)
    side.ids["former_profile"] = _add(mentor)
    side.ids["former_assignment"] = offer_assignment(side)
    supervised = db.session.get_one(StretchAssignment, side["former_assignment"])
    supervised.supervisor_id = person.id
