"""A consortium's own lists: who sees and changes them, and what is refused."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.actor import load_actor
from portal.database import EditConflict, db, transaction
from portal.models import Consortium, HistoryEntry, Level, Place, Sector, Skill
from portal.queries.lists import columns_pointing_at, entries, entries_with_uses
from portal.services import lists
from portal.services.refusal import FieldRefusal, Refusal
from tests.cast import Cast, make_cast, sign_in
from tests.integration.counting import count_queries

STEPS = {f"step_{number}": f"I am at step {number}" for number in range(5)}


def test_an_entry_is_added_changed_and_removed(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
        actor = load_actor(cast.bristol["admin"])
        consortium = db.session.get_one(Consortium, cast.bristol["consortium"])
        with transaction():
            place = lists.add_entry(actor, consortium, Place, {"name": "Bedminster"})
        with transaction():
            lists.change_entry(actor, place, place.version, {"name": "Bedminster Down"})
        assert [one.name for one in entries(consortium.id, Place)] == ["Bedminster Down", "Bristol"]
        with transaction():
            lists.remove_entry(actor, place)
        assert [one.name for one in entries(consortium.id, Place)] == ["Bristol"]
        verbs = db.session.scalars(select(HistoryEntry.verb).filter_by(thing_id=place.id)).all()
        assert sorted(verbs) == ["add", "change", "remove"]


def test_a_name_or_number_that_is_taken_is_refused(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
        consortium = db.session.get_one(Consortium, cast.bristol["consortium"])
        level = db.session.get_one(Level, cast.bristol["level_2"])
        for model, values, field in (
            (Place, {"name": "BRISTOL"}, "name"),
            (Level, {"number": 5, "name": "New"}, "number"),
        ):
            with pytest.raises(FieldRefusal) as refused, transaction():
                lists.add_entry(None, consortium, model, values)
            assert refused.value.field == field
        with pytest.raises(FieldRefusal), transaction():
            lists.change_entry(None, level, level.version, {"name": "level 3"})
        with transaction():
            lists.change_entry(None, level, level.version, {"name": "LEVEL 2"})


def test_what_is_in_use_stays(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast()
        uses = {one.entry.name: one.uses for one in entries_with_uses(_bristol(cast), Sector)}
        assert uses == {"Government": 1, "Health": 1}
        with pytest.raises(Refusal), transaction():
            lists.remove_entry(None, db.session.get_one(Sector, cast.bristol["health"]))


def test_the_second_of_two_who_edit_is_told(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        skill = db.session.get_one(Skill, make_cast().bristol["finance"])
        opened = skill.version
        with transaction():
            lists.change_entry(None, skill, opened, {"name": "Money"})
        with pytest.raises(EditConflict), transaction():
            lists.change_entry(None, skill, opened, {"name": "Budgets"})


def test_every_table_that_points_at_a_list_is_known() -> None:
    pointing = {column.table.name for column in columns_pointing_at(Skill)}
    assert {"participant_goal", "mentor_skill", "assignment_skill"} <= pointing


def test_an_admin_keeps_the_lists(app: Flask, client: FlaskClient, cast: Cast) -> None:
    base = f"/consortia/{_bristol(cast)}/lists"
    sign_in(client, cast.bristol["admin"])
    skill = {"name": "Chairing", "position": "3", **STEPS}
    assert client.post(f"{base}/skills/add", data=skill).status_code == 302
    assert "I am at step 4" in client.get(f"{base}/skills").text
    level = {"number": "6", "name": "Retired", "description": "Has left."}
    assert client.post(f"{base}/levels/add", data=level).status_code == 302
    one = f"{base}/sectors/{cast.bristol['health']}"
    assert "used once, so it can be changed but not removed" in client.get(one).text
    assert client.post(f"{one}/remove").status_code == 409
    assert client.post(f"{base}/places/{cast.bristol['place']}/remove").status_code == 302
    assert "There are no places yet" in client.get(f"{base}/places").text
    assert "Bristol Stepping Up" in client.get(base).text


@pytest.mark.parametrize(
    ("path", "typed", "error"),
    [
        ("skills/add", {"name": "Chairing", **STEPS, "step_2": " "}, "Describe step 2"),
        ("skills/add", {"name": "Finance", "position": "1", **STEPS}, "is on the list already"),
        ("sectors/add", {"name": ""}, "Enter a name"),
        ("levels/add", {"number": "10", "name": "N", "description": "D"}, "Number must be a whole"),
    ],
)
def test_a_fault_keeps_what_was_typed(
    client: FlaskClient, cast: Cast, path: str, typed: dict[str, str], error: str
) -> None:
    sign_in(client, cast.bristol["admin"])
    answer = client.post(f"/consortia/{_bristol(cast)}/lists/{path}", data=typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert error in answer.text
    assert f'value="{typed["name"]}"' in answer.text


def test_a_lost_race_keeps_the_text_and_can_be_saved_knowing(
    client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    one = f"/consortia/{_bristol(cast)}/lists/sectors/{cast.bristol['health']}"
    assert client.post(one, data={"name": "Care", "version": "1"}).status_code == 302
    late = client.post(one, data={"name": "Wellbeing", "version": "1"})
    assert late.status_code == 409
    assert 'value="Wellbeing"' in late.text
    assert 'name="version" type="hidden" value="2"' in late.text
    assert client.post(one, data={"name": "Wellbeing", "version": "2"}).status_code == 302


def test_the_details_are_changed(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{_bristol(cast)}/details"
    typed = {"name": "West of England", "colour": "plum", "contact_name": "Priya", "version": "1"}
    assert client.post(page, data=typed).status_code == 302
    assert "West of England" in client.get(page).text
    taken = client.post(page, data={**typed, "name": "leeds stepping UP", "version": "2"})
    assert (taken.status_code, "There is a consortium called" in taken.text) == (422, True)
    assert client.post(page, data={**typed, "colour": "pink", "version": "2"}).status_code == 422


@pytest.mark.parametrize("role", ["lead", "mentor", "participant", "reviewer"])
def test_lists_are_the_teams(client: FlaskClient, cast: Cast, role: str) -> None:
    sign_in(client, cast.bristol[role])
    assert client.get(f"/consortia/{_bristol(cast)}/lists/skills").status_code == 403


def test_an_auditor_reads_and_changes_nothing(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["auditor"])
    base = f"/consortia/{_bristol(cast)}/lists"
    page = client.get(f"{base}/skills")
    assert (page.status_code, "Add a skill" in page.text) == (200, False)
    assert client.get(f"{base}/skills/add").status_code == 403


def test_another_consortiums_entry_is_not_there(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["admin"])
    foreign = cast.leeds["health"]
    assert client.get(f"/consortia/{_bristol(cast)}/lists/sectors/{foreign}").status_code == 404
    assert client.get(f"/consortia/{cast.leeds['consortium']}/lists").status_code == 404


def test_a_list_takes_the_same_number_of_queries_however_long(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = f"/consortia/{_bristol(cast)}/lists/sectors"
    before = count_queries(app, client, page)
    with app.app_context(), transaction():
        of = {"consortium_id": _bristol(cast)}
        db.session.add_all(Sector(name=f"Sector {number}", **of) for number in range(40))
    assert count_queries(app, client, page) == before


def _bristol(cast: Cast) -> object:
    return cast.bristol["consortium"]
