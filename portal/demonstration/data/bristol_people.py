"""Bristol's people who are written down by name, the awkward cases among them.

What is fixed here holds for every seed: the draws leave out what would undo an awkward case
(nobody drawn offers a hearing loop, reaches Weston-super-Mare, or hosts for fewer than 14 days).
"""

from datetime import date

from portal.demonstration.shapes import AvoidData, Character, Staff
from portal.lifecycles import MentorProfileStatus
from portal.models.consortia import Role
from portal.models.profiles import AvoidKind, ConflictReason

EVERY_FORMAT = ("face-to-face", "video", "phone", "email")

# Released in early summer alone, a day a week: two stretch assignments outside health fit, for
# four people.
SUMMER_RELEASE = {
    "available_from": date(2027, 5, 3),
    "available_to": date(2027, 7, 30),
    "days_per_week": 1,
    "weekdays": ("tue", "wed", "thu"),
    "blocked_on": (),
    "needs": (),
    "formats": EVERY_FORMAT,
}

PARTICIPANTS = (
    Character(
        "Asha Begum",
        "avon-city",
        {
            "job_title": "Customer services manager",
            "level": 3,
            "location": "Bristol city centre",
            "places": ("Easton and St Pauls", "South Bristol"),
            "formats": ("face-to-face", "video", "email"),
            "weekdays": ("tue", "wed", "thu"),
            "days_per_week": 2,
            "goals": (("negotiation", 1), ("finance", 1), ("presenting", 2)),
            "needs": (),
            "wishes_mentors": ("Ben Carter", "Imran Malik"),
            "wishes_assignments": ("Give tenants a say in the repairs contract",),
            "avoids": (
                AvoidData(
                    named="ANGELA FROST",
                    kind=AvoidKind.CONFLICT,
                    reason=ConflictReason.LINE_MANAGEMENT,
                ),
            ),
        },
    ),
    # The only open mentor above her, elsewhere, with a hearing loop is Delroy Francis.
    Character(
        "Grace Owusu",
        "harbour",
        {
            "job_title": "Operations manager, diagnostics",
            "level": 3,
            "formats": EVERY_FORMAT,
            "weekdays": ("mon", "tue", "wed", "thu", "fri"),
            "available_from": None,
            "available_to": None,
            "days_per_week": 2,
            "goals": (("strategy", 1), ("governance", 0), ("people", 2)),
            "needs": ("hearing-loop",),
            "avoids": (),
        },
    ),
    Character(
        "Yusuf Abdi",
        "avon-city",
        {
            "job_title": "Licensing team leader",
            "level": 2,
            "is_complete": False,
            "goals": (),
            "formats": (),
            "weekdays": (),
            "needs": (),
            "available_from": None,
            "available_to": None,
            "days_per_week": None,
        },
    ),
    # Nobody eligible: face to face alone, in Weston-super-Mare alone.
    Character(
        "Leila Hosseini",
        "north-mendip",
        {
            "job_title": "Neighbourhood services manager",
            "level": 3,
            "places": (),
            "formats": ("face-to-face",),
            "needs": ("step-free",),
            "days_per_week": 2,
            "available_from": None,
            "available_to": None,
            "goals": (("change", 1), ("partnership", 1)),
            "avoids": (),
        },
    ),
    Character("Comfort Asante", "weston-bay", {**SUMMER_RELEASE, "level": 2}),
    Character("Mohammed Iqbal", "weston-bay", {**SUMMER_RELEASE, "level": 3}),
    Character("Precious Moyo", "weston-bay", {**SUMMER_RELEASE, "level": 2}),
    Character("Ana Pereira", "weston-bay", {**SUMMER_RELEASE, "level": 3}),
    # Released in August alone: too few days for any stretch assignment.
    Character(
        "Dwayne Campbell",
        "police",
        {
            "job_title": "Neighbourhood sergeant",
            "level": 2,
            "available_from": date(2027, 8, 2),
            "available_to": date(2027, 8, 27),
            "days_per_week": 2,
            "formats": EVERY_FORMAT,
            "needs": (),
        },
    ),
    # On secondment: neither employer's people may mentor or host her.
    Character(
        "Nadia Hussain",
        "avon-wye",
        {
            "job_title": "Service manager, community teams",
            "level": 3,
            "other_employers": ("north-severn",),
            "location": "Southmead",
            "formats": EVERY_FORMAT,
            "needs": (),
            "priority": 1,
            "avoids": (
                AvoidData(employer="mendip-care"),
                AvoidData(named="my former manager, Tobias Quill"),
            ),
        },
    ),
)

MENTORS = (
    Character(
        "Ben Carter",
        "harbourside",
        {
            "job_title": "Director of homes",
            "about": "I grew up in the kind of flat that I now look after. I’ve sat through long "
            "negotiations with builders, lenders and tenants, and will happily rehearse yours.",
            "level": 5,
            "formats": ("face-to-face", "video", "email"),
            "weekdays": ("tue", "thu"),
            "skills": (("negotiation", 4), ("finance", 3), ("presenting", 3), ("governance", 3)),
            "capacity": 2,
            "status": MentorProfileStatus.APPROVED,
            "avoids": (
                AvoidData(
                    named="DWAYNE CAMPBELL",
                    kind=AvoidKind.CONFLICT,
                    reason=ConflictReason.RELATIONSHIP,
                ),
            ),
        },
    ),
    Character(
        "Imran Malik",
        "temple-bank",
        {
            "job_title": "Head of small business lending",
            "level": 4,
            "formats": EVERY_FORMAT,
            "weekdays": ("mon", "tue", "wed"),
            "skills": (("finance", 4), ("negotiation", 3), ("thinking", 3)),
            "capacity": 2,
        },
    ),
    # Three mentors with a hearing loop; for Grace Owusu one is a colleague, one not above her.
    Character(
        "Delroy Francis",
        "frome-valley",
        {
            "job_title": "Head of student wellbeing",
            "level": 4,
            "formats": EVERY_FORMAT,
            "weekdays": ("mon", "wed", "fri"),
            "offers": ("step-free", "hearing-loop", "quiet-room"),
            "skills": (("people", 4), ("governance", 2), ("empathy", 4)),
            "capacity": 1,
            "avoids": (),
        },
    ),
    Character(
        "Helen Tanner",
        "harbour",
        {"level": 4, "offers": ("step-free", "hearing-loop"), "formats": EVERY_FORMAT},
    ),
    Character(
        "Piotr Zielinski",
        "city-college",
        {
            "job_title": "Curriculum manager",
            "level": 3,
            "offers": ("step-free", "hearing-loop", "parking"),
            "formats": EVERY_FORMAT,
        },
    ),
    # The two who can meet in Weston-super-Mare; for Leila Hosseini one is a colleague and one
    # isn't above her.
    Character(
        "Angela Frost",
        "north-mendip",
        {"level": 4, "location": "Weston-super-Mare", "formats": EVERY_FORMAT},
    ),
    Character(
        "Gareth Pritchard",
        "weston-bay",
        {
            "job_title": "Matron",
            "level": 3,
            "location": "Weston-super-Mare",
            "formats": EVERY_FORMAT,
        },
    ),
    Character("Sarah Llewellyn", "avon-wye", {"status": MentorProfileStatus.COMPLETE}),
    Character("Olga Petrenko", "avon-city", {"status": MentorProfileStatus.COMPLETE}),
    Character("Chidi Nwosu", "uni-avon", {"status": MentorProfileStatus.INVITED}),
    Character(
        "Fiona Strachan",
        "north-severn",
        {"away_from": date(2026, 11, 2), "away_to": date(2027, 3, 31)},
    ),
    Character(
        "Rajesh Patel",
        "frome-valley",
        {"away_from": date(2026, 11, 9), "away_to": date(2027, 2, 26)},
    ),
    Character(
        "Wendy Cheung",
        "clifton-mutual",
        {
            "away_from": date(2027, 7, 19),
            "away_to": date(2027, 8, 27),
            "avoids": (AvoidData(employer="temple-bank"),),
        },
    ),
)

# Who holds a role without a profile, or beside one.
STAFF = (
    Staff("Priya Shah", Role.CONSORTIUM_ADMIN),
    Staff("Marcus Reid", Role.CONSORTIUM_ADMIN),
    Staff("Eleanor Whitcombe", Role.AUDITOR),
    Staff("Kwame Mensah", Role.REVIEWER),
    Staff("Tomasz Kowalski", Role.EMPLOYER_LEAD, "avon-city"),
    Staff("Joanne Pike", Role.EMPLOYER_LEAD, "harbourside"),
    Staff("Imran Malik", Role.EMPLOYER_LEAD, "temple-bank"),
    Staff("Rachel Hobbs", Role.LINE_MANAGER, "avon-city"),
    Staff("Leon Marshall", Role.SUPERVISOR, "harbourside"),
)

# Who can sign in, in the order in which they are shown.
ACCOUNTS = (
    "Priya Shah",
    "Marcus Reid",
    "Eleanor Whitcombe",
    "Asha Begum",
    "Grace Owusu",
    "Yusuf Abdi",
    "Leila Hosseini",
    "Comfort Asante",
    "Ben Carter",
    "Imran Malik",
    "Delroy Francis",
    "Sarah Llewellyn",
    "Tomasz Kowalski",
    "Joanne Pike",
    "Rachel Hobbs",
)
