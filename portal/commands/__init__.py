"""The `flask` commands: a file per column, each under the same rules as the pages."""

from flask import Flask

from portal.commands.access import access
from portal.commands.accounts import accounts
from portal.commands.answer import Command, Group
from portal.commands.consortia import consortia
from portal.commands.demo import demo
from portal.commands.outbox import outbox
from portal.commands.rounds import rounds
from portal.commands.worker import worker

COMMANDS: list[Command | Group] = [access, accounts, consortia, demo, outbox, rounds, worker]


def register_commands(app: Flask) -> None:
    """Put every command on the app; answer.py's kinds alone take part, so each takes --json."""
    for command in COMMANDS:
        app.cli.add_command(command)
