"""The commands of ./dev."""

import argparse
import os
import signal

from devtools.checks import check
from devtools.front_end import set_up_front_end
from devtools.places import ROOT
from devtools.python import set_up_python
from devtools.run import refuse_port_in_use, run
from devtools.steps import one_at_a_time
from devtools.tests import run_tests


def main(arguments: list[str]) -> int:
    """Do the command named on the command line; the exit code is the command's own."""
    os.chdir(ROOT)
    try:
        return do(arguments)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def do(arguments: list[str]) -> int:
    """Set up what the command needs, then do it."""
    # pytest's options would be taken for ours: what follows "test" is handed on untouched.
    if arguments[:1] == ["test"]:
        set_up(for_tests=True)
        return run_tests(arguments[1:])
    chosen = parser().parse_args(arguments)
    if chosen.command == "setup":
        set_up(for_tests=chosen.test)
        return 0
    if chosen.command == "check":
        set_up(for_tests=True)
        return check()
    refuse_port_in_use(chosen.port)
    set_up()
    return run(chosen.port, with_demonstration=not chosen.no_demo)


def set_up(for_tests: bool = False) -> None:
    """Bring .venv, node_modules and portal/static up to date."""
    with one_at_a_time():
        set_up_python(for_tests)
        set_up_front_end(for_tests)


def parser() -> argparse.ArgumentParser:
    """What ./dev understands."""
    top = argparse.ArgumentParser(prog="./dev", description="The Stepping Up portal.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    setup_command = commands.add_parser("setup", help="make .venv and the front end")
    setup_command.add_argument("--test", action="store_true", help="with what the tests need")
    run_command = commands.add_parser("run", help="start the portal and its worker")
    run_command.add_argument("--port", type=port_number, default=5000, help="default: 5000")
    run_command.add_argument("--no-demo", action="store_true", help="load no demonstration data")
    commands.add_parser("test", help="run the tests; what follows goes to pytest")
    commands.add_parser("check", help="style, types, import rules and migration drift")
    return top


def port_number(text: str) -> int:
    """A port that an ordinary user may listen on."""
    if not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text}: a port is a number from 1024 to 65535")
    return int(text)
