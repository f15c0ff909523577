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
from matching.results import (
    Broken,
    Certificate,
    Change,
    Eligibility,
    Fault,
    Faults,
    Floor,
    Group,
    Level,
    OptionEligibility,
    Pair,
    ParticipantEligibility,
    Result,
    RuleCount,
    Unmatched,
)
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

__all__ = [
    "CRITERIA",
    "LIFTABLE",
    "RULES",
    "Assignment",
    "AssignmentWeights",
    "Broken",
    "Certificate",
    "Change",
    "CriterionText",
    "Eligibility",
    "Employer",
    "Fault",
    "Faults",
    "Floor",
    "Group",
    "Kind",
    "Level",
    "Lift",
    "Mentor",
    "MentorWeights",
    "OptionEligibility",
    "Order",
    "Pair",
    "Participant",
    "ParticipantEligibility",
    "Problem",
    "Result",
    "RuleCount",
    "RuleText",
    "Rules",
    "Unmatched",
    "canonical",
    "problem_digest",
    "problem_from_json",
    "problem_to_json",
    "result_digest",
    "result_from_json",
    "result_to_json",
]
