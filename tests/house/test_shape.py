"""Size, names and paths: what HOUSE.md calls one screen, and nothing of the machine it was written on."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, files, functions, length, name, under

MOST_LINES_OF_A_MODULE = 500
MOST_LINES_OF_A_FUNCTION = 60
FORBIDDEN_NAMES = {"utils", "util", "common", "manager", "managers", "helpers", "misc"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
# Homes of people, and top-level folders that no installation of an operating system has.
DEVELOPER_PATH = re.compile(
    r"(?<![\w.~*-])/(?:home|Users)/(?!USER\b)[a-z][\w.-]*/|(?<![\w.~*/-])/(?:work|farm|mnt|data\d)/"
)
INDEX_HOST = re.compile(r"https?://[^\s/]*\b(?:pypi|npmjs|simple)\b|--index-url|--extra-index-url|--find-links")

CODE = [PACKAGE, ROOT / "clients", ROOT / "bench", ROOT / "docs"]


def code() -> list[Path]:
    return [path for folder in CODE for path in under(folder, ".py")]


def text_files() -> list[Path]:
    kinds = (
        ".py",
        ".pyi",
        ".sql",
        ".md",
        ".toml",
        ".txt",
        ".json",
        ".yml",
        ".yaml",
        ".cfg",
        ".sh",
        "Makefile",
        "run",
        "file",
    )
    return [path for path in files(*kinds) if path != Path(__file__).resolve()]


def test_no_module_is_longer_than_five_hundred_lines() -> None:
    sizes = {name(path): path.read_text(encoding="utf-8").count("\n") for path in code()}

    assert {module: lines for module, lines in sizes.items() if lines > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name(path)}:{function.lineno} {function.name}": length(function)
        for path in code()
        for function in functions(path)
        if length(function) > MOST_LINES_OF_A_FUNCTION
    }

    assert long == {}


def test_no_module_is_named_for_having_no_room() -> None:
    steps = {name(path): {*path.relative_to(ROOT).parts[:-1], path.stem} for path in code()}

    assert [module for module, words in steps.items() if words & FORBIDDEN_NAMES] == []


def test_nothing_in_the_package_is_left_unfinished() -> None:
    found = [
        f"{name(path)}:{number}"
        for path in under(ROOT / "src", ".py", ".sql") + under(ROOT / "clients", ".py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]

    assert found == []


def test_no_file_names_a_path_of_a_developers_machine() -> None:
    assert occurrences(DEVELOPER_PATH) == []


def test_no_file_names_the_address_of_a_package_index() -> None:
    assert occurrences(INDEX_HOST) == []


def occurrences(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name(path)}:{number}: {found.group()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_the_patterns_tell_a_developers_path_from_an_address() -> None:
    assert DEVELOPER_PATH.search('folder = "/home/someone/project"')
    assert DEVELOPER_PATH.search("see /" + "work/main/src")
    assert not DEVELOPER_PATH.search("GET /v1/users/{user_id}/data/")
    assert not DEVELOPER_PATH.search("docs/work/plan")
    assert INDEX_HOST.search("pip install --extra-" + "index-url somewhere")
