"""The project's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "matching")


def python_files(*folders: str) -> list[Path]:
    """Every Python file in these folders."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert found, f"no Python file in {folders}: a check of them would say nothing"
    return found


def templates() -> list[Path]:
    """Every template."""
    found = sorted((ROOT / "templates").rglob("*.html"))
    assert found, "no template: a check of them would say nothing"
    return found


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text())


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """The full name of every module that the code imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
