"""Programmes and cohorts, for the pages that set them up."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.models import Cohort


def cohorts(consortium_id: UUID) -> list[Cohort]:
    """Return every cohort with its programme, the latest first."""
    query = (
        select(Cohort)
        .where(Cohort.consortium_id == consortium_id)
        .options(joinedload(Cohort.programme))
        .order_by(Cohort.starts_on.desc(), Cohort.name)
    )
    return list(db.session.scalars(query))
