"""`flask demo`: data to try the portal with."""

import click
from flask import current_app

from portal.commands.answer import Answer, Group
from portal.demonstration.loading import PASSWORD, SCENARIOS, load

demo = Group("demo", help="Demonstration data.")


@demo.command("load")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same data.")
@click.option(
    "--scenario", type=click.Choice(list(SCENARIOS)), default="bristol", show_default=True
)
def load_demonstration(seed: int, scenario: str) -> Answer:
    """Load demonstration data into an empty database, and print who can sign in."""
    loaded = load(scenario, seed, current_app.config["SETTINGS"])
    rows = [("E-mail address", "Roles", "Employer", "Consortium")]
    rows += [
        (
            each["email"],
            ", ".join(each["roles"]).replace("_", " "),
            each["employer"] or "",
            each["consortium"],
        )
        for each in loaded.accounts
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return Answer(
        {"scenario": scenario, "seed": seed, "accounts": loaded.accounts, "ids": loaded.ids},
        [
            f"Loaded the scenario {scenario} with seed {seed}.",
            "",
            *("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows),
            "",
            f"Everybody’s password: {PASSWORD}",
        ],
    )
