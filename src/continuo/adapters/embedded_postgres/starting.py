"""From a prepared folder to a server that takes connections: joined if one runs, launched if not."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from continuo.adapters.embedded_postgres.account import server_account
from continuo.adapters.embedded_postgres.binaries import find_install, within_reach
from continuo.adapters.embedded_postgres.folder import Folder, check_data, check_reach
from continuo.adapters.embedded_postgres.launching import Launch, make_archive, make_data, spawn
from continuo.adapters.embedded_postgres.pidfile import PidFile, disarm, read_pidfile, serves, serves_already
from continuo.adapters.embedded_postgres.report import PortTaken, explained, last_words
from continuo.adapters.embedded_postgres.running import DATABASE, FIRST_DATABASE, RunningServer, admin_dsn, refusal
from continuo.adapters.embedded_postgres.sockets import PORT_SETTING, busy, choose_port, make_socket_folder
from continuo.domain.errors import Misconfigured, Unavailable
from continuo.machine.locks import POLL_S, try_lock

_PORT_TRIES = 5
_WRONG_PASSWORD = "password authentication failed"  # noqa: S105 - words of the server, not a password


@dataclass(frozen=True, slots=True)
class Wish:
    """How a server should be started; see ``server.start``."""

    port: int | None
    run_as: str | None
    programs: Path | None
    timeout: timedelta


def join_or_launch(place: Folder, wish: Wish, share: BinaryIO) -> RunningServer:
    """Return the folder's server with that share. Call it with the start lock held.

    Raises:
        Misconfigured, Unavailable, Broken: as ``server.start``.
    """
    deadline = time.monotonic() + wish.timeout.total_seconds()
    while (lock := try_lock(place.server_lock)) is None or serves_already(place):
        if lock is not None:
            lock.close()
        joined = _joined(place, share)
        if joined is not None:
            _check_port(joined, wish)
            return joined
        if time.monotonic() > deadline:
            raise Unavailable(
                f"processes of an earlier server still use {place.data} after {wish.timeout.total_seconds():.0f} s, "
                "and it takes no connections: it may be recovering, so try again; or end them"
            )
        time.sleep(POLL_S)
    with lock:
        return _launched(place, wish, share, lock.fileno(), deadline)


def _joined(place: Folder, share: BinaryIO) -> RunningServer | None:
    told = read_pidfile(place.data)
    if told is None:
        return None
    why_not = refusal(admin_dsn(place, told.socket_folder, told.port, FIRST_DATABASE), place.data)
    if why_not is not None and _WRONG_PASSWORD in why_not and serves(told.pid, place.data):
        raise _wrong_password(place)
    return _described(place, told, share) if why_not is None else None


def _described(place: Folder, told: PidFile, share: BinaryIO) -> RunningServer:
    dsn = admin_dsn(place, told.socket_folder, told.port, DATABASE)
    return RunningServer(place.root, told.port, told.socket_folder, dsn, told.pid, started_by_us=False, share=share)


def _wrong_password(place: Folder) -> Misconfigured:
    return Misconfigured(f"{place.password} is not the superuser's password any more: write the right one there")


def _check_port(server: RunningServer, wish: Wish) -> None:
    if wish.port not in (None, server.port):
        raise Misconfigured(
            f"the database in {server.folder} already runs on port {server.port}, and {PORT_SETTING} says "
            f"{wish.port}: stop it first, or change the setting"
        )


def _launched(place: Folder, wish: Wish, share: BinaryIO, lock: int, deadline: float) -> RunningServer:
    account = server_account(place.data, wish.run_as)
    check_reach(place, account)
    install = find_install(wish.programs)
    have_data = check_data(place, install.major)
    launch = Launch(place, within_reach(install, account, place.installs), account, lock)
    if not have_data:
        make_data(launch)
        make_archive(launch)
    disarm(place, account)
    for _ in range(_PORT_TRIES):
        try:
            return _on_port(launch, choose_port(place, wish.port), share, deadline)
        except PortTaken:
            if wish.port is not None:
                raise busy(wish.port) from None
    raise Unavailable(f"{_PORT_TRIES} ports were taken by others between the look and the start: try again")


def _on_port(launch: Launch, port: int, share: BinaryIO, deadline: float) -> RunningServer:
    place = launch.folder
    socket_folder = make_socket_folder(place, launch.account)
    log_begin = place.log.stat().st_size if place.log.exists() else 0
    child = spawn(launch, port=port, socket_folder=socket_folder)
    told = PidFile(child.pid, port, socket_folder, "")
    try:
        _wait_until_ready(place, told, child, log_begin, deadline)
    except Unavailable:
        raise  # It recovers, perhaps for long: ending it now would only make the next start begin again.
    except BaseException:
        child.send_signal(signal.SIGQUIT)  # In whatever state it is, this ends it; see ``server.stop``.
        raise
    return replace(_described(place, told, share), started_by_us=True, process=child)


def _wait_until_ready(
    place: Folder, told: PidFile, child: subprocess.Popen[bytes], log_begin: int, deadline: float
) -> None:
    dsn = admin_dsn(place, told.socket_folder, told.port, FIRST_DATABASE)
    while (why_not := refusal(dsn, place.data)) is not None:
        if child.poll() is not None:
            raise explained(place, last_words(place.log, log_begin))
        if _WRONG_PASSWORD in why_not:
            raise _wrong_password(place)
        if time.monotonic() > deadline:
            raise Unavailable(f"the database in {place.root} is not ready yet; try again ({why_not})")
        time.sleep(POLL_S)
