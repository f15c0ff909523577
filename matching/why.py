"""Why not this pair: every hard rule it breaks, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from matching.checks import check_problem
from matching.days import common_days
from matching.results import Broken, Fault, Faults
from matching.rules import broken
from matching.tables import Option, Tables, build_tables
from matching.values import FORMATS, Assignment, Mentor, Participant, Problem
from matching.words import Register, fold

Sentence = Callable[[Tables, Participant, Option], str]


def why_not(problem: Problem, participant_id: str, option_id: str) -> tuple[Broken, ...]:
    """Return every rule that a pair breaks (exceptions taken off), in words; empty if none.

    A ban is named as the rule "ban". Raises `Faults` on a bad problem or an unknown id.
    """
    faults = list(check_problem(problem))
    people = tuple(row for row in problem.participants if row.id == participant_id)
    mentors = tuple(row for row in problem.mentors if row.id == option_id)
    assignments = tuple(row for row in problem.assignments if row.id == option_id)
    if not people:
        faults.append(Fault("participant", participant_id, "a participant's id"))
    if not mentors and not assignments:
        faults.append(Fault("option", option_id, "the id of a mentor or assignment"))
    if faults:
        raise Faults(tuple(faults))
    tables = build_tables(_only(problem, people, mentors, assignments))
    person, option = people[0], tables.options[0]
    return tuple(
        Broken(name, SENTENCES[name](tables, person, option))
        for name, excluded in broken(tables, slice(0, 1))
        if np.all(excluded)
    )


def _only(
    problem: Problem,
    people: tuple[Participant, ...],
    mentors: tuple[Mentor, ...],
    assignments: tuple[Assignment, ...],
) -> Problem:
    return Problem(
        participants=people,
        mentors=mentors,
        assignments=assignments,
        employers=problem.employers,
        rules=problem.rules,
        lifts=problem.lifts,
        bans=problem.bans,
    )


def _employer(tables: Tables, person: Participant, option: Option) -> str:
    register = Register(tables.problem.employers)
    own = register.keys((person.employer, *person.other_employers))
    others = [option.employer, *getattr(option, "other_employers", ())]
    shared = [name for name in others if register.keys([name]) & own]
    return f"Both belong to {_list(shared)}."


def _group(tables: Tables, person: Participant, option: Option) -> str:
    register = Register(tables.problem.employers)
    own = register.groups((person.employer, *person.other_employers))
    others = register.groups((option.employer, *getattr(option, "other_employers", ())))
    names = [row.group for row in tables.problem.employers if fold(row.group) in own & others]
    return f"Both employers belong to the group {_list(sorted(set(names)))}."


def _sector(tables: Tables, person: Participant, option: Option) -> str:
    entries = {fold(row.name): row.sector for row in tables.problem.employers}
    sector = option.sector or person.sector or entries.get(fold(option.employer), "")
    return f"The host is in the participant's own sector{': ' + sector if sector else ''}."


def _level(tables: Tables, person: Participant, option: Option) -> str:
    if isinstance(option, Assignment):
        return (
            f"It is meant for levels {option.level_from} to {option.level_to}, and the "
            f"participant is at level {person.level}."
        )
    needed = person.level + tables.problem.rules.level_gap
    return f"The mentor is at level {option.level}; this participant needs level {needed} or above."


def _format(tables: Tables, person: Participant, option: Option) -> str:
    if isinstance(option, Assignment):
        return f"The work is on site in {option.location}, which the participant can't get to."
    common = set(person.formats or FORMATS) & set(option.formats or FORMATS) - {"email"}
    if not common:
        return "There is no way to meet that suits both: face to face, video or phone."
    return "Only face to face suits both, and there is no place that both can get to."


def _needs(tables: Tables, person: Participant, option: Option) -> str:
    offered = {fold(fact) for fact in option.offers}
    missing = [need for need in person.needs if fold(need) not in offered]
    return f"What the participant must have isn't there: {_list(missing)}."


def _dates(tables: Tables, person: Participant, option: Option) -> str:
    assert isinstance(option, Assignment)  # mentors have no dates to break
    common = int(common_days(tables.calendar, slice(0, 1))[0, 0])
    return f"They have {common} working days in common, and {option.days} are needed."


def _avoid(tables: Tables, person: Participant, option: Option) -> str:
    return "One side asked not to be matched with the other, or with the other's employer."


def _conflict(tables: Tables, person: Participant, option: Option) -> str:
    return "A conflict of interest between the two has been declared."


def _open(tables: Tables, person: Participant, option: Option) -> str:
    return "There is no place left." if option.open else "It isn't open to new participants."


def _ban(tables: Tables, person: Participant, option: Option) -> str:
    return "This pair has been ruled out, for instance because it was declined before."


def _list(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


SENTENCES: dict[str, Sentence] = {
    "employer": _employer,
    "group": _group,
    "sector": _sector,
    "level": _level,
    "format": _format,
    "needs": _needs,
    "dates": _dates,
    "avoid": _avoid,
    "conflict": _conflict,
    "open": _open,
    "ban": _ban,
}
