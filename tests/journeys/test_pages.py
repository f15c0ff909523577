"""Every page that somebody can open: accessible, and no wider than a laptop's or a phone's window.

The pages come from the portal's own list of addresses, so that a new one is looked at as well, or
has to be named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from portal.database import begin_writing, db, transaction
from portal.models import Level, Membership, Person, Place, Programme, RoundKind, Sector, Skill
from tests.journeys import cast
from tests.journeys.live import LivePortal, live_portal
from tests.journeys.published import (
    accept,
    go_ahead,
    latest_proposal,
    publish_round,
    run_round,
)
from tests.journeys.visits import page_faults, visits

pytestmark = pytest.mark.journey

NOBODY = ""
# Who opens a page, by the beginning of its name; the consortium's admin opens the others.
VISITORS = {
    "web.front_door": NOBODY,
    "web.how_matching_works": NOBODY,
    "web.privacy": NOBODY,
    "web.accessibility": NOBODY,
    "web.accept_invitation": NOBODY,
    "security.login": NOBODY,
    "security.forgot_password": NOBODY,
    "web.participant_profile": cast.PARTICIPANT,
    "web.mentor_profile": cast.HER_MENTOR,
    "web.look_at_proposal": cast.PARTICIPANT,
    "web.answer_proposal": cast.MENTOR_AND_LEAD,
    "web.show_match": cast.OTHER_PARTICIPANT,
    "web.approve_run": cast.APPROVER,
    "web.own_offers": cast.LEAD_WITH_DRAFTS,
    "web.offer_assignment": cast.LEAD_WITH_DRAFTS,
    "web.change_assignment": cast.LEAD_WITH_DRAFTS,
    "web.assignment_skills": cast.LEAD_WITH_DRAFTS,
    "web.withdraw_assignment": cast.LEAD_WITH_DRAFTS,
    "web.revise_assignment": cast.LEAD_WITH_DRAFTS,
}
# Whose home is looked at besides.
HOMES = (
    cast.ADMIN,
    cast.PARTICIPANT,
    cast.OTHER_PARTICIPANT,
    cast.INCOMPLETE,
    cast.UNPLACED,
    cast.OTHER_MENTOR,
    cast.MENTOR_AND_LEAD,
    cast.LEAD_WITH_DRAFTS,
    cast.LINE_MANAGER,
)
VISITING = sorted({NOBODY, cast.AUDITOR, *VISITORS.values(), *HOMES})
NOT_WALKED = {
    "static": "files",
    "web.healthz": "for machines",
    "web.readyz": "for machines",
    "web.spread_of_run": "a picture: it stands in the review, above its table",
    "security.reset_password": "its link works once: test_accounts looks at it",
    "security.logout": "it is a button: its address alone shows nothing",
}


DRAFT, SUBMITTED = (
    "A data picture of the night-time economy",
    "Start a traineeship across six services",
)


@dataclass(frozen=True)
class Visit:
    """A page, who opens it, and what it is about where that isn't the usual thing."""

    endpoint: str
    visitor: str
    name: str
    about: dict[str, Any]


@dataclass(frozen=True)
class Walk:
    """A portal in which everything is under way, and every visit to be made to it."""

    portal: LivePortal
    things: dict[str, Any]
    visits: list[Visit]

    def address(self, visit: Visit) -> str:
        """Return the address to open."""
        urls = self.portal.app.url_map.bind("127.0.0.1")
        return urls.build(visit.endpoint, {**self.things, **visit.about}, append_unknown=False)


@pytest.fixture(scope="module")
def walk(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Serve a portal with a match, proposals at each stage, and a round still open."""
    with live_portal(demonstration, tmp_path_factory.mktemp("walk")) as portal:
        with portal.app.app_context(), transaction():
            begin_writing()
            db.session.scalars(select(Programme)).one().experience_tags = ["Carer", "Veteran"]
        mentor_round, mentor_run = run_round(portal, RoundKind.MENTORS)
        publish_round(portal, mentor_round, mentor_run)
        go_ahead(portal, cast.OTHER_PARTICIPANT)
        match = accept(portal, cast.OTHER_PARTICIPANT, cast.OTHER_MENTOR)
        answered = go_ahead(portal, cast.ASKS_MENTOR_AND_LEAD)
        open_round, approved = run_round(portal, RoundKind.ASSIGNMENTS)
        portal.flask("rounds", "approve", approved, "--as", cast.APPROVER)
        run = portal.flask("rounds", "run", open_round)["run"]
        invited = portal.flask(
            *("accounts", "invite", "new.mentor@harbourside.example", "--role", "mentor"),
            *("--consortium", "Bristol Stepping Up", "--employer", "Harbourside Homes"),
        )
        made = {"match": match, "round": open_round, "run": run, "proposal": answered}
        token = invited["link"].rsplit("/", 1)[1]
        things = {**_things(portal), **made, "token": token}
        seen_twice = _second_looks(portal, mentor_round, mentor_run)
        yield Walk(portal, things, [*_every_page(portal), *seen_twice])


def _things(portal: LivePortal) -> dict[str, Any]:
    """Return a thing of each kind, by the name that it has in addresses."""
    ids = portal.ids
    with portal.app.app_context():
        of_list = {
            name: db.session.scalars(select(model.id)).first()
            for name, model in (
                ("sector", Sector),
                ("place", Place),
                ("level", Level),
                ("skill", Skill),
            )
        }
        membership = db.session.scalars(
            select(Membership.id).join(Person).where(Person.email == cast.PARTICIPANT)
        ).one()
    return {
        **of_list,
        "membership": membership,
        "consortium": ids["consortium"],
        "programme": ids["programme"],
        "cohort": ids["cohort"],
        "employer": ids["employers"]["Avon City Council"],
        "participation": ids["participations"][cast.PARTICIPANT],
        "person": ids["participations"][cast.PARTICIPANT],
        "mentor_profile": ids["mentor_profiles"][cast.HER_MENTOR],
        "stretch_assignment": ids["stretch_assignments"][DRAFT],
    }


def _every_page(portal: LivePortal) -> Iterator[Visit]:
    """Visit each page that has an address once."""
    ids = portal.ids
    with portal.app.app_context():
        of_asha = latest_proposal(portal, cast.PARTICIPANT).id
    about = {
        "web.look_at_proposal": {"proposal": of_asha},
        "web.return_assignment": {"stretch_assignment": ids["stretch_assignments"][SUBMITTED]},
    }
    for rule in portal.app.url_map.iter_rules():
        name = rule.endpoint
        if "GET" in (rule.methods or ()) and name not in NOT_WALKED:
            begins = [start for start in VISITORS if name.startswith(start)]
            visitor = VISITORS[max(begins, key=len)] if begins else cast.ADMIN
            yield Visit(name, visitor, name.partition(".")[2], about.get(name, {}))


def _second_looks(portal: LivePortal, round: str, run: str) -> Iterator[Visit]:
    """Visit pages again that look different for somebody else, or about another thing."""
    people = portal.ids["participations"]
    of_mentors = {"round": round, "run": run}
    yield Visit("web.show_round", cast.ADMIN, "published_round", of_mentors)
    yield Visit("web.show_run", cast.ADMIN, "review_of_mentors", of_mentors)
    for name, person in (("pair_of_mentors", cast.PARTICIPANT), ("unplaced", cast.UNPLACED)):
        yield Visit("web.show_pair", cast.ADMIN, name, {**of_mentors, "person": people[person]})
    yield Visit("web.show_match", cast.OTHER_MENTOR, "match_for_mentor", {})
    yield Visit("web.assignment_page", cast.LEAD_WITH_DRAFTS, "own_assignment", {})
    yield Visit("web.home", cast.AUDITOR, "home_of_auditor", {})
    for number, who in enumerate(HOMES):
        yield Visit("web.home", who, f"home_{number}_{who.partition('@')[0]}", {})
    yield Visit(
        "web.participant_profile_topics",
        cast.INCOMPLETE,
        "incomplete_profile",
        {"participation": people[cast.INCOMPLETE]},
    )


@pytest.mark.parametrize("visitor", VISITING, ids=lambda who: who.partition("@")[0] or "nobody")
def test_pages_are_accessible_and_fit(
    walk: Walk, browser: Browser, browser_context_args: dict[str, Any], visitor: str
) -> None:
    faults: list[str] = []
    with visits(walk.portal, browser, browser_context_args) as people:
        page = people.by(visitor) if visitor else people.by_nobody()
        for visit in walk.visits:
            if visit.visitor == visitor:
                faults += _faults_of(page, walk.address(visit), visit.name)
    assert faults == []


def _faults_of(page: Page, address: str, name: str) -> list[str]:
    response = page.goto(address)
    assert response is not None
    if response.status != 200 or not page.url.endswith(address):
        return [f"{name}: {response.status} at {page.url}, wanted {address}"]
    return page_faults(page, name)


def test_nobody_is_left_out(walk: Walk) -> None:
    assert {visit.visitor for visit in walk.visits} == set(VISITING)


@pytest.mark.parametrize(
    ("visitor", "address", "status"),
    [
        (cast.ADMIN, "/no-such-page", 404),
        (cast.PARTICIPANT, "/consortia/{consortium}/people", 403),
        (NOBODY, "/invitations/no-such-token", 404),
        (NOBODY, "/reset-password/no-such-token", 200),
    ],
    ids=["missing", "forbidden", "bad-link", "bad-reset"],
)
def test_pages_of_errors_are_accessible_and_fit(
    walk: Walk,
    browser: Browser,
    browser_context_args: dict[str, Any],
    visitor: str,
    address: str,
    status: int,
) -> None:
    with visits(walk.portal, browser, browser_context_args) as people:
        page = people.by(visitor) if visitor else people.by_nobody()
        response = page.goto(address.format(consortium=walk.things["consortium"]))
        assert response is not None
        assert response.status == status
        assert page_faults(page, f"error_{status}_{page.url.split('/')[3]}") == []
