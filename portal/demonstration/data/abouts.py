"""Sentences from which a mentor's card is put together: where I come from, and how I work."""

BACKGROUNDS: dict[str, tuple[str, ...]] = {
    "Health": (
        "I began as a healthcare assistant, and have worked on wards, in clinics and behind desks.",
        "I’ve worked in health for twenty years, and was the first of my family to manage anybody.",
        "I came to the NHS from retail, and still think like somebody who serves customers.",
        "I trained as a therapist, and moved into management because nobody else put a hand up.",
        "I’ve run services through two mergers and a pandemic.",
        "I was a union representative before I was a manager, and haven’t forgotten it.",
        "I joined as a night receptionist and still know most of the night staff.",
        "I’ve worked in four countries and found that wards are alike in all of them.",
        "I left the health service once, for a year. I know why I came back.",
    ),
    "Local government": (
        "I joined the council as a temp and have worked in five of its services since.",
        "I’ve worked for three councils of three colours, and learnt to write for all of them.",
        "I’ve sat through more committee nights than I can count, and like most of them.",
        "I’ve closed services and opened them, and can say which is harder.",
        "I started out in planning, and now lead people who know far more than I do.",
        "I came back to work after ten years at home, and rose from the front desk.",
    ),
    "Housing": (
        "I grew up in the kind of flat that I now look after.",
        "I’ve been a caretaker, a housing officer and a trade union representative.",
        "I moved to housing from banking, and stayed because decisions here have faces.",
    ),
    "Education": (
        "I’ve worked in universities for fifteen years and never taught a class.",
        "I taught for a decade before I managed anybody over eighteen.",
        "I came here as an international student, and stayed to work for the next ones.",
    ),
    "Charity and community": (
        "I’ve started two charities, closed one, and learnt more from the second.",
        "I began as a volunteer on an advice desk, and still do a shift a month.",
        "I raise money for a living, which is mostly listening.",
    ),
    "Police and fire": (
        "I’ve served for twenty-two years, in uniform and out of it.",
        "I joined at nineteen, and have led at every rank since.",
    ),
    "Central government": (
        "I’ve worked in courts and prisons, and believe in second chances at work too.",
    ),
    "Finance and law": (
        "I’ve worked in three banks, and sat on both sides of the lending desk.",
        "I trained as an accountant, and explain money without jargon.",
    ),
    "Construction and engineering": (
        "I started as an apprentice in the wing shop, and have worked in every part of the plant.",
    ),
    "Transport": ("I’ve kept ships and lorries moving for eighteen years.",),
    "Energy and water": (
        "I’m an engineer who learnt late that most problems are about people.",
        "I look after rivers, budgets and people, in that order on good days.",
    ),
    "Culture and leisure": ("I make things happen on very little money.",),
}

STYLES = (
    "I’ll ask more questions than I answer.",
    "I’m direct, kind and never in a hurry.",
    "I like to walk and talk, if you do too.",
    "Bring a real problem to each meeting and we’ll work on that.",
    "I’ll open my address book, and tell you what I’d do differently.",
    "I was well mentored myself and would like to pass it on.",
    "We’ll agree at the start what you want to have changed by the end.",
    "I won’t tell you what to do, but I’ll say what I see.",
    "You can rehearse difficult conversations with me.",
    "I answer messages the same week, always.",
    "I’ll be honest about the mistakes I made at your stage.",
    "I’m happy for you to sit in on a meeting or two of mine.",
)

# What a mentor says about the skill in which they are strongest.
TOPICS: dict[str, str] = {
    "motivation": "People come to me when a team has lost heart.",
    "empathy": "I can help with leading people who are very unlike you.",
    "communication": "I can help you to be heard in rooms that talk over you.",
    "thinking": "I enjoy taking a muddled decision apart with somebody.",
    "negotiation": "I’ve sat through long negotiations and know what wins in the end.",
    "people": "I’ve managed good people, difficult people and both in one.",
    "coaching": "I coach leaders inside and outside my organisation.",
    "change": "I’ve led changes that worked and one that didn’t: ask me about that one.",
    "strategy": "I can help you to lift your eyes from this week to the next three years.",
    "finance": "If budgets make you nervous, we’ll read one together.",
    "projects": "I can help you to run a project without being run by it.",
    "presenting": "I was terrified of presenting, and now chair public meetings.",
    "data": "I can show you how to make figures argue for you.",
    "governance": "I can explain what boards want, and how to talk to them.",
    "partnership": "I know most people in the city who get things done together.",
    "policy": "I’ve written policy that was followed, and can show how.",
}
