"""What the server reports in its log: kept short, and read when a start fails."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from continuo.adapters.embedded_postgres.folder import Folder, disk_full
from continuo.domain.errors import Broken, ContinuoError, Unavailable

LARGEST_LOG_BYTES = 1_000_000
"""Beyond this the log moves to ``server.log.1``; so the two together stay below twice that, and a minute's growth."""

_QUOTED_LINES = 8
_QUOTED_BYTES = 4_000
_PORT_TAKEN = "Address already in use"
# "wrote only" is a file that could not be extended as far as was asked.
_FULL = ("No space left on device", "Disk quota exceeded", "wrote only")
_STILL_IN_USE = "is still in use"
_RUNNING = "Is another postmaster"
_RUNNING_PLAIN = 'lock file "postmaster.pid" already exists'


class PortTaken(Exception):
    """Someone took the port between the look and the start."""


def open_log(path: Path) -> int:
    """Return a descriptor that appends to the log, which only its owner can read."""
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


def keep_short(path: Path, largest: int = LARGEST_LOG_BYTES) -> None:
    """Move the log's content aside when it has grown too long.

    The server goes on writing to the same file, at its end: so the file is copied and emptied, not renamed.
    """
    if path.exists() and path.stat().st_size > largest:
        aside = path.with_name(f"{path.name}.1")
        shutil.copyfile(path, aside)
        aside.chmod(0o600)
        os.truncate(path, 0)


def last_words(path: Path, since: int) -> str:
    """Return the last lines that the server wrote from byte ``since`` on."""
    with path.open("rb") as log:
        end = log.seek(0, os.SEEK_END)
        log.seek(max(since, end - _QUOTED_BYTES))
        return "\n".join(log.read().decode(errors="replace").splitlines()[-_QUOTED_LINES:])


def tells_full_disk(words: str) -> bool:
    """Return whether a program of the server gave up for want of room on the disk."""
    return any(sign in words for sign in _FULL)


def explained(folder: Folder, words: str) -> ContinuoError:
    """Return the error for a server that did not start, from what it said last.

    Raises:
        PortTaken: the port was busy after all.
    """
    if _PORT_TAKEN in words:
        raise PortTaken
    if tells_full_disk(words):
        return disk_full(folder)
    if _STILL_IN_USE in words or _RUNNING in words or _RUNNING_PLAIN in words:
        return Unavailable(
            f"processes of an earlier server still use {folder.data}: end them, or wait until they are done"
        )
    return Broken(f"PostgreSQL did not start from {folder.data}; its last words (more in {folder.log}):\n{words}")
