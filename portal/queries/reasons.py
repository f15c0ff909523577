"""Why two were matched, in sentences for each side and for the programme team.

Pure: facts in, words out. Nobody but the team reads points; the mentor or host reads neither
wishes nor exceptions nor what the participant went without.
"""

from collections.abc import Iterable

from portal.queries.pair_facts import Help, PairFacts, facts_from

__all__ = [
    "Help",
    "PairFacts",
    "facts_from",
    "helps_with",
    "joined",
    "not_given",
    "where_and_when",
    "why_for_option",
    "why_for_participant",
]

ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
DAYS: dict[str, str] = {
    "mon": "Mondays",
    "tue": "Tuesdays",
    "wed": "Wednesdays",
    "thu": "Thursdays",
    "fri": "Fridays",
}
WAYS: dict[str, str] = {
    "face-to-face": "face to face",
    "video": "by video call",
    "phone": "by phone",
    "on-site": "on site",
    "remote": "remotely",
}
# What a participant reads where a rule was lifted for them.
LIFTED: dict[str, str] = {
    "group": "this is within your own group of employers",
    "sector": "this is within your own sector",
    "level": "the level differs from the usual one",
    "format": "the usual ways and places of meeting don’t fit",
    "needs": "something that you must have is arranged in another way",
    "dates": "you have fewer days free than it takes",
}


def why_for_participant(facts: PairFacts, other: str) -> list[str]:
    """Return the sentences for the participant. `other`: the mentor's name, or the host's."""
    if facts.kind == "mentors":
        goals = _goals(facts, f"{other} can help with", "your")
        sector = _sector("They work", facts.sector, facts.own_sector)
        return _said(goals, sector, _meeting(facts), *_own(facts, "They were"))
    goals = _goals(facts, "It takes you further in", "your")
    sector = _sector(f"{other} works", facts.sector, facts.own_sector)
    return _said(goals, sector, *_working(facts, "You are"), *_own(facts, "It was"))


def why_for_option(facts: PairFacts, participant: str) -> list[str]:
    """Return the sentences for the mentor or host: only what concerns both."""
    sector = _sector(f"{participant} works", facts.own_sector, facts.sector)
    if facts.kind == "mentors":
        goals = _goals(facts, "You can help with", "their")
        return _said(goals, sector, _meeting(facts))
    goals = _goals(facts, f"Your assignment takes {participant} further in", "their")
    return _said(goals, sector, *_working(facts, "They are"))


def not_given(facts: PairFacts) -> list[str]:
    """Return what the participant asked for and doesn't get: "help with finance", and so on."""
    missing = [f"help with {_small(skill)}" for skill in facts.not_helped]
    if facts.kind == "assignments":
        missing = [f"work on {_small(skill)}" for skill in facts.not_helped]
    for each in facts.missing_formats:
        if each == "face-to-face" and 0 < len(facts.missing_places) <= 3:
            missing.append(f"meetings in {joined(facts.missing_places, 'or')}")
        else:
            missing.append(f"meetings {WAYS[each]}")
    if facts.missing_weekdays:
        missing.append(f"meetings on {joined((DAYS[d] for d in facts.missing_weekdays), 'or')}")
    if facts.missing_wish:
        missing.append(
            "somebody you wished for" if facts.kind == "mentors" else "an assignment you wished for"
        )
    return missing


def helps_with(facts: PairFacts) -> str:
    """Return the goals served, for the team's table: "Negotiation (1st), finance (3rd)"."""
    if not facts.helps_with:
        return "None of their goals"
    short = {1: "1st", 2: "2nd", 3: "3rd"}
    goals = [f"{_small(h.skill)} ({short.get(h.rank, f'{h.rank}th')})" for h in facts.helps_with]
    return _large(", ".join(goals))


def where_and_when(facts: PairFacts) -> str:
    """Return place, ways and days, for the team's table: "Tuesdays, by video call"."""
    if not facts.weekdays and not facts.formats:
        return "No way of meeting in common"
    return _large(", ".join(each for each in (_days(facts), _ways(facts)) if each))


def joined(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    *others, last = words
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _said(*sentences: str) -> list[str]:
    return [each for each in sentences if each]


def _goals(facts: PairFacts, start: str, whose: str) -> str:
    if not facts.helps_with:
        return ""
    goals = [f"{_small(h.skill)}, {whose} {ORDINALS[h.rank]} goal" for h in facts.helps_with]
    # Each goal holds a comma of its own, so they are told apart by "and" alone.
    return f"{start} {', and '.join(goals)}."


def _sector(start: str, sector: str, of_reader: str) -> str:
    if not sector:
        return ""
    if not of_reader:
        return f"{start} in {_small(sector)}."
    comparison = "outside your sector" if sector != of_reader else "as you do"
    return f"{start} in {_small(sector)}, {comparison}."


def _meeting(facts: PairFacts) -> str:
    days, ways = _days(facts), _ways(facts)
    if days and ways:
        return f"You can both do {days}, {ways}."
    if ways:
        return f"You can meet {ways}."
    return f"You can both do {days}." if days else ""


def _working(facts: PairFacts, who: str) -> list[str]:
    ways = _ways(facts)
    where = f"The work can be done {ways}." if ways else ""
    if facts.common_days is None:
        return [where]
    return [where, f"{who} free on {facts.common_days} working days while it runs."]


def _own(facts: PairFacts, start: str) -> list[str]:
    """Return what concerns the participant alone: their wish, and what was agreed with them."""
    rules = [LIFTED[each["rule"]] for each in facts.exceptions if each["rule"] in LIFTED]
    wish = f"{start} {ORDINALS[facts.wish_rank]} on your list of wishes." if facts.wish_rank else ""
    return [wish, f"As agreed with you, {joined(rules)}." if rules else ""]


def _days(facts: PairFacts) -> str:
    days = [DAYS[each] for each in facts.weekdays if each in DAYS]
    if len(days) == len(DAYS):
        return "any weekday"
    return joined(days) if days else ""


def _ways(facts: PairFacts) -> str:
    ways = [WAYS[each] for each in facts.formats if each in WAYS]
    if ways and facts.place:
        ways[0] = f"{ways[0]} in {facts.place}"
    return joined(ways, "or") if ways else ""


def _small(words: str) -> str:
    """Return words as they stand inside a sentence: "Negotiation" small, "HR" as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]
