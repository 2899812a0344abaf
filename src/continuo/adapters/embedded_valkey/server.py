"""Starts, joins, watches and leaves the server of a folder.

Who stops it: everybody who starts or joins holds a share, a lock that the kernel takes back when a process ends in
whatever way. Whoever leaves last stops the server. A user who was killed leaves it running, and the next start joins.
Who starts it again when it dies: each user looks every second, and the first who sees it does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import threading
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import redis

from continuo.adapters.embedded_valkey.configuration import told
from continuo.adapters.embedded_valkey.places import (
    Folder,
    has_wheel,
    make_folder,
    make_socket_folder,
    password_of,
    program_for,
    server_account,
)
from continuo.domain.errors import Broken, ContinuoError, Unavailable
from continuo.machine.locks import POLL_S, locked, try_lock, try_share
from continuo.telemetry import LOG

__all__ = ["RunningValkey", "has_wheel", "leave", "serving", "start", "watch"]

START_TIMEOUT_S = 15.0
STOP_TIMEOUT_S = 5.0
WATCH_S = 1.0
"""Seconds between looks at whether it still runs."""

_WHAT = "Valkey"
_LARGEST_LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class RunningValkey:
    """A server that takes connections, and a share in it: it is not stopped while this share is held.

    Args:
        socket: its address, which stays the same when it is started again.
        pid: of the process that ran when this was made.
        started_by_us: whether this call started it; False if it ran already.
    """

    folder: Path
    socket: Path
    password: str = field(repr=False)
    memory_mb: int
    pid: int
    started_by_us: bool
    share: BinaryIO = field(repr=False, compare=False)


def start(folder: Path, *, memory_mb: int, timeout_s: float = START_TIMEOUT_S) -> RunningValkey:
    """Return the running server of that folder, started or joined, with a share for us. Concurrent starts queue up.

    Raises:
        Misconfigured: folder, account or program are not as they have to be; the message names the remedy.
        Unavailable: it was not ready in time.
        Broken: it refused to start; its last words are quoted.
    """
    place = Folder(folder.absolute())
    make_folder(place)
    with ExitStack() as undo, locked(place.start_lock, timeout_s=timeout_s, what=_WHAT):
        share = try_share(place.users_lock)
        assert share is not None, "it is held alone only under the lock that we hold"
        undo.callback(share.close)
        pid, ours = _join_or_launch(place, memory_mb, time.monotonic() + timeout_s)
        undo.pop_all()
        return RunningValkey(place.root, place.socket, password_of(place), memory_mb, pid, ours, share)


def leave(server: RunningValkey) -> bool:
    """Give our share back, and stop the server if we were the last; return whether it was stopped."""
    if server.share.closed:
        return False
    place = Folder(server.folder)
    with server.share, locked(place.start_lock, timeout_s=STOP_TIMEOUT_S, what=_WHAT):
        server.share.close()
        alone = try_lock(place.users_lock)
        if alone is None:
            return False
        with alone:
            return _stop(place)


@asynccontextmanager
async def serving(folder: Path, *, memory_mb: int) -> AsyncIterator[RunningValkey]:
    """Start or join the server for the length of the block, start it again when it dies, and leave it at the end."""
    starting = asyncio.ensure_future(asyncio.to_thread(partial(start, folder, memory_mb=memory_mb)))
    try:
        server = await asyncio.shield(starting)
    except asyncio.CancelledError:
        # The thread cannot be interrupted; what it starts must not be left without an owner.
        await asyncio.to_thread(leave, await starting)
        raise
    watching = asyncio.create_task(watch(server))
    try:
        yield server
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await asyncio.shield(asyncio.to_thread(leave, server))


async def watch(server: RunningValkey, *, every_s: float = WATCH_S) -> None:
    """Start the server again whenever it is gone, for as long as this runs."""
    place = Folder(server.folder)
    while True:
        await asyncio.sleep(every_s)
        if not _is_gone(place):
            continue
        try:
            pid, ours = await asyncio.to_thread(_revived, place, server.memory_mb)
        except ContinuoError as error:
            LOG.warning("Valkey is gone and does not start: %s", error)
        else:
            LOG.warning("Valkey was gone; process %d serves now%s", pid, "" if ours else ", started by another")


def _revived(place: Folder, memory_mb: int) -> tuple[int, bool]:
    with locked(place.start_lock, timeout_s=START_TIMEOUT_S, what=_WHAT):
        return _join_or_launch(place, memory_mb, time.monotonic() + START_TIMEOUT_S)


def _is_gone(place: Folder) -> bool:
    lock = try_lock(place.server_lock)
    if lock is not None:
        lock.close()
    return lock is not None


def _join_or_launch(place: Folder, memory_mb: int, deadline: float) -> tuple[int, bool]:
    """Return the process that serves, and whether we launched it. Call it with the start lock held."""
    while (lock := try_lock(place.server_lock)) is None:
        pid = _answering(place)
        if pid is not None:
            return pid, False
        if time.monotonic() > deadline:
            raise Unavailable(f"a Valkey runs in {place.root} and does not answer: end it, or try again")
        time.sleep(POLL_S)
    with lock:
        return _launched(place, memory_mb, lock.fileno(), deadline), True


def _launched(place: Folder, memory_mb: int, server_lock: int, deadline: float) -> int:
    account = server_account()
    program, socket = program_for(place, account), place.socket
    make_socket_folder(socket, account)
    if place.log.exists() and place.log.stat().st_size > _LARGEST_LOG_BYTES:
        place.log.unlink()
    log = os.open(place.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        child = subprocess.Popen(  # noqa: S603 - the wheel's program, arguments of ours
            [str(program), "-"],
            stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            umask=0o077, start_new_session=True, pass_fds=(server_lock,),
            user=account.uid if account.dropped else None,
            group=account.gid if account.dropped else None,
            extra_groups=[] if account.dropped else None,
        )  # fmt: skip
    finally:
        os.close(log)
    threading.Thread(target=child.wait, name="valkey-attendant", daemon=True).start()
    assert child.stdin is not None
    with suppress(BrokenPipeError), child.stdin as pipe:
        pipe.write(told(socket=socket, password=password_of(place), memory_mb=memory_mb).encode())
    while _answering(place) is None:
        if child.poll() is not None:
            raise Broken(f"Valkey did not start; its last words (more in {place.log}):\n{_last_words(place.log)}")
        if time.monotonic() > deadline:
            child.kill()
            raise Unavailable("Valkey was not ready in time; try again")
        time.sleep(POLL_S)
    return child.pid


def _answering(place: Folder) -> int | None:
    """Return the process that answers at the folder's socket, if one does."""
    client = redis.Redis(
        unix_socket_path=str(place.socket), password=password_of(place), socket_timeout=1.0, retry=None
    )
    try:
        answer: Any = client.info("server")
        return int(answer["process_id"])
    except (redis.RedisError, OSError):
        return None
    finally:
        client.close()


def _stop(place: Folder) -> bool:
    pid = _answering(place)
    if pid is None:
        return False
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, how)
        deadline = time.monotonic() + STOP_TIMEOUT_S
        while time.monotonic() < deadline:
            if _is_gone(place):
                place.socket.unlink(missing_ok=True)
                return True
            time.sleep(POLL_S)
    raise Unavailable(f"Valkey in {place.root} (process {pid}) does not stop")


def _last_words(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-6:])
