"""Bristol's stretch assignments: housing, education, voluntary organisations and companies."""

from portal.demonstration.data.assignments_public import SUMMER
from portal.demonstration.shapes import AssignmentData
from portal.lifecycles import StretchAssignmentStatus
from portal.models.stretch_assignments import AssignmentFormat

HOUSING = (
    AssignmentData(
        "harbourside",
        "Give tenants a say in the repairs contract",
        "You will set up a tenants’ panel before the contract is renewed, and sit with it at the "
        "table when bidders are chosen.",
        (("negotiation", 4), ("governance", 3), ("empathy", 3)),
    ),
    AssignmentData(
        "harbourside",
        "Plan a year of energy refits for 300 homes",
        "You will build the plan and its budget, line up contractors, and decide with residents "
        "whose home comes first.",
        (("projects", 4), ("finance", 3), ("communication", 3)),
    ),
    AssignmentData(
        "harbourside",
        "Bring rent arrears and money advice together",
        "You will lead two teams that rarely speak to one joint way of helping people early.",
        (("change", 3), ("people", 3), ("empathy", 4)),
    ),
    AssignmentData(
        "kingswood",
        "Prepare the board for new consumer standards",
        "You will test the association against the standards, write the board’s papers, and "
        "present them.",
        (("governance", 4), ("presenting", 3), ("policy", 3)),
    ),
    AssignmentData(
        "kingswood",
        "Turn complaints into lessons",
        "You will read a year of complaints, group what went wrong, and lead three fixes from "
        "start to end.",
        (("data", 3), ("change", 3), ("thinking", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "severn-vale",
        "Find land for sixty affordable homes",
        "You will work with planners and landowners on a shortlist, and put figures on each site.",
        (("finance", 4), ("negotiation", 4), ("strategy", 3)),
    ),
    AssignmentData(
        "avon-vale",
        "Start a managers’ learning circle",
        "You will design and lead six meetings for new managers from four departments.",
        (("coaching", 4), ("people", 4), ("presenting", 2)),
    ),
    AssignmentData(
        "st-pauls",
        "Write the five-year plan with residents",
        "You will run workshops in three languages, and turn what you hear into a plan that the "
        "board can adopt.",
        (("strategy", 4), ("communication", 3), ("partnership", 3)),
    ),
    AssignmentData(
        "st-pauls",
        "Summer audit of shared gardens and halls",
        "You will visit every shared space with residents, cost what is needed, and agree an order "
        "of work.",
        (("finance", 3), ("projects", 3), ("negotiation", 3)),
        SUMMER,
    ),
)

EDUCATION = (
    AssignmentData(
        "uni-avon",
        "Close the gap in who gets a first-class degree",
        "You will look at four departments’ figures, talk to students and lecturers, and lead one "
        "change in each.",
        (("data", 4), ("change", 3), ("empathy", 4)),
    ),
    AssignmentData(
        "uni-avon",
        "Set up a shared service for research contracts",
        "You will bring three faculties to one way of working, with its budget and its people.",
        (("negotiation", 4), ("finance", 3), ("change", 4)),
    ),
    AssignmentData(
        "uni-avon",
        "Prepare the new campus for its neighbours",
        "You will lead talks with residents’ groups, schools and traders, and write the "
        "university’s promises to them.",
        (("partnership", 4), ("presenting", 4), ("strategy", 3)),
    ),
    AssignmentData(
        "frome-valley",
        "Build a mentoring scheme for first-year students",
        "You will design, recruit and launch a scheme for 200 students, and hand it over in "
        "running order.",
        (("projects", 3), ("people", 3), ("motivation", 4)),
    ),
    AssignmentData(
        "frome-valley",
        "Review how committees decide",
        "You will sit in on the governors’ committees, and propose how to halve the papers and "
        "sharpen the decisions.",
        (("governance", 4), ("thinking", 4), ("communication", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "city-college",
        "Win ten employers for T-level placements",
        "You will find them, agree terms with them, and prepare their supervisors for the first "
        "students.",
        (("negotiation", 3), ("partnership", 3), ("projects", 2)),
    ),
    AssignmentData(
        "gorge-schools",
        "Share a business manager among four schools",
        "You will work out with heads and governors what to share, what it saves, and what must "
        "stay.",
        (("finance", 3), ("change", 3), ("negotiation", 3)),
    ),
    AssignmentData(
        "gorge-schools",
        "Raise attendance with families",
        "You will lead a small team from schools and family support, and try three ideas in three "
        "terms.",
        (("partnership", 3), ("empathy", 4), ("data", 3)),
    ),
)

VOLUNTARY = (
    AssignmentData(
        "easton-works",
        "Diversify the income of a community centre",
        "You will test three sources of income, drop what doesn’t work, and write the bid for one "
        "that does.",
        (("finance", 3), ("strategy", 3), ("thinking", 3)),
    ),
    AssignmentData(
        "easton-works",
        "Recruit and induct six new trustees",
        "You will find out what the board lacks, reach people who never thought of it, and plan "
        "their first half-year.",
        (("governance", 3), ("people", 3), ("communication", 3)),
    ),
    AssignmentData(
        "avon-advice",
        "Train volunteers to lead shifts",
        "You will choose twelve volunteers, build their training, and coach them through their "
        "first shifts.",
        (("coaching", 4), ("people", 3), ("motivation", 4)),
    ),
    AssignmentData(
        "avon-advice",
        "Summer study of who doesn’t come for advice",
        "You will compare the city’s figures with the service’s own, go and ask in four "
        "neighbourhoods, and report to trustees.",
        (("data", 3), ("communication", 3), ("empathy", 3)),
        SUMMER,
    ),
    AssignmentData(
        "windmill",
        "Lead a merger of two youth services",
        "You will plan the first hundred days with both teams, and deal with what they fear.",
        (("change", 4), ("people", 4), ("negotiation", 3)),
    ),
    AssignmentData(
        "welcome-west",
        "Agree a city promise to refugees with skills",
        "You will bring employers, colleges and the council to one promise, and see the first "
        "twenty people into work.",
        (("partnership", 4), ("negotiation", 4), ("strategy", 3)),
    ),
    AssignmentData(
        "welcome-west",
        "Put figures behind a small charity’s story",
        "You will choose five measures, make them easy to collect, and write the first yearly "
        "report.",
        (("data", 3), ("communication", 3), ("strategy", 2)),
        {"status": StretchAssignmentStatus.SUBMITTED},
    ),
)

COMPANIES = (
    AssignmentData(
        "temple-bank",
        "Review lending to very small firms",
        "You will look into who is turned down and why, and propose a product that the risk "
        "committee could accept.",
        (("finance", 4), ("thinking", 4), ("governance", 3)),
    ),
    AssignmentData(
        "temple-bank",
        "Lead a sprint on plain-English letters",
        "You will lead eight people from four teams to rewrite the twenty letters that cause most "
        "calls.",
        (("projects", 3), ("communication", 3), ("motivation", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "clifton-mutual",
        "Plan for claims after a flood",
        "You will rehearse a bad week with claims, call centre and contractors, and rewrite the "
        "plan.",
        (("strategy", 3), ("thinking", 4), ("projects", 4)),
    ),
    AssignmentData(
        "aerostructures",
        "Bring apprentices and engineers to solve one problem",
        "You will lead a mixed team on a bottleneck in the wing shop, and present the answer to "
        "the plant’s leaders.",
        (("people", 3), ("projects", 4), ("presenting", 3)),
    ),
    AssignmentData(
        "aerostructures",
        "Measure what flexible shifts do for output",
        "You will run the trial, watch quality and overtime, and advise the works council.",
        (("data", 4), ("negotiation", 3), ("change", 3)),
        {"status": StretchAssignmentStatus.DRAFT},
    ),
    AssignmentData(
        "port",
        "Plan a shuttle for shift workers with six firms",
        "You will find out who needs it, share the cost out fairly, and get six firms to sign.",
        (("negotiation", 4), ("finance", 3), ("partnership", 4)),
    ),
    AssignmentData(
        "vale-water",
        "Talk to customers about a dry summer",
        "You will plan what is said, by whom and when, and rehearse it with councils and farmers.",
        (("communication", 4), ("partnership", 3), ("strategy", 3)),
    ),
    AssignmentData(
        "vale-water",
        "Choose where to invest in smaller works",
        "You will compare forty sites on cost, risk and river quality, and defend your list before "
        "the directors.",
        (("thinking", 4), ("finance", 4), ("data", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "dockside",
        "Open the studios to schools outside the centre",
        "You will plan a season with twenty schools, find sponsors, and run the first two weeks.",
        (("projects", 3), ("partnership", 3), ("negotiation", 3)),
    ),
)
