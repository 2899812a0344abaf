"""Notices from process to process, over one subscription of each."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID

import redis.asyncio
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import RedisClusterException, RedisError

from continuo.adapters.valkey.link import Link
from continuo.adapters.valkey.names import Names
from continuo.domain.errors import Broken
from continuo.domain.scope import Scope
from continuo.ground.sealing import opened, seal
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.telemetry import LOG

SUBSCRIBE_TIMEOUT_S = 1.0
"""How long a listener waits for its channel; after that it listens to this process alone until the server is back."""

SILENCE_S = 5.0
"""After so long without a word the server is asked whether it is there, and after twice as long it is not."""

LONGEST_PAUSE_S = 5.0


class ValkeyNotices:
    """Keeps the port ``Notices``: what is told here is heard in this process at once, and in others through the server.

    Args:
        local: carries notices within the process.
    """

    def __init__(self, link: Link, names: Names, local: Notices) -> None:
        self._link = link
        self._names = names
        self._local = local
        self._origin = secrets.token_hex(8)
        self._wanted: Counter[str] = Counter()
        self._people: dict[str, Scope] = {}
        self._changed = asyncio.Event()
        self._ready: dict[str, asyncio.Event] = {}
        self._confirmed: set[str] = set()

    async def tell(self, scope: Scope, notice: Notice) -> None:
        """Send a notice to all who listen now."""
        await self._local.tell(scope, notice)
        message = _written(notice) | {"from": self._origin}
        channel = self._names.channel(scope)
        sealed = seal(self._names.notice_key(scope), json.dumps(message).encode(), channel)
        await self._link.ask(lambda client: client.publish(channel, sealed), at=channel)

    def heard(self, scope: Scope) -> AbstractAsyncContextManager[AsyncIterator[Notice]]:
        """Listen to the notices of a person, for as long as the context is open."""
        return self._heard(scope)

    @asynccontextmanager
    async def _heard(self, scope: Scope) -> AsyncIterator[AsyncIterator[Notice]]:
        channel = self._names.channel(scope)
        async with self._local.heard(scope) as notices:
            self._people[channel] = scope
            self._wanted[channel] += 1
            ready = self._ready.setdefault(channel, asyncio.Event())
            self._changed.set()
            try:
                if not self._link.rests_at(channel):
                    await _soon(ready)
                yield notices
            finally:
                self._wanted[channel] -= 1
                if not self._wanted[channel]:
                    del self._wanted[channel], self._people[channel], self._ready[channel]
                    self._changed.set()

    async def run(self) -> None:
        """Hear what other processes tell, until cancelled; the server may come and go."""
        pause = 0.1
        while True:
            await self._until_wanted()
            try:
                await self._listen()
                pause = 0.1
            except (OSError, TimeoutError, RedisError, RedisClusterException) as error:
                LOG.warning("notices of other processes are not heard (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE_S, 2 * pause)
            finally:
                self._confirmed.clear()
                for ready in self._ready.values():
                    ready.clear()

    async def _until_wanted(self) -> None:
        while not self._wanted:
            self._changed.clear()
            await self._changed.wait()

    async def _listen(self) -> None:
        """Hear all channels that are wanted, for as long as any is."""
        async with _subscription(self._link) as pubsub:
            subscribed: set[str] = set()
            reading: asyncio.Task[Any] | None = None
            is_silent = False
            try:
                while self._wanted:
                    subscribed = await self._followed(pubsub, subscribed)
                    reading = reading or asyncio.create_task(pubsub.get_message(timeout=SILENCE_S))
                    changed = asyncio.create_task(self._changed.wait())
                    await asyncio.wait({reading, changed}, return_when=asyncio.FIRST_COMPLETED)
                    changed.cancel()
                    if not reading.done():
                        continue
                    message, reading = reading.result(), None
                    if message is not None:
                        is_silent = False
                        await self._take(message)
                    elif is_silent:
                        raise TimeoutError("no answer to a ping")
                    else:
                        # A line that was cut without a word looks like one on which nobody speaks.
                        is_silent = True
                        await pubsub.ping()
            finally:
                if reading is not None:
                    reading.cancel()
                    await asyncio.gather(reading, return_exceptions=True)

    async def _followed(self, pubsub: Any, subscribed: set[str]) -> set[str]:
        wanted = set(self._wanted)
        self._changed.clear()
        if more := wanted - subscribed:
            await pubsub.subscribe(*more)
        if fewer := subscribed - wanted:
            self._confirmed -= fewer
            await pubsub.unsubscribe(*fewer)
        # Somebody left and somebody came, between two looks: the channel was never given up.
        for channel in wanted & self._confirmed:
            self._ready[channel].set()
        return wanted

    async def _take(self, message: dict[str, Any]) -> None:
        channel = message["channel"].decode()
        if message["type"] == "subscribe" and channel in self._ready:
            self._confirmed.add(channel)
            self._ready[channel].set()
        scope = self._people.get(channel)
        if message["type"] != "message" or scope is None:
            return
        try:
            told = json.loads(opened(self._names.notice_key(scope), message["data"], channel))
        except Broken:
            LOG.warning("a notice did not open: somebody else writes to our channels")
            return
        if told["from"] != self._origin:
            await self._local.tell(scope, _read(told))


async def _soon(ready: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(SUBSCRIBE_TIMEOUT_S):
            await ready.wait()
    except TimeoutError:
        LOG.warning("the hot tier carries no notices; other processes are heard by looking")


@asynccontextmanager
async def _subscription(link: Link) -> AsyncIterator[Any]:
    """Open a subscription; in a cluster with any node, for what is published on one is heard on all."""
    client, own = link.client, None
    if isinstance(client, RedisCluster):
        await client.initialize()
        node = client.get_random_node()
        if node is None:
            raise TimeoutError("the cluster has no node")
        client = own = redis.asyncio.Redis(host=node.host, port=int(node.port), **link.signing_in)
    pubsub = client.pubsub()
    try:
        yield pubsub
    finally:
        await pubsub.aclose()
        if own is not None:
            await own.aclose()


def _written(notice: Notice) -> dict[str, Any]:
    session = notice.session_id.hex if notice.session_id is not None else None
    return {
        "kind": notice.kind.value, "session": session, "position": notice.position, "epoch": notice.epoch,
        "device": notice.device, "present": notice.present,
    }  # fmt: skip


def _read(told: dict[str, Any]) -> Notice:
    session_id = UUID(told["session"]) if told["session"] is not None else None
    return Notice(
        NoticeKind(told["kind"]), session_id, told["position"], told["epoch"], told["device"], told["present"]
    )
