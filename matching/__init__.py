"""Pairs participants with mentors or stretch assignments: exact, explained and reproducible.

    problem = Problem(participants=(...), mentors=(...))
    result = pair(problem)
    assert verify(problem, result) == ()

Only numpy and SciPy are needed; there is no framework and no database in here.
"""

from matching.canonical import (
    canonical,
    problem_digest,
    problem_from_json,
    problem_to_json,
    result_digest,
    result_from_json,
    result_to_json,
)
from matching.catalogue import CRITERIA, LIFTABLE, RULES, CriterionText, RuleText
from matching.compare import compare
from matching.decide import Progress
from matching.files.export import problem_files
from matching.proof import verify, verify_scores
from matching.readiness import eligibility
from matching.results import (
    Alternative,
    Broken,
    Certificate,
    Change,
    Comparison,
    Eligibility,
    Fault,
    Faults,
    Floor,
    Group,
    Level,
    LevelChange,
    Move,
    OptionEligibility,
    Pair,
    ParticipantEligibility,
    PlaceValue,
    Result,
    RuleCount,
    Standby,
    Unmatched,
)
from matching.run import pair, solve
from matching.scores import Scores, scores_digest
from matching.values import (
    Assignment,
    AssignmentWeights,
    Employer,
    Kind,
    Lift,
    Mentor,
    MentorWeights,
    Order,
    Participant,
    Problem,
    Rules,
)
from matching.what_if import WhatIf, alternatives, place_values, standby, what_if
from matching.why import why_not

__all__ = [
    "CRITERIA",
    "LIFTABLE",
    "RULES",
    "Alternative",
    "Assignment",
    "AssignmentWeights",
    "Broken",
    "Certificate",
    "Change",
    "Comparison",
    "CriterionText",
    "Eligibility",
    "Employer",
    "Fault",
    "Faults",
    "Floor",
    "Group",
    "Kind",
    "Level",
    "LevelChange",
    "Lift",
    "Mentor",
    "MentorWeights",
    "Move",
    "OptionEligibility",
    "Order",
    "Pair",
    "Participant",
    "ParticipantEligibility",
    "PlaceValue",
    "Problem",
    "Progress",
    "Result",
    "RuleCount",
    "RuleText",
    "Rules",
    "Scores",
    "Standby",
    "Unmatched",
    "WhatIf",
    "alternatives",
    "canonical",
    "compare",
    "eligibility",
    "pair",
    "place_values",
    "problem_digest",
    "problem_files",
    "problem_from_json",
    "problem_to_json",
    "result_digest",
    "result_from_json",
    "result_to_json",
    "scores_digest",
    "solve",
    "standby",
    "verify",
    "verify_scores",
    "what_if",
    "why_not",
]
