"""A whole round from the command line, under the same rules as the pages."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from portal.database import db, transaction
from portal.models import Letter, Proposal, Run
from tests.cast import Side, fill_profiles, make_cast


@pytest.fixture
def bristol(app: Flask) -> Side:
    with app.app_context():
        side = make_cast().bristol
        fill_profiles(side)
        return side


def flask(app: Flask, *arguments: str, exit_code: int = 0) -> Any:
    result = app.test_cli_runner().invoke(args=["rounds", *arguments, "--json"])
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def count(app: Flask, model: Any) -> int | None:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


def run_of(app: Flask, side: Side) -> tuple[str, str]:
    cohort = str(side["cohort"])
    round_id = flask(app, "create", "--cohort", cohort, "--kind", "mentors")["round"]
    return round_id, flask(app, "run", round_id)["run"]


def test_a_round_from_creation_to_undo(app: Flask, bristol: Side) -> None:
    round_id, run_id = run_of(app, bristol)
    assert flask(app, "verify", run_id)["verified"] is True
    assert set(flask(app, "digest", run_id)) == {"input_digest", "result_digest"}
    flask(app, "approve", run_id, "--as", "second.admin@bristol.example")
    admin = ("--as", "admin@bristol.example")
    assert flask(app, "publish", round_id, *admin, "--dry-run")["private_looks"] == 2
    assert count(app, Proposal) == 0
    flask(app, "publish", round_id, *admin)
    assert (count(app, Proposal), count(app, Letter)) == (2, 2)
    flask(app, "undo", round_id, *admin)
    assert (count(app, Proposal), count(app, Letter)) == (0, 0)
    (listed,) = flask(app, "list")["rounds"]
    assert (listed["id"], listed["status"]) == (round_id, "open")


def test_another_consortiums_admin_may_not_approve(app: Flask, bristol: Side) -> None:
    _round_id, run_id = run_of(app, bristol)
    refused = flask(app, "approve", run_id, "--as", "admin@leeds.example", exit_code=1)
    assert refused["refused"] == "Admin Leeds may not do this."


def test_who_started_a_run_is_told_that_another_approves(app: Flask, bristol: Side) -> None:
    _round_id, run_id = run_of(app, bristol)
    with app.app_context(), transaction():
        db.session.execute(update(Run).values(started_by_id=bristol["admin"]))
    refused = flask(app, "approve", run_id, "--as", "admin@bristol.example", exit_code=1)
    assert "ask another admin" in refused["refused"]


def test_nothing_is_published_without_an_approval(app: Flask, bristol: Side) -> None:
    round_id, _run_id = run_of(app, bristol)
    refused = flask(app, "publish", round_id, "--as", "admin@bristol.example", exit_code=1)
    assert "has to approve it first" in refused["refused"]


def test_an_unknown_round_is_refused(app: Flask, bristol: Side) -> None:
    missing = "00000000-0000-0000-0000-000000000000"
    assert "There is no round" in flask(app, "run", missing, exit_code=1)["refused"]


def test_the_matchers_own_command_agrees_with_an_exported_run(
    app: Flask, bristol: Side, tmp_path: Path
) -> None:
    _round_id, run_id = run_of(app, bristol)
    folder = tmp_path / "run"
    files = flask(app, "export", run_id, str(folder))["files"]
    inputs = ["participants", "mentors", "employers", "rules"]
    arguments = [part for name in inputs for part in (f"--{name}", file_of(folder, name))]
    outputs = ["--pairs", str(folder / "pairs.csv"), "--report", str(folder / "report.json")]
    command = [sys.executable, "-m", "matching", "verify", *arguments, *outputs]
    assert subprocess.run(command).returncode == 0
    pairs = folder / "pairs.csv"
    pairs.write_text(pairs.read_text().replace(str(bristol["mentor_profile"]), "somebody"))
    assert subprocess.run(command, capture_output=True).returncode == 1
    assert set(files) >= {"participants.csv", "mentors.csv", "pairs.csv", "report.json"}
    assert "isn’t empty" in flask(app, "export", run_id, str(folder), exit_code=1)["refused"]


def file_of(folder: Path, name: str) -> str:
    return str(folder / (f"{name}.toml" if name == "rules" else f"{name}.csv"))
