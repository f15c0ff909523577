"""What a run came to: flags, headline, spread, and what stays between the lines."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from matching import Mentor, Participant, Problem, eligibility, pair
from portal.queries.outcome import NOT_AVAILABLE, Reviewed, review_of

IDS = [str(UUID(int=number)) for number in range(1, 9)]


def reviewed(*participants: Participant, mentors: tuple[Mentor, ...]) -> Reviewed:
    problem = Problem(participants=participants, mentors=mentors)
    return review_of(problem, pair(problem), eligibility(problem))


def participant(number: int, **facts: object) -> Participant:
    return Participant(id=IDS[number], employer=f"Employer {number}", level=2, **facts)  # type: ignore[arg-type]


def mentor(number: int, **facts: object) -> Mentor:
    return Mentor(id=IDS[number], employer=f"Employer {number}", level=4, **facts)  # type: ignore[arg-type]


def test_the_only_possible_mentor_is_flagged() -> None:
    review = reviewed(participant(0), mentors=(mentor(4),))
    assert [row.flags for row in review.pairs] == [("only",)]
    assert review.flagged == {UUID(IDS[0])}


def test_a_pair_that_serves_no_goal_is_flagged_and_not_counted() -> None:
    someone = participant(0, goals=(("finance", 5),), skills=(("finance", 4),))
    mentors = (mentor(4, skills=(("finance", 3),)), mentor(5, skills=(("finance", 2),)))
    review = reviewed(someone, mentors=mentors)
    assert review.pairs[0].flags == ("no_goal",)
    assert review.headline == {"placed": 1, "people": 1, "first_goal": 0, "flagged": 1}


def test_whom_somebody_avoids_is_told_as_not_available() -> None:
    someone = participant(0, avoid=(IDS[4],), conflicts=(IDS[5],))
    review = reviewed(someone, mentors=(mentor(4), mentor(5), mentor(6, open=False)))
    (row,) = review.without
    assert row.rules == ((NOT_AVAILABLE, 3),)
    assert row.change_rules == ()


def test_rivals_for_a_place_are_named_with_it() -> None:
    review = reviewed(participant(0), participant(1), mentors=(mentor(4),))
    (row,) = review.without
    assert (row.reason, row.places) == ("shortage", 1)
    assert set(row.rivals) == {UUID(IDS[0]), UUID(IDS[1])}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.integers(0, 3))
def test_what_is_stored_is_read_back(steps: list[int], without: int) -> None:
    people = [participant(n, goals=(("finance", 5),)) for n in range(len(steps))]
    mentors = tuple(mentor(4 + n, skills=(("finance", step),)) for n, step in enumerate(steps))
    review = reviewed(*people, mentors=mentors[: max(1, len(mentors) - without)])
    assert Reviewed.from_json(review.to_json()) == review
    assert sum(review.spread) == len(review.pairs)
