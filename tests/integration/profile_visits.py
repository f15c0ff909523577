"""Somebody at the pages of their own profile, in a browser without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.database import db, transaction
from portal.models import AvoidEntry, MentorProfile, ParticipantProfile
from tests.cast import Side


class Visit:
    """The pages of one profile, under `base`; `model` and `name` say which row it is."""

    def __init__(
        self,
        client: FlaskClient,
        side: Side,
        base: str,
        model: type[ParticipantProfile] | type[MentorProfile],
        name: str,
    ) -> None:
        self.client, self.app, self.side = client, client.application, side
        self.base, self.model, self.id = base, model, side[name]

    def get(self, path: str = "") -> TestResponse:
        """Open a page."""
        return self.client.get(self.base + path)

    def post(self, path: str, **values: Any) -> TestResponse:
        """Send a form from the page as it is now."""
        values.setdefault("version", self.profile().version)
        return self.client.post(self.base + path, data=values)

    def profile(self) -> Any:
        """Read the profile's own columns."""
        with self.app.app_context():
            return db.session.get_one(self.model, self.id)

    def named(self) -> list[AvoidEntry]:
        """Read everybody whom anybody named, in order."""
        with self.app.app_context():
            return db.session.query(AvoidEntry).order_by(AvoidEntry.created_at).all()


@contextmanager
def writing(visit: Visit) -> Iterator[dict[str, UUID]]:
    """Add rows of the consortium: gives what each of them belongs to."""
    with visit.app.app_context(), transaction():
        yield {"consortium_id": visit.side["consortium"]}


def set_mentor(visit: Visit, id: UUID, status: str) -> None:
    """Give a mentor a job title and any status."""
    mentor = MentorProfile.__table__
    values = {"status": status, "job_title": "Director"}
    with writing(visit):
        db.session.execute(mentor.update().where(mentor.c.id == id).values(**values))


def goes_to(answer: TestResponse, end: str) -> bool:
    """Say whether the answer leads to an address that ends so."""
    return answer.status_code == 302 and answer.headers["Location"].endswith(end)
