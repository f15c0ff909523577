"""The frame of every page: whose consortium, who is signed in, and where they can go."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matching import CRITERIA, RULES
from portal.database import db, transaction
from portal.models import Brand, Consortium, Membership, Role
from portal.web.navigation import ITEMS
from portal.web.page import PAGES
from tests.cast import Cast, Side, sign_in
from tests.integration.counting import count_queries

PUBLIC = ("/", "/sign-in", "/reset-password", "/privacy", "/accessibility", "/how-matching-works")


def join(app: Flask, side: Side, person: Any, role: Role) -> None:
    """Give somebody another role."""
    with app.app_context(), transaction():
        of = {"person_id": person, "consortium_id": side["consortium"], "role": role}
        db.session.add(Membership(**of))


def links(page: str) -> list[str]:
    """Return the words of the navigation, in order."""
    navigation = re.search(r'<nav[^>]*aria-label="Main menu".*?<ul(.*?)</nav>', page, re.DOTALL)
    return re.findall(r"<a[^>]*>\s*([^<]+?)\s*<", navigation[1]) if navigation else []


def test_every_link_leads_to_a_page() -> None:
    assert all(item.endpoint in PAGES for item in ITEMS)
    assert len({item.text for item in ITEMS}) == len(ITEMS)


OF_TEAM = ["Home", "Rounds", "Cohorts", "People", "Mentors", "Assignments", "Employers", "Lists"]


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("admin", OF_TEAM),
        ("auditor", OF_TEAM),
        ("lead", ["Home", "Your offers"]),
        ("participant", ["Home", "Profile"]),
        ("mentor", ["Home", "Mentor profile"]),
        ("line_manager", ["Home"]),
        ("reviewer", ["Home"]),
    ],
)
def test_each_role_is_offered_what_it_works_with(
    client: FlaskClient, cast: Cast, who: str, offered: list[str]
) -> None:
    sign_in(client, cast.bristol[who])
    assert links(client.get("/change-password").text) == offered


def test_who_holds_several_roles_moves_between_them(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    join(app, cast.bristol, cast.bristol["mentor"], Role.CONSORTIUM_ADMIN)
    sign_in(client, cast.bristol["mentor"])
    assert links(client.get("/change-password").text) == [*OF_TEAM, "Mentor profile"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/home", ["Home"]),
        ("/consortia/{consortium}/rounds", ["Rounds"]),
        ("/consortia/{consortium}/lists/skills", ["Lists"]),
        ("/cohorts/{cohort}", ["Cohorts"]),
        ("/consortia/{consortium}/stretch-assignments", ["Assignments"]),
        ("/participations/{participant_participation}", ["Cohorts"]),
        ("/change-password", []),
        ("/cohorts/none", []),
    ],
)
def test_the_link_to_where_one_is_is_marked(
    client: FlaskClient, cast: Cast, address: str, current: list[str]
) -> None:
    sign_in(client, cast.bristol["admin"])
    page = client.get(address.format(**cast.bristol.ids)).text
    assert re.findall(
        r'aria-current="(?:page|true)"[^>]*>\s*(?:<[^>]*>)?\s*([^<]+?)\s*<', page
    ) == (current)


def test_every_offered_link_opens(app: Flask, cast: Cast) -> None:
    opened = 0
    for who in ("admin", "auditor", "lead", "mentor", "participant"):
        client = app.test_client()
        sign_in(client, cast.bristol[who])
        page = client.get("/change-password").text
        navigation = re.search(r'<nav[^>]*aria-label="Main menu".*?</nav>', page, re.DOTALL)
        assert navigation
        for href in re.findall(r'href="(/[^"]+)"', navigation[0]):
            answer = client.get(href)
            assert answer.status_code == 200, (who, href)
            assert 'aria-current="page"' in answer.text, (who, href)
            opened += 1
    assert opened > 5


def test_the_header_is_the_consortiums(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context(), transaction():
        consortium = db.session.get_one(Consortium, cast.bristol["consortium"])
        consortium.colour = Brand.PLUM
        consortium.contact_email = "team@bristol.example"
    sign_in(client, cast.bristol["admin"])
    page = client.get("/change-password").text
    assert "app-brand--plum" in page
    assert ">Bristol Stepping Up</a>" in page
    assert "Admin Bristol" in page
    assert "mailto:team@bristol.example" in page
    assert '<form method="post" action="/sign-out">' in page


def test_who_is_in_two_consortia_sees_that_of_the_page(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    join(app, cast.leeds, cast.bristol["admin"], Role.CONSORTIUM_ADMIN)
    sign_in(client, cast.bristol["admin"])
    nowhere = client.get("/change-password").text
    assert "Bristol Stepping Up" not in nowhere
    assert links(nowhere) == ["Home"]
    for side, name in ((cast.bristol, "Bristol"), (cast.leeds, "Leeds")):
        page = client.get(f"/consortia/{side['consortium']}/lists").text
        assert f">{name} Stepping Up</a>" in page
        assert f"/consortia/{side['consortium']}/" in page


def test_the_frame_takes_as_many_queries_whatever_there_is(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bristol["participant"])
    join(app, cast.bristol, cast.bristol["participant"], Role.MENTOR)
    before = count_queries(app, client, "/change-password")
    join(app, cast.leeds, cast.bristol["participant"], Role.MENTOR)
    for role in (Role.AUDITOR, Role.CONSORTIUM_ADMIN):
        join(app, cast.bristol, cast.bristol["participant"], role)
        join(app, cast.leeds, cast.bristol["participant"], role)
    assert count_queries(app, client, "/change-password") == before <= 6


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_for_everybody(client: FlaskClient, cast: Cast, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert re.search("<title>[^–<]+ – Stepping Up</title>", page.text)
    assert "Sign out" not in page.text


def test_what_people_read_is_what_the_matcher_does(client: FlaskClient) -> None:
    page = client.get("/how-matching-works").text
    for kind, rules in RULES.items():
        for text in (*rules, *CRITERIA[kind]):
            assert text.sentence.replace("'", "&#39;") in page
    assert "Usually 50 of 100" in page


def test_the_front_door_leads_home_once_signed_in(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bristol["mentor"])
    assert client.get("/").headers["Location"] == "/home"
