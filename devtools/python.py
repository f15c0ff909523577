"""The virtual environment and the Python packages in it."""

import contextlib
import importlib.util
import sys
from pathlib import Path

from devtools.places import PYTHON, ROOT, VENV
from devtools.steps import quietly, step


def set_up_python(for_tests: bool) -> None:
    """Bring .venv up to date with the requirements."""
    make_virtual_environment()
    put_on_path()
    requirements = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    step(
        "Installing the Python packages",
        VENV / ".installed",
        requirements,
        for_tests,
        lambda: pip_install(requirements[for_tests]),
    )


def make_virtual_environment() -> None:
    """Make .venv, anew if it belongs to another Python or to one that has gone."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if Path(PYTHON).exists() and version == virtual_environment_version():
        return
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("This Python can't make a .venv. On Debian or Ubuntu: apt install python3-venv")
    print(f"Making .venv with Python {version} ...", flush=True)
    quietly([sys.executable, "-m", "venv", "--clear", VENV])


def put_on_path() -> None:
    """Let .venv find this folder's packages from anywhere: `python -m matching` in any folder."""
    for folder in VENV.glob("lib/python*/site-packages"):
        (folder / "stepping-up-portal.pth").write_text(f"{ROOT}\n")


def virtual_environment_version() -> str:
    """The 'major.minor' of the Python that .venv was made with, or '' if it can't be told."""
    with contextlib.suppress(OSError):
        for line in (VENV / "pyvenv.cfg").read_text().splitlines():
            if line.startswith("version"):
                return ".".join(line.split("=")[1].strip().split(".")[:2])
    return ""


def pip_install(requirements: Path) -> None:
    """Install exactly what the file pins: a package with another hash is refused."""
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    quietly([*pip, "--retries", "2", "--require-hashes", "-r", str(requirements)])
