"""The same bytes, whatever the order of rows, the hash seed and the number of threads."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
ROOT = EXAMPLES.parents[1]


def run(folder: Path, *arguments: str, **environment: str) -> tuple[bytes, bytes]:
    """Run the command on the example and return pairs.csv and report.json."""
    out, report = folder / "pairs.csv", folder / "report.json"
    subprocess.run(
        [sys.executable, "-m", "matching", *arguments, "--out", out, "--report", report],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
    )
    return out.read_bytes(), report.read_bytes()


def shuffled(path: Path, folder: Path, seed: int) -> str:
    """Copy a CSV with its rows and columns shuffled."""
    draw = random.Random(seed)
    with path.open(newline="") as file:
        header, *rows = list(csv.reader(file))
    columns = draw.sample(range(len(header)), len(header))
    target = folder / path.name
    with target.open("w", newline="") as file:
        writer = csv.writer(file)
        for row in [header, *draw.sample(rows, len(rows))]:
            writer.writerow([row[column] for column in columns])
    return str(target)


@pytest.mark.parametrize("options", ["mentors", "assignments"])
def test_same_bytes(options: str, tmp_path: Path) -> None:
    def arguments(folder: Path | None, seed: int) -> list[str]:
        found = ["pair", "--floor", "max", "--floor-by", "share"]
        for name in ("participants", options, "employers", "exceptions"):
            path = EXAMPLES / f"{name}.csv"
            found += [f"--{name}", shuffled(path, folder, seed) if folder else str(path)]
        return found

    first = run(tmp_path, *arguments(None, 0), PYTHONHASHSEED="0", OMP_NUM_THREADS="1")
    for seed in (1, 2):
        again = run(
            tmp_path,
            *arguments(tmp_path, seed),
            PYTHONHASHSEED=str(seed),
            OMP_NUM_THREADS=str(seed),
            OPENBLAS_NUM_THREADS=str(seed),
            TZ="Asia/Tokyo",
            LC_ALL="C",
        )
        assert again == first


def test_same_bytes_for_scores(tmp_path: Path) -> None:
    first = run(tmp_path, "solve", str(EXAMPLES / "scores.csv"), PYTHONHASHSEED="0")
    header, *rows = (EXAMPLES / "scores.csv").read_text().splitlines()
    mixed = tmp_path / "scores.csv"
    mixed.write_text("\n".join([header, *reversed(rows)]))
    assert run(tmp_path, "solve", str(mixed), PYTHONHASHSEED="7") == first
