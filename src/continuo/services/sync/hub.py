"""Everybody who follows a session in this process: who may, how many, and for how long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from continuo.domain.errors import Invalid, QuotaExceeded, Unavailable
from continuo.domain.scope import Scope, checked_name
from continuo.ports.notices import Notices
from continuo.ports.storage import Storage
from continuo.services.sync.follower import Follower, Tally
from continuo.services.sync.line import Line, Wanted
from continuo.services.sync.news import Ending
from continuo.telemetry import LOG

RECHECK_S = 1.5
"""Credentials are looked at again this often. What is known of a key is known for 3 s: together below 5 s."""

UNCHECKED_S = 5.0
"""Where credentials cannot be checked for this long, nobody is followed any more."""

LOOKS_PER_S = 100
"""Unasked looks of a process at most: with more people than that, each is looked at less often."""

LOOKS_AT_ONCE = 4

LONGEST_DEVICE = 64


@dataclass(frozen=True, slots=True)
class LiveLimits:
    """How many devices may be connected.

    Args:
        connections: to this process.
        of_a_key: by one API key.
        look: seconds between two unasked looks at a person's sessions, at least.
    """

    connections: int = 10_000
    of_a_key: int = 5_000
    look_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Credential:
    """By what right somebody follows.

    Args:
        key_id: public id of the API key.
        is_good: whether it still may; raises Unavailable where that cannot be told just now.
    """

    key_id: str
    is_good: Callable[[], Awaitable[bool]]


@dataclass(slots=True)
class _Key:
    """What is open under one API key.

    Args:
        members: devices that are connected, or about to be.
    """

    credential: Credential
    good_at: float = field(default_factory=time.monotonic)
    lines: set[Line] = field(default_factory=set)
    members: int = 0


class Hub:
    """Gives lines to devices, and sees to it that they end when they have to."""

    def __init__(self, storage: Storage, notices: Notices, limits: LiveLimits | None = None) -> None:
        self._storage = storage
        self._notices = notices
        self._limits = limits or LiveLimits()
        self._people: dict[tuple[UUID, UUID], Follower] = {}
        self._keys: dict[str, _Key] = {}
        self._looking = asyncio.Semaphore(LOOKS_AT_ONCE)
        self._open = 0
        self._closing = False
        self.tally = Tally()

    @property
    def open(self) -> int:
        """Return how many devices are connected to this process."""
        return self._open

    @asynccontextmanager
    async def follow(
        self, scope: Scope, wanted: Wanted, credential: Credential | None = None
    ) -> AsyncIterator[tuple[Line, Follower]]:
        """Follow a session for as long as the context is open.

        Raises:
            NotFound: the person has no such session.
            Invalid: names what is wrong of what is wanted.
            StaleEpoch: the person was erased since the epoch of what the device has.
            QuotaExceeded: as many devices are connected as may be.
        """
        checked_name("device", wanted.device)
        if len(wanted.device) > LONGEST_DEVICE:
            raise Invalid("device", f"must have at most {LONGEST_DEVICE} characters")
        checked_name("session_id", wanted.session)
        if wanted.after and wanted.epoch is None:
            raise Invalid("epoch", "must be given together with a position: the one that came with it")
        key = self._entered(credential)
        whole = Scope(scope.tenant_id, scope.subject_id, scope.user_id)
        try:
            async with self._followed(whole) as follower:
                line = await follower.join(whole.session(wanted.session), wanted)
                try:
                    if key is not None:
                        key.lines.add(line)
                    yield line, follower
                finally:
                    if key is not None:
                        key.lines.discard(line)
                    await follower.leave(line)
        finally:
            self._left(key)

    async def run(self) -> None:
        """Look at credentials now and then, until cancelled."""
        while True:
            await asyncio.sleep(RECHECK_S)
            for key in list(self._keys.values()):
                await self._recheck(key)

    def close(self) -> None:
        """End every line, and let nobody in any more."""
        self._closing = True
        for follower in self._people.values():
            follower.end_all(Ending.CLOSING)

    async def summary(self) -> str:
        """Return how things stand, in numbers."""
        sessions = sum(follower.sessions for follower in self._people.values())
        tally = self.tally
        return (
            f"{self._open} devices, {sessions} sessions; of {tally.connections} so far: {tally.refused} refused,"
            f" {tally.slow} too slow, {tally.erased} erased; {tally.healed} times news was found unasked,"
            f" {tally.troubles} troubles"
        )

    def _entered(self, credential: Credential | None) -> _Key | None:
        limits = self._limits
        if self._closing:
            raise Unavailable("this process ends")
        if self._open >= limits.connections:
            raise QuotaExceeded(f"{self._open} devices are connected to this process already")
        key = None
        if credential is not None:
            key = self._keys.setdefault(credential.key_id, _Key(credential))
            if key.members >= limits.of_a_key:
                raise QuotaExceeded(f"{key.members} devices are connected with this key already")
            key.members += 1
        self._open += 1
        self.tally.connections += 1
        return key

    def _left(self, key: _Key | None) -> None:
        self._open -= 1
        if key is not None:
            key.members -= 1
            if not key.members:
                del self._keys[key.credential.key_id]

    @asynccontextmanager
    async def _followed(self, scope: Scope) -> AsyncIterator[Follower]:
        person = (scope.tenant_id, scope.subject_id)
        follower = self._people.get(person)
        if follower is None:
            follower = self._people[person] = Follower(
                scope,
                self._storage,
                self._notices,
                pause=self._pause,
                looking=self._looking,
                tally=self.tally,
            )
        follower.members += 1
        try:
            yield follower
        finally:
            follower.members -= 1
            if not follower.members:
                del self._people[person]
                await follower.close()

    def _pause(self) -> float:
        return max(self._limits.look_s, len(self._people) / LOOKS_PER_S)

    async def _recheck(self, key: _Key) -> None:
        try:
            async with asyncio.timeout(RECHECK_S):
                is_good = await key.credential.is_good()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the others have to be looked at too
            self.tally.troubles += 1
            LOG.warning("key %s cannot be checked (%s)", key.credential.key_id, type(error).__name__)
            if time.monotonic() - key.good_at > UNCHECKED_S:
                self._end(key, Ending.UNCHECKED)
            return
        if is_good:
            key.good_at = time.monotonic()
        else:
            self._end(key, Ending.REFUSED)

    def _end(self, key: _Key, ending: Ending) -> None:
        LOG.info("key %s: %d devices disconnected, %s", key.credential.key_id, len(key.lines), ending.value)
        self.tally.refused += len(key.lines)
        for line in key.lines:
            line.end(ending, line.tail.epoch)
