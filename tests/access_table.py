"""Who may use which page, written down by hand from what each role is for.

It is held against the URL map and against what every page answers; nothing here is worked out
from the portal's own policy, so that a slip there doesn't agree with itself.
"""

from collections.abc import Mapping

Who = frozenset[str]
ByCase = Mapping[str, Who]  # case of tests/world.py: who

NOBODY: Who = frozenset()
ADMINS: Who = frozenset({"admin", "second_admin"})
AUDITOR: Who = frozenset({"auditor"})
TEAM: Who = ADMINS | AUDITOR
MEMBERS: Who = TEAM | frozenset(
    {
        "reviewer",
        "lead",
        "other_lead",
        "line_manager",
        "supervisor",
        "mentor",
        "other_mentor",
        "participant",
        "other_participant",
    }
)
# "former" held every role once, and none any more.
SIGNED_IN: Who = MEMBERS | frozenset({"former"})
ANYBODY: Who = SIGNED_IN | frozenset({"visitor"})


def only(*names: str) -> Who:
    """Return these people of the cast."""
    return frozenset(names)


def per_case(**cases: Who) -> ByCase:
    """Return who by case."""
    return cases


def for_all(who: Who) -> ByCase:
    """Return the same people for every case."""
    return dict.fromkeys(CASES, who)


CASES = (
    "first",
    "second",
    "former",
    "hosted",
    "unreleased",
    "objected",
    "declined",
    "ended",
)

OWN_PLACE = per_case(first=only("participant"), second=only("other_participant"), former=NOBODY)
OWN_MENTORING = per_case(first=only("mentor"), second=only("other_mentor"), former=NOBODY)
# A participant looks from the release on; the mentor or host answers once they are asked.
LOOKS = per_case(
    first=only("participant"),
    second=only("other_participant"),
    former=NOBODY,
    hosted=only("participant"),
    unreleased=NOBODY,
    objected=only("participant"),
    declined=only("other_participant"),
)
ANSWERS = per_case(
    first=NOBODY,
    second=only("other_mentor"),
    former=NOBODY,
    hosted=only("lead"),
    unreleased=NOBODY,
    objected=NOBODY,
    declined=only("mentor"),
)
# The two people of a match, at a host its leads and the supervisor; the team has the round.
MATCHED = per_case(
    first=only("participant", "mentor"),
    second=only("other_participant", "other_mentor"),
    former=NOBODY,
    hosted=only("participant", "lead", "supervisor"),
    ended=only("other_participant", "lead", "supervisor"),
)
# A host's leads, for what their own employer offers; its supervisor reads it.
EMPLOYER_LEADS = per_case(first=only("lead"), second=only("other_lead"))
HOSTS = per_case(first=only("lead"), second=only("other_lead"), former=only("lead"))
OFFER_READERS = per_case(
    first=TEAM | only("lead", "supervisor"),
    second=TEAM | only("other_lead"),
    former=TEAM | only("lead"),
)
# Whoever didn't start the run: `admin` the first, `second_admin` the second.
APPROVERS = per_case(first=only("second_admin"), second=only("admin"))


def seen_too(who: ByCase, others: ByCase) -> ByCase:
    """Return both by case."""
    return {case: who[case] | others[case] for case in who}


# Who learns that a thing is there: for everybody else it doesn't exist, and the answer is a 404.
KNOWN: dict[str, ByCase] = {
    "consortium": for_all(MEMBERS),
    "employer": for_all(MEMBERS),
    "sector": for_all(MEMBERS),
    "place": for_all(MEMBERS),
    "level": for_all(MEMBERS),
    "skill": for_all(MEMBERS),
    "membership": for_all(TEAM),
    "programme": for_all(TEAM),
    "cohort": for_all(TEAM),
    "round": for_all(TEAM),
    "run": for_all(TEAM),
    "participation": seen_too(OWN_PLACE, for_all(TEAM)),
    "mentor_profile": seen_too(OWN_MENTORING, for_all(TEAM)),
    "stretch_assignment": OFFER_READERS,
    "proposal": seen_too(seen_too(LOOKS, ANSWERS), for_all(TEAM)),
    "match": seen_too(MATCHED, for_all(TEAM)),
}

CONSORTIUM = "/consortia/<uuid:consortium>"
LISTS = f"{CONSORTIUM}/lists"
PEOPLE = f"{CONSORTIUM}/people"
EMPLOYERS = f"{CONSORTIUM}/employers"
PROGRAMMES = f"{CONSORTIUM}/programmes"
COHORT = "/cohorts/<uuid:cohort>"
PLACE = "/participations/<uuid:participation>"
PROFILE = f"{PLACE}/profile"
MENTORING = "/mentor-profiles/<uuid:mentor_profile>"
MENTOR = "/mentors/<uuid:mentor_profile>"
OFFER = "/stretch-assignments/<uuid:stretch_assignment>"
ROUND = "/rounds/<uuid:round>"
RUN = f"{ROUND}/runs/<uuid:run>"
RESULT = f"{RUN}/results/<string:person>"
PROPOSAL = "/proposals/<uuid:proposal>"

# Every way in: the methods and the rule, and who may, for all cases alike or case by case.
PAGES: dict[tuple[str, str], Who | ByCase] = {
    ("GET", "/"): ANYBODY,
    ("GET", "/accessibility"): ANYBODY,
    ("GET", "/healthz"): ANYBODY,
    ("GET", "/how-matching-works"): ANYBODY,
    ("GET", "/privacy"): ANYBODY,
    ("GET", "/readyz"): ANYBODY,
    ("GET", "/static/<path:filename>"): ANYBODY,
    ("GET POST", "/sign-in"): ANYBODY,
    ("POST", "/sign-out"): ANYBODY,
    ("GET POST", "/reset-password"): ANYBODY,
    ("GET POST", "/reset-password/<token>"): ANYBODY,
    ("GET POST", "/invitations/<token>"): ANYBODY,
    ("GET", "/home"): SIGNED_IN,
    ("GET POST", "/change-password"): SIGNED_IN,
    ("GET", CONSORTIUM): TEAM,
    ("GET POST", f"{CONSORTIUM}/details"): ADMINS,
    ("GET", LISTS): TEAM,
    **{("GET", f"{LISTS}/{many}"): TEAM for many in ("levels", "places", "sectors", "skills")},
    **{
        ("GET POST", f"{LISTS}/{one}s{rest}"): ADMINS
        for one in ("level", "place", "sector", "skill")
        for rest in ("/add", f"/<uuid:{one}>", f"/<uuid:{one}>/remove")
    },
    ("GET", EMPLOYERS): TEAM,
    ("GET", f"{EMPLOYERS}/<uuid:employer>"): TEAM,
    ("GET POST", f"{EMPLOYERS}/add"): ADMINS,
    ("GET POST", f"{EMPLOYERS}/<uuid:employer>/change"): ADMINS,
    ("GET", PEOPLE): TEAM,
    ("GET POST", f"{PEOPLE}/invite"): ADMINS,
    ("GET", f"{PEOPLE}/<uuid:membership>"): TEAM,
    ("POST", f"{PEOPLE}/<uuid:membership>/invite-again"): ADMINS,
    ("GET POST", f"{PEOPLE}/<uuid:membership>/end"): ADMINS,
    ("GET", PROGRAMMES): TEAM,
    ("GET POST", f"{PROGRAMMES}/add"): ADMINS,
    ("GET POST", f"{PROGRAMMES}/<uuid:programme>"): ADMINS,
    ("GET POST", f"{PROGRAMMES}/<uuid:programme>/cohorts/add"): ADMINS,
    ("GET", COHORT): TEAM,
    ("GET POST", f"{COHORT}/change"): ADMINS,
    ("GET POST", f"{COHORT}/enrol"): ADMINS,
    ("GET", PLACE): TEAM,
    **{("GET POST", f"{PLACE}/{verb}"): ADMINS for verb in ("defer", "resume", "withdraw")},
    ("GET", PROFILE): OWN_PLACE,
    ("GET", f"{PROFILE}/complete"): OWN_PLACE,
    **{
        ("GET POST", f"{PROFILE}/{topic}"): OWN_PLACE
        for topic in (
            "avoid",
            "avoid/add",
            "check",
            "experience",
            "goals",
            "goals/now",
            "meeting",
            "needs",
            "release",
            "role",
            "wishes",
        )
    },
    ("GET", MENTORING): OWN_MENTORING,
    ("GET", f"{MENTORING}/complete"): OWN_MENTORING,
    **{
        ("GET POST", f"{MENTORING}/{topic}"): OWN_MENTORING
        for topic in (
            "agreement",
            "availability",
            "avoid",
            "avoid/add",
            "check",
            "experience",
            "meeting",
            "offers",
            "role",
            "skills",
        )
    },
    ("GET", f"{CONSORTIUM}/mentors"): TEAM,
    ("GET", MENTOR): TEAM,
    ("POST", f"{MENTOR}/approve"): ADMINS,
    ("GET POST", f"{MENTOR}/return"): ADMINS,
    ("GET", f"{CONSORTIUM}/offers"): only("lead", "other_lead"),
    ("GET", f"{CONSORTIUM}/stretch-assignments"): TEAM,
    ("GET POST", "/employers/<uuid:employer>/offer"): EMPLOYER_LEADS,
    ("GET", OFFER): OFFER_READERS,
    **{
        ("GET POST", f"{OFFER}/{step}"): HOSTS
        for step in ("change", "skills", "revise", "withdraw")
    },
    **{("POST", f"{OFFER}/{step}"): HOSTS for step in ("submit", "copy")},
    ("POST", f"{OFFER}/approve"): ADMINS,
    **{("GET POST", f"{OFFER}/{step}"): ADMINS for step in ("return", "close")},
    ("GET", f"{CONSORTIUM}/rounds"): TEAM,
    ("GET POST", f"{CONSORTIUM}/rounds/new"): ADMINS,
    ("GET", ROUND): TEAM,
    ("POST", f"{ROUND}/reminders"): ADMINS,
    ("GET POST", f"{ROUND}/cancel"): ADMINS,
    ("GET POST", f"{ROUND}/publish"): ADMINS,
    ("POST", f"{ROUND}/stop"): ADMINS,
    ("POST", f"{ROUND}/send-now"): ADMINS,
    ("POST", f"{ROUND}/runs"): ADMINS,
    ("GET", RUN): TEAM,
    ("GET", f"{RUN}/spread.svg"): TEAM,
    ("POST", f"{RUN}/cancel"): ADMINS,
    ("GET POST", f"{RUN}/approve"): APPROVERS,
    ("GET", RESULT): TEAM,
    ("POST", f"{RESULT}/looked"): ADMINS,
    ("GET", PROPOSAL): ADMINS,
    ("GET POST", f"{PROPOSAL}/look"): LOOKS,
    ("GET POST", f"{PROPOSAL}/answer"): ANSWERS,
    ("GET POST", f"{PROPOSAL}/withdraw"): ADMINS,
    ("GET", "/matches/<uuid:match>"): MATCHED,
}

# One line for each method of each rule.
TABLE: dict[tuple[str, str], Who | ByCase] = {
    (method, rule): who for (methods, rule), who in PAGES.items() for method in methods.split()
}


def may(method: str, rule: str, case: str) -> Who:
    """Return who may use a page with the things of a case."""
    who = TABLE[method, rule]
    return who if isinstance(who, frozenset) else who[case]


def may_ever(method: str, rule: str) -> Who:
    """Return who may use a page with the things of one case or another."""
    who = TABLE[method, rule]
    return who if isinstance(who, frozenset) else frozenset().union(*who.values())
