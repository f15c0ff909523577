"""What every command has in common: --json, one transaction, and what its exit code says.

0: done. 1: refused, with the reason. 2: wrong use (click's own code for it).
"""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import click
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm.exc import StaleDataError

from portal.database import EditConflict, transaction
from portal.lifecycles import IllegalMove
from portal.services.refusal import Refusal

NO_DATABASE = "The database doesn’t answer, or isn’t up to date: try flask db upgrade."
CHANGED_MEANWHILE = "Somebody else changed this at the same moment. Nothing was done: try again."


@dataclass(frozen=True)
class Answer:
    """What a command did: plain values for scripts, and lines for people."""

    data: dict[str, Any]
    lines: Iterable[str]


class Command(click.Command):
    """A command that returns an Answer: it takes --json whoever writes it.

    It runs inside one transaction. `one_transaction=False` is for a command that waits for
    something, such as a run: it opens the transactions it needs by itself.
    """

    def __init__(self, *args: Any, one_transaction: bool = True, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.one_transaction = one_transaction
        self.params.append(click.Option(["--json", "as_json"], is_flag=True, help="Print JSON."))

    def invoke(self, ctx: click.Context) -> None:
        """Run the command, print its answer, and exit 1 with the reason if it is refused."""
        as_json = ctx.params.pop("as_json")
        app = ctx.ensure_object(ScriptInfo).load_app()
        with app.app_context():
            try:
                with transaction() if self.one_transaction else nullcontext():
                    answer: Answer = super().invoke(ctx)
            except (IllegalMove, Refusal) as refusal:
                _refuse(str(refusal), as_json)
            except (EditConflict, StaleDataError):
                _refuse(CHANGED_MEANWHILE, as_json)
            except (OperationalError, ProgrammingError) as fault:
                _refuse(f"{NO_DATABASE} ({fault.orig})", as_json)
            else:
                _print(answer, as_json)


class Group(click.Group):
    """Commands of one column: `@group.command("verb")` makes a `Command`, and nothing else."""

    command_class = Command

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command of ours; any other would have no --json."""
        if not isinstance(cmd, Command):
            raise TypeError(f"{name or cmd.name} isn't a Command of portal.commands.answer")
        super().add_command(cmd, name)


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.data, default=str, ensure_ascii=False, indent=2))
    else:
        for line in answer.lines:
            click.echo(line)


def _refuse(reason: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"refused": reason}, ensure_ascii=False))
    click.echo(reason, err=True)
    raise SystemExit(1)
