"""`flask consortia`: how an empty database begins."""

import click

from portal.commands.accounts import EMAIL, describe_invitation, name_from
from portal.commands.answer import Answer, Group
from portal.models import Role
from portal.services.accounts import invite_person
from portal.services.consortia import create_consortium

consortia = Group("consortia", help="Consortia of employers.")


@consortia.command("create")
@click.argument("name")
@click.option("--admin", required=True, type=EMAIL, help="Who runs it.")
@click.option("--second-admin", type=EMAIL, help="Who approves what the first one runs.")
def create(name: str, admin: str, second_admin: str | None) -> Answer:
    """Create a consortium with its lists, and invite its admins."""
    consortium = create_consortium(None, name)
    invitations = []
    for email in dict.fromkeys(filter(None, [admin, second_admin])):
        link = invite_person(
            None,
            name=name_from(email),
            email=email,
            role=Role.CONSORTIUM_ADMIN,
            consortium=consortium,
        )
        invitations.append(describe_invitation(email, link))
    return Answer(
        {"id": consortium.id, "name": consortium.name, "invitations": invitations},
        [
            f"Created {consortium.name}.",
            *(f"Invitation for {each['email']}: {each['link']}" for each in invitations),
        ],
    )
