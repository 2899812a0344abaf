"""What stands between a platform and its database in tests: counts the trips, and holds them up.

async with proxied(server.admin_dsn) as proxy:
    Pools(proxy.dsn, ...)
    proxy.trips        times that the client spoke and then had to wait for an answer
    proxy.delay_s      how long each such time takes longer
    proxy.jitter_s     and up to so much longer again, by chance
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.postgres import reachable_folder

_AWAITED = {b"", b"Q", b"S", b"p"}
"""Start-up, Query, Sync and the answers of a sign-in (PostgreSQL, "Message Formats")."""


class Proxy:
    """Passes on what both sides say."""

    def __init__(self, dsn: str, upstream: Path) -> None:
        self.dsn = dsn
        self.trips = 0
        self.delay_s = 0.0
        self.jitter_s = 0.0
        self._chance = random.Random(20261201)
        self._upstream = upstream
        self._pipes: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one connection until either side ends it."""
        task = asyncio.current_task()
        assert task is not None
        self._pipes.add(task)
        task.add_done_callback(self._pipes.discard)
        there_reader, there_writer = await asyncio.open_unix_connection(str(self._upstream))
        both = (self._to_server(reader, there_writer), _passed_on(there_reader, writer))
        pipes = [asyncio.create_task(pipe) for pipe in both]
        try:
            # Ended from outside it ends like any other: the server of asyncio reports a task that was cancelled.
            with suppress(asyncio.CancelledError):
                await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pipe in pipes:
                pipe.cancel()
            writer.close()
            there_writer.close()

    async def end(self) -> None:
        """Cut every connection."""
        for task in self._pipes:
            task.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)

    async def _to_server(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            # Only the very first message has no letter before its length.
            kind = b""
            while True:
                size = await reader.readexactly(4)
                message = kind + size + await reader.readexactly(int.from_bytes(size) - 4)
                if kind in _AWAITED:
                    self.trips += 1
                    await asyncio.sleep(self.delay_s + self.jitter_s * self._chance.random())
                writer.write(message)
                kind = await reader.readexactly(1)


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def proxied(dsn: str) -> AsyncIterator[Proxy]:
    """Stand between a client and the server of this address, which listens on a Unix socket."""
    parts = conninfo_to_dict(dsn)
    name = f".s.PGSQL.{parts['port']}"
    with reachable_folder() as folder:
        proxy = Proxy(make_conninfo(dsn, host=str(folder)), Path(str(parts["host"])) / name)
        server = await asyncio.start_unix_server(proxy.serve, str(folder / name))
        try:
            yield proxy
        finally:
            server.close()
            await proxy.end()
