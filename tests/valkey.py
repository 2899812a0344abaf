"""A real Valkey for tests, and links to it.

with running_valkey() as server: ...         a server in a folder of its own
async with linked(server) as link: ...       a link to it
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

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
