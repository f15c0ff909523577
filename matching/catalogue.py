"""The hard rules and criteria by kind, with the words that people read about them."""

from __future__ import annotations

from dataclasses import dataclass

from matching.values import AssignmentWeights, Kind, MentorWeights


@dataclass(frozen=True, slots=True)
class RuleText:
    """A hard rule in words; `switch`: a programme may turn it off; `liftable`: by exception."""

    name: str
    label: str
    sentence: str
    switch: bool = True
    liftable: bool = False
    default: bool = True


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion in words, with its default weight."""

    name: str
    label: str
    sentence: str
    default: int


LIFTABLE = ("group", "sector", "level", "format", "needs", "dates")

_AVOID = RuleText(
    "avoid",
    "Not this person or employer",
    "Nobody is matched with a person or an employer that either side asked not to be matched with.",
)
_NEEDS = RuleText(
    "needs",
    "What must be there",
    "Everything you must have, such as step-free access, is there.",
    liftable=True,
)
_OPEN_MENTOR = RuleText(
    "open", "Open and with a place left", "The mentor is taking people and has a place left."
)
_OPEN_ASSIGNMENT = RuleText(
    "open",
    "Open and with a place left",
    "The stretch assignment is open and has a place left.",
)
_CONFLICT = RuleText(
    "conflict",
    "No conflict of interest",
    "Nobody is matched where either side declared a conflict of interest, such as line "
    "management in the last three years.",
)

RULES: dict[Kind, tuple[RuleText, ...]] = {
    "mentors": (
        RuleText(
            "employer",
            "Another employer",
            "Your mentor never works for any of your employers.",
            switch=False,
        ),
        RuleText(
            "group",
            "Another group of employers",
            "Your mentor doesn't work in the same group of employers as you.",
            liftable=True,
        ),
        RuleText(
            "level", "Higher level", "Your mentor is at a higher level than you.", liftable=True
        ),
        RuleText(
            "format",
            "A way to meet",
            "You can meet face to face, by video or by phone in a way that suits you both, and "
            "if only face to face suits, somewhere you can both get to.",
            liftable=True,
        ),
        _NEEDS,
        _AVOID,
        _CONFLICT,
        _OPEN_MENTOR,
    ),
    "assignments": (
        RuleText(
            "employer",
            "Another employer",
            "Your stretch assignment is never with any of your own employers.",
            switch=False,
        ),
        RuleText(
            "group",
            "Another group of employers",
            "The host isn't in the same group of employers as you.",
            liftable=True,
        ),
        RuleText(
            "sector", "Another sector", "The host is in another sector than yours.", liftable=True
        ),
        RuleText(
            "level",
            "Meant for your level",
            "Your level is within the range that the stretch assignment is meant for.",
            liftable=True,
        ),
        RuleText(
            "format",
            "A place within reach",
            "If the work is on site, it is somewhere you can get to.",
            liftable=True,
        ),
        _NEEDS,
        RuleText(
            "dates",
            "Enough days in common",
            "You are free on enough working days while the stretch assignment runs.",
            liftable=True,
        ),
        _AVOID,
        _CONFLICT,
        _OPEN_ASSIGNMENT,
    ),
}

_WISHES = "Somebody you wished for counts for more, the higher on your list the better."

CRITERIA: dict[Kind, tuple[CriterionText, ...]] = {
    "mentors": (
        CriterionText(
            "goals",
            "Help with goals",
            "How strong the mentor is in the skills you want to develop, your most important "
            "goals counting most.",
            MentorWeights().goals,
        ),
        CriterionText(
            "level",
            "Distance in level",
            "A mentor two levels above you counts most; one further away counts less.",
            MentorWeights().level,
        ),
        CriterionText(
            "meeting",
            "Ease of meeting",
            "Meeting face to face on a day that suits you both counts most, then video or phone.",
            MentorWeights().meeting,
        ),
        CriterionText(
            "network",
            "A new network",
            "A mentor from another sector opens a new network to you.",
            MentorWeights().network,
        ),
        CriterionText("wishes", "Wishes", _WISHES, MentorWeights().wishes),
        CriterionText(
            "experience",
            "Lived experience",
            "A mentor who offers to share an experience that you asked for counts a little more.",
            MentorWeights().experience,
        ),
    ),
    "assignments": (
        CriterionText(
            "stretch",
            "Stretch towards goals",
            "How far the work takes you beyond where you are now in the skills you want to "
            "develop; a step or two counts most.",
            AssignmentWeights().stretch,
        ),
        CriterionText(
            "place",
            "Place",
            "Work in your own place counts most, then places you can get to, then remote work.",
            AssignmentWeights().place,
        ),
        CriterionText(
            "dates",
            "Room in the calendar",
            "The more days you are free while the stretch assignment runs, the better.",
            AssignmentWeights().dates,
        ),
        CriterionText(
            "wishes",
            "Wishes",
            "A stretch assignment you wished for counts for more, the higher on your list the "
            "better.",
            AssignmentWeights().wishes,
        ),
    ),
}
