"""SQL is in one place, named, explained and used; the integration shelf prepares each statement."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.tree import PACKAGE, name, parsed, under

POSTGRES = PACKAGE / "adapters" / "postgres"
LAUNCHER = PACKAGE / "adapters" / "embedded_postgres"
STATEMENT_FILES = under(POSTGRES / "sql", ".sql")
STATEMENT = re.compile(
    r"\bSELECT\b.*\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\s+[\w.]+\s+SET\b|\bDELETE\s+FROM\b"
    r"|\b(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:TABLE|INDEX|POLICY|FUNCTION|SCHEMA|VIEW)\b|\bMERGE\s+INTO\b",
    re.DOTALL,
)
# Capitals only: a sentence may say "select one from the list".
RELATION = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+([\w.]+)")
NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every string of a module that is not a docstring."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


def asks_only_the_catalogue(statement: str) -> bool:
    """Return whether a statement is about the server itself and no table of ours."""
    return all(relation.startswith("pg_") for relation in RELATION.findall(statement))


def test_sql_stands_under_the_postgres_adapter_alone() -> None:
    strays = [
        f"{name(path)}:{line}"
        for path in under(PACKAGE, ".py")
        if POSTGRES not in path.parents
        for line, text in literals(path)
        if STATEMENT.search(text) and not (LAUNCHER in path.parents and asks_only_the_catalogue(text))
    ]

    assert strays == []


def test_no_statement_is_put_together_from_pieces() -> None:
    formatted = [
        f"{name(path)}:{node.lineno}"
        for path in under(PACKAGE, ".py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.JoinedStr) and STATEMENT.search(ast.unparse(node))
    ]

    assert formatted == []


def statements(path: Path) -> list[tuple[str, str]]:
    pieces = NAME.split(path.read_text(encoding="utf-8"))[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def bare(body: str) -> str:
    """Return a statement without its comments."""
    return re.sub(r"--.*", "", body).strip()


ALL = [(path, title, body) for path in STATEMENT_FILES for title, body in statements(path)]


def test_there_are_statements_to_look_at() -> None:
    assert len(ALL) > 30


@pytest.mark.parametrize("path", STATEMENT_FILES, ids=lambda path: path.stem)
def test_everything_in_a_statement_file_has_a_name_of_its_own(path: Path) -> None:
    names = [title for title, _ in statements(path)]
    unnamed = bare(NAME.split(path.read_text(encoding="utf-8"))[0])

    assert unnamed == ""
    assert len(names) == len(set(names))


def purpose(body: str) -> str:
    """Return the comment that a statement begins with, as one line."""
    lines = body.strip().splitlines()
    comment = itertools.takewhile(lambda line: line.startswith("-- "), lines)
    return " ".join(line.removeprefix("-- ") for line in comment)


def test_every_statement_says_what_it_is_for() -> None:
    silent = [f"{path.stem}.{title}" for path, title, body in ALL if not purpose(body).endswith((".", "?"))]

    assert silent == []


def test_every_statement_is_one_statement() -> None:
    several = [f"{path.stem}.{title}" for path, title, body in ALL if ";" in bare(body).rstrip(";") or not bare(body)]

    assert several == []


def test_no_statement_selects_everything() -> None:
    greedy = [
        f"{path.stem}.{title}" for path, title, body in ALL if re.search(r"\bSELECT\s+(\w+\.)?\*", bare(body), re.I)
    ]

    assert greedy == []


def test_every_statement_is_used() -> None:
    modules = under(POSTGRES, ".py")
    spoken = {text for path in modules for _, text in literals(path)}
    code = "".join(path.read_text(encoding="utf-8") for path in modules)
    # A port whose statements are all run in turn, such as the doctor's, names none of them.
    whole = set(re.findall(r'statements\("(\w+)"\)\.(?:items|values)\(\)', code))

    assert [f"{path.stem}.{title}" for path, title, _ in ALL if path.stem not in whole and title not in spoken] == []


def test_migrations_are_numbered_without_gaps_and_say_what_they_change() -> None:
    files = under(POSTGRES / "migrations", ".sql")
    numbers = [int(path.name.split("_")[0]) for path in files]

    assert numbers == list(range(1, len(files) + 1))
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith("-- ")] == []
