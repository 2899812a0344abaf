"""Makes a database and sets its server going."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from continuo.adapters.embedded_postgres.account import Account
from continuo.adapters.embedded_postgres.binaries import Install
from continuo.adapters.embedded_postgres.configuration import INITIAL, environment, insisted
from continuo.adapters.embedded_postgres.folder import Folder, disk_full, ensure_password
from continuo.adapters.embedded_postgres.report import keep_short, open_log, tells_full_disk
from continuo.adapters.embedded_postgres.running import SUPERUSER
from continuo.domain.errors import Broken, Unavailable

_INITDB_TIMEOUT_S = 300.0
_LOG_CARE_INTERVAL_S = 60.0
_REAP_INTERVAL_S = 1.0


@dataclass(frozen=True, slots=True)
class Launch:
    """What is needed to run a program of the server.

    Args:
        server_lock: descriptor of the held lock; every process of the server inherits it, so the lock is free exactly
            when the last of them is gone, an orphan included.
    """

    folder: Folder
    install: Install
    account: Account
    server_lock: int


def make_data(launch: Launch) -> None:
    """Make the data folder, whole or not at all.

    Raises:
        Unavailable: the disk is full, or it took too long.
        Broken: initdb failed for another reason, which is quoted.
    """
    folder, account = launch.folder, launch.account
    shutil.rmtree(folder.unfinished_data, ignore_errors=True)
    folder.unfinished_data.mkdir(mode=0o700)
    account.give(folder.unfinished_data)
    password = ensure_password(folder, account)
    try:
        _run_initdb(launch, password)
    except BaseException:
        shutil.rmtree(folder.unfinished_data, ignore_errors=True)
        raise
    folder.unfinished_data.rename(folder.data)
    _sync(folder.root)


def make_archive(launch: Launch) -> None:
    """Make the folder that a WAL archive would use."""
    launch.folder.archive.mkdir(mode=0o700, exist_ok=True)
    launch.account.give(launch.folder.archive)


def spawn(launch: Launch, *, port: int, socket_folder: Path) -> subprocess.Popen[bytes]:
    """Return the server's first process: our direct child, waited for, in a session of its own.

    The session keeps a Ctrl-C meant for us from ending it in the middle of our own orderly end.
    """
    settings = insisted(port=port, socket_folder=socket_folder)
    arguments = [a for name, value in settings.items() for a in ("-c", f"{name}={value}")]
    log = open_log(launch.folder.log)
    try:
        child = _popen(launch, "postgres", ["-D", str(launch.folder.data), *arguments], log)
    finally:
        os.close(log)
    threading.Thread(target=_attend, args=(child, launch.folder.log), name="postgres-attendant", daemon=True).start()
    return child


def _run_initdb(launch: Launch, password: Path) -> None:
    settings = [a for name, value in INITIAL.items() for a in ("--set", f"{name}={value}")]
    # One call that flushes the whole file system takes 20 ms; flushing a thousand files one by one takes 200.
    sync = ["--sync-method=syncfs"] if sys.platform == "linux" else []
    arguments = [
        "-D", str(launch.folder.unfinished_data), "--username", SUPERUSER, "--pwfile", str(password),
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--locale=C", "--data-checksums", "--no-instructions", *sync, *settings,
    ]  # fmt: skip
    child = _popen(launch, "initdb", arguments, subprocess.PIPE)
    try:
        output, _ = child.communicate(timeout=_INITDB_TIMEOUT_S)
    except BaseException as error:
        child.kill()
        child.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise Unavailable(f"a new database was not ready after {_INITDB_TIMEOUT_S:.0f} s: start again") from error
        raise
    if child.returncode != 0:
        words = "\n".join(output.decode(errors="replace").splitlines()[-8:])
        if tells_full_disk(words):
            raise disk_full(launch.folder)
        raise Broken(f"initdb could not make {launch.folder.data}; its last words:\n{words}")


def _popen(launch: Launch, program: str, arguments: Sequence[str], output: int) -> subprocess.Popen[bytes]:
    account = launch.account
    return subprocess.Popen(  # noqa: S603 - programs of the installation, arguments of ours
        [str(launch.install.programs / program), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output == subprocess.PIPE else output,
        cwd="/",
        env=environment(),
        umask=0o077,
        start_new_session=True,
        pass_fds=(launch.server_lock,),
        user=account.uid if account.dropped else None,
        group=account.gid if account.dropped else None,
        extra_groups=[] if account.dropped else None,
    )


def _attend(child: subprocess.Popen[bytes], log: Path) -> None:
    # Waits for the child, so that it leaves no zombie, and keeps its log short meanwhile.
    looked_after = time.monotonic()
    while child.poll() is None:
        time.sleep(_REAP_INTERVAL_S)
        if time.monotonic() - looked_after > _LOG_CARE_INTERVAL_S:
            with suppress(OSError):  # A full disk is no reason to leave a zombie.
                keep_short(log)
            looked_after = time.monotonic()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
