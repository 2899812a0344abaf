"""The documentation says what the code says: settings, errors, the public surface, decisions, links."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.tree import PACKAGE, ROOT, files, name, parsed, under

import continuo
from continuo.settings import Settings

DOCS = ROOT / "docs"
REFERENCE = "\n".join(path.read_text(encoding="utf-8") for path in under(DOCS / "reference", ".md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
CODE = re.compile(r"^    .*$|`[^`\n]*`", re.MULTILINE)
DECISION = re.compile(r"^\d{4}-[a-z0-9-]+\.md$")


def test_the_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, str(DOCS / "generate.py"), "--check"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert asked.returncode == 0, asked.stderr


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_described_and_documented(setting: str) -> None:
    assert Settings.model_fields[setting].description
    assert f"`CONTINUO_{setting.upper()}`" in REFERENCE


def test_every_error_of_the_domain_is_documented() -> None:
    tree = parsed(PACKAGE / "domain" / "errors.py")
    errors = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]

    assert [error for error in errors if f"`{error}`" not in REFERENCE] == []


def test_the_public_surface_is_what_the_package_lists() -> None:
    public = {word for word in dir(continuo) if not word.startswith("_")}
    modules = {path.stem for path in PACKAGE.iterdir()}

    assert sorted(continuo.__all__) == list(continuo.__all__)
    assert all(getattr(continuo, word) is not None for word in continuo.__all__)
    assert public - modules - {"annotations", "Any", "TYPE_CHECKING"} <= set(continuo.__all__)


def test_what_is_public_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = readme + "\n".join(path.read_text(encoding="utf-8") for path in under(DOCS, ".md"))

    assert [word for word in continuo.__all__ if not word.startswith("_") and f"continuo.{word}" not in known] == []


@pytest.mark.parametrize("page", files(".md"), ids=name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    # What stands in code is shown, not linked.
    targets = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]

    assert [target for target in local if not (page.parent / target).exists()] == []


def test_decisions_are_numbered_once_and_fit_on_a_page() -> None:
    decisions = under(DOCS / "decisions", ".md")
    numbers = [path.name[:4] for path in decisions]

    assert [path.name for path in decisions if not DECISION.match(path.name)] == []
    assert len(numbers) == len(set(numbers))
    assert [path.name for path in decisions if path.read_text(encoding="utf-8").count("\n") > 90] == []


def test_the_glossary_says_each_word_once() -> None:
    glossary = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    words = [word.lower() for word in re.findall(r"^\*\*(.+?)\*\*", glossary, re.MULTILINE)]

    assert len(words) >= 25
    assert len(words) == len(set(words))
