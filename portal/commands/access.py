"""`flask access`: who may open what."""

from flask import current_app

from portal.access.doors import Door, doors
from portal.commands.answer import Answer, Group

access = Group("access", help="Who may open what.")


@access.command("map")
def show_map() -> Answer:
    """Print every rule, its methods, endpoint and permission, and the things that it loads."""
    every = doors(current_app)
    rows = [[d.rule, ",".join(d.methods), d.endpoint, _word(d), ", ".join(d.things)] for d in every]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return Answer(
        {"rules": [{**vars(door), "permission": _word(door)} for door in every]},
        ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows],
    )


def _word(door: Door) -> str:
    return door.permission.name.lower()
