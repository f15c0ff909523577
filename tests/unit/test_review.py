"""The words of a review, made from what a run came to."""

from uuid import UUID

from portal.queries.outcome import ReviewedPair
from portal.queries.pair_facts import PairFacts
from portal.queries.review import _told_criteria


def test_a_wish_for_lived_experience_is_told_with_other_wishes() -> None:
    pair = ReviewedPair(
        participation_id=UUID(int=1),
        option_id=UUID(int=2),
        points=140,
        criteria=(("level", 80, 150), ("wishes", 20, 100), ("experience", 40, 50)),
        flags=(),
        eligible=3,
        facts=PairFacts(kind="mentors"),
    )
    assert _told_criteria(pair, "mentors") == (
        ("Distance in level", 80, 150),
        ("Wishes", 60, 150),
    )
