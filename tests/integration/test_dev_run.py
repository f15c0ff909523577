"""./dev run: the portal and its worker start, answer, and end together."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.architecture.sources import ROOT

# The set-up before it is left out: these packages are the ones that run the tests.
RUN = """
import sys
from devtools import places
places.PYTHON = sys.executable
from devtools.run import run
sys.exit(run(int(sys.argv[1]), with_demonstration=False))
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment whose data lie in a folder of the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return {**kept, "DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start the portal; give its process and port once it says where it is."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        told = ""
        for line in process.stdout:
            told += line
            if "Press Ctrl-C" in line:
                break
        assert f"http://127.0.0.1:{port}" in told, told
        yield process, port
        process.terminate()


def all_end(processes: list[psutil.Process]) -> bool:
    """Whether every one of these processes ends within ten seconds."""
    return not psutil.wait_procs(processes, timeout=10)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_both(running: tuple[subprocess.Popen[str], int], number: int) -> None:
    process, port = running
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
        assert answer.status == 200
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 3  # the web server, what it forked, and the worker
    process.send_signal(number)
    assert process.wait(timeout=30) == 0
    assert all_end(family)


@pytest.mark.parametrize(("part", "name"), [("devtools.serve", "web server"), ("flask", "worker")])
def test_when_one_dies_the_other_is_stopped(
    running: tuple[subprocess.Popen[str], int], part: str, name: str
) -> None:
    process, _ = running
    family = psutil.Process(process.pid).children(recursive=True)
    victim = next(child for child in family if part in child.cmdline())
    victim.kill()
    output, _ = process.communicate(timeout=30)
    assert process.returncode != 0
    assert f"The {name} stopped (exit -9)." in output
    assert all_end(family)


def test_a_bad_setting_is_one_line(environment: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", RUN, str(free_port())],
        cwd=ROOT,
        env={**environment, "PORTAL_ENV": "holiday"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 2
    assert told.stderr.splitlines() == ["PORTAL_ENV is “holiday”: expected local or production."]
