"""The tests themselves: each says what it found, and names a truth about the world."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, Function, functions, name, under

TESTS = ROOT / "tests"
PATCHES = re.compile(r"\b(MagicMock|AsyncMock|mock\.patch|monkeypatch\.setattr)\b")
MOST_PATCHES_OF_A_MODULE = 3


def every_test() -> Iterator[tuple[str, Function]]:
    for path in under(TESTS, ".py"):
        for function in functions(path):
            if function.name.startswith("test_"):
                yield f"{name(path)}:{function.lineno} {function.name}", function


def asserts(function: Function) -> bool:
    return any(isinstance(node, ast.Assert) or is_assertion_call(node) for node in ast.walk(function))


def is_assertion_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and (
        node.attr.startswith("assert") or node.attr in {"raises", "warns", "fail"}
    )


def test_every_test_asserts_something_itself() -> None:
    assert [where for where, function in every_test() if not asserts(function)] == []


def test_a_test_that_asserts_nothing_is_noticed() -> None:
    (silent,) = ast.parse("def test_nothing():\n    helper()\n").body

    assert isinstance(silent, ast.FunctionDef)
    assert not asserts(silent)


def test_a_name_of_a_test_is_a_sentence() -> None:
    short = [where for where, function in every_test() if function.name.count("_") < 3]

    assert short == []


def test_hardly_anything_is_patched() -> None:
    counts = {name(path): patches(path) for path in under(TESTS, ".py") if path != Path(__file__).resolve()}

    assert {module: count for module, count in counts.items() if count > MOST_PATCHES_OF_A_MODULE} == {}


def patches(path: Path) -> int:
    return len(PATCHES.findall(path.read_text(encoding="utf-8")))


def test_every_shelf_is_one_of_the_six() -> None:
    folders = {path.relative_to(TESTS).parts[0] for path in under(TESTS, ".py") if path.parent != TESTS}

    assert folders <= {"unit", "contracts", "integration", "acceptance", "migrations", "house"}
