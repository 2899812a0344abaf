"""The way to a Valkey or Redis, one server or a cluster, which costs a request next to nothing while it is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import redis.asyncio
from redis.asyncio.cluster import RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import OutOfMemoryError, RedisClusterException, RedisError

from continuo.domain.errors import Misconfigured, Unavailable
from continuo.telemetry import LOG

Client = Any
"""``redis.asyncio.Redis`` or ``RedisCluster``: their commands are alike, their types are not."""

Result = TypeVar("Result")

CLUSTER = "+cluster"
"""Stands in the scheme of an address that is one of a cluster's: ``redis+cluster://``, ``rediss+cluster://``."""

# The driver writes to a connection that it has just closed itself when a node dies while it says hello: redis-py 8.1
# then raises AttributeError ("'NoneType' object has no attribute 'writelines'") where it means a ConnectionError.
_OUTAGES = (RedisError, RedisClusterException, OSError, TimeoutError, asyncio.IncompleteReadError, AttributeError)
_MOST_CONNECTIONS = 64
_LONGEST_REST_S = 2.0
_ONLY = ""
"""Stands for the one server where there is only one, and for a cluster of which no node is known yet."""


@dataclass(slots=True)
class Link:
    """Asks the server, and leaves it alone after it did not answer, until it answers a probe in the background.

    In a cluster each node is left alone by itself: the people of the others do not suffer.

    Args:
        timeout_s: for one answer; what takes longer is an outage.
        rest_s: between probes at first; the pauses double up to two seconds.
        outages: how many there were.
        refusals: how often a server that was there had no room for what it should keep.
        signing_in: what another connection to the same cluster needs beside the node's address.
    """

    client: Client
    timeout_s: float
    rest_s: float = 0.2
    outages: int = 0
    refusals: int = 0
    signing_in: Mapping[str, Any] = field(default_factory=dict, repr=False)
    _away: dict[str, str] = field(default_factory=dict)
    _probes: set[asyncio.Task[None]] = field(default_factory=set)
    _back: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @property
    def rests(self) -> bool:
        """Tell whether anything is left alone at the moment."""
        return bool(self._away)

    def rests_at(self, at: str) -> bool:
        """Tell whether whoever has this key is left alone at the moment, so that nothing need be prepared for it."""
        return self._node(at) in self._away

    def when_back(self, work: Callable[[], Awaitable[None]]) -> None:
        """Have something done each time that it answers again."""
        self._back.append(work)

    async def ask(
        self, work: Callable[[Client], Awaitable[Result]], *, at: str, timeout_s: float | None = None
    ) -> Result | None:
        """Return what the server answers; ``None`` where it is away or has no room, which is counted.

        Args:
            at: a key that the question is about, which tells the node.
            timeout_s: for questions that take longer than others.
        """
        node = self._node(at)
        if node in self._away:
            return None
        try:
            async with asyncio.timeout(timeout_s or self.timeout_s):
                return await work(self.client)
        except OutOfMemoryError:
            self.refusals += 1
            return None
        except _OUTAGES as error:
            self._failed(node, at, error)
            return None

    def _node(self, at: str) -> str:
        if not isinstance(self.client, RedisCluster):
            return _ONLY
        try:
            node = self.client.get_node_from_key(at)
        except RedisClusterException:
            # No node is known for it, or none at all yet.
            return _ONLY
        return _ONLY if node is None else str(node.name)

    def _failed(self, node: str, at: str, error: BaseException) -> None:
        self.outages += 1
        if node in self._away:
            return
        self._away[node] = _reason(error)
        LOG.warning("the hot tier is away (%s); sessions are read from the journal", _reason(error))
        probe = asyncio.create_task(self._probe(node, at))
        self._probes.add(probe)
        probe.add_done_callback(self._probes.discard)

    async def _probe(self, node: str, at: str) -> None:
        """Ask for the key until there is an answer, from whichever node has it by then."""
        rest = self.rest_s
        while True:
            await asyncio.sleep(rest)
            rest = min(_LONGEST_REST_S, 2 * rest)
            try:
                # A cluster's client finds its way anew in this; nobody waits for it.
                async with asyncio.timeout(max(2.0, self.timeout_s)):
                    await self.client.exists(at)
            except _OUTAGES as error:
                self._away[node] = _reason(error)
                continue
            del self._away[node]
            LOG.warning("the hot tier answers again")
            for work in self._back:
                await work()
            return

    async def version(self) -> str:
        """Return what answers, for ``health``; raises Unavailable where nothing does."""
        found = await self.ask(lambda client: client.info("server"), at="")
        if found is None:
            why = ", ".join(sorted(set(self._away.values()))) or "no answer"
            raise Unavailable(f"it does not answer ({why}); sessions are read from the journal meanwhile")
        one: dict[str, Any] = next(iter(found.values())) if "redis_version" not in found else found
        name = str(one.get("server_name", "redis"))
        said = f"{name} {one.get('valkey_version') or one['redis_version']}"
        if isinstance(self.client, RedisCluster):
            said += f", a cluster of {len(self.client.get_nodes())} nodes"
        return f"{said}, {len(self._away)} nodes away" if self._away else said

    async def close(self) -> None:
        """Close every connection."""
        for probe in list(self._probes):
            probe.cancel()
            with suppress(asyncio.CancelledError):
                await probe
        await self.client.aclose()


def _reason(error: BaseException) -> str:
    """Return the class of what went wrong at first; the message of the driver may quote a command."""
    first = error if isinstance(error, TimeoutError) else error.__cause__ or error
    return type(first).__name__


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
            # A slot without a primary concerns its own people; the others are served.
            client: Client = RedisCluster.from_url(address, require_full_coverage=False, **given)
            return Link(client, timeout_s, signing_in=_signing_in(address, given))
        # A connection that was idle while the server was started anew is no outage: it is made anew, once.
        client = redis.asyncio.Redis.from_url(url, retry=Retry(NoBackoff(), 1, (redis.ConnectionError,)), **given)
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
