"""A real Valkey for tests, and links to it.

with running_valkey() as server: ...         a server in a folder of its own
async with linked(server) as link: ...       a link to it
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import redis

from continuo.adapters.embedded_valkey import RunningValkey, leave, start
from continuo.adapters.valkey.link import Link, opened
from continuo.domain.scope import Scope
from continuo.ports.hot_keys import HotKey
from tests.postgres import reachable_folder


@contextmanager
def running_valkey(*, memory_mb: int = 32) -> Iterator[RunningValkey]:
    """Return a server in a folder of its own, and stop it and remove the folder at the end."""
    with reachable_folder() as folder:
        server = start(folder / "valkey", memory_mb=memory_mb)
        try:
            yield server
        finally:
            leave(server)


def url_of(server: RunningValkey) -> str:
    """Return its address, without the password."""
    return f"unix://{server.socket}"


@asynccontextmanager
async def linked(server: RunningValkey, *, timeout_s: float = 2.0) -> AsyncIterator[Link]:
    """Return a link to the server."""
    link = opened(url_of(server), timeout_s=timeout_s, password=server.password)
    try:
        yield link
    finally:
        await link.close()


def admin(server: RunningValkey) -> redis.Redis:
    """Return a plain client, for whatever a test has to arrange or to look into."""
    return redis.Redis(unix_socket_path=str(server.socket), password=server.password, socket_timeout=5)


class TestKeys:
    """Has a key for everybody, which follows from their epoch alone."""

    __test__ = False

    def __init__(self, *, epoch: int = 0) -> None:
        self.epoch = epoch

    def hot_key(self, scope: Scope) -> HotKey | None:
        """Return the person's key."""
        return HotKey(self.epoch, scope.subject_id.bytes * 2)


class Line:
    """A line to a server that can be slow, go silent without a word, or be cut."""

    def __init__(self, upstream: str) -> None:
        self.delay_s = 0.0
        self.silent = False
        self._upstream = upstream
        self._pipes: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one connection until either side ends it."""
        there_reader, there_writer = await asyncio.open_unix_connection(self._upstream)
        pipes = [
            asyncio.create_task(self._pass(reader, there_writer)),
            asyncio.create_task(self._pass(there_reader, writer)),
        ]
        self._pipes.update(pipes)
        try:
            await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pipe in pipes:
                pipe.cancel()
            self._pipes.difference_update(pipes)
            writer.close()
            there_writer.close()

    def cut(self) -> None:
        """End every connection."""
        for pipe in self._pipes:
            pipe.cancel()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                await asyncio.sleep(self.delay_s)
                while self.silent:
                    await asyncio.sleep(0.02)
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def line_to(server: RunningValkey) -> AsyncIterator[tuple[Line, str]]:
    """Return a line to the server, and its address over TCP."""
    line = Line(str(server.socket))
    listening = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield line, f"redis://:{server.password}@127.0.0.1:{port}"
    finally:
        listening.close()
        line.silent = False
        line.cut()
        await asyncio.sleep(0)
