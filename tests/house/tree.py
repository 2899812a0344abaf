"""What the guards of the house look at: the files of the repository, and the code in them."""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "continuo"
_NOT_OURS = {".git", ".venv", "build", "dist", "node_modules"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Return the files of the repository with one of these endings, all of them without any.

    What git ignores is left out. A copy without its git folder is walked instead.
    """
    found = (path for path in _known_to_git() or _walked() if path.is_file())
    return tuple(sorted(path for path in found if not endings or path.name.endswith(endings)))


def _known_to_git() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / name for name in asked.stdout.split("\0") if name]


def _walked() -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in _NOT_OURS and not f.endswith(("cache", "cache__"))]
        found += [Path(folder) / name for name in names]
    return found


def under(folder: Path, *endings: str) -> list[Path]:
    """Return the files below a folder."""
    return [path for path in files(*endings) if folder in path.parents]


def name(path: Path) -> str:
    """Return the path as it is called within the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a module, inner ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Return how many lines a function has, its docstring not counted."""
    last = function.end_lineno or function.lineno
    lines = last - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines
