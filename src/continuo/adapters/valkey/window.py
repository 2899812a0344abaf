"""The window of sessions in the server: turns one by one, each sealed for its place."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from redis.asyncio.cluster import RedisCluster

from continuo.adapters.valkey.link import Client, Link
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.scripts import script
from continuo.domain.errors import Broken
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.ground.sealing import opened_together, seal_together
from continuo.ports.hot_keys import HotKey, HotKeys
from continuo.telemetry import LOG

LIFE = timedelta(hours=24)
"""A window that nobody touches is gone after so long."""

BARRED = timedelta(seconds=90)
"""For so long nothing of an older epoch is taken of somebody who was forgotten; no process has an old key so long."""

MOST_BYTES = 2**20
"""Of one window; a session of longer words is read from the journal."""

_LOOK_S = 2.0
_LOOK_TIMEOUT_S = 5.0
_LOOK_TOGETHER = 1000
_MOST_OWED = 10_000


class ValkeyWindow:
    """Keeps the port ``Window``.

    Args:
        keys: seal what is kept; of a person whose key is not at hand nothing is kept and nothing is found.
        most_turns: turns kept of a session at most.
    """

    def __init__(self, link: Link, names: Names, keys: HotKeys, *, most_turns: int = 100) -> None:
        self._link = link
        self._names = names
        self._keys = keys
        self._most_turns = most_turns
        self._push, self._keep, self._read = script("push"), script("keep"), script("read")
        # Of people who were forgotten while the server was away.
        self._owed: dict[str, Scope] = {}
        link.when_back(self._make_good)

    async def last(self, scope: Scope, session_id: UUID, *, epoch: int, position: int) -> Sequence[Turn] | None:
        """Return the last turns, in order, if they reach exactly to ``position``; else ``None``."""
        key = self._key(scope)
        if key is None:
            return None
        window, state, *_ = self._names.of_session(scope, session_id)
        keys = [window, state, self._names.sessions(scope)]
        packed = await self._link.ask(lambda client: self._read.run(client, keys, [epoch, position]), at=window)
        if not packed:
            return None
        sealed = _unpacked(packed)
        first = position - len(sealed) + 1
        places = _places(scope, session_id, epoch, range(first, position + 1))
        try:
            words = opened_together(key.secret, sealed, places)
        except Broken:
            # Sealed under a key that is gone, or put there by somebody else: the journal knows.
            return None
        # Read as one text: a hundred small ones take three times as long.
        told = json.loads(b"[%s]" % b",".join(words))
        return [_turn(session_id, n, one) for n, one in enumerate(told, first)]

    async def keep(self, scope: Scope, session_id: UUID, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session, in order; they replace what was kept before."""
        assert turns, "a window without turns is no window"
        key, last = self._key(scope), turns[-self._most_turns :]
        if key is None or self._link.rests_at(self._names.sessions(scope)):
            return
        sealed = _sealed(scope, last, key.secret, epoch)
        values = [epoch, last[-1].position, MOST_BYTES, *self._stamp(scope, session_id), *sealed]
        keys = self._written(scope, session_id)
        await self._link.ask(lambda client: self._keep.run(client, keys, values), at=keys[0])

    async def push(self, scope: Scope, session_id: UUID, turns: Sequence[Turn]) -> None:
        """Add turns that were just stored, if they follow on what is kept; else nothing is kept of the session."""
        key = self._key(scope)
        if key is None or not turns or self._link.rests_at(self._names.sessions(scope)):
            return
        sealed = _sealed(scope, turns, key.secret, key.epoch)
        stamp = self._stamp(scope, session_id)
        values = [key.epoch, turns[0].position, self._most_turns, MOST_BYTES, *stamp, *sealed]
        keys = self._written(scope, session_id)
        await self._link.ask(lambda client: self._push.run(client, keys, values), at=keys[0])

    async def forget(self, scope: Scope) -> int:
        """Forget all sessions of the person, and return how many there were.

        Where the server is away it is made good when it is back; until then what it has is sealed under a key that
        is gone, and of an epoch that is over.
        """
        if (windows := await self._forgotten(scope)) is None:
            if len(self._owed) < _MOST_OWED:
                self._owed[self._names.person(scope)] = scope
            return 0
        return windows

    async def left(self, scope: Scope) -> int:
        """Return 0 where a person's forgetting has come through to the server, and 1 where that is owed."""
        gone = self._names.gone(scope)
        return 0 if await self._link.ask(lambda client: client.exists(gone), at=gone) else 1

    async def _make_good(self) -> None:
        for person, scope in list(self._owed.items()):
            if await self._forgotten(scope) is not None:
                self._owed.pop(person, None)

    async def _forgotten(self, scope: Scope) -> int | None:
        return await self._link.ask(
            lambda client: self._forget(client, scope), at=self._names.gone(scope), timeout_s=_LOOK_TIMEOUT_S
        )

    async def _forget(self, client: Client, scope: Scope) -> int:
        """Bar what is still under way, drop what is known of the person, and look for what nobody knew of."""
        begin, gone = self._names.person(scope), self._names.gone(scope)
        names = [name.decode() for name in await client.smembers(self._names.sessions(scope))]
        epochs = [await client.hget(f"{begin}:{name}:state", "epoch") for name in names]
        until = max((int(epoch) for epoch in epochs if epoch is not None), default="")
        await client.set(gone, until, ex=int(BARRED.total_seconds()))
        windows = int(await client.unlink(*(f"{begin}:{name}:window" for name in names))) if names else 0
        kept = [f"{begin}:{name}:{what}" for name in names for what in ("state", "lease", "fence")]
        await client.unlink(self._names.sessions(scope), *kept)
        return windows + await self._looked(client, begin, gone)

    async def _looked(self, client: Client, begin: str, gone: str) -> int:
        """Drop what still bears the person's name, and return how many windows there were.

        A server that is full may have dropped the set of sessions before a window. A node of a cluster looks through
        one slot for this; one server looks through all it has, for a limited time.
        """
        windows = 0
        async for found in _named(client, f"{begin}:*", gone):
            if found.decode() != gone:
                windows += int(await client.unlink(found)) if found.endswith(b":window") else 0
                await client.unlink(found)
        return windows

    def _key(self, scope: Scope) -> HotKey | None:
        # A window holds turns of every purpose; a request for one purpose has to read under the database's policy.
        return self._keys.hot_key(scope) if scope.purpose is None else None

    def _written(self, scope: Scope, session_id: UUID) -> list[str]:
        window, state, _, _ = self._names.of_session(scope, session_id)
        return [window, state, self._names.sessions(scope), self._names.gone(scope)]

    def _stamp(self, scope: Scope, session_id: UUID) -> list[str | int]:
        return [int(LIFE.total_seconds()), int(time.time() * 1000), self._names.session(scope, session_id)]


async def _named(client: Client, pattern: str, one: str) -> AsyncIterator[bytes]:
    """Yield keys that fit a pattern, from where one of them lies; not all of them where there are very many others."""
    if isinstance(client, RedisCluster):
        async for found in client.scan_iter(pattern, count=_LOOK_TOGETHER, target_nodes=client.get_node_from_key(one)):
            yield found
        return
    cursor, deadline = None, time.monotonic() + _LOOK_S
    while cursor != 0:
        cursor, some = await client.scan(cursor or 0, match=pattern, count=_LOOK_TOGETHER)
        for found in some:
            yield found
        if time.monotonic() > deadline:
            LOG.warning("the hot tier has too many keys to look through all of them after an erasure")
            return


def _unpacked(packed: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(packed):
        end = at + 4 + int.from_bytes(packed[at : at + 4])
        found.append(packed[at + 4 : end])
        at = end
    return found


def _sealed(scope: Scope, turns: Sequence[Turn], secret: bytes, epoch: int) -> list[bytes]:
    places = _places(scope, turns[0].session_id, epoch, [turn.position for turn in turns])
    return seal_together(secret, [_words(turn) for turn in turns], places)


def _places(scope: Scope, session_id: UUID, epoch: int, positions: Iterable[int]) -> list[str]:
    begin = f"{scope.tenant_id}|{scope.subject_id}|window|{session_id}|{epoch}|"
    return [f"{begin}{position}" for position in positions]


def _words(turn: Turn) -> bytes:
    offset = turn.said_at.utcoffset() or timedelta(0)
    kept = [
        turn.role.value, turn.text, turn.speaker, _microseconds(turn.said_at), int(offset.total_seconds()),
        _microseconds(turn.recorded_at), list(turn.purposes),
    ]  # fmt: skip
    return _ENCODER.encode(kept).encode()


def _turn(session_id: UUID, position: int, told: list[Any]) -> Turn:
    role, text, speaker, said_at, zone_s, recorded_at, purposes = told
    said = _moment(said_at)
    if zone_s:
        said = said.astimezone(timezone(timedelta(seconds=zone_s)))
    return Turn(session_id, position, _ROLES[role], text, speaker, said, _moment(recorded_at), tuple(purposes))


# Made once: `json.dumps` makes one for every call that asks for another form than the usual one.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ROLES = {role.value: role for role in Role}
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(moment: datetime) -> int:
    # Whole numbers: as fractions of a second, moments would not come back as they were.
    return (moment - _BEGIN) // timedelta(microseconds=1)


def _moment(microseconds: int) -> datetime:
    return _BEGIN + timedelta(microseconds=microseconds)
