"""Every snippet of the documentation that says so runs as it is printed, and prints something.

A snippet is marked by the line ``<!-- runs -->`` above its fence; it may be ``python`` or ``sh``. It gets a data folder
of its own, the programs of this virtualenv, and the repository as its working folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.house.tree import ROOT, files, name
from tests.postgres import reachable_folder
from tests.weights import MODELS

from continuo.adapters.onnx.folder import fetch

MARKED = re.compile(r"^<!-- runs -->\n+```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = {"python": [sys.executable, "-c"], "sh": ["sh", "-euc"]}
TIMEOUT_S = 240


@dataclass(frozen=True, slots=True)
class Snippet:
    """A marked block of a page."""

    page: str
    language: str
    text: str


def marked(page: str, text: str) -> list[Snippet]:
    return [Snippet(page, language, body) for language, body in MARKED.findall(text)]


SNIPPETS = [snippet for page in files(".md") for snippet in marked(name(page), page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def models() -> Path:
    fetch(MODELS)
    return MODELS


@pytest.fixture
def environment(models: Path) -> Iterator[dict[str, str]]:
    with reachable_folder() as folder:
        (folder / "models").symlink_to(models)
        programs = Path(sys.executable).parent
        yield os.environ | {
            "CONTINUO_FOLDER": str(folder),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONWARNINGS": "default",
        }


@pytest.mark.parametrize("snippet", SNIPPETS, ids=[f"{s.page}-{n}" for n, s in enumerate(SNIPPETS)])
def test_a_snippet_of_the_documentation_runs(snippet: Snippet, environment: dict[str, str]) -> None:
    command = [*COMMANDS[snippet.language], snippet.text]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "a snippet shows what it did"


def test_the_readme_has_a_snippet_that_runs() -> None:
    assert any(snippet.page == "README.md" and snippet.language == "python" for snippet in SNIPPETS)


def test_a_block_without_the_mark_is_left_alone() -> None:
    assert marked("page", "```python\nraise SystemExit(1)\n```\n") == []
