"""Accounts: the store behind Flask-Security, invitations, and who may sign in."""

from typing import Any
from uuid import uuid4

from flask_security import SQLAlchemyUserDatastore, hash_password
from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.database import begin_writing, db
from portal.models import Account, Link, LinkPurpose, Membership, Person
from portal.models.consortia import EMPLOYER_ROLES, ROLE_WORDS, Role
from portal.services.history import record
from portal.services.links import make_link, spend_link
from portal.services.outbox import put_letter
from portal.services.refusal import Refusal


class AccountStore(SQLAlchemyUserDatastore):
    """Flask-Security's store: the address is the person's, and committing is ours."""

    def __init__(self) -> None:
        super().__init__(db, Account, None)  # type: ignore[arg-type]  # roles are memberships

    def commit(self) -> None:
        """Only flush: the request commits once, at its end."""
        db.session.flush()

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Account | None:
        """Find an account by its person's e-mail address, or by a column of its own."""
        attribute, value = kwargs.popitem()
        query = select(Account).join(Account.person)
        if attribute == "email":
            return db.session.scalar(query.where(func.lower(Person.email) == value.lower()))
        return db.session.scalar(query.where(getattr(Account, attribute) == value))


def find_person(email: str) -> Person | None:
    """Return the person with this e-mail address, however its letters are cased."""
    return db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))


def invite_person(
    actor: Actor | None,
    *,
    name: str,
    email: str,
    role: Role,
    consortium: Any,
    employer: Any = None,
) -> Link:
    """Give somebody a role and send them an invitation; return its link.

    A person who is known already keeps their name; a role that they hold already is refused.
    """
    begin_writing()
    if role in EMPLOYER_ROLES and employer is None:
        raise Refusal(f"“{ROLE_WORDS[role]}” is held for an employer: say which.")
    person = find_person(email)
    if person is None:
        person = Person(name=name, email=email.strip().lower())
        db.session.add(person)
        db.session.flush()
    employer_id = employer.id if employer else None
    _refuse_held(person, role, consortium.id, employer_id)
    membership = Membership(
        person_id=person.id, consortium_id=consortium.id, role=role, employer_id=employer_id
    )
    db.session.add(membership)
    record(actor, "invite", membership, after={"role": role.value})
    return send_invitation(person, consortium)


def send_invitation(person: Person, consortium: Any) -> Link:
    """Put an invitation in the outbox and return its link."""
    link = make_link(LinkPurpose.INVITATION, person.id, consortium.id)
    put_letter("invitation", person.id, consortium_id=consortium.id, link_id=link.id)
    return link


def _refuse_held(person: Person, role: Role, consortium_id: Any, employer_id: Any) -> None:
    held = db.session.scalar(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.consortium_id == consortium_id,
            Membership.role == role,
            Membership.employer_id.is_(None)
            if employer_id is None
            else Membership.employer_id == employer_id,
        )
    )
    if held is not None:
        raise Refusal(f"{person.name} has this role already.")


def accept_invitation(actor: Actor, password_hash: str) -> Account:
    """Spend the invitation and open an account with a password hashed beforehand."""
    if actor.bearer is None:
        raise Refusal("This needs the link from your invitation.")
    link = spend_link(actor.bearer.link_id)
    if db.session.scalar(select(Account).where(Account.person_id == link.person_id)):
        raise Refusal("You have an account already: sign in with it.")
    account = Account(
        person_id=link.person_id, password=password_hash, active=True, fs_uniquifier=uuid4().hex
    )
    db.session.add(account)
    record(actor, "accept_invitation", account)
    return account


def hash_new_password(password: str) -> str:
    """Hash a password with argon2id; slow on purpose, so never inside a transaction."""
    return str(hash_password(password))
