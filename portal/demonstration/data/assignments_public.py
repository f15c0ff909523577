"""Bristol's stretch assignments: hospitals, councils, police, fire and courts."""

from datetime import date

from portal.demonstration.shapes import AssignmentData, AvoidData
from portal.lifecycles import StretchAssignmentStatus
from portal.models.stretch_assignments import AssignmentFormat

# Short summer projects: the only ones that somebody released from May to July alone can take.
SUMMER = {
    "starts_on": date(2027, 5, 10),
    "ends_on": date(2027, 7, 23),
    "days": 10,
    "format": AssignmentFormat.EITHER,
    "level_from": 2,
    "level_to": 4,
    "weekdays": (),
    "capacity": 1,
}

HEALTH = (
    AssignmentData(
        "north-severn",
        "Cut the wait for hospital transport home",
        "You will follow patients from ward to front door, find out where the hours go, and bring "
        "transport crews and ward managers to agree on a new booking rule.",
        (("negotiation", 3), ("data", 3), ("change", 3)),
    ),
    AssignmentData(
        "north-severn",
        "Plan the move of two outpatient clinics to Filton",
        "You will draw up the plan, the budget and the risks for the move, and present them to the "
        "programme board.",
        (("projects", 3), ("finance", 2), ("governance", 3)),
    ),
    AssignmentData(
        "north-severn",
        "Set up a staff council for night workers",
        "You will listen to night teams on four sites, propose how the council should work, and "
        "see its first two meetings through.",
        (("empathy", 4), ("communication", 3), ("motivation", 3)),
    ),
    AssignmentData(
        "harbour",
        "Write the business case for a volunteer welcome desk",
        "You will cost three models of a welcome desk, test one for a month, and recommend which "
        "to take on.",
        (("finance", 3), ("thinking", 3), ("strategy", 2)),
        {"offers": ("step-free", "hearing-loop", "parking", "school-hours")},
    ),
    AssignmentData(
        "harbour",
        "Bring in rotas that staff choose themselves",
        "You will lead a trial of self-rostering in two departments, and help sceptical managers "
        "to make it work.",
        (("change", 4), ("negotiation", 3), ("people", 3)),
    ),
    AssignmentData(
        "avon-wye",
        "Review how crisis lines work together at night",
        "You will map who answers, who passes on and who waits, and get five partners to sign one "
        "agreement.",
        (("partnership", 4), ("negotiation", 3), ("thinking", 3)),
    ),
    AssignmentData(
        "avon-wye",
        "Measure what peer support workers change",
        "You will choose measures with service users and staff, gather a first half-year of "
        "evidence, and report to the board’s quality committee.",
        (("data", 4), ("governance", 3), ("presenting", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "gordano",
        "Design a shared front desk for three community clinics",
        "You will bring three teams round one table and redesign how people are received, from "
        "phone call to waiting room.",
        (("change", 3), ("partnership", 3), ("projects", 3)),
    ),
    AssignmentData(
        "mendip-care",
        "Turn a joint strategy into a year’s plan",
        "You will take the agreed strategy for older people and turn it into a plan with owners, "
        "money and dates that eight partners accept.",
        (("strategy", 4), ("partnership", 4), ("finance", 3)),
    ),
    AssignmentData(
        "mendip-care",
        "Summer review of small grants for carers’ groups",
        "You will look at where last year’s small grants went, talk to twelve carers’ groups, and "
        "propose a fairer way to share them out.",
        (("finance", 3), ("data", 3), ("empathy", 3)),
        SUMMER,
    ),
    AssignmentData(
        "western-blood",
        "Reach new donors in four neighbourhoods",
        "You will build a campaign with faith and community leaders, run four sessions, and report "
        "on what worked.",
        (("communication", 4), ("partnership", 3), ("projects", 3)),
    ),
    AssignmentData(
        "st-werburghs",
        "Make one front door for six surgeries",
        "You will compare how six surgeries handle requests, and lead their managers to a common "
        "way of working.",
        (("change", 3), ("negotiation", 3), ("data", 2)),
    ),
)

COUNCILS = (
    AssignmentData(
        "avon-city",
        "Redesign the way residents report repairs",
        "You will test the present service with residents, redraw it with three teams, and take "
        "the proposal to the directors’ meeting.",
        (("change", 3), ("communication", 3), ("projects", 3)),
    ),
    AssignmentData(
        "avon-city",
        "Find £250,000 in the fleet budget",
        "You will take the fleet budget apart line by line, visit depots, and put forward savings "
        "that managers will stand behind.",
        (("finance", 4), ("negotiation", 3), ("thinking", 3)),
    ),
    AssignmentData(
        "avon-city",
        "Lead the public conversation on the harbour plan",
        "You will plan and chair six public meetings, deal with the difficult questions, and "
        "report to councillors.",
        (("presenting", 4), ("negotiation", 4), ("policy", 3)),
    ),
    AssignmentData(
        "avon-city",
        "Start a traineeship across six services",
        "You will agree places, managers and money with six heads of service, and recruit the "
        "first trainees.",
        (("people", 4), ("negotiation", 3), ("projects", 3)),
        {"status": StretchAssignmentStatus.SUBMITTED},
    ),
    AssignmentData(
        "avon-city",
        "A data picture of the night-time economy",
        "You will bring figures together from licensing, transport and health, and say what the "
        "city should do about them.",
        (("data", 4), ("strategy", 3)),
        {
            "format": AssignmentFormat.REMOTE,
            "status": StretchAssignmentStatus.DRAFT,
            "returned_because": "Please say who will supervise, and which days somebody has to be "
            "on site.",
        },
    ),
    AssignmentData(
        "south-severn",
        "Merge two customer contact centres",
        "You will lead the people side of the merger: who moves, who trains whom, and how both "
        "teams hear about it.",
        (("change", 4), ("people", 4), ("empathy", 3)),
    ),
    AssignmentData(
        "south-severn",
        "Write the council’s first plan for rural transport",
        "You will weigh up options with parishes and bus companies, and write a plan that the "
        "cabinet can vote on.",
        (("policy", 4), ("strategy", 4), ("presenting", 3)),
    ),
    AssignmentData(
        "north-mendip",
        "Bring seafront traders and the council together",
        "You will set up a forum that works, chair its first season, and settle the two disputes "
        "that have run longest.",
        (("negotiation", 4), ("partnership", 3), ("empathy", 3)),
    ),
    AssignmentData(
        "north-mendip",
        "Plan flood exercises with volunteers",
        "You will design two exercises with emergency services and volunteers, run them, and write "
        "up the lessons.",
        (("projects", 3), ("partnership", 3), ("thinking", 3)),
    ),
    AssignmentData(
        "somer-valley",
        "Open up procurement to small firms",
        "You will find out why small firms don’t bid, change the forms with the legal team, and "
        "train the buyers.",
        (("change", 3), ("negotiation", 3), ("finance", 3)),
        {"format": AssignmentFormat.REMOTE},
    ),
    AssignmentData(
        "somer-valley",
        "Coach team leaders through a restructure",
        "You will work beside eight team leaders for a half-year, and build a guide from what they "
        "needed most.",
        (("people", 4), ("governance", 2), ("empathy", 4)),
        # The one that Grace Owusu can take: the other hearing loop is in her own hospital.
        {
            "format": AssignmentFormat.EITHER,
            "level_from": 2,
            "level_to": 4,
            "weekdays": (),
            "days": 15,
            "offers": ("step-free", "hearing-loop", "school-hours", "remote-only"),
        },
    ),
)

JUSTICE = (
    AssignmentData(
        "police",
        "Build a community panel that looks at stop and search",
        "You will recruit the panel, agree what it may see, and prepare the chief officers to "
        "answer it.",
        (("governance", 4), ("policy", 3), ("negotiation", 3)),
    ),
    AssignmentData(
        "police",
        "Find out why detectives leave, and what would keep them",
        "You will interview leavers and stayers, put figures behind the stories, and propose three "
        "changes.",
        (("data", 3), ("people", 4), ("thinking", 4)),
    ),
    AssignmentData(
        "fire",
        "Home safety visits for people who have just arrived",
        "You will design visits with refugee organisations, train two crews, and measure the "
        "difference.",
        (("partnership", 3), ("projects", 3), ("empathy", 4)),
        {"avoids": (AvoidData(employer="port"),)},
    ),
    AssignmentData(
        "probation",
        "Get employers to hire people leaving prison",
        "You will win over ten employers, agree what support they need, and place the first "
        "fifteen people.",
        (("negotiation", 4), ("partnership", 4), ("motivation", 3)),
    ),
)
