"""Steps of the set-up: skipped when done already, told while they run, explained if they fail."""

import contextlib
import fcntl
import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from devtools.places import LOGS, ROOT

NO_NETWORK = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "NewConnectionError",
    "ConnectTimeoutError",
    "ProxyError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock on this file, so that two commands at once don't install over each other."""
    with open(__file__) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def step(
    title: str, stamp: Path, inputs: Sequence[Path], for_tests: bool, work: Callable[[], None]
) -> None:
    """Do `work` unless the stamp says that it was done from these inputs.

    What was installed for tests serves for running too; not the other way round.
    """
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()
    done = stamp.read_text().split() if stamp.exists() else []
    if done[:1] == [digest] and (not for_tests or "tests" in done):
        return
    started = time.monotonic()
    print(f"{title} ...", flush=True)
    stamp.unlink(missing_ok=True)
    work()
    stamp.write_text(digest + (" tests" if for_tests else ""))
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def quietly(command: Sequence[str | Path]) -> None:
    """Run a command with its output in a log; if it fails, say why and stop.

    A command that takes long is reported every 15 seconds.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / "setup.log"
    with open(log, "w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
        started = time.monotonic()
        while process.poll() is None:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                print(f"  still at it after {time.monotonic() - started:.0f} s", flush=True)
    if process.returncode == 0:
        return
    told = log.read_text(errors="replace")
    if any(sign in told for sign in NO_NETWORK):
        sys.exit(f"The package registry can't be reached: is there a network? Details: {log}")
    print(*told.splitlines()[-15:], sep="\n", file=sys.stderr)
    sys.exit(f"That step failed (exit {process.returncode}). The whole output: {log}")
