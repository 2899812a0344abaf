"""A proxy in front of PostgreSQL that counts round trips: how often a client has to wait for the server.

A client waits after a Query or a Sync; whatever it sends before that goes along with it and is one round trip.
Connections are told apart by the role that signs in, and what it takes to sign in is not counted.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from psycopg.conninfo import conninfo_to_dict, make_conninfo

_USER = re.compile(rb"user\x00([^\x00]+)\x00")
_AWAITED = (b"Q", b"S")
"""Query and Sync (PostgreSQL, "Message Formats")."""


@dataclass(slots=True)
class Trips:
    """Round trips of the connections of each role."""

    by_role: Counter[str] = field(default_factory=Counter)


@asynccontextmanager
async def counted(dsn: str) -> AsyncIterator[tuple[str, Trips]]:
    """Stand in front of a server; return how to reach it through here, and what is counted."""
    place = conninfo_to_dict(dsn)
    trips = Trips()

    under_way: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        far_reader, far_writer = await asyncio.open_unix_connection(f"{place['host']}/.s.PGSQL.{place['port']}")
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_asked(reader, far_writer, trips))
                ways.create_task(_answered(far_reader, writer))
        finally:
            for end in (writer, far_writer):
                end.close()
            await asyncio.gather(*(end.wait_closed() for end in (writer, far_writer)), return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield make_conninfo(dsn, host="127.0.0.1", port=port, sslmode="disable"), trips
    finally:
        server.close()
        await asyncio.gather(*under_way, return_exceptions=True)


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, trips: Trips) -> None:
    """Pass on what the client sends, message by message; only its first ones have no letter before their length."""
    kind, role = b"", ""
    try:
        while True:
            length = await reader.readexactly(4)
            body = await reader.readexactly(int.from_bytes(length) - 4)
            if not kind and (found := _USER.search(body)):
                role = found[1].decode()
            trips.by_role[role] += kind in _AWAITED
            writer.write(kind + length + body)
            await writer.drain()
            kind = await reader.readexactly(1) if role else b""
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # Either end may hang up first.
    finally:
        writer.close()


async def _answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
