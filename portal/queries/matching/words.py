"""Hard rules and criteria in the words of the screen."""

from dataclasses import dataclass

import matching


def rule_label(rule: str, of_mentors: bool) -> str:
    """Return what a hard rule is called on the screen."""
    kind: matching.Kind = "mentors" if of_mentors else "assignments"
    return next(text.label for text in matching.RULES[kind] if text.name == rule)


def criterion_label(criterion: str, of_mentors: bool) -> str:
    """Return what a criterion is called on the screen."""
    kind: matching.Kind = "mentors" if of_mentors else "assignments"
    return next(text.label for text in matching.CRITERIA[kind] if text.name == criterion)


@dataclass(frozen=True)
class KindInWords:
    """How one kind of match is made, in the matcher's own words."""

    kind: str
    rules: tuple[matching.RuleText, ...]
    criteria: tuple[matching.CriterionText, ...]


def rules_in_words() -> list[KindInWords]:
    """Return every rule and criterion, so that what people read is what is done."""
    return [
        KindInWords(kind, matching.RULES[kind], matching.CRITERIA[kind]) for kind in matching.RULES
    ]
