"""The first thread through the house: a page, its actor, and a database behind it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db, lock, transaction
from portal.models import Consortium, Employer
from tests.cast import Cast, make_cast, sign_in


def test_home_is_for_people_with_an_account(client: FlaskClient, cast: Cast) -> None:
    assert client.get("/home").headers["Location"] == "/sign-in?next=/home"
    sign_in(client, cast.bristol["participant"])
    assert client.get("/home").status_code == 200


def test_the_cast_fits_both_databases(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        make_cast()
        assert db.session.query(Consortium).count() == 2


def test_a_thing_loaded_with_others_can_be_locked(app_on_both: Flask) -> None:
    with app_on_both.app_context():
        side = make_cast().bristol
        employer = db.session.scalars(
            select(Employer)
            .where(Employer.id == side["trust"])
            .options(joinedload(Employer.sector), joinedload(Employer.group))
        ).one()
        with transaction():
            lock(employer)
            employer.name = "Another name"
        assert employer.version == 2
