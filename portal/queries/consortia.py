"""Reading consortia and their registers."""

from uuid import UUID

from sqlalchemy import or_, select

from portal.database import db
from portal.models import Consortium, Employer, EmployerAlias
from portal.models.consortia import name_key


def find_consortium(name: str) -> Consortium | None:
    """Return the consortium of this name, however it is cased or spaced."""
    every = db.session.scalars(select(Consortium))
    return next((one for one in every if name_key(one.name) == name_key(name)), None)


def find_employer(consortium_id: UUID, name: str) -> Employer | None:
    """Return the consortium's employer of this name, or with this alias."""
    key = name_key(name)
    aliased = select(EmployerAlias.employer_id).where(
        EmployerAlias.consortium_id == consortium_id, EmployerAlias.name_key == key
    )
    return db.session.scalar(
        select(Employer)
        .where(Employer.consortium_id == consortium_id)
        .where(or_(Employer.name_key == key, Employer.id.in_(aliased)))
    )
