"""The lists that a new consortium begins with, for it to change: sectors, levels and skills.

Places are a consortium's own, so it begins with none; until it adds some, an unknown place is
taken as reachable. The first five skills are the traits that Bristol's programme looks for.
"""

SECTORS: tuple[str, ...] = (
    "Local government",
    "Health",
    "Education",
    "Police and fire",
    "Housing",
    "Charity and community",
    "Central government",
    "Finance and law",
    "Transport",
    "Energy and water",
    "Construction and engineering",
    "Technology and media",
    "Culture and leisure",
)

# Number, name and description, lowest first.
LEVELS: tuple[tuple[int, str, str], ...] = (
    (1, "Team member", "Does skilled work and is not responsible for other people’s work."),
    (2, "Team leader", "Leads a small team, or is the specialist that others turn to."),
    (3, "Middle manager", "Runs a service or several teams, and answers for their budget."),
    (4, "Senior manager", "Leads a department or a large service, and sets its direction."),
    (5, "Director or chief officer", "Leads the organisation, or sits on its board."),
)

# Each skill with its five steps, 0 to 4, as people place themselves on them.
SKILLS: dict[str, tuple[str, str, str, str, str]] = {
    "Motivation": (
        "I haven’t thought yet about what drives me at work",
        "I know what I want from my work, and lose heart when things go badly",
        "I set goals of my own and keep going through ordinary setbacks",
        "I keep myself and my team going when things are hard or uncertain",
        "I help others to find what drives them, across the organisation",
    ),
    "Empathy": (
        "I haven’t had to take other people’s feelings into account in my work",
        "I listen when people tell me how things are for them",
        "I notice when someone is struggling, and ask",
        "I weigh how decisions will feel to the people they touch, and act on it",
        "I help others to lead with empathy, in conflict and in bad times too",
    ),
    "Communication": (
        "I haven’t had to write or speak for my team yet",
        "I write and speak clearly to people I work with every day",
        "I get a message across to people from other teams",
        "I choose words and means to suit any audience, difficult messages included",
        "I speak for the organisation, and help others to find their voice",
    ),
    "Critical thinking": (
        "I haven’t been asked to question how things are done",
        "I ask why when something doesn’t make sense to me",
        "I weigh up options for my own work, and say what each rests on",
        "I test assumptions, my own too, before my service decides",
        "I lead others through complex problems that have no ready answer",
    ),
    "Negotiation and influence": (
        "I haven’t had to negotiate at work yet",
        "I have watched others negotiate, and said my part when asked",
        "I reach agreements within my own organisation, with some advice",
        "I negotiate with other organisations and win support for ideas",
        "I lead hard negotiations at the top, and prepare others for theirs",
    ),
    "Managing people": (
        "I haven’t managed anybody yet",
        "I have looked after a colleague’s work for a time, or a student’s",
        "I manage one or two people, with help when it gets difficult",
        "I manage a team, poor performance and absence included",
        "I lead managers, and help them to become better ones",
    ),
    "Coaching others": (
        "I haven’t helped anybody to learn at work yet",
        "I have shown new colleagues how things are done",
        "I give feedback that people can use, when they ask me",
        "I coach people in my team, and they grow by it",
        "I coach leaders, and teach others how to coach",
    ),
    "Managing change": (
        "I haven’t had a part in a change at work yet",
        "I have been through a change and helped colleagues with it",
        "I have led a small change in my own team",
        "I lead changes across teams, and bring doubtful people along",
        "I lead change across the organisation or between several",
    ),
    "Strategy": (
        "I haven’t had a part in planning beyond my own work",
        "I can say how my work serves the organisation’s aims",
        "I have helped to write a plan for my team",
        "I set the direction of my service for years ahead",
        "I shape the strategy of an organisation or a whole system",
    ),
    "Finance": (
        "I haven’t dealt with a budget yet",
        "I can read a budget, and know what my own work costs",
        "I look after a small budget, with help",
        "I build and answer for a budget, savings and forecasts included",
        "I decide between budgets, and explain the accounts to a board",
    ),
    "Managing projects": (
        "I haven’t worked on a project yet",
        "I have done my share in somebody else’s project",
        "I have run a small project, with help",
        "I run projects with several partners, risks and money included",
        "I oversee a programme of projects, and rescue those in trouble",
    ),
    "Presenting": (
        "I haven’t presented to a group yet",
        "I have presented to my own team",
        "I present to people I don’t know, if I have time to prepare",
        "I present to senior people and answer hard questions",
        "I speak at conferences and to boards, and coach others to present",
    ),
    "Data and evidence": (
        "I haven’t used figures in my work yet",
        "I can read a table or chart that somebody gives me",
        "I find figures and say what they show, and what they don’t",
        "I use data and research to decide, and to evaluate what was done",
        "I set what an organisation measures, and teach others to use evidence",
    ),
    "Governance": (
        "I haven’t had to do with boards or committees yet",
        "I know who decides what in my organisation",
        "I have written for a board or committee, or attended one",
        "I take decisions through governance, risk and audit included",
        "I sit on a board or advise one, and improve how it works",
    ),
    "Partnership working": (
        "I haven’t worked with other organisations yet",
        "I know the organisations that my team works with",
        "I work with one partner organisation on shared tasks",
        "I build partnerships that last, and settle differences in them",
        "I lead partnerships across sectors, where nobody is in charge",
    ),
    "Policy": (
        "I haven’t had a part in making policy yet",
        "I follow policies, and can explain why we have them",
        "I have helped to review a policy, or answered a consultation",
        "I write policy, and see it through consultation and decision",
        "I shape policy with ministers, members or national bodies",
    ),
}
