"""A server that runs, and how to speak to it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from continuo.adapters.embedded_postgres.configuration import ADDRESS
from continuo.adapters.embedded_postgres.folder import Folder, admin_password

SUPERUSER = "postgres"
FIRST_DATABASE = "postgres"
DATABASE = "continuo"
_CONNECT_TIMEOUT_S = 5


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that takes connections, and a share in it: it is not stopped while this share is held.

    Args:
        folder: the database folder.
        port: on 127.0.0.1.
        socket_folder: where the Unix socket is; only the server's account and root can enter it.
        admin_dsn: signs in as superuser to the database ``continuo``; holds the password, so it is not shown.
        pid: of the server's first process.
        started_by_us: whether this call started it; False if it ran already.
        share: the open lock that counts us among the users.
        process: the child to be waited for, where this process started it.
    """

    folder: Path
    port: int
    socket_folder: Path
    admin_dsn: str = field(repr=False)
    pid: int
    started_by_us: bool
    share: BinaryIO = field(repr=False, compare=False)
    process: subprocess.Popen[bytes] | None = field(repr=False, compare=False, default=None)

    def dsn(self, user: str, password: str, database: str = DATABASE) -> str:
        """Return how that user signs in, as a connection string of keywords; it goes through the Unix socket."""
        return address_dsn(self.socket_folder, self.port, user=user, password=password, database=database)

    def tcp_dsn(self, user: str, password: str, database: str = DATABASE) -> str:
        """Return the same over TCP, for drivers and programs that do not speak through Unix sockets."""
        return _dsn(host=ADDRESS, port=self.port, user=user, password=password, dbname=database)


def address_dsn(socket_folder: Path, port: int, *, user: str, password: str, database: str) -> str:
    """Return a connection string through the Unix socket in that folder."""
    return _dsn(host=str(socket_folder), port=port, user=user, password=password, dbname=database)


def admin_dsn(folder: Folder, socket_folder: Path, port: int, database: str) -> str:
    """Return how the superuser signs in, with the password kept in the folder."""
    password = admin_password(folder)
    return address_dsn(socket_folder, port, user=SUPERUSER, password=password, database=database)


def _dsn(*, host: str, port: int, user: str, password: str, dbname: str) -> str:
    # What is left out is taken from PGHOSTADDR, PGOPTIONS and PGSSLMODE, which a person may have set for another
    # database; an empty value is a value.
    return make_conninfo(
        host=host, port=port, user=user, password=password, dbname=dbname,
        hostaddr="", options="", sslmode="disable", gssencmode="disable",
    )  # fmt: skip


def refusal(dsn: str, data: Path) -> str | None:
    """Return why the server cannot be used yet, or ``None`` if it answers, serves exactly this data folder, and has
    the database ``continuo``, which is created if need be.

    Args:
        dsn: signs in as superuser to the database ``postgres``, which is there from the beginning.
    """
    try:
        with psycopg.connect(dsn, connect_timeout=_CONNECT_TIMEOUT_S, autocommit=True) as connection:
            served = _data_directory(connection)
            if not _is_same(served, data):
                return f"it serves another data folder, {served}"
            _ensure_database(connection)
    except psycopg.OperationalError as error:
        return str(error).strip()
    return None


def _data_directory(connection: psycopg.Connection) -> Path:
    row = connection.execute("SELECT current_setting('data_directory')").fetchone()
    assert row is not None
    return Path(row[0])


def _is_same(served: Path, data: Path) -> bool:
    try:
        return served.samefile(data)
    except OSError:
        return False


def _ensure_database(connection: psycopg.Connection) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
    if found is None:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
