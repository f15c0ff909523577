"""What pages ask of the database: never more because there are more rows."""

from flask import Flask

from tests.access_table import may
from tests.cast import sign_in
from tests.growing import grow
from tests.integration.counting import counted_queries
from tests.integration.walk import ways
from tests.world import World

READERS = ("admin", "auditor", "lead", "supervisor", "mentor", "participant", "other_participant")
MOST = 30


def costs(app: Flask, world: World) -> dict[tuple[str, str, str], int]:
    """Return how many queries each page takes that somebody may read, by who, rule and case."""
    found = {}
    for who in READERS:
        client = app.test_client()
        sign_in(client, world.bristol[who])
        for way in ways(app, world):
            if way.method != "GET" or way.gone or "static" in way.rule:
                continue
            if who in may(way.method, way.rule, way.case):
                with counted_queries(app) as counted:
                    answer = client.get(way.address)
                assert answer.status_code in (200, 302, 404, 409), way
                found[who, way.rule, way.case] = len(counted)
    return found


def test_no_page_asks_more_because_there_is_more(world_app: Flask, world: World) -> None:
    with world_app.app_context():
        grow(world.bristol, 2)
    few = costs(world_app, world)
    with world_app.app_context():
        grow(world.bristol, 10)
    many = costs(world_app, world)
    assert {key: (few[key], many[key]) for key in few if many[key] != few[key]} == {}
    assert {key: taken for key, taken in many.items() if taken > MOST} == {}
    assert len(many) > 100
