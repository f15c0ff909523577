"""Job titles by sector: for levels 2 and 3 (participants), 4 and 5 (mentors)."""

TITLES: dict[str, dict[int, tuple[str, ...]]] = {
    "Health": {
        2: (
            "Ward sister",
            "Senior physiotherapist",
            "Outpatient team leader",
            "Deputy pharmacy manager",
            "Community nurse team leader",
            "Patient flow coordinator",
            "Facilities team leader",
        ),
        3: (
            "Matron",
            "Service manager, surgery",
            "Operations manager, diagnostics",
            "Clinical lead, therapies",
            "Business manager, medicine",
        ),
        4: (
            "Head of nursing, surgery",
            "Head of patient experience",
            "Deputy director of operations",
            "Head of workforce planning",
            "Consultant and clinical director",
        ),
        5: (
            "Director of operations",
            "Chief nurse",
            "Director of people",
            "Director of strategy",
        ),
    },
    "Local government": {
        2: (
            "Customer service team leader",
            "Senior social worker",
            "Licensing team leader",
            "Library supervisor",
            "Family support team leader",
        ),
        3: (
            "Neighbourhood services manager",
            "Planning policy manager",
            "Adult care service manager",
            "Revenues manager",
        ),
        4: (
            "Head of housing options",
            "Head of city transport",
            "Head of early help",
            "Head of commercial services",
            "Head of legal services",
        ),
        5: ("Director of adult care", "Director of place", "Director of finance"),
    },
    "Housing": {
        2: ("Neighbourhood team leader", "Income team leader", "Repairs supervisor"),
        3: ("Tenancy services manager", "Asset manager", "Supported housing manager"),
        4: ("Head of customer services", "Head of development", "Head of property"),
        5: ("Director of homes", "Chief executive", "Director of resources"),
    },
    "Education": {
        2: ("Student support team leader", "Admissions team leader", "Curriculum team leader"),
        3: ("Faculty manager", "Widening participation manager", "Library services manager"),
        4: ("Head of student wellbeing", "Deputy registrar", "Head of research services"),
        5: ("Registrar", "Pro vice-chancellor", "Principal"),
    },
    "Charity and community": {
        2: ("Volunteer coordinator", "Advice team leader", "Youth work team leader"),
        3: ("Services manager", "Fundraising manager", "Community programmes manager"),
        4: ("Head of services", "Head of partnerships", "Head of income"),
        5: ("Chief executive", "Director"),
    },
    "Police and fire": {
        2: ("Neighbourhood sergeant", "Control room supervisor", "Crew manager"),
        3: ("Inspector, response", "Intelligence manager", "Station manager"),
        4: ("Superintendent, neighbourhoods", "Area manager, prevention"),
        5: ("Assistant chief constable", "Assistant chief fire officer"),
    },
    "Central government": {
        2: ("Case management team leader", "Court team leader"),
        3: ("Senior probation officer", "Delivery manager"),
        4: ("Head of probation delivery", "Head of operations"),
        5: ("Regional director",),
    },
    "Finance and law": {
        2: ("Lending team leader", "Complaints team leader"),
        3: ("Risk manager", "Branch network manager"),
        4: ("Head of small business lending", "Head of claims"),
        5: ("Director of risk", "Chief operating officer"),
    },
    "Construction and engineering": {
        2: ("Production team leader", "Quality team leader"),
        3: ("Manufacturing engineering manager", "Supply chain manager"),
        4: ("Head of programme delivery", "Head of manufacturing"),
        5: ("Plant director",),
    },
    "Transport": {
        2: ("Shift operations supervisor", "Terminal team leader"),
        3: ("Terminal operations manager",),
        4: ("Head of marine operations",),
        5: ("Commercial director",),
    },
    "Energy and water": {
        2: ("Field team leader", "Customer operations team leader"),
        3: ("Catchment manager", "Network manager"),
        4: ("Head of environment", "Head of asset planning"),
        5: ("Director of operations",),
    },
    "Culture and leisure": {
        2: ("Box office team leader", "Events supervisor"),
        3: ("Production manager", "Learning manager"),
        4: ("Head of programme",),
        5: ("Creative director",),
    },
}
