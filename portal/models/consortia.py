"""The consortium, its register of employers, its own lists, and its people."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, one_of


class Role(StrEnum):
    """What a person is to a consortium; one person may be several things in several."""

    CONSORTIUM_ADMIN = "consortium_admin"
    EMPLOYER_LEAD = "employer_lead"
    LINE_MANAGER = "line_manager"
    MENTOR = "mentor"
    PARTICIPANT = "participant"
    SUPERVISOR = "supervisor"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"


# What each role is called on the screen.
ROLE_WORDS: dict[Role, str] = {
    Role.CONSORTIUM_ADMIN: "Consortium admin",
    Role.EMPLOYER_LEAD: "Employer lead",
    Role.LINE_MANAGER: "Line manager",
    Role.MENTOR: "Mentor",
    Role.PARTICIPANT: "Participant",
    Role.SUPERVISOR: "Supervisor",
    Role.REVIEWER: "Reviewer",
    Role.AUDITOR: "Auditor",
}


class Brand(StrEnum):
    """The colours that a consortium can choose from, each with a class in the style sheet."""

    TEAL = "teal"
    NAVY = "navy"
    GREEN = "green"
    PLUM = "plum"
    PURPLE = "purple"
    RED = "red"
    BROWN = "brown"
    SLATE = "slate"


# Roles that a person holds for one employer of the consortium.
EMPLOYER_ROLES = frozenset({Role.EMPLOYER_LEAD, Role.LINE_MANAGER, Role.SUPERVISOR})


def name_key(name: str) -> str:
    """Return the form in which names are compared: case-folded, white space squeezed."""
    return " ".join(name.split()).casefold()


class Consortium(Base):
    """Employers of a place who run Stepping Up together."""

    __tablename__ = "consortium"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    colour: Mapped[Brand] = mapped_column(one_of(Brand), default=Brand.TEAL)
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")


class OfConsortium:
    """A row that belongs to one consortium; every scope rests on this column."""

    consortium_id: Mapped[UUID] = mapped_column(ForeignKey("consortium.id"), index=True)


class Sector(OfConsortium, Base):
    """A kind of work, such as health or housing; each consortium keeps its own list."""

    __tablename__ = "sector"
    __table_args__ = (UniqueConstraint("consortium_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))


class Place(OfConsortium, Base):
    """Somewhere people work or can get to."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("consortium_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))


class Level(OfConsortium, Base):
    """A described tier of seniority, 1 (lowest) to 9; employers' grades map to it."""

    __tablename__ = "level"
    __table_args__ = (
        UniqueConstraint("consortium_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 9", name="number_in_range"),
    )

    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(400), default="")


class Skill(OfConsortium, Base):
    """Something to learn or to help with, with five described steps, 0 to 4."""

    __tablename__ = "skill"
    __table_args__ = (UniqueConstraint("consortium_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    steps: Mapped[list[str]]


class EmployerGroup(OfConsortium, Base):
    """Employers under one roof, such as a hospital group, that may not mentor one another."""

    __tablename__ = "employer_group"
    __table_args__ = (UniqueConstraint("consortium_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))


class Employer(OfConsortium, Base):
    """A member of the consortium."""

    __tablename__ = "employer"
    __table_args__ = (UniqueConstraint("consortium_id", "name_key"),)

    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120))
    sector_id: Mapped[UUID] = mapped_column(ForeignKey("sector.id"))
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("employer_group.id"))

    sector: Mapped[Sector] = relationship(lazy="raise")
    group: Mapped[EmployerGroup | None] = relationship(lazy="raise")
    aliases: Mapped[list["EmployerAlias"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EmployerAlias.name"
    )
    grades: Mapped[list["Grade"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Grade.name"
    )


class EmployerAlias(OfConsortium, Base):
    """Another name by which an employer is known."""

    __tablename__ = "employer_alias"
    __table_args__ = (UniqueConstraint("consortium_id", "name_key"),)

    employer_id: Mapped[UUID] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120))


class Grade(OfConsortium, Base):
    """One employer's grade, and the level it stands for."""

    __tablename__ = "grade"
    __table_args__ = (UniqueConstraint("employer_id", "name"),)

    employer_id: Mapped[UUID] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"))
    level_id: Mapped[UUID] = mapped_column(ForeignKey("level.id"))
    name: Mapped[str] = mapped_column(String(60))

    level: Mapped[Level] = relationship(lazy="raise")


class Person(Base):
    """Somebody the portal knows, with or without an account."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)

    memberships: Mapped[list["Membership"]] = relationship(lazy="raise", back_populates="person")


class Membership(OfConsortium, Base):
    """A role that a person holds in a consortium, for one employer where the role needs one."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "consortium_id", "role", "employer_id"),
        # NULLs are distinct, so a role without an employer needs a rule of its own.
        Index(
            "uq_membership_without_employer",
            "person_id",
            "consortium_id",
            "role",
            unique=True,
            sqlite_where=text("employer_id IS NULL"),
            postgresql_where=text("employer_id IS NULL"),
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(one_of(Role))
    employer_id: Mapped[UUID | None] = mapped_column(ForeignKey("employer.id"))
    ended_on: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise", back_populates="memberships")
    consortium: Mapped[Consortium] = relationship(lazy="raise")
    employer: Mapped[Employer | None] = relationship(lazy="raise")
