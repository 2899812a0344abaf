"""Folders for databases, and servers that are ended afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from tests.postgres import reachable_folder, running_server

from continuo.adapters.embedded_postgres import RunningServer, leave, start, stop


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every account can enter."""
    with reachable_folder() as folder:
        yield folder


@pytest.fixture
def folder(place: Path) -> Iterator[Path]:
    """Where a database may be made; whatever runs there is stopped at the end."""
    folder = place / "db"
    yield folder
    stop(folder)


@pytest.fixture
def started(folder: Path) -> Iterator[Callable[[], RunningServer]]:
    """Starts or joins the server of ``folder``; every share is given back at the end."""
    with ExitStack() as shares:

        def start_here() -> RunningServer:
            server = start(folder)
            shares.callback(leave, server)
            return server

        yield start_here


@pytest.fixture
def server(started: Callable[[], RunningServer]) -> RunningServer:
    """A running server."""
    return started()


@pytest.fixture(scope="module")
def standing() -> Iterator[RunningServer]:
    """A server shared by the tests of a module that only look at it, for the sake of time."""
    with running_server() as server:
        yield server


def write_row(server: RunningServer, word: str) -> None:
    """Store a word, acknowledged."""
    with psycopg.connect(server.admin_dsn) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS word (word text)")
        connection.execute("INSERT INTO word VALUES (%s)", (word,))


def read_rows(server: RunningServer) -> list[str]:
    """Return the words stored."""
    with psycopg.connect(server.admin_dsn) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM word ORDER BY word")]
