"""Notices between everybody within one process."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.ports.notices import Notice

MOST_WAITING = 256
"""Notices that wait for one listener at most; a listener that is slower loses the oldest."""

_Person = tuple[UUID, UUID]


class InProcessNotices:
    """Keeps the port ``Notices``.

    Args:
        most_waiting: notices that wait for one listener at most.
    """

    def __init__(self, *, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._listeners: dict[_Person, set[_Listener]] = {}

    async def tell(self, scope: Scope, notice: Notice) -> None:
        """Send a notice to all who listen now."""
        for listener in self._listeners.get(_person(scope), ()):
            listener.take(notice)

    @asynccontextmanager
    async def heard(self, scope: Scope) -> AsyncIterator[AsyncIterator[Notice]]:
        """Listen to the notices of a person, for as long as the context is open."""
        person, listener = _person(scope), _Listener(self._most_waiting)
        self._listeners.setdefault(person, set()).add(listener)
        try:
            yield listener
        finally:
            mine = self._listeners[person]
            mine.remove(listener)
            if not mine:
                del self._listeners[person]


class _Listener:
    """What waits for one listener, oldest first."""

    def __init__(self, most_waiting: int) -> None:
        self._waiting: deque[Notice] = deque(maxlen=most_waiting)
        self._some = asyncio.Event()

    def take(self, notice: Notice) -> None:
        self._waiting.append(notice)
        self._some.set()

    def __aiter__(self) -> AsyncIterator[Notice]:
        return self

    async def __anext__(self) -> Notice:
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        return self._waiting.popleft()


def _person(scope: Scope) -> _Person:
    return scope.tenant_id, scope.subject_id
