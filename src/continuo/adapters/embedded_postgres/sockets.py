"""Where the server listens: a port of its own and a folder of its own for the Unix socket."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import socket
import stat
import tempfile
from pathlib import Path

from continuo.adapters.embedded_postgres.account import Account, first_unreachable
from continuo.adapters.embedded_postgres.configuration import ADDRESS
from continuo.adapters.embedded_postgres.folder import Folder, remember_port, remembered_port
from continuo.domain.errors import Misconfigured, Unavailable

PORT_SETTING = "CONTINUO_DATABASE_PORT"
"""The setting a person uses to fix the port."""

# Below the range from which systems take ports for outgoing connections (32768 on Linux, 49152 on macOS).
_LOWEST_PORT, _PORTS = 20_000, 12_000
_TRIES = 200
# sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included.
_LONGEST_SOCKET_PATH_BYTES = 103
_LONGEST_SOCKET_NAME = ".s.PGSQL.65535"
# The path is listed with commas in the server's settings and in the client's; anything unusual goes elsewhere.
_PLAIN_PATH = re.compile(r"[\w./ -]+", re.ASCII)


def choose_port(folder: Folder, fixed: int | None) -> int:
    """Return a port that is free now: the fixed one, or the remembered one, or a new one that is then remembered.

    Raises:
        Misconfigured: the fixed port is busy.
        Unavailable: no free port was found.
    """
    if fixed is not None:
        if not is_free(fixed):
            raise busy(fixed)
        return fixed
    known = remembered_port(folder)
    if known is not None and is_free(known):
        return known
    for _ in range(_TRIES):
        port = _LOWEST_PORT + secrets.randbelow(_PORTS)
        if is_free(port):
            remember_port(folder, port)
            return port
    raise Unavailable(f"no free port among {_TRIES} tried from {_LOWEST_PORT}: set {PORT_SETTING}")


def busy(port: int) -> Misconfigured:
    """Return the error for a fixed port that someone else has."""
    return Misconfigured(
        f"port {port} on {ADDRESS} is in use by another program: stop that program, "
        f"set {PORT_SETTING} to another port, or leave it unset to have a free one chosen"
    )


def is_free(port: int) -> bool:
    """Return whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As PostgreSQL does: connections of an earlier server that linger do not keep the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            return True  # Not ours to bind, which is not the same as busy; the server will say.
        except OSError:
            return False
    return True


def make_socket_folder(folder: Folder, account: Account) -> Path:
    """Return the folder for the Unix socket, made and given to the account; nobody else can enter it.

    It is ``socket`` in the database folder, or, where that path is too long or unusual for a socket, a folder with a
    short name among the temporary files. Call it only while no server runs: leftovers are removed.

    Raises:
        Misconfigured: someone else has taken that short name.
    """
    place = folder.socket if fits(folder.socket) else _short_place(folder, account)
    place.mkdir(mode=0o700, exist_ok=True)
    status = place.lstat()
    # Root may find it as its own from a start that was cut short between the two steps.
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (account.uid, os.geteuid()):
        raise Misconfigured(f"{place} was made by the user id {status.st_uid}, not by continuo: remove it")
    if status.st_uid != account.uid:
        account.give(place)
    # A lock file of a killed server names a process; if that number was handed out again, PostgreSQL would not start.
    for leftover in place.glob(".s.PGSQL.*"):
        leftover.unlink()
    return place


def fits(place: Path) -> bool:
    """Return whether a socket in that folder has a path that systems and drivers can take."""
    path = str(place)
    length = len(os.fsencode(path)) + 1 + len(_LONGEST_SOCKET_NAME)
    return length <= _LONGEST_SOCKET_PATH_BYTES and _PLAIN_PATH.fullmatch(path) is not None


def _short_place(folder: Folder, account: Account) -> Path:
    name = "continuo-" + hashlib.sha256(os.fsencode(folder.root.resolve())).hexdigest()[:16]
    place = Path(tempfile.gettempdir()) / name
    if not fits(place) or first_unreachable(place, account) is not None:
        return Path("/tmp") / name  # noqa: S108 - made with mode 700, and its owner is checked
    return place
