"""Where devices come to follow a session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from continuo.domain.errors import ErasedSince, Invalid, QuotaExceeded, Unavailable
from continuo.domain.scope import Scope, checked_name
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.storage import Storage
from continuo.services.sync.following import Feed, Following, SyncRules
from continuo.telemetry import LOG

FIRST_LOOK_S = 10.0
"""How long a device waits until the session was looked at for the first time."""

_Key = tuple[UUID, UUID, str | None, UUID]


class Hub:
    """Lets devices follow sessions, each session once in this process."""

    def __init__(self, storage: Storage, notices: Notices, rules: SyncRules | None = None) -> None:
        self._storage = storage
        self._notices = notices
        self._rules = rules or SyncRules()
        self._followed: dict[_Key, tuple[Following, asyncio.Task[None]]] = {}

    @property
    def followed(self) -> int:
        """Return the number of sessions that are followed here."""
        return len(self._followed)

    @asynccontextmanager
    async def follow(
        self, scope: Scope, session: str, *, after: int | None = None, device: str = "", epoch: int | None = None
    ) -> AsyncIterator[Feed]:
        """Follow a session, whether it has begun or not, for as long as the context is open.

        Args:
            after: the last position that the device knows: it is told everything behind it; ``None`` begins now.
            device: whom others see coming and going; empty where nobody is to.
            epoch: the epoch that the device knew.

        Raises:
            Invalid: names the argument.
            ErasedSince: the device comes from before an erasure: what it keeps has to go.
            QuotaExceeded: too many follow already.
            Unavailable: the session cannot be looked at.
        """
        session_id = scope.session(checked_name("session_id", session))
        if device:
            checked_name("device", device)
        following = self._following(scope, session_id)
        feed = Feed(following, 0, device)
        following.feeds.add(feed)
        try:
            await self._ready(following)
            if epoch is not None and epoch != following.epoch:
                raise ErasedSince(f"the memory is of epoch {following.epoch}, the device knew {epoch}")
            if after is not None and after > following.reach:
                raise Invalid("after", f"is beyond the last position, {following.reach}")
            feed.position = following.reach if after is None else after
            if device:
                await following.tell_of(device, present=True)
            yield feed
        finally:
            following.feeds.discard(feed)
            if device and not any(f.device == device for f in following.feeds):
                await following.tell_of(device, present=False)
            await self._leave(following)

    async def typing(self, feed: Feed, *, typing: bool) -> None:
        """Tell the others that somebody writes at this device, or has stopped."""
        following = feed.following
        notice = Notice(
            NoticeKind.TYPING, following.session_id, feed.position, following.epoch, feed.device, present=typing
        )
        await self._notices.tell(following.scope, notice)

    async def forget(self, scope: Scope) -> int:
        """Tell all who follow a person's sessions, here and elsewhere, that something was erased."""
        here = [f for f, _ in self._followed.values() if _person(f.scope) == _person(scope)]
        await self._notices.tell(scope, Notice(NoticeKind.ERASED, None, 0, 0))
        return sum(len(f.feeds) for f in here)

    async def close(self) -> None:
        """Follow nothing any more."""
        tasks = [task for _, task in self._followed.values()]
        self._followed.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _following(self, scope: Scope, session_id: UUID) -> Following:
        key = _key(scope, session_id)
        known = self._followed.get(key)
        if known is not None and not known[1].done():
            if len(known[0].feeds) >= self._rules.most_devices:
                raise QuotaExceeded(f"session {session_id}: {self._rules.most_devices} devices follow it already")
            return known[0]
        if len(self._followed) >= self._rules.most_sessions:
            raise QuotaExceeded(f"{self._rules.most_sessions} sessions are followed here already")
        following = Following(scope, session_id, self._storage, self._notices, self._rules)
        task = asyncio.create_task(following.run())
        task.add_done_callback(lambda done: _ended(session_id, done))
        self._followed[key] = (following, task)
        return following

    async def _ready(self, following: Following) -> None:
        try:
            async with asyncio.timeout(FIRST_LOOK_S):
                await following.looked.wait()
        except TimeoutError:
            raise Unavailable("the session could not be looked at; try again") from None

    async def _leave(self, following: Following) -> None:
        key = _key(following.scope, following.session_id)
        known = self._followed.get(key)
        if following.feeds or known is None or known[0] is not following:
            return
        del self._followed[key]
        known[1].cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait({known[1]}, timeout=1)


def _ended(session_id: UUID, task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        LOG.error("session %s is not followed any more: %r", session_id, error)


def _key(scope: Scope, session_id: UUID) -> _Key:
    return (*_person(scope), scope.purpose, session_id)


def _person(scope: Scope) -> tuple[UUID, UUID]:
    return scope.tenant_id, scope.subject_id
