"""Saving profiles, on both databases."""

import pytest
from flask import Flask

from portal.access.actor import load_actor
from portal.database import db, transaction
from portal.models import Level, ParticipantProfile, Employer
from portal.services import profiles
from tests.cast import make_cast


def test_role(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        cast = make_cast().bristol
        actor = load_actor(cast["participant"])
        with transaction():
            profile = db.session.get_one(ParticipantProfile, cast["participant_profile"])
            profiles.save_role(
                actor,
                profile,
                profile.version,
                job_title="X",
                level=db.session.get_one(Level, cast["level_1"]),
                other_employers=[db.session.get_one(Employer, cast["council"])],
            )
        with transaction():
            db.session.expire_all()
            profile = db.session.get_one(ParticipantProfile, cast["participant_profile"])
            v = profile.version
            print(profile.topics_done, v)
            profiles.save_role(
                actor,
                profile,
                profile.version,
                job_title="X",
                level=db.session.get_one(Level, cast["level_1"]),
                other_employers=[db.session.get_one(Employer, cast["council"])],
            )
            assert profile.version == v
            assert [e.name for e in profile.other_employers] == ["Bristol Council"]
