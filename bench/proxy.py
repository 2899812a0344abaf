"""A proxy in front of PostgreSQL that counts round trips: how often a client had to wait for the server.

A round trip ends when the client sends again after it was answered; statements sent together count as one. Connections
are told apart by the role that signs in, and what it takes to sign in is not counted.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from psycopg.conninfo import conninfo_to_dict, make_conninfo

_USER = re.compile(rb"user\x00([^\x00]+)\x00")
_READY = b"Z\x00\x00\x00\x05"
"""How an answer ends after which the server waits for the next request."""


@dataclass(slots=True)
class Trips:
    """What was counted.

    Args:
        by_role: round trips of the connections of each role.
        connections: how often each role signed in.
    """

    by_role: Counter[str] = field(default_factory=Counter)
    connections: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Connection:
    trips: Trips
    role: str = ""
    is_signed_in: bool = False
    was_answered: bool = False

    def sent(self, data: bytes) -> None:
        """Note what the client sends."""
        if not self.role and (found := _USER.search(data)):
            self.role = found[1].decode()
        if self.is_signed_in and self.was_answered:
            self.trips.by_role[self.role] += 1
        self.was_answered = False

    def answered(self, data: bytes) -> None:
        """Note what the server answers."""
        # An answer may come in pieces, and its first ones before a long request is wholly sent.
        self.was_answered = data[-6:-1] == _READY
        if not self.is_signed_in and self.was_answered:
            self.is_signed_in = True
            self.trips.connections[self.role] += 1


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
        connection = _Connection(trips)
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_passed(reader, far_writer, connection.sent))
                ways.create_task(_passed(far_reader, writer, connection.answered))
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


async def _passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, note: Callable[[bytes], None]) -> None:
    try:
        while data := await reader.read(1 << 16):
            note(data)
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass  # Either end may hang up first.
    finally:
        # What one end has ended is ended towards the other, which then ends as well.
        writer.close()
