"""Why two were matched: the facts and the sentences."""

import json
from dataclasses import replace
from datetime import date

from matching.values import Assignment, Mentor, Participant
from portal.queries.reasons import (
    PairFacts,
    facts_from,
    helps_with,
    not_given,
    where_and_when,
    why_for_option,
    why_for_participant,
)

NAMES = {
    "n": "Negotiation",
    "f": "Finance",
    "hr": "HR",
    "w": "Weston",
    "b": "Bristol city centre",
    "s1": "Health",
    "s2": "Housing",
}
ASHA = Participant(
    id="p",
    employer="Trust",
    level=3,
    sector="s1",
    location="w",
    formats=("face-to-face", "video"),
    needs=("SECRET-NEED",),
    goals=(("f", 3), ("n", 5), ("hr", 2)),
    skills=(("n", 1), ("f", 2), ("hr", 0)),
    weekdays=("tue", "wed"),
    wishes_mentors=("x", "y"),
    wish_tags=("SECRET-TAG",),
    avoid=("SECRET-AVOID",),
)
BEN = Mentor(
    id="m",
    employer="Homes",
    level=5,
    sector="s2",
    location="b",
    formats=("face-to-face", "video"),
    skills=(("N ", 3), ("f", 2)),
    weekdays=("mon", "tue"),
)
PROJECT = Assignment(
    id="a",
    employer="Homes",
    starts_on=date(2027, 5, 1),
    ends_on=date(2027, 7, 31),
    days=15,
    sector="s2",
    location="w",
    format="either",
    skills=(("n", 3),),
)


def mentoring(participant: Participant = ASHA, mentor: Mentor = BEN) -> PairFacts:
    return facts_from("mentors", participant, mentor, NAMES)


def test_goals_are_ranked_by_weight_and_help_reaches_beyond_what_is_held() -> None:
    facts = mentoring()
    assert [(h.skill, h.rank, h.step) for h in facts.helps_with] == [("Negotiation", 1, 3)]
    assert facts.not_helped == ("Finance", "HR")


def test_the_participant_reads_why_and_what_could_not_be_given() -> None:
    facts = mentoring()
    assert why_for_participant(facts, "Ben Carter") == [
        "Ben Carter can help with negotiation, your first goal.",
        "They work in housing, outside your sector.",
        "You can both do Tuesdays, by video call.",
    ]
    assert not_given(facts) == [
        "help with finance",
        "help with HR",
        "meetings in Weston",
        "somebody you wished for",
    ]


def test_the_mentor_reads_neither_wishes_nor_exceptions_nor_what_is_missing() -> None:
    facts = replace(
        mentoring(),
        wish_rank=1,
        exceptions=({"rule": "needs", "reason": "SECRET-REASON"},),
    )
    words = " ".join(why_for_option(facts, "Asha Patel"))
    assert words == (
        "You can help with negotiation, their first goal. "
        "Asha Patel works in health, outside your sector. "
        "You can both do Tuesdays, by video call."
    )


def test_the_participant_reads_their_wish_and_the_rule_lifted_but_not_its_reason() -> None:
    facts = replace(
        mentoring(),
        wish_rank=2,
        exceptions=({"rule": "sector", "reason": "SECRET-REASON"},),
    )
    assert why_for_participant(facts, "Ben")[-2:] == [
        "They were second on your list of wishes.",
        "As agreed with you, this is within your own sector.",
    ]


def test_nothing_private_enters_the_facts() -> None:
    assert "SECRET" not in json.dumps(mentoring().to_json())


def test_facts_come_back_from_json_as_they_went() -> None:
    facts = facts_from(
        "mentors",
        ASHA,
        BEN,
        NAMES,
        criteria=[("goals", 300, 500)],
        exceptions=[("level", "agreed")],
    )
    assert PairFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts
    assert PairFacts.from_json({}) == PairFacts(kind="mentors")


def test_blanks_mean_what_they_mean_to_the_matcher() -> None:
    blank = Participant(id="p", employer="Trust", level=3)
    facts = mentoring(blank, Mentor(id="m", employer="Homes", level=5))
    assert facts.formats == ("face-to-face", "video", "phone", "email")
    assert why_for_participant(facts, "Ben") == [
        "You can both do any weekday, face to face, by video call or by phone."
    ]
    assert not_given(facts) == []


def test_a_shared_place_is_named() -> None:
    facts = mentoring(replace(ASHA, places=("B",), wishes_mentors=()))
    assert where_and_when(facts) == "Tuesdays, face to face in Bristol city centre or by video call"
    assert "meetings in Weston" not in not_given(facts)


def test_no_shared_weekday_is_said() -> None:
    facts = mentoring(replace(ASHA, weekdays=("fri",)))
    assert "You can meet by video call." in why_for_participant(facts, "Ben")
    assert "meetings on Fridays" in not_given(facts)


def test_the_same_sector_is_said_and_an_unknown_one_is_not() -> None:
    same = mentoring(mentor=replace(BEN, sector="s1"))
    assert "They work in health, as you do." in why_for_participant(same, "Ben")
    unknown = mentoring(mentor=replace(BEN, sector=""))
    assert not any("work in" in each for each in why_for_participant(unknown, "Ben"))


def test_an_assignment_says_where_and_how_many_days() -> None:
    facts = facts_from("assignments", ASHA, PROJECT, NAMES, common_days=24)
    assert why_for_participant(facts, "Bristol Homes") == [
        "It takes you further in negotiation, your first goal.",
        "Bristol Homes works in housing, outside your sector.",
        "The work can be done on site in Weston or remotely.",
        "You are free on 24 working days while it runs.",
    ]
    assert why_for_option(facts, "Asha Patel") == [
        "Your assignment takes Asha Patel further in negotiation, their first goal.",
        "Asha Patel works in health, outside your sector.",
        "The work can be done on site in Weston or remotely.",
        "They are free on 24 working days while it runs.",
    ]
    assert not_given(facts) == ["work on finance", "work on HR"]


def test_the_teams_words() -> None:
    facts = mentoring()
    assert helps_with(facts) == "Negotiation (1st)"
    assert where_and_when(facts) == "Tuesdays, by video call"
    nothing = PairFacts(kind="mentors")
    assert helps_with(nothing) == "None of their goals"
    assert where_and_when(nothing) == "No way of meeting in common"
