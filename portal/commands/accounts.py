"""`flask accounts`: inviting people from outside the pages."""

import re
from typing import Any

import click

from portal.commands.answer import Answer, Group
from portal.models import Link, Role
from portal.queries.consortia import find_consortium, find_employer
from portal.services.links import address_of
from portal.services.people import Newcomer, invite_to_role
from portal.services.refusal import Refusal

accounts = Group("accounts", help="People’s accounts.")


class Email(click.ParamType):
    """An e-mail address; whether it can be reached, only a letter will tell."""

    name = "email"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the address in small letters, or say that it isn't one."""
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            self.fail(f"“{value}” isn’t an e-mail address.", param, ctx)
        return str(value).lower()


EMAIL = Email()


@accounts.command("invite")
@click.argument("email", type=EMAIL)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--consortium", "consortium_name", required=True, metavar="NAME")
@click.option("--employer", "employer_name", metavar="NAME", help="Whom they work for, or lead.")
@click.option("--name", help="The person’s name; left out, it is made from the address.")
def invite(
    email: str, role: str, consortium_name: str, employer_name: str | None, name: str | None
) -> Answer:
    """Give somebody a role, and print the link of the invitation that goes to them."""
    consortium = find_consortium(consortium_name)
    if consortium is None:
        raise Refusal(f"There is no consortium called {consortium_name}.")
    employer = find_employer(consortium.id, employer_name) if employer_name else None
    if employer_name and employer is None:
        raise Refusal(f"{consortium.name} has no employer called {employer_name}.")
    who = Newcomer(name or name_from(email), email, Role(role), employer=employer)
    link = invite_to_role(None, consortium, who)
    invitation = describe_invitation(email, link)
    return Answer(
        {**invitation, "role": role, "consortium": consortium.name},
        [f"Invitation for {email}: {invitation['link']}"],
    )


def describe_invitation(email: str, link: Link) -> dict[str, Any]:
    """Return what a script needs to know of an invitation."""
    return {"email": email, "link": address_of(link), "expires_at": link.expires_at.isoformat()}


def name_from(email: str) -> str:
    """Return "Priya Shah" for priya.shah@…: a name to begin with, which its owner corrects."""
    words = re.split(r"[._+\-]+", email.split("@")[0])
    return " ".join(word.capitalize() for word in words if word) or email
