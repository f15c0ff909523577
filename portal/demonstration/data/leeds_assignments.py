"""Leeds' stretch assignments."""

from portal.demonstration.shapes import AssignmentData

ASSIGNMENTS = (
    AssignmentData(
        "aire-nhs",
        "Shorten the path from referral to first appointment",
        "You will follow a hundred referrals through three departments and lead the two changes "
        "that save most days.",
        (("change", 3), ("data", 3), ("negotiation", 3)),
    ),
    AssignmentData(
        "aire-nhs",
        "Prepare ward leaders for a new pay system",
        "You will plan the training, answer what worries people, and report to the workforce "
        "board.",
        (("people", 3), ("presenting", 3), ("projects", 3)),
    ),
    AssignmentData(
        "calder-care",
        "Plan home visits by bicycle",
        "You will cost the change, try it in one district, and win over those who drive.",
        (("finance", 3), ("negotiation", 3), ("projects", 2)),
    ),
    AssignmentData(
        "leeds-borough",
        "Write the market halls’ next five years",
        "You will talk to traders and shoppers, weigh up three futures, and take one to the "
        "councillors.",
        (("strategy", 4), ("negotiation", 3), ("governance", 3)),
    ),
    AssignmentData(
        "leeds-borough",
        "Bring youth workers and park rangers together",
        "You will lead two services to one summer programme, with one budget.",
        (("partnership", 3), ("finance", 3), ("change", 3)),
    ),
    AssignmentData(
        "leeds-borough",
        "Answer the public in one working day",
        "You will find out where letters wait, and lead four teams to a new promise.",
        (("change", 3), ("data", 3), ("communication", 3)),
    ),
    AssignmentData(
        "aire-homes",
        "Let tenants inspect the inspectors",
        "You will train twelve tenants to check repairs, and see that what they find is put right.",
        (("empathy", 3), ("governance", 3), ("coaching", 3)),
    ),
    AssignmentData(
        "beckett",
        "Find placements for two hundred nursing students",
        "You will agree places with hospitals and care homes, and settle who supervises whom.",
        (("negotiation", 4), ("partnership", 3), ("projects", 3)),
    ),
    AssignmentData(
        "west-fire",
        "Recruit firefighters from six districts",
        "You will plan open days with community leaders, and measure who applies and who stays.",
        (("communication", 3), ("data", 3), ("motivation", 3)),
    ),
    AssignmentData(
        "canal-arts",
        "Balance the books of a touring season",
        "You will rebuild the season’s budget with the producers, and defend it to the trustees.",
        (("finance", 4), ("presenting", 3), ("negotiation", 3)),
    ),
    AssignmentData(
        "pennine-water",
        "Agree a drought plan with farmers and towns",
        "You will chair the talks, draft the plan, and have it signed by eight parties.",
        (("negotiation", 4), ("policy", 4), ("strategy", 3)),
    ),
    AssignmentData(
        "pennine-water",
        "Coach field teams through new shifts",
        "You will work beside six crews for a half-year, and tell the directors what they need.",
        (("coaching", 3), ("change", 3), ("people", 3)),
    ),
)
