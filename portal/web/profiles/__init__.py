"""The pages of profiles: a participant's, and a mentor's."""

from portal.web.profiles import mentor, participant

__all__ = ["mentor", "participant"]
