"""./dev check: everything that can be told without running the tests."""

import os
import subprocess
import tempfile

from devtools.places import PYTHON, ROOT

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CHECKS = {
    "style": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "types": ["-m", "mypy"],
    "import rules": ["-c", LINT_IMPORTS],
}


def check() -> int:
    """Run every check, also after one has failed; 1 if any did."""
    failed = [name for name, arguments in CHECKS.items() if not passes(name, arguments)]
    if not migrations_match_models():
        failed.append("migration drift")
    print(f"Failed: {', '.join(failed)}" if failed else "Everything is in order.")
    return 1 if failed else 0


def passes(name: str, arguments: list[str], environment: dict[str, str] | None = None) -> bool:
    """Whether a check ends well; its output is shown as it comes."""
    print(f"--- {name}", flush=True)
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment).returncode == 0


def migrations_match_models() -> bool:
    """Whether the migrations, run on an empty database, give what the models say."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db"}
        flask = ["-m", "flask", "db"]
        return passes("migrations", [*flask, "upgrade"], environment) and passes(
            "migration drift", [*flask, "check"], environment
        )
