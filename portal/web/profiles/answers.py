"""What a profile holds, as the forms of its topics are filled with it."""

from typing import Any

from portal.models import MentorProfile, ParticipantProfile


def role_data(profile: ParticipantProfile | MentorProfile) -> dict[str, Any]:
    """Return the answers about a role; yes or no only once that was asked."""
    has_others = "yes" if profile.other_employers else "no"
    return {
        "version": profile.version,
        "job_title": profile.job_title,
        "level": profile.level_id,
        "has_others": has_others if "role" in profile.topics_done else None,
        "others": [employer.id for employer in profile.other_employers],
    }


def meeting_data(profile: ParticipantProfile | MentorProfile) -> dict[str, Any]:
    """Return the answers about meeting."""
    return {
        "version": profile.version,
        "formats": profile.formats,
        "location": profile.location_id,
        "places": [place.id for place in profile.places],
        "weekdays": profile.weekdays,
    }


def wish_data(profile: ParticipantProfile) -> dict[str, Any]:
    """Return the wishes, each under the field for its rank."""
    mentors = {
        f"mentor_{wish.rank}": wish.mentor_profile_id
        for wish in profile.wishes
        if wish.mentor_profile_id
    }
    assignments = {
        f"assignment_{wish.rank}": wish.stretch_assignment_id
        for wish in profile.wishes
        if wish.stretch_assignment_id
    }
    return {"version": profile.version, **mentors, **assignments}
