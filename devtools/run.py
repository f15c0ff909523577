"""./dev run: the portal and its worker, started together and stopped together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.places import DATA, LOGS, PYTHON, ROOT

# The accounts of the demonstration, kept so that a later start shows them too.
ACCOUNTS = DATA / "demonstration.json"
READY_WITHIN = 60  # seconds, for a slow machine's first start
STOP_WITHIN = 15  # seconds, before a child that won't end is killed
BAD_SETTING = 2  # the exit code of a child that has said in one line what is wrong
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Environment = dict[str, str]


class Stopped(Exception):
    """Somebody pressed Ctrl-C or ended this process."""


@dataclass
class Child:
    """A process that was started, and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


def run(port: int, with_demonstration: bool) -> int:
    """Start the web server, which prepares the database, and the worker; wait until stopped."""
    environment = {"BASE_URL": f"http://127.0.0.1:{port}", **os.environ}
    accounts = [str(ACCOUNTS)] if with_demonstration else []
    children: list[Child] = []
    try:
        for number in SIGNALS:
            signal.signal(number, stop)
        web = ["devtools.serve", f"127.0.0.1:{port}", *accounts]
        children.append(start("web server", web, environment))
        if is_ready(port, children):
            # Only now, so that on a busy machine the pages are there first.
            children.append(start("worker", ["flask", "worker"], environment))
            print_welcome(environment["BASE_URL"], with_demonstration)
        while not dead(children):
            time.sleep(0.2)
        return explain(dead(children)[0])
    except Stopped:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        stop_all(children)


def stop(number: int, frame: object) -> None:
    """Leave whatever is being done; further signals don't interrupt the stopping."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def refuse_port_in_use(port: int) -> None:
    """Stop with one plain line if something listens on this port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(
                f"Port {port} is in use: stop what listens there, or choose another: "
                f"./dev run --port {port + 1}"
            )


def start(name: str, arguments: list[str], environment: Environment) -> Child:
    """Start a child in a process group of its own: Ctrl-C reaches this process alone."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name.replace(' ', '-')}.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [PYTHON, "-m", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return Child(name, process, log)


def is_ready(port: int, children: list[Child]) -> bool:
    """Wait until the portal says that it is ready; False if a child has ended before."""
    # Without proxies: the address is this machine's own.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + READY_WITHIN
    while not dead(children):
        try:
            with opener.open(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                sys.exit(f"The portal isn't ready after {READY_WITHIN} s; see {LOGS}")
            time.sleep(0.1)
    return False


def print_welcome(address: str, with_demonstration: bool) -> None:
    """Say where the portal is and, where there is a demonstration, who can sign in."""
    print(f"\nThe portal is at {address}\n")
    if with_demonstration and ACCOUNTS.exists():
        accounts = json.loads(ACCOUNTS.read_text())["accounts"]
        width = max(len(account["email"]) for account in accounts)
        print("Sign in as any of these; everybody in the demonstration is made up:")
        for account in accounts:
            print(f"  {account['email']:<{width}}  {description(account)}")
        for password in dict.fromkeys(account["password"] for account in accounts):
            print(f"Password: {password}\n")
    print("Press Ctrl-C to stop.", flush=True)


def description(account: dict[str, Any]) -> str:
    """Who a demonstration account belongs to: name, roles and where they are held."""
    roles = " and ".join(role.replace("_", " ") for role in account["roles"])
    parts = [account["name"], roles, account["employer"], account["consortium"]]
    return ", ".join(part for part in parts if part)


def dead(children: list[Child]) -> list[Child]:
    """The children that have ended."""
    return [child for child in children if child.process.poll() is not None]


def explain(child: Child) -> int:
    """Say which child ended by itself, with the last lines it wrote."""
    print(*child.log.read_text(errors="replace").splitlines()[-10:], sep="\n", file=sys.stderr)
    code = child.process.returncode
    if code != BAD_SETTING:
        print(f"The {child.name} stopped (exit {code}). Its log: {child.log}", file=sys.stderr)
    return code if code > 0 else 1


def stop_all(children: list[Child]) -> None:
    """Ask every child to end, and kill those that don't."""
    for child in children:
        child.process.terminate()
    until = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
