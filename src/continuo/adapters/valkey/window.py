"""The window of sessions in the server: turns one by one, each sealed for its place."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from continuo.adapters.valkey.link import Client, Link
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.scripts import script
from continuo.domain.errors import Broken
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.ground.sealing import opened, seal
from continuo.ports.hot_keys import HotKey, HotKeys

LIFE = timedelta(hours=24)
"""A window that nobody touches is gone after so long."""


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
        self._push, self._keep = script("push"), script("keep")

    async def last(self, scope: Scope, session_id: UUID, *, epoch: int, position: int) -> Sequence[Turn] | None:
        """Return the last turns, in order, if they reach exactly to ``position``; else ``None``."""
        key = self._key(scope)
        if key is None:
            return None
        window, state, _, _ = self._names.of_session(scope, session_id)
        read = await self._link.ask(lambda client: _read(client, window, state))
        if read is None:
            return None
        sealed, kept = read
        if not sealed or kept != (epoch, position):
            return None
        first = position - len(sealed) + 1
        try:
            return [
                _turn(session_id, n, opened(key.secret, words, _place(scope, session_id, epoch, n)))
                for n, words in enumerate(sealed, first)
            ]
        except Broken:
            # Sealed under a key that is gone, or put there by somebody else: the journal knows.
            return None

    async def keep(self, scope: Scope, session_id: UUID, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session, in order; they replace what was kept before."""
        assert turns, "a window without turns is no window"
        key, last = self._key(scope), turns[-self._most_turns :]
        if key is None:
            return
        sealed = _sealed(scope, last, key.secret, epoch)
        values = [epoch, last[-1].position, *self._stamp(scope, session_id), *sealed]
        await self._link.ask(lambda client: self._keep.run(client, self._written(scope, session_id), values))

    async def push(self, scope: Scope, session_id: UUID, turns: Sequence[Turn]) -> None:
        """Add turns that were just stored, if they follow on what is kept; else nothing is kept of the session."""
        key = self._key(scope)
        if key is None or not turns:
            return
        sealed = _sealed(scope, turns, key.secret, key.epoch)
        values = [key.epoch, turns[0].position, self._most_turns, *self._stamp(scope, session_id), *sealed]
        await self._link.ask(lambda client: self._push.run(client, self._written(scope, session_id), values))

    async def forget(self, scope: Scope) -> int:
        """Forget all sessions of the person, and return how many there were."""
        return await self._link.ask(lambda client: self._forgotten(client, scope)) or 0

    async def _forgotten(self, client: Client, scope: Scope) -> int:
        begin, sessions = self._names.person(scope), self._names.sessions(scope)
        names = [name.decode() for name in await client.smembers(sessions)]
        windows = int(await client.unlink(*(f"{begin}:{name}:window" for name in names))) if names else 0
        await client.unlink(sessions, *(f"{begin}:{name}:{what}" for name in names for what in ("state", "lease")))
        return windows

    def _key(self, scope: Scope) -> HotKey | None:
        # A window holds turns of every purpose; a request for one purpose has to read under the database's policy.
        return self._keys.hot_key(scope) if scope.purpose is None else None

    def _written(self, scope: Scope, session_id: UUID) -> list[str]:
        window, state, _, _ = self._names.of_session(scope, session_id)
        return [window, state, self._names.sessions(scope)]

    def _stamp(self, scope: Scope, session_id: UUID) -> list[str | int]:
        return [int(LIFE.total_seconds()), int(time.time() * 1000), self._names.session(scope, session_id)]


async def _read(client: Client, window: str, state: str) -> tuple[list[bytes], tuple[int, int] | None]:
    async with client.pipeline(transaction=True) as pipe:
        pipe.lrange(window, 0, -1)
        pipe.hmget(state, "epoch", "position")
        sealed, (epoch, position) = await pipe.execute()
    return sealed, None if epoch is None or position is None else (int(epoch), int(position))


def _sealed(scope: Scope, turns: Sequence[Turn], secret: bytes, epoch: int) -> list[bytes]:
    return [seal(secret, _words(turn), _place(scope, turn.session_id, epoch, turn.position)) for turn in turns]


def _place(scope: Scope, session_id: UUID, epoch: int, position: int) -> str:
    return f"{scope.tenant_id}|{scope.subject_id}|window|{session_id}|{epoch}|{position}"


def _words(turn: Turn) -> bytes:
    offset = turn.said_at.utcoffset() or timedelta(0)
    kept = [
        turn.role.value, turn.text, turn.speaker, _microseconds(turn.said_at), int(offset.total_seconds()),
        _microseconds(turn.recorded_at), list(turn.purposes),
    ]  # fmt: skip
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _turn(session_id: UUID, position: int, words: bytes) -> Turn:
    role, text, speaker, said_at, zone_s, recorded_at, purposes = json.loads(words)
    zone = timezone(timedelta(seconds=zone_s))
    return Turn(
        session_id, position, Role(role), text, speaker, _moment(said_at).astimezone(zone), _moment(recorded_at),
        tuple(purposes),
    )  # fmt: skip


_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(moment: datetime) -> int:
    # Whole numbers: as fractions of a second, moments would not come back as they were.
    return (moment - _BEGIN) // timedelta(microseconds=1)


def _moment(microseconds: int) -> datetime:
    return _BEGIN + timedelta(microseconds=microseconds)
