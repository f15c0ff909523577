"""Bristol's 34 employers, all invented, in twelve sectors of very unequal size."""

from portal.demonstration.shapes import EmployerData

HEALTH = "Health"
COUNCILS = "Local government"
HOUSING = "Housing"
EDUCATION = "Education"
VOLUNTARY = "Charity and community"
JUSTICE = "Police and fire"
GOVERNMENT = "Central government"
FINANCE = "Finance and law"
ENGINEERING = "Construction and engineering"
TRANSPORT = "Transport"
UTILITIES = "Energy and water"
CULTURE = "Culture and leisure"

HOSPITALS = "Severn Hospitals Group"
VALE = "Vale Housing Group"

EMPLOYERS = (
    EmployerData(
        "north-severn",
        "North Severn Hospitals NHS Trust",
        HEALTH,
        "Southmead",
        "nhs",
        participants=4,
        mentors=2,
        group=HOSPITALS,
        aliases=("North Severn Hospitals", "NSHT"),
    ),
    EmployerData(
        "harbour",
        "Harbour Hospitals NHS Trust",
        HEALTH,
        "Bristol city centre",
        "nhs",
        participants=2,
        mentors=3,
        group=HOSPITALS,
        aliases=("Harbour Hospitals", "Bristol Harbour Hospitals"),
    ),
    EmployerData(
        "weston-bay",
        "Weston Bay General Hospital",
        HEALTH,
        "Weston-super-Mare",
        "nhs",
        aliases=("Weston Bay General", "Weston Bay"),
    ),
    EmployerData(
        "avon-wye",
        "Avon and Wye Mental Health Partnership",
        HEALTH,
        "South Bristol",
        "nhs",
        participants=1,
        mentors=3,
        aliases=("Avon & Wye Mental Health", "Avon and Wye"),
    ),
    EmployerData(
        "gordano",
        "Gordano Community Health",
        HEALTH,
        "Portishead",
        "nhs",
        participants=2,
        mentors=2,
        aliases=("Gordano Community Health CIC",),
    ),
    EmployerData(
        "mendip-care",
        "Mendip and Avon Integrated Care Board",
        HEALTH,
        "Bristol city centre",
        "nhs",
        participants=2,
        mentors=3,
        aliases=("Mendip and Avon ICB", "The ICB"),
        work="Health board",
    ),
    EmployerData(
        "western-blood",
        "Western Blood Service",
        HEALTH,
        "Filton",
        "nhs",
        participants=0,
        mentors=2,
        work="Blood service",
    ),
    EmployerData(
        "st-werburghs",
        "St Werburghs Surgeries",
        HEALTH,
        "Easton and St Pauls",
        "nhs",
        participants=1,
        mentors=1,
        work="Surgery",
    ),
    EmployerData(
        "avon-city",
        "Avon City Council",
        COUNCILS,
        "Bristol city centre",
        "council",
        participants=3,
        mentors=4,
        aliases=("Avon City", "City Council"),
    ),
    EmployerData(
        "south-severn",
        "South Severn Council",
        COUNCILS,
        "Yate",
        "council",
        participants=1,
        mentors=2,
        aliases=("South Severn District Council",),
    ),
    EmployerData("north-mendip", "North Mendip Council", COUNCILS, "Weston-super-Mare", "council"),
    EmployerData(
        "somer-valley",
        "Bath and Somer Valley Council",
        COUNCILS,
        "Bath",
        "council",
        participants=1,
        mentors=2,
        aliases=("Bath & Somer Valley Council",),
    ),
    EmployerData(
        "harbourside",
        "Harbourside Homes",
        HOUSING,
        "Bristol city centre",
        "company",
        participants=2,
        mentors=2,
        aliases=("Harbourside Housing Association",),
    ),
    EmployerData(
        "kingswood",
        "Kingswood Housing Association",
        HOUSING,
        "Kingswood",
        "company",
        participants=1,
        mentors=2,
    ),
    EmployerData(
        "severn-vale", "Severn Vale Homes", HOUSING, "Yate", "company", mentors=1, group=VALE
    ),
    EmployerData(
        "avon-vale", "Avon Vale Living", HOUSING, "Keynsham", "company", mentors=1, group=VALE
    ),
    EmployerData(
        "st-pauls",
        "St Pauls Community Homes",
        HOUSING,
        "Easton and St Pauls",
        "company",
        participants=1,
        mentors=1,
    ),
    EmployerData(
        "uni-avon",
        "University of Avon",
        EDUCATION,
        "Bristol city centre",
        "university",
        participants=2,
        mentors=2,
        aliases=("Avon University", "UoA"),
    ),
    EmployerData(
        "frome-valley",
        "Frome Valley University",
        EDUCATION,
        "Filton",
        "university",
        participants=1,
        mentors=1,
        aliases=("Frome Valley", "FVU"),
    ),
    EmployerData(
        "city-college",
        "Avon City College",
        EDUCATION,
        "South Bristol",
        "university",
        participants=1,
        mentors=1,
        work="College",
    ),
    EmployerData(
        "gorge-schools",
        "Avon Gorge Schools Trust",
        EDUCATION,
        "South Bristol",
        "university",
        participants=1,
        mentors=1,
        work="Schools",
    ),
    EmployerData(
        "easton-works",
        "Easton Community Works",
        VOLUNTARY,
        "Easton and St Pauls",
        "company",
        participants=1,
        mentors=1,
    ),
    EmployerData(
        "avon-advice", "Avon Advice", VOLUNTARY, "Bristol city centre", "company", mentors=1
    ),
    EmployerData(
        "windmill", "Windmill Hill Trust", VOLUNTARY, "South Bristol", "company", mentors=1
    ),
    EmployerData(
        "welcome-west",
        "Welcome West",
        VOLUNTARY,
        "Easton and St Pauls",
        "company",
        participants=1,
        mentors=1,
        aliases=("Welcome West Refugee Support",),
    ),
    EmployerData(
        "police",
        "Avon Vale Police",
        JUSTICE,
        "Portishead",
        "uniformed",
        participants=2,
        mentors=2,
        aliases=("Avon Vale Constabulary",),
    ),
    EmployerData(
        "fire",
        "Severnside Fire and Rescue",
        JUSTICE,
        "Avonmouth",
        "uniformed",
        participants=1,
        mentors=1,
        work="Fire",
    ),
    EmployerData(
        "probation",
        "Western Courts and Probation",
        GOVERNMENT,
        "Bristol city centre",
        "council",
        participants=1,
        mentors=1,
    ),
    EmployerData(
        "temple-bank",
        "Temple Quay Bank",
        FINANCE,
        "Bristol city centre",
        "company",
        participants=1,
        mentors=1,
    ),
    EmployerData(
        "clifton-mutual",
        "Clifton Mutual",
        FINANCE,
        "Bristol city centre",
        "company",
    ),
    EmployerData(
        "aerostructures",
        "Filton Aerostructures",
        ENGINEERING,
        "Filton",
        "company",
        participants=1,
        mentors=1,
    ),
    EmployerData(
        "port", "Avonmouth Port Company", TRANSPORT, "Avonmouth", "company", participants=1
    ),
    EmployerData("vale-water", "Wessex Vale Water", UTILITIES, "Bath", "company", mentors=1),
    EmployerData(
        "dockside",
        "Dockside Studios",
        CULTURE,
        "Bristol city centre",
        "company",
        participants=1,
    ),
)
