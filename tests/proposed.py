"""Proposals for the cast, as a published round leaves them, without running the matcher."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portal.calendar import end_of_working_day, now
from portal.database import db
from portal.models import (
    Approval,
    AssignmentSkill,
    MentorProfile,
    MentorSkill,
    ParticipantGoal,
    ParticipantProfile,
    Proposal,
    Publication,
    Round,
    RoundKind,
    Run,
    StretchAssignment,
)
from tests.cast import Side

FACTS: dict[str, Any] = {
    "kind": "mentors",
    "criteria": {"goals": [350, 500]},
    "helps_with": [{"skill": "Negotiation", "rank": 1, "step": 3}],
    "not_helped": ["Finance"],
    "formats": ["video"],
    "weekdays": ["tue"],
    "sector": "Government",
    "own_sector": "Health",
    "missing_formats": ["face-to-face"],
    "missing_places": ["Weston"],
    "missing_wish": True,
    "exceptions": [{"rule": "level", "reason": "SECRET-EXCEPTION"}],
}


def _add(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def publish(side: Side, kind: RoundKind = RoundKind.MENTORS, **values: Any) -> Publication:
    """Add a round that `admin` ran and `second_admin` approved, released a minute ago."""
    of = {"consortium_id": side["consortium"]}
    round = _add(Round(cohort_id=side["cohort"], kind=kind, name=f"{kind} 1", **of))
    run = _add(
        Run(
            round_id=round.id,
            number=1,
            started_by_id=side["admin"],
            problem="{}",
            result="{}",
            **of,
        )
    )
    approval = _add(
        Approval(run_id=run.id, approved_by_id=side["second_admin"], result_digest="", **of)
    )
    values.setdefault("release_at", now() - timedelta(minutes=1))
    return _add(
        Publication(
            round_id=round.id,
            approval_id=approval.id,
            published_by_id=side["admin"],
            **(of | values),
        )
    )


def propose(
    side: Side,
    publication: Publication,
    *,
    participation: str = "participant_participation",
    mentor: str | None = "mentor_profile",
    assignment: UUID | None = None,
    seat: int = 1,
    **values: Any,
) -> UUID:
    """Add a proposal of the cast's participant with a mentor, or on an assignment."""
    kind = RoundKind.ASSIGNMENTS if assignment else RoundKind.MENTORS
    run_id = db.session.get_one(Approval, publication.approval_id).run_id
    proposal = Proposal(
        consortium_id=side["consortium"],
        publication_id=publication.id,
        round_id=publication.round_id,
        run_id=run_id,
        kind=kind,
        participation_id=side[participation],
        mentor_profile_id=None if assignment else side[str(mentor)],
        stretch_assignment_id=assignment,
        seat=seat,
        shown_at=publication.release_at,
        look_until=end_of_working_day(publication.release_at, 3),
        reasons=FACTS | {"kind": kind.value} | values.pop("facts", {}),
        **values,
    )
    return UUID(str(_add(proposal).id))


def offer_assignment(side: Side, **values: Any) -> UUID:
    """Add a stretch assignment of the council, supervised by `supervisor`."""
    assignment = _add(
        StretchAssignment(
            consortium_id=side["consortium"],
            employer_id=side["council"],
            title="Plan the city’s new bus lanes",
            description="Bring together the people who plan, pay for and use them.",
            starts_on=date(2027, 5, 3),
            ends_on=date(2027, 7, 30),
            location_id=side["place"],
            supervisor_id=side["supervisor"],
            **values,
        )
    )
    _add(AssignmentSkill(assignment_id=assignment.id, skill_id=side["negotiation"], step=3))
    return UUID(str(assignment.id))


def fill_profiles(side: Side) -> None:
    """Give the cast's participants and mentors what their pages show, and private things."""
    for name in ("participant", "other_participant"):
        profile = db.session.get_one(ParticipantProfile, side[f"{name}_profile"])
        profile.job_title = "Ward manager"
        profile.level_id = side["level_3"]
        profile.needs = ["SECRET-NEED"]
        profile.wish_tags = ["SECRET-TAG"]
        _add(ParticipantGoal(profile_id=profile.id, skill_id=side["negotiation"], rank=1, held=1))
    for name in ("mentor", "other_mentor"):
        mentor = db.session.get_one(MentorProfile, side[f"{name}_profile"])
        mentor.job_title = "Head of housing"
        mentor.about = "Twenty years in housing; I like long walks and short meetings."
        mentor.level_id = side["level_5"]
        _add(MentorSkill(profile_id=mentor.id, skill_id=side["negotiation"], step=4))
    db.session.flush()
