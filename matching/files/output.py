"""Writing: all files of a run together or none, and how long things took."""

from __future__ import annotations

import json
import os
import platform
import tempfile
import time
from pathlib import Path

import numpy as np
import scipy


def write_together(files: dict[Path, bytes]) -> None:
    """Write all files or none, as far as a file system allows it: beside their places first."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            if path.is_dir():
                raise IsADirectoryError(21, "a folder, not a file", str(path))
            with tempfile.NamedTemporaryFile(
                dir=path.parent, prefix=f".{path.name}.", delete=False
            ) as file:
                ready.append((file.name, path))
                file.write(content)
            os.chmod(file.name, 0o644)
        for name, path in ready:
            os.replace(name, path)
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)


class Timings:
    """Seconds spent between marks, with what they were measured on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()
        self._stage = "check and score"

    def mark(self, name: str) -> None:
        """Note that what `name` says has ended; what comes more than once is added up."""
        now = time.perf_counter()
        self.seconds[name] = round(self.seconds.get(name, 0.0) + now - self._last, 6)
        self._last = now

    def mark_stage(self, stage: str, done: float) -> None:
        """Note that a stage of the solver begins, and so the one before it has ended."""
        self.mark(self._stage)
        self._stage = stage

    def json(self) -> str:
        """Return timings.json."""
        versions = {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "platform": platform.platform(),
        }
        return json.dumps({"seconds": self.seconds, "versions": versions}, indent=1) + "\n"
