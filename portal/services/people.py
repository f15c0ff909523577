"""The people of a consortium: inviting them, enrolling them, ending a role."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.access.actor import Actor
from portal.calendar import today
from portal.database import db, lock
from portal.models import (
    Cohort,
    Consortium,
    Employer,
    Link,
    Membership,
    Participation,
    Person,
    Role,
)
from portal.models.consortia import EMPLOYER_ROLES
from portal.queries import people as reads
from portal.services.accounts import find_membership, find_person, invite_person, send_invitation
from portal.services.history import record
from portal.services.profiles import start_mentor_profile, start_participant_profile
from portal.services.refusal import FieldRefusal, Refusal

# Roles for which it must be said at which employer somebody works.
WITH_EMPLOYER = EMPLOYER_ROLES | {Role.MENTOR, Role.PARTICIPANT}


@dataclass(frozen=True)
class Newcomer:
    """Whom to invite: `employer` as the role needs it, `cohort` for a participant."""

    name: str
    email: str
    role: Role
    employer: Employer | None = None
    cohort: Cohort | None = None


def invite(actor: Actor | None, consortium: Consortium, who: Newcomer) -> Person:
    """Give somebody a role and write to them.

    A mentor gets a profile to fill in; a participant a place in a cohort and a profile.
    """
    if who.role == Role.PARTICIPANT:
        return _enrol_newcomer(actor, who)
    if who.role in WITH_EMPLOYER and who.employer is None:
        raise FieldRefusal("employer", "Choose the employer they work for")
    return db.session.get_one(Person, invite_to_role(actor, consortium, who).person_id)


def invite_to_role(actor: Actor | None, consortium: Consortium, who: Newcomer) -> Link:
    """Give somebody a role and return their invitation; a mentor whose employer is known gets a
    profile to fill in.
    """
    link = invite_person(
        actor,
        name=who.name,
        email=who.email,
        role=who.role,
        consortium=consortium,
        employer=who.employer if who.role in EMPLOYER_ROLES else None,
    )
    if who.role == Role.MENTOR and who.employer:
        start_mentor_profile(actor, link.person_id, consortium.id, who.employer.id)
    return link


def _enrol_newcomer(actor: Actor | None, who: Newcomer) -> Person:
    if who.employer is None:
        raise FieldRefusal("employer", "Choose the employer they work for")
    if who.cohort is None:
        raise FieldRefusal("cohort", "Choose the cohort they take part in")
    participation = enrol(actor, who.cohort, name=who.name, email=who.email, employer=who.employer)
    return db.session.get_one(Person, participation.person_id)


def enrol(
    actor: Actor | None, cohort: Cohort, *, name: str, email: str, employer: Employer
) -> Participation:
    """Give somebody a place in a cohort and a profile, and invite them if they are new here."""
    lock(cohort)
    person = find_person(email)
    if person is None or not _takes_part(person, cohort):
        consortium = db.session.get_one(Consortium, cohort.consortium_id)
        role = Role.PARTICIPANT
        link = invite_person(actor, name=name, email=email, role=role, consortium=consortium)
        person = db.session.get_one(Person, link.person_id)
    taken = select(Participation.id).filter_by(cohort_id=cohort.id, person_id=person.id)
    if db.session.scalar(taken):
        raise FieldRefusal("email", f"{person.name} has a place in this cohort already")
    participation = Participation(
        consortium_id=cohort.consortium_id,
        cohort_id=cohort.id,
        person_id=person.id,
        employer_id=employer.id,
    )
    db.session.add(participation)
    record(actor, "enrol", participation, after={"status": participation.status.value})
    start_participant_profile(actor, participation)
    return participation


def _takes_part(person: Person, cohort: Cohort) -> bool:
    """Say whether the person is a participant here already, perhaps in another cohort."""
    held = find_membership(person.id, Role.PARTICIPANT, cohort.consortium_id, None)
    return held is not None and held.ended_on is None


def resend_invitation(actor: Actor | None, membership: Membership) -> None:
    """Write once more to somebody who has no account yet."""
    lock(membership)
    person = db.session.get_one(Person, membership.person_id)
    if membership.ended_on is not None:
        raise Refusal(f"{person.name} doesn’t have this role any more.")
    if reads.has_account(person.id):
        raise Refusal(f"{person.name} has an account already, and can reset the password.")
    send_invitation(actor, person, db.session.get_one(Consortium, membership.consortium_id))
    record(actor, "invite_again", membership)


def end_membership(actor: Actor | None, membership: Membership) -> None:
    """End a role from today; its holder loses what it gives at their next request.

    A consortium keeps an admin who can sign in; whoever takes part, or mentors somebody, is let
    go there first.
    """
    lock(db.session.get_one(Consortium, membership.consortium_id))
    lock(membership)
    if membership.ended_on is not None:
        raise Refusal("This role has ended already.")
    _refuse_needed(membership)
    membership.ended_on = today()
    record(actor, "end", membership, after={"ended_on": membership.ended_on.isoformat()})


def _refuse_needed(membership: Membership) -> None:
    if membership.role == Role.CONSORTIUM_ADMIN and _is_last_admin(membership):
        raise Refusal("A consortium needs an admin who can sign in: invite another one first.")
    if membership.role == Role.PARTICIPANT:
        cohorts = reads.places_held(membership)
        if cohorts:
            raise Refusal(
                f"They have a place in {' and '.join(cohorts)}: withdraw them there first."
            )
    if membership.role == Role.MENTOR and reads.mentors_somebody(membership):
        raise Refusal("They mentor somebody, or have been asked to: that has to be settled first.")


def _is_last_admin(membership: Membership) -> bool:
    others = reads.admins_who_can_sign_in(membership.consortium_id, but=membership.id)
    return reads.has_account(membership.person_id) and not others
