"""The state tables: complete, reachable, and the only way a status changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import lifecycles
from portal.lifecycles import IllegalMove, Lifecycle, RoundStatus, advance
from portal.models import Round

TABLES: list[Lifecycle] = [
    table
    for name in lifecycles.__all__
    if isinstance(table := getattr(lifecycles, name), Lifecycle)
]
IDS = [table.thing for table in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_status_has_words_and_can_be_reached(table: Lifecycle) -> None:
    statuses = set(type(table.first))
    assert set(table.words) == statuses
    reached = {table.first}
    while True:
        further = {after for (before, _verb), after in table.moves.items() if before in reached}
        if further <= reached:
            break
        reached |= further
    assert reached == statuses


@pytest.mark.parametrize("table", TABLES, ids=IDS)
@given(data=st.data())
def test_a_verb_moves_as_the_table_says_or_is_refused_in_words(
    table: Lifecycle, data: st.DataObject
) -> None:
    status = data.draw(st.sampled_from(sorted(type(table.first))))
    verb = data.draw(st.sampled_from(sorted({verb for _, verb in table.moves})))
    if table.can(status, verb):
        assert table.after(status, verb) == table.moves[status, verb]
    else:
        with pytest.raises(IllegalMove, match=table.words[status].lower()):
            table.after(status, verb)


def test_a_status_changes_through_its_lifecycle_alone() -> None:
    round = Round(name="Mentors")
    assert round.status == RoundStatus.DRAFT
    with pytest.raises(AttributeError, match="lifecycles.advance"):
        round.status = RoundStatus.PUBLISHED
    assert advance(round, "open") == (RoundStatus.DRAFT, RoundStatus.OPEN)
    with pytest.raises(IllegalMove):
        advance(round, "close")
    assert round.status == RoundStatus.OPEN
