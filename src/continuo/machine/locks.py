"""Locks between processes, kept by the kernel: they end with whoever holds them, also after ``kill -9``."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from continuo.domain.errors import Unavailable

POLL_S = 0.01
"""Between two looks at something that another process is about to change."""


@contextmanager
def locked(path: Path, *, timeout_s: float, what: str = "the database") -> Iterator[None]:
    """Hold a file's lock alone for the length of the block.

    Args:
        what: is started or stopped under it, for the message.

    Raises:
        Unavailable: someone else held it all the time.
    """
    deadline = time.monotonic() + timeout_s
    while (lock := try_lock(path)) is None:
        if time.monotonic() > deadline:
            raise Unavailable(f"another process has been starting or stopping {what} for {timeout_s:.0f} s")
        time.sleep(POLL_S)
    with lock:
        yield


def try_lock(path: Path) -> BinaryIO | None:
    """Return the open file with its lock held alone, or ``None`` if someone holds it. Closing it gives it back."""
    return _lock(path, fcntl.LOCK_EX)


def try_share(path: Path) -> BinaryIO | None:
    """Return the open file with its lock held together with others, or ``None`` if someone holds it alone."""
    return _lock(path, fcntl.LOCK_SH)


def _lock(path: Path, how: int) -> BinaryIO | None:
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "r+b")
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
