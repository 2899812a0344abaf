"""``postmaster.pid``: what a server says of itself, and whether it is still true."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from continuo.adapters.embedded_postgres.account import Account
from continuo.adapters.embedded_postgres.folder import Folder, write_into

_PS_TIMEOUT_S = 10.0
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class PidFile:
    """The lines of ``postmaster.pid`` that matter here.

    Args:
        pid: of the server's first process.
        socket_folder: where its Unix socket is.
        text: the file as it was read.
    """

    pid: int
    port: int
    socket_folder: Path
    text: str


def read_pidfile(data: Path) -> PidFile | None:
    """Return what the server in ``data`` says of itself; ``None`` if it says nothing, or not yet enough."""
    try:
        text = (data / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return None
    lines = text.splitlines()
    if len(lines) < 5 or not (_NUMBER.fullmatch(lines[0]) and _NUMBER.fullmatch(lines[3]) and lines[4]):
        return None
    return PidFile(int(lines[0]), int(lines[3]), Path(lines[4]), text)


def is_alive(pid: int) -> bool:
    """Return whether there is a process of that number, a dead one that nobody has waited for included."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def serves(pid: int, data: Path) -> bool:
    """Return whether the process is a server at work in ``data``, and not one that got the number later."""
    proc = Path("/proc") / str(pid)
    if proc.exists():
        try:
            return (proc / "cwd").samefile(data)
        except OSError:
            return False  # Gone, or somebody else's: a server of ours can be looked at.
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program and a number
            ["/bin/ps", "-p", str(pid), "-o", "comm="],
            capture_output=True, text=True, timeout=_PS_TIMEOUT_S, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return answer.stdout.strip().endswith("postgres")


def serves_already(folder: Folder) -> bool:
    """Return whether a server is at work in the folder's data; one that was started by hand holds no lock of ours."""
    told = read_pidfile(folder.data)
    return told is not None and is_alive(told.pid) and serves(told.pid, folder.data)


def disarm(folder: Folder, account: Account) -> None:
    """Keep a number that was handed out again from passing for a server that still runs.

    PostgreSQL refuses to start while the process named in a left-over file is alive, whoever it is: after a restart
    of the machine or the container, often somebody else. It does not refuse its own parent, so the number is
    replaced by ours. The file stays: from its other lines PostgreSQL sees whether shared memory is still in use.
    """
    left = read_pidfile(folder.data)
    if left is None or not is_alive(left.pid) or serves(left.pid, folder.data):
        return
    _, _, rest = left.text.rstrip("\n").partition("\n")
    write_into(folder.data / "postmaster.pid", f"{os.getpid()}\n{rest}", account, by_way_of=folder.root / "pid")
