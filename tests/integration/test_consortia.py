"""A consortium begins with lists of its own, which its admins change."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.database import db, transaction
from portal.models import Consortium, HistoryEntry, Level, Place, Sector, Skill
from portal.services.consortia import create_consortium
from portal.services.refusal import Refusal


def test_a_new_consortium_has_lists_of_its_own(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        with transaction():
            bath = create_consortium(None, "  Bath   Stepping Up ", contact_name="Priya Shah")
            wells = create_consortium(None, "Wells Stepping Up")
        assert bath.name == "Bath Stepping Up"
        skills = db.session.scalars(select(Skill).filter_by(consortium_id=bath.id)).all()
        assert len(skills) == 16
        assert {len(skill.steps) for skill in skills} == {5}
        sentences = [step for skill in skills for step in skill.steps]
        assert len(set(sentences)) == len(sentences)
        for model, count in ((Level, 5), (Sector, 13), (Place, 0)):
            for consortium in (bath, wells):
                assert db.session.query(model).filter_by(consortium_id=consortium.id).count() == (
                    count
                )
        entry = db.session.scalars(select(HistoryEntry).filter_by(thing_id=bath.id)).one()
        assert (entry.verb, entry.consortium_id) == ("create", bath.id)


def test_a_name_is_taken_however_it_is_written(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        with transaction():
            create_consortium(None, "Bath Stepping Up")
        with pytest.raises(Refusal), transaction():
            create_consortium(None, "BATH  stepping up")
        assert db.session.query(Consortium).count() == 1
