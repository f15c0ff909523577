"""Leeds: a second consortium, smaller, whose programme offers mentors with lived experience."""

from datetime import date

from portal.demonstration.data.leeds_assignments import ASSIGNMENTS
from portal.demonstration.shapes import (
    AvoidData,
    Character,
    CohortData,
    ConsortiumData,
    EmployerData,
    Staff,
)
from portal.models import Brand, Role

PLACES = ("Bradford", "Harehills", "Headingley", "Leeds city centre", "Otley", "Wakefield")

REACHABLE: dict[str, tuple[str, ...]] = {
    "Bradford": ("Leeds city centre", "Otley"),
    "Harehills": ("Leeds city centre", "Headingley"),
    "Headingley": ("Leeds city centre", "Harehills", "Otley"),
    "Leeds city centre": ("Bradford", "Harehills", "Headingley", "Wakefield"),
    "Otley": ("Headingley", "Bradford"),
    "Wakefield": ("Leeds city centre",),
}

CENTRE = "Leeds city centre"

EMPLOYERS = (
    EmployerData("aire-nhs", "Aire Teaching Hospitals", "Health", CENTRE, "nhs", 3, 2),
    EmployerData("calder-care", "Calder Community Care", "Health", "Wakefield", "nhs", 1, 2),
    EmployerData(
        "leeds-borough",
        "Aire City Council",
        "Local government",
        CENTRE,
        "council",
        2,
        3,
        # The same words as in Bristol, on purpose: names belong to one consortium.
        aliases=("City Council",),
    ),
    EmployerData("aire-homes", "Aire Valley Homes", "Housing", "Harehills", "company", 1, 0),
    EmployerData("beckett", "Headingley University", "Education", "Headingley", "university", 1, 2),
    EmployerData(
        "west-fire",
        "West Aire Fire Service",
        "Police and fire",
        "Bradford",
        "uniformed",
        work="Fire",
    ),
    EmployerData("canal-arts", "Canalside Theatre", "Culture and leisure", CENTRE, "company", 1, 1),
    EmployerData("pennine-water", "Pennine Water", "Energy and water", "Bradford", "company", 0, 2),
)

PARTICIPANTS = (
    Character(
        "Sanjay Verma",
        "leeds-borough",
        {
            "job_title": "Revenues manager",
            "level": 3,
            "goals": (("negotiation", 1), ("strategy", 2)),
            "wish_tags": ("Moved here as an adult",),
            "wishes_mentors": ("Ben Carter",),
            "avoids": (AvoidData(named="Leopold Wainscott of Leeds"),),
        },
    ),
    Character(
        "Oluwaseun Ajayi",
        "aire-nhs",
        {"level": 2, "wish_tags": ("First of my family at university",)},
    ),
    # Runs Bristol's programme, and takes part in Leeds.
    Character(
        "Marcus Reid",
        "aire-homes",
        {
            "job_title": "Supported housing manager",
            "level": 3,
            "avoids": (AvoidData(named="Isadora Penhallow of Leeds"),),
        },
    ),
)

MENTORS = (
    # A mentor in Bristol too, for another employer, and a lead of an employer there.
    Character(
        "Ben Carter",
        "aire-homes",
        {
            "job_title": "Non-executive director",
            "level": 5,
            "formats": ("video", "phone", "email"),
            "skills": (("negotiation", 4), ("governance", 4), ("strategy", 3)),
            "tags": ("First of my family at university",),
            "avoids": (AvoidData(named="Crispin Yallop of Leeds"),),
        },
    ),
    Character("Joanne Pike", "west-fire", {"level": 4, "tags": ("Moved here as an adult",)}),
)

STAFF = (
    Staff("Halima Yusuf", Role.CONSORTIUM_ADMIN),
    Staff("Gareth Lumb", Role.CONSORTIUM_ADMIN),
    Staff("Eleanor Whitcombe", Role.AUDITOR),
    Staff("Kirsty Armitage", Role.EMPLOYER_LEAD, "leeds-borough"),
    # A participant in Bristol who speaks for an employer in Leeds.
    Staff("Nadia Hussain", Role.EMPLOYER_LEAD, "calder-care"),
)

ACCOUNTS = (
    "Halima Yusuf",
    "Gareth Lumb",
    "Sanjay Verma",
    "Marcus Reid",
    "Ben Carter",
    "Joanne Pike",
    "Kirsty Armitage",
    "Nadia Hussain",
)

LEEDS = ConsortiumData(
    key="leeds",
    name="Leeds Stepping Up",
    brand=Brand.PLUM,
    contact="Halima Yusuf",
    cohort=CohortData(
        name="Spring 2027",
        applications_open_on=date(2026, 9, 21),
        applications_close_on=date(2026, 10, 23),
        starts_on=date(2027, 2, 1),
        ends_on=date(2028, 1, 28),
    ),
    places=PLACES,
    reachable=REACHABLE,
    employers=EMPLOYERS,
    participants=PARTICIPANTS,
    mentors=MENTORS,
    assignments=ASSIGNMENTS,
    staff=STAFF,
    accounts=ACCOUNTS,
    experience_tags=(
        "Moved here as an adult",
        "First of my family at university",
        "Came back after a long break",
    ),
    # A twentieth of the weight at most: a small bonus, never a rule.
    matching={"weights": {"mentors": {"experience": 5}}},
)
