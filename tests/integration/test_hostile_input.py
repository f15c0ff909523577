"""What no browser would send: foreign ids in fields, junk in every form, odd addresses."""

import io
import random
import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.access_table import may
from tests.cast import sign_in
from tests.integration.page_forms import PageForm, forms_of
from tests.integration.walk import ways
from tests.world import World, make_world

SENDERS = ("admin", "participant", "mentor", "lead", "other_mentor", "visitor")
SIGN_OUT = "/sign-out"


def browser(app: Flask, world: World, who: str) -> FlaskClient:
    """Return somebody's browser."""
    client = app.test_client()
    if who != "visitor":
        sign_in(client, world.bristol[who])
    return client


def every_form(app: Flask, world: World) -> Iterator[tuple[str, str, PageForm]]:
    """Return each form that somebody is shown: who, its address, and the form."""
    for who in SENDERS:
        client = browser(app, world, who)
        for way in ways(app, world):
            if way.method != "GET" or way.gone or "static" in way.rule:
                continue
            if who not in may(way.method, way.rule, way.case):
                continue
            for form in forms_of(client.get(way.address).text):
                if form.action != SIGN_OUT:
                    yield who, form.action or way.address, form


def is_id(value: str) -> bool:
    """Say whether a value is the id of a thing."""
    try:
        return bool(UUID(value)) and "-" in value
    except ValueError:
        return False


def test_a_foreign_or_unknown_id_in_a_field_is_refused(world_app: Flask, world: World) -> None:
    """Each field that offers things, sent with Leeds's things and with none that is."""
    foreign = [str(id) for id in set(world.leeds.ids.values())]
    tried = set()
    for who, address, form in list(every_form(world_app, world)):
        client = browser(world_app, world, who)
        for name, choices in form.choices.items():
            if not any(map(is_id, choices)):
                continue
            tried.add((name, re.sub(r"[0-9a-f-]{36}", "", address)))
            for id in (random.Random(name).choice(foreign), str(uuid4())):
                answer = client.post(address, data=form.values | {name: [id]})
                assert answer.status_code in (409, 422), (who, address, name)
                assert f'href="#{name}' in answer.text, (who, address, name)
            chosen = {value for values in form.values.values() for value in values}
            offered = next(choice for choice in choices if is_id(choice) and choice not in chosen)
            answer = client.post(address, data=form.values | {name: [offered], "version": "-1"})
            assert f'href="#{name}' not in answer.text, (who, address, name)
    assert len(tried) >= 12, tried


JUNK = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "x" * 5_000,
    "𝔘\u202e\u0301" * 300,
    "-1",
    "0",
    "٣",
    "9" * 30,
    "1e400",
    "nan",
    "true",
    "[]",
    "{{ 7 * 7 }}",
    "%s%n{0}",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "31 2 2027",
    "2027-02-31",
    "\r\nSet-Cookie: a=b",
    "00000000-0000-0000-0000-000000000000",
)
# What no form has: columns that a careless form would let in.
UNASKED = ("id", "status", "consortium_id", "person_id", "role", "active", "is_banned", "approved")


def junk_for(form: PageForm, chance: random.Random) -> dict[str, list[str]]:
    """Return a form in which some fields are right, some hold junk, some several values at once."""
    sent = {name: list(values) for name, values in form.values.items()}
    for name in (*form.values, *UNASKED):
        if chance.random() < 0.6:
            sent[name] = [chance.choice(JUNK) for _ in range(chance.choice((1, 1, 1, 3)))]
    return sent


def test_no_junk_in_a_form_breaks_the_portal(app_on_both: Flask) -> None:
    app_on_both.config["PROPAGATE_EXCEPTIONS"] = False
    with app_on_both.app_context():
        world = make_world()
    chance = random.Random(20171228)
    clients = {who: browser(app_on_both, world, who) for who in SENDERS}
    found = {(who, address): form for who, address, form in every_form(app_on_both, world)}
    broken, answered = [], set()
    for (who, address), form in found.items():
        for _ in range(2):
            sent = junk_for(form, chance)
            answer = clients[who].post(address, data=sent)
            answered.add(answer.status_code)
            if answer.status_code >= 500:
                broken.append((who, address, sent))
    assert broken == []

    assert len(found) * 2 > 200
    assert {302, 409, 422} <= answered


ODD_IDS = ("0", "x" * 3_000, "é", "%00", "%ff", "..%2f..", "{id}", "-", "٣" * 32, "%0d%0aX: y")


def test_odd_addresses_lead_nowhere(world_app: Flask, world: World) -> None:
    client = browser(world_app, world, "admin")
    rules = {re.sub(r"<[^>]*>", "{}", rule.rule) for rule in world_app.url_map.iter_rules()}
    for rule in sorted(rule for rule in rules if "{}" in rule):
        for odd in ODD_IDS:
            answer = client.get(rule.replace("{}", odd), buffered=True)
            assert answer.status_code in (302, 400, 404), (rule, odd)


def test_odd_questions_are_answered(world_app: Flask, world: World) -> None:
    client = browser(world_app, world, "admin")
    for address in ("people", "people/invite", "employers", "mentors", "stretch-assignments"):
        for junk in JUNK:
            page = f"/consortia/{world.bristol['consortium']}/{address}"
            answer = client.get(page, query_string={"q": junk, "role": junk, "from": junk})
            assert answer.status_code == 200, (address, junk)
            assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "escape",
    [
        "../config.py",
        "%2e%2e/config.py",
        "..%2fconfig.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..%5c",
    ],
)
def test_static_files_are_those_in_their_folder(world_app: Flask, escape: str) -> None:
    answer = world_app.test_client().get(f"/static/{escape}", buffered=True)
    assert answer.status_code in (308, 404)
    assert "import" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/home", "/%2fevil.example", "/\\evil.example"]
)
def test_no_address_leads_to_another_site(world_app: Flask, elsewhere: str) -> None:
    for host in ("127.0.0.1:5000", "evil.example"):
        client = world_app.test_client()
        answer = client.get(elsewhere, headers={"Host": host})
        assert answer.status_code in (302, 308, 404)
        assert not re.match(r"//|/\\", answer.headers.get("Location", ""))
        home = client.get("/home", headers={"Host": host})
        assert home.headers["Location"] == "/sign-in?next=/home"


def test_a_get_stays_a_get(world_app: Flask, world: World) -> None:
    client = browser(world_app, world, "admin")
    page = f"/rounds/{world.bristol['round']}/cancel"
    overrides = {
        "X-HTTP-Method-Override": "POST",
        "X-HTTP-Method": "POST",
        "X-Method-Override": "POST",
    }
    form = {"_method": "POST", "reason": "Because"}
    assert client.get(page, headers=overrides, query_string=form, data=form).status_code == 200
    assert client.post(f"{page}?_method=PUT", headers=overrides).status_code == 422
    assert "Cancelled" not in client.get(f"/rounds/{world.bristol['round']}").text


def test_anothers_csrf_token_is_worth_nothing(
    world_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(world_app.config, "WTF_CSRF_ENABLED", True)
    page = f"/rounds/{world.bristol['round']}/cancel"
    tokens = {}
    clients = {who: browser(world_app, world, who) for who in ("admin", "second_admin")}
    for who, client in clients.items():
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
        assert token
        tokens[who] = token[1]

    def send(token: str) -> int:
        return clients["admin"].post(page, data={"csrf_token": token}).status_code

    own = tokens["admin"]
    for wrong in (tokens["second_admin"], own[:-1], own + "x", own.upper(), "." * 40):
        assert send(wrong) == 400
    assert send(own) == 422  # no reason was given: it came as far as the form


BODIES = {
    "a number for words": ("application/json", b'{"name": 5, "version": {}, "reason": []}'),
    "no object": ("application/json", b"5"),
    "no JSON": ("application/json", b"{"),
    "a list": ("application/json", b"[1, 2]"),
    "odd letters": ("application/x-www-form-urlencoded; charset=utf-77", b"name=%ff%fe&q=\xff"),
    "nothing whole": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disp"),
    "no boundary": ("multipart/form-data", b"name=a"),
    "plain text": ("text/plain", b"name=a"),
}


@pytest.mark.parametrize("body", BODIES)
def test_no_other_kind_of_body_breaks_a_form(world_app: Flask, world: World, body: str) -> None:
    content_type, data = BODIES[body]
    for who, address in FORMS:
        page = address.format_map(world.bristol.ids)
        answer = browser(world_app, world, who).post(page, data=data, content_type=content_type)
        assert answer.status_code in (400, 409, 415, 422), (page, answer.status_code)


FORMS = (
    ("visitor", "/sign-in"),
    ("visitor", "/reset-password"),
    ("admin", "/rounds/{round}/cancel"),
    ("admin", "/consortia/{consortium}/employers/add"),
    ("admin", "/consortia/{consortium}/people/invite"),
    ("mentor", "/mentor-profiles/{mentor_profile}/role"),
    ("lead", "/employers/{council}/offer"),
    ("participant", "/participations/{participant_participation}/profile/role"),
)


def test_a_file_in_a_field_is_no_text(world_app: Flask, world: World) -> None:
    for who, address in FORMS:
        page = address.format_map(world.bristol.ids)
        client = browser(world_app, world, who)
        for form in forms_of(client.get(page).text):
            files = {name: (io.BytesIO(b"x"), "x.txt") for name in form.values}
            answer = client.post(page, data=files, content_type="multipart/form-data")
            assert answer.status_code in (400, 409, 415, 422), (page, answer.status_code)
