"""The way to a Valkey or Redis, one server or a cluster, which costs a request next to nothing while it is away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import redis.asyncio
from redis.asyncio.cluster import RedisCluster
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from continuo.domain.errors import Misconfigured, Unavailable
from continuo.telemetry import LOG

Client = Any
"""``redis.asyncio.Redis`` or ``RedisCluster``: their commands are alike, their types are not."""

Result = TypeVar("Result")

CLUSTER = "+cluster"
"""Stands in the scheme of an address that is one of a cluster's: ``redis+cluster://``, ``rediss+cluster://``."""

_OUTAGES = (RedisError, OSError, TimeoutError, asyncio.IncompleteReadError)
_MOST_CONNECTIONS = 64


@dataclass(slots=True)
class Link:
    """Asks the server, and leaves it alone for a while after it did not answer.

    Args:
        timeout_s: for one answer; what takes longer is an outage.
        rest_s: for so long after an outage nobody asks.
        outages: how many there were.
        signing_in: what another connection to the same cluster needs beside the node's address.
    """

    client: Client
    timeout_s: float
    rest_s: float = 1.0
    outages: int = 0
    signing_in: Mapping[str, Any] = field(default_factory=dict, repr=False)
    _rests_until: float = field(default=0.0)

    @property
    def rests(self) -> bool:
        """Tell whether it is left alone at the moment."""
        return time.monotonic() < self._rests_until

    async def ask(self, work: Callable[[Client], Awaitable[Result]]) -> Result | None:
        """Return what the server answers; ``None`` where it is away, which is counted and said in the log once."""
        if self.rests:
            return None
        try:
            async with asyncio.timeout(self.timeout_s):
                found = await work(self.client)
        except _OUTAGES as error:
            self._failed(error)
            return None
        if self._rests_until:
            self._rests_until = 0.0
            LOG.warning("the hot tier answers again")
        return found

    def _failed(self, error: BaseException) -> None:
        self.outages += 1
        if not self._rests_until:
            # The message of the driver may quote a command; its class says enough.
            LOG.warning("the hot tier is away (%s); sessions are read from the journal", type(error).__name__)
        self._rests_until = time.monotonic() + self.rest_s

    async def version(self) -> str:
        """Return what answers, for ``health``; raises Unavailable where nothing does."""
        found = await self.ask(lambda client: client.info("server"))
        if found is None:
            raise Unavailable("it does not answer; sessions are read from the journal meanwhile")
        one: dict[str, Any] = next(iter(found.values())) if "redis_version" not in found else found
        name = str(one.get("server_name", "redis"))
        return f"{name} {one.get('valkey_version') or one['redis_version']}, {one.get('redis_mode', 'standalone')}"

    async def close(self) -> None:
        """Close every connection."""
        await self.client.aclose()


def opened(url: str, *, timeout_s: float, password: str | None = None) -> Link:
    """Return a link to the server of this address; connections are made when they are needed.

    Args:
        url: ``redis://``, ``rediss://`` (with TLS), ``unix://``, or ``redis+cluster://`` for a cluster.
        password: where the address has none.

    Raises:
        Misconfigured: the address is none of these.
    """
    given: dict[str, Any] = {
        "socket_timeout": timeout_s, "socket_connect_timeout": timeout_s, "max_connections": _MOST_CONNECTIONS,
    }  # fmt: skip
    if password is not None:
        given["password"] = password
    scheme, _, rest = url.partition("://")
    try:
        if scheme.endswith(CLUSTER):
            # A cluster redirects while it fails over: its client has to look around before it gives up.
            address = f"{scheme.removesuffix(CLUSTER)}://{rest}"
            client: Client = RedisCluster.from_url(address, **given)
            return Link(client, timeout_s, signing_in=_signing_in(address, given))
        client = redis.asyncio.Redis.from_url(url, retry=Retry(NoBackoff(), 0), **given)
    except (ValueError, RedisError) as error:
        raise Misconfigured(
            "CONTINUO_REDIS_URL must begin with redis://, rediss://, unix:// or redis+cluster://"
        ) from error
    return Link(client, timeout_s)


def _signing_in(address: str, given: Mapping[str, Any]) -> dict[str, Any]:
    parts = redis.asyncio.connection.parse_url(address)
    kept = ("username", "password", "socket_timeout", "socket_connect_timeout")
    found = {name: value for name, value in {**given, **parts}.items() if name in kept}
    return found | ({"ssl": True} if address.startswith("rediss://") else {})
