"""The forms of profiles, away from any page: what they refuse, and with which words."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.models.profiles import ConflictReason
from portal.web.forms.mentor_profiles import AgreementForm, AvailabilityForm, skills_form
from portal.web.forms.participant_profiles import (
    GoalsForm,
    ReleaseForm,
    goal_steps_form,
    wishes_form,
)
from portal.web.forms.profiles import AvoidForm, MeetingForm, RoleForm

STEPS = ["Not yet", "A little", "With help", "Alone", "Teach others"]
SKILLS = [SimpleNamespace(id=uuid4(), name=name, steps=STEPS) for name in ("Finance", "Talking")]
PLACES = [SimpleNamespace(id=uuid4(), name=name) for name in ("Bath", "Yate")]
LEVEL = SimpleNamespace(id=uuid4(), name="Team leader", description="You lead a team.")
MENTOR = SimpleNamespace(id=uuid4(), words="Ben, Director, Homes", email="ben@homes.example")


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    app = Flask("forms")
    app.config.update(SECRET_KEY="a key for forms", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def typed(form: type, **values: Any) -> Any:
    """Return a form as if it had been sent with these values."""
    return form(MultiDict([(name, one) for name, many in values.items() for one in _list(many)]))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def told(form: Any) -> dict[str, str]:
    """Return what each field says."""
    assert not form.validate()
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def role(**values: Any) -> RoleForm:
    form = typed(RoleForm, version="1", **values)
    form.choose_from([LEVEL], {LEVEL.id: ["Band 7", "Band 8"]}, PLACES)
    return form


def test_a_role_says_what_is_missing() -> None:
    assert told(role()) == {
        "job_title": "Enter your job title",
        "level": "Choose what comes closest to your job",
        "has_others": "Choose yes if you work for, or at, another employer, or no if you don’t",
    }


def test_a_level_shows_the_grades_that_stand_for_it() -> None:
    assert role().level.hints == {
        str(LEVEL.id): "You lead a team. Your employer’s grades: Band 7, Band 8."
    }


def test_other_employers_are_asked_for_after_a_yes_and_left_out_after_a_no() -> None:
    answers = {"job_title": "Officer", "level": str(LEVEL.id)}
    assert "others" in told(role(**answers, has_others="yes"))
    named = {"others": [str(PLACES[0].id)]}
    yes, no = (role(**answers, **named, has_others=answer) for answer in ("yes", "no"))
    assert yes.validate()
    assert yes.other_employers == PLACES[:1]
    assert no.validate()
    assert no.other_employers == []


def test_an_employer_that_was_not_offered_is_refused() -> None:
    form = role(job_title="X", level=str(LEVEL.id), has_others="yes", others=[str(uuid4())])
    assert told(form) == {"others": "Choose other employers from the list"}


def test_a_goal_is_chosen_once() -> None:
    first = str(SKILLS[0].id)
    form = typed(GoalsForm, goal_1=first, goal_2="", goal_3=first)
    form.choose_from(SKILLS)
    assert told(form) == {"goal_3": "You’ve chosen this already: choose another"}


def test_goals_close_ranks() -> None:
    form = typed(GoalsForm, goal_1=str(SKILLS[1].id), goal_2="", goal_3=str(SKILLS[0].id))
    form.choose_from(SKILLS)
    assert form.validate()
    assert form.skills == SKILLS[::-1]


def test_every_goal_asks_where_somebody_is_now() -> None:
    goals = [SimpleNamespace(rank=1, skill=SKILLS[0], skill_id=SKILLS[0].id)]
    kind = goal_steps_form(goals)
    assert told(typed(kind, version="1")) == {"goal_1": "Choose where you are now with Finance"}
    assert told(typed(kind, goal_1="5")) == {"goal_1": "Choose where you are now with Finance"}
    form = typed(kind, goal_1="0")
    assert form.validate()
    assert form.steps == {SKILLS[0].id: 0}


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        ([], "Choose at least one way to meet"),
        (["email"], "Choose face to face, video call or phone as well as e-mail"),
        (["pigeon"], "Choose ways to meet from the list"),
    ],
)
def test_people_must_be_able_to_talk(formats: list[str], said: str) -> None:
    form = typed(MeetingForm, version="1", formats=formats, location="", weekdays=["mon"])
    form.choose_from(PLACES)
    assert told(form)["formats"] == said


def test_a_release_has_its_dates_in_order() -> None:
    form = typed(
        ReleaseForm,
        available_from=["2", "5", "2027"],
        available_to=["1", "5", "2027"],
        days_per_week="",
    )
    assert told(form) == {"available_to": "The last day must be the same as or after the first day"}


def test_a_bad_date_names_what_is_missing_and_keeps_what_was_typed() -> None:
    form = typed(ReleaseForm, available_from=["2", "", "2027"], blocked_on="soon")
    said = told(form)
    assert said["available_from"].endswith("must include a month")
    assert "“soon”" in said["blocked_on"]
    assert form.available_from.raw_data == ["2", "", "2027"]
    assert form.blocked_on.data == "soon"


def test_a_release_may_be_left_blank() -> None:
    form = typed(ReleaseForm, days_per_week="", blocked_on="1/5/2027")
    assert form.validate()
    assert form.available_from.data is None
    assert form.blocked_on.days == [date(2027, 5, 1)]


def test_a_wish_is_made_once() -> None:
    id = str(MENTOR.id)
    form = typed(wishes_form(), mentor_1=id, mentor_2="", mentor_3=id)
    form.choose_from([MENTOR], [])
    assert told(form) == {"mentor_3": "You’ve chosen this already: choose another, or none"}


def test_a_mentor_helps_with_at_least_one_skill() -> None:
    kind = skills_form(SKILLS)
    assert told(typed(kind, skill_0="0", skill_1="0")) == {
        "skill_0": "Choose at least one skill that you can help with"
    }
    form = typed(kind, skill_0="0", skill_1="4")
    assert form.validate()
    assert form.steps == {SKILLS[1].id: 4}


def test_an_absence_has_its_dates_in_order_and_is_not_over() -> None:
    form = typed(
        AvailabilityForm, capacity="1", away_from=["2", "5", "2090"], away_to=["1", "5", "2090"]
    )
    assert told(form) == {"away_to": "The last day away must be the same as or after the first"}
    over = typed(AvailabilityForm, capacity="10", away_to=["1", "5", "2020"])
    assert told(over) == {
        "capacity": "Number of people must be a whole number from 0 to 9",
        "away_to": "The last day away must be today or later",
    }


def test_an_agreement_is_ticked() -> None:
    assert "agreed" in told(typed(AgreementForm, version="1"))
    assert typed(AgreementForm, version="1", agreed=["yes"]).validate()


def avoid(mentors: list[Any] | None = None, **values: Any) -> AvoidForm:
    form = typed(AvoidForm, **values)
    form.choose_from(mentors, PLACES)
    return form


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("mentor", {"mentor": "Choose a mentor"}),
        ("person", {"person": "Enter their e-mail address or full name"}),
        ("employer", {"employer": "Choose an employer"}),
    ],
)
def test_whoever_is_meant_is_asked_for(who: str, said: dict[str, str]) -> None:
    assert told(avoid([MENTOR], who=who, why="avoid")) == said


def test_a_mentor_is_offered_no_list_of_people() -> None:
    assert "mentor" not in (avoid().who.choices or {})
    assert told(avoid(who="mentor", mentor=str(MENTOR.id), why="avoid"))


def test_a_mentor_who_was_chosen_is_kept_by_address_and_shown_by_name() -> None:
    form = avoid([MENTOR], who="mentor", mentor=str(MENTOR.id), why="grievance")
    assert form.validate()
    assert form.entry == {
        "reason": ConflictReason.GRIEVANCE,
        "person_named": "ben@homes.example",
        "shown_as": "Ben, Director, Homes",
    }


def test_no_reason_is_asked_of_a_wish_to_avoid() -> None:
    form = avoid(who="employer", employer=str(PLACES[1].id), person="ignored", why="avoid")
    assert form.validate()
    assert form.entry == {"reason": None, "employer": PLACES[1]}
