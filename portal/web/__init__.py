"""Pages: one blueprint, a file per column of the house, each page behind its permission."""

from portal.web import (
    accounts,
    employers,
    home,
    lists,
    mentoring,
    mentors,
    participations,
    people,
    profiles,
    programmes,
    proposals,
    public,
    publications,
    rounds,
    runs,
    stretch_assignments,
)
from portal.web.page import blueprint

__all__ = [
    "accounts",
    "blueprint",
    "employers",
    "home",
    "lists",
    "mentoring",
    "mentors",
    "participations",
    "people",
    "profiles",
    "programmes",
    "proposals",
    "public",
    "publications",
    "rounds",
    "runs",
    "stretch_assignments",
]
