"""Words and forms that the project does without, each with a sample that must be caught."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGES, ROOT, python_files, templates

# Names that say nothing about what is in them. A line manager is a person of the field, and a
# function may well tell what two people have in common.
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager"}
EMPTY_FILES = EMPTY_WORDS | {"common"}
FIELD_WORDS = ("line_managers", "line_manager", "LineManagers", "LineManager")

# What a policy of script-src 'self' and style-src 'self' wouldn't let through.
INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def words(name: str) -> set[str]:
    """The words of a Python name, in small letters."""
    for known in FIELD_WORDS:
        name = name.replace(known, "")
    return {word.lower() for word in re.findall(r"[A-Za-z][a-z]*", name)}


def empty_names(source: str) -> Iterator[str]:
    """Classes and functions named by an empty word."""
    for node in ast.walk(ast.parse(source)):
        is_named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if is_named and words(node.name) & EMPTY_WORDS:
            yield f"line {node.lineno}: {node.name}"


def hidden_imports(source: str) -> Iterator[str]:
    """Imports inside a function, or for type checkers alone: both can hide a circle."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = (
                part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)
            )
            yield from (
                f"line {part.lineno}: import in {getattr(node, 'name', 'lambda')}" for part in inner
            )
        if isinstance(node, ast.Name | ast.alias | ast.Attribute) and "TYPE_CHECKING" in (
            getattr(node, "id", ""),
            getattr(node, "name", ""),
            getattr(node, "attr", ""),
        ):
            yield f"line {node.lineno}: TYPE_CHECKING"


def inline_code(source: str) -> Iterator[str]:
    """Scripts and styles that stand in the page itself."""
    for name, pattern in INLINE.items():
        yield from (f"{name}: {found.group()!r}" for found in pattern.finditer(source))


def test_nothing_is_named_by_an_empty_word() -> None:
    files = python_files(*PACKAGES, "tests", "devtools")
    named = [path for path in files if words(path.stem) & EMPTY_FILES]
    inside = {path: list(empty_names(path.read_text())) for path in files}
    assert files
    assert not named
    assert not {str(path): found for path, found in inside.items() if found}


def test_no_import_is_hidden() -> None:
    files = python_files(*PACKAGES)
    found = {str(path): list(hidden_imports(path.read_text())) for path in files}
    assert files
    assert not {path: faults for path, faults in found.items() if faults}


def test_templates_hold_no_script_or_style_of_their_own() -> None:
    files = templates()
    found = {str(path.relative_to(ROOT)): list(inline_code(path.read_text())) for path in files}
    assert files
    assert not {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize(
    "sample",
    ["class RoundManager: ...", "def mail_utils(): ...", "async def mail_helper(): ..."],
)
def test_an_empty_word_is_caught(sample: str) -> None:
    assert list(empty_names(sample))


def test_a_line_manager_is_a_word_of_the_field() -> None:
    assert not list(empty_names("class LineManagerForm: ...\ndef ask_line_manager(): ..."))


@pytest.mark.parametrize(
    "sample",
    [
        "def f():\n    import portal.web",
        "async def f():\n    from portal import web",
        "from typing import TYPE_CHECKING",
        "import typing\nif typing.TYPE_CHECKING: pass",
    ],
)
def test_a_hidden_import_is_caught(sample: str) -> None:
    assert list(hidden_imports(sample))


@pytest.mark.parametrize(
    "sample",
    [
        "<script>alert(1)</script>",
        '<SCRIPT type="module">import "x"</SCRIPT>',
        "<style>p {color: red}</style>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_caught(sample: str) -> None:
    assert list(inline_code(sample))


def test_a_script_from_a_file_is_let_through() -> None:
    assert not list(inline_code('<script type="module" src="/static/portal.js"></script>'))
