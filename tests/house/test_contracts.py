"""The import contracts hold, and each of them notices what it is there to notice."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.house.tree import PACKAGE, ROOT, name, under

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}

PLANTS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("storeys", {"domain/planted.py": "import continuo.ports.embedder"}),
    ("storeys", {"memory/planted.py": "import continuo.services.health"}),
    ("storeys", {"planted/__init__.py": ""}),
    ("rooms", {"memory/facts/planted.py": "import continuo.memory.journal"}),
    ("rooms", {"memory/recall/planted.py": "import continuo.memory.consolidation"}),
    ("rooms", {"memory/planted/__init__.py": ""}),
    ("adapters", {"adapters/inprocess/planted.py": "import continuo.adapters.postgres"}),
    ("doors", {"doors/planted/__init__.py": "", "doors/other/__init__.py": "import continuo.doors.planted"}),
    ("services", {"services/planted.py": "import continuo.services.health"}),
    ("serving", {"adapters/inprocess/planted.py": "import continuo.memory.journal"}),
    ("inside", {"memory/journal/planted.py": "import psycopg"}),
    ("inside", {"services/planted.py": "import fastapi"}),
    ("cycles", {"ports/planted.py": "import continuo.ports.other", "ports/other.py": "import continuo.ports.planted"}),
)
"""A violation of each contract: files below the package, with what stands in them."""


def lint(root: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    asked = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return asked.stdout + asked.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "src" / "continuo", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    said = lint(ROOT)

    assert "0 broken." in said, said


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _ in PLANTS} == set(NAMES)


@pytest.mark.parametrize(("contract", "files"), PLANTS, ids=[f"{c}: {next(iter(f))}" for c, f in PLANTS])
def test_a_planted_violation_is_reported(copy: Path, contract: str, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (copy / "src" / "continuo" / path).parent.mkdir(exist_ok=True)
        (copy / "src" / "continuo" / path).write_text(text, encoding="utf-8")

    assert f"{NAMES[contract]} BROKEN" in lint(copy)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports relatively"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [("domain", ("continuo.domain",)), ("ports", ("continuo.domain", "continuo.ports", "numpy"))],
)
def test_the_lowest_storeys_stand_on_the_standard_library(folder: str, allowed: tuple[str, ...]) -> None:
    foreign = {
        (name(path), module)
        for path in under(PACKAGE / folder, ".py")
        for module in imported(path)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith(allowed)
    }

    assert foreign == set()


def test_a_client_never_imports_the_server() -> None:
    mixed = {
        name(path)
        for path in under(ROOT / "clients", ".py")
        if any(m.split(".")[0] == "continuo" for m in imported(path))
    }

    assert mixed == set()


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name(path)
        for path in under(PACKAGE, ".py")
        if "os.environ" in (text := path.read_text(encoding="utf-8")) or "os.getenv" in text
    }

    assert readers <= {"src/continuo/settings.py"}
