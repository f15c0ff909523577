"""Accounts: the store behind Flask-Security, invitations, and who may sign in."""

from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from flask_security import PasswordUtil, SQLAlchemyUserDatastore, hash_password
from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.calendar import today
from portal.database import begin_writing, db, lock_version
from portal.models import Account, Link, LinkPurpose, Membership, Person
from portal.models.consortia import EMPLOYER_ROLES, ROLE_WORDS, Role
from portal.services.history import record
from portal.services.links import make_link, spend_link
from portal.services.outbox import put_letter
from portal.services.refusal import FieldRefusal, Refusal


class AccountStore(SQLAlchemyUserDatastore):
    """Flask-Security's store: the address is the person's, and committing is ours."""

    def __init__(self) -> None:
        super().__init__(db, Account, None)  # type: ignore[arg-type]  # roles are memberships

    def put(self, model: Account) -> Account:
        """Save what was changed in an account, unless somebody else changed it since it was read.

        A password is hashed before the row is locked, so what was set is taken off, the lock is
        taken, and it is set again.
        """
        password, uniquifier, version = model.password, model.fs_uniquifier, model.version
        db.session.expire(model)
        lock_version(model, version)
        if password != model.password:
            record(Actor(person_id=model.person_id), "set_password", model)
        model.password, model.fs_uniquifier = password, uniquifier
        db.session.flush()
        return model

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

    A person who is known already keeps their name; a role that they hold already is refused, one
    that has ended is given back.
    """
    begin_writing()
    if role in EMPLOYER_ROLES and employer is None:
        raise Refusal(f"“{ROLE_WORDS[role]}” is held for an employer: say which.")
    person = find_person(email)
    if person is None:
        person = Person(name=name, email=email.strip().lower())
        db.session.add(person)
        db.session.flush()
    membership = _begin_membership(person, role, consortium.id, employer.id if employer else None)
    record(actor, "invite", membership, after={"role": role.value})
    return send_invitation(actor, person, consortium)


def send_invitation(actor: Actor | None, person: Person, consortium: Any) -> Link:
    """Put an invitation in the outbox and return its link."""
    sender_id = actor.person_id if actor else None
    link = make_link(LinkPurpose.INVITATION, person.id, consortium.id, sender_id)
    put_letter("invitation", person.id, consortium_id=consortium.id, link_id=link.id)
    return link


def find_membership(
    person_id: UUID, role: Role, consortium_id: UUID, employer_id: UUID | None
) -> Membership | None:
    """Return the person's membership in this role, whether it stands or has ended."""
    return db.session.scalar(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.consortium_id == consortium_id,
            Membership.role == role,
            Membership.employer_id.is_not_distinct_from(employer_id),
        )
    )


def _begin_membership(
    person: Person, role: Role, consortium_id: UUID, employer_id: UUID | None
) -> Membership:
    """Add a membership, or let one that has ended stand again."""
    held = find_membership(person.id, role, consortium_id, employer_id)
    if held is None:
        held = Membership(
            person_id=person.id, consortium_id=consortium_id, role=role, employer_id=employer_id
        )
        db.session.add(held)
    elif held.ended_on is None or held.ended_on > today():
        raise FieldRefusal("email", f"{person.name} has this role already.")
    held.ended_on = None
    return held


def accept_invitation(actor: Actor, name: str, password_hash: str) -> Account:
    """Spend the invitation and open an account with a password hashed beforehand.

    The name is the person's own to correct: whoever invited them may have guessed it.
    """
    if actor.bearer is None:
        raise Refusal("This needs the link from your invitation.")
    link = spend_link(actor.bearer.link_id)
    if db.session.scalar(select(Account).where(Account.person_id == link.person_id)):
        raise Refusal("You have an account already: sign in with it.")
    person = db.session.get_one(Person, link.person_id)
    account = Account(
        person_id=person.id, password=password_hash, active=True, fs_uniquifier=uuid4().hex
    )
    db.session.add(account)
    record(
        Actor(person_id=person.id),
        "accept_invitation",
        account,
        before={"name": person.name},
        after={"name": name},
    )
    person.name = name
    return account


def hash_new_password(password: str) -> str:
    """Hash a password with argon2id; slow on purpose, so never while a lock is held.

    The same letters typed in another way (an accent of its own, say) give the same hash, as when
    signing in.
    """
    return str(hash_password(PasswordUtil(current_app).normalize(password)))
