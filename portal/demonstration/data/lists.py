"""Short keys for the default skills, and employers' grades with the level each stands for."""

SKILLS: dict[str, str] = {
    "motivation": "Motivation",
    "empathy": "Empathy",
    "communication": "Communication",
    "thinking": "Critical thinking",
    "negotiation": "Negotiation and influence",
    "people": "Managing people",
    "coaching": "Coaching others",
    "change": "Managing change",
    "strategy": "Strategy",
    "finance": "Finance",
    "projects": "Managing projects",
    "presenting": "Presenting",
    "data": "Data and evidence",
    "governance": "Governance",
    "partnership": "Partnership working",
    "policy": "Policy",
}

# The kinds of grades that employers have, by the key under which an employer names its own.
GRADES: dict[str, tuple[tuple[str, int], ...]] = {
    "nhs": (
        ("Band 5", 1),
        ("Band 6", 2),
        ("Band 7", 2),
        ("Band 8a", 3),
        ("Band 8b", 3),
        ("Band 8c", 4),
        ("Band 8d", 4),
        ("Band 9", 5),
        ("Very senior manager", 5),
    ),
    "council": (
        ("Grade 8", 1),
        ("Grade 9", 1),
        ("Grade 10", 2),
        ("Grade 11", 2),
        ("Grade 12", 3),
        ("Grade 13", 3),
        ("Grade 14", 4),
        ("Head of service", 4),
        ("Director", 5),
    ),
    "university": (
        ("Grade 5", 1),
        ("Grade 6", 2),
        ("Grade 7", 3),
        ("Grade 8", 4),
        ("Professor or director", 5),
    ),
    "uniformed": (
        ("Officer", 1),
        ("Sergeant or crew manager", 2),
        ("Inspector or station manager", 3),
        ("Superintendent or area manager", 4),
        ("Chief officer", 5),
    ),
    "company": (
        ("Specialist", 1),
        ("Team leader", 2),
        ("Manager", 3),
        ("Senior manager", 4),
        ("Director", 5),
    ),
}
