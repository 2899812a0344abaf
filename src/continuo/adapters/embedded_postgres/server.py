"""Starts, joins, leaves and stops the server of a database folder. Plain functions; they block, for a bounded time.

Who stops it: everybody who starts or joins holds a share, a lock that the kernel takes back when a process ends in
whatever way. Whoever leaves last stops the server. A user who was killed leaves it running, and the next start joins.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from continuo.adapters.embedded_postgres.folder import Folder, prepare, translated_disk_errors
from continuo.adapters.embedded_postgres.pidfile import read_pidfile, serves, serves_already
from continuo.adapters.embedded_postgres.report import keep_short
from continuo.adapters.embedded_postgres.running import FIRST_DATABASE, RunningServer, admin_dsn, refusal
from continuo.adapters.embedded_postgres.starting import Wish, join_or_launch
from continuo.domain.errors import Unavailable
from continuo.machine.locks import POLL_S, locked, try_lock, try_share

START_TIMEOUT = timedelta(seconds=120)
STOP_TIMEOUT = timedelta(seconds=30)
_ABORT_TIMEOUT_S = 10.0


def start(
    folder: Path,
    *,
    port: int | None = None,
    run_as: str | None = None,
    programs: Path | None = None,
    timeout: timedelta = START_TIMEOUT,
) -> RunningServer:
    """Return the running server of that folder, started or joined, with a share for us.

    The folder, the data and the database ``continuo`` are made if they are not there. Concurrent starts queue up.

    Args:
        port: fixed by the user; else one is chosen once and remembered.
        run_as: the account for the server, if the launcher is root; else see ``account.PREFERRED``.
        programs: a folder with ``postgres`` and ``initdb`` instead of the wheel's.
        timeout: for everything together, recovery after a crash included.

    Raises:
        Misconfigured: folder, account, port or programs are not as they have to be; the message names the remedy.
        Unavailable: the disk is full, or the server was not ready in time; it may be recovering, so try again.
        Broken: the server refused to start; its last words are quoted.
    """
    place, wish = Folder(folder.absolute()), Wish(port, run_as, programs, timeout)
    with translated_disk_errors(place), ExitStack() as undo:
        prepare(place)
        with locked(place.start_lock, timeout_s=wish.timeout.total_seconds()):
            share = try_share(place.users_lock)
            assert share is not None, "it is held alone only under the lock that we hold"
            undo.callback(share.close)
            keep_short(place.log)
            server = join_or_launch(place, wish, share)
            undo.pop_all()
            return server


def leave(server: RunningServer) -> bool:
    """Give our share back, and stop the server if we were the last; return whether it was stopped.

    A second time changes nothing.

    Raises:
        Unavailable: the server does not stop.
    """
    if server.share.closed:
        return False
    place = Folder(server.folder)
    with server.share, translated_disk_errors(place):
        stopped = _left(server, place)
    if stopped and server.process is not None:
        server.process.wait(timeout=_ABORT_TIMEOUT_S)
    return stopped


def stop(folder: Path, timeout: timedelta = STOP_TIMEOUT) -> bool:
    """Stop the server of that folder, whoever uses it; return whether there was one.

    Open transactions are undone; everything acknowledged is kept. This is what a person asks for; programs ``leave``.

    Raises:
        Unavailable: it does not stop.
    """
    place = Folder(folder.absolute())
    if not place.data.exists():
        return False
    with translated_disk_errors(place), locked(place.start_lock, timeout_s=timeout.total_seconds()):
        return _stop(place, timeout)


@asynccontextmanager
async def serving(
    folder: Path,
    *,
    port: int | None = None,
    run_as: str | None = None,
    programs: Path | None = None,
    timeout: timedelta = START_TIMEOUT,
) -> AsyncIterator[RunningServer]:
    """Start or join the server for the length of the block, and leave it then; the event loop is never blocked."""
    begin = partial(start, folder, port=port, run_as=run_as, programs=programs, timeout=timeout)
    starting = asyncio.ensure_future(asyncio.to_thread(begin))
    try:
        server = await asyncio.shield(starting)
    except asyncio.CancelledError:
        # The thread cannot be interrupted; what it starts must not be left without an owner.
        await asyncio.to_thread(leave, await starting)
        raise
    try:
        yield server
    finally:
        await asyncio.shield(asyncio.to_thread(leave, server))


def _left(server: RunningServer, place: Folder) -> bool:
    with locked(place.start_lock, timeout_s=STOP_TIMEOUT.total_seconds()):
        server.share.close()
        alone = try_lock(place.users_lock)
        if alone is None:
            return False
        with alone:
            return _stop(place, STOP_TIMEOUT)


def _stop(place: Folder, timeout: timedelta) -> bool:
    told = read_pidfile(place.data)
    if told is None or not serves(told.pid, place.data):
        return False
    # Fast ends the sessions and writes a checkpoint. At once ends everything, and the next start recovers from the
    # WAL; it loses nothing either. A server in recovery has to recover again anyway, and PostgreSQL 18.6 that was told
    # to end fast while it recovered from a killed session did not within 5 s, twelve times
    # out of twelve, and once not within 60 s.
    fast, at_once = (signal.SIGINT, timeout.total_seconds()), (signal.SIGQUIT, _ABORT_TIMEOUT_S)
    ready = refusal(admin_dsn(place, told.socket_folder, told.port, FIRST_DATABASE), place.data) is None
    for how, patience_s in (fast, at_once) if ready else (at_once,):
        with suppress(ProcessLookupError):
            os.kill(told.pid, how)
        if _is_gone_within(place, patience_s):
            return True
    raise Unavailable(f"the database in {place.root} (process {told.pid}) does not stop")


def _is_gone_within(place: Folder, patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        lock = try_lock(place.server_lock)
        if lock is not None:
            lock.close()
            if not serves_already(place):
                return True
        time.sleep(POLL_S)
    return False
