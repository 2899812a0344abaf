"""What was stored goes on to windows and followers, behind the answer to whoever stored it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Turn
from continuo.ports.hot_keys import HotKeys
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.window import Window

MOST_WAITING = 1000
"""Pieces of news that wait at most. Of what is beyond that nobody is told: a window with a gap forgets itself, and
followers look by themselves."""

_Work = Callable[[], Coroutine[Any, Any, None]]


class News:
    """Pushes turns to the windows and tells notices, one after the other, in the order in which it heard of them.

    Args:
        keys: tell a person's epoch, where they are at hand.
    """

    def __init__(self, window: Window, notices: Notices, keys: HotKeys) -> None:
        self._window = window
        self._notices = notices
        self._keys = keys
        self._waiting: deque[_Work] = deque(maxlen=MOST_WAITING)
        self._some = asyncio.Event()

    def added(self, scope: Scope, appended: Appended, said: Sequence[NewTurn], at: datetime | None) -> None:
        """Note that turns were stored.

        Args:
            at: when they were recorded; ``None`` where some of them may have been there before: then the windows are
                not told of them, for what they show has to be what the journal says, times included.
        """
        turns = _placed(appended, said, at) if at is not None else []
        self._later(lambda: self._tell_of_turns(scope, appended, turns))

    def happened(self, scope: Scope, kind: NoticeKind, session_id: UUID | None, position: int = 0) -> None:
        """Note that something else happened.

        Args:
            session_id: in which session; ``None`` for what concerns the person as a whole.
        """
        self._later(lambda: self._tell(scope, kind, session_id, position))

    async def run(self) -> None:
        """Pass on what comes, until cancelled."""
        while True:
            while self._waiting:
                await self._waiting.popleft()()
            self._some.clear()
            await self._some.wait()

    def _later(self, work: _Work) -> None:
        self._waiting.append(work)
        self._some.set()

    async def _tell_of_turns(self, scope: Scope, appended: Appended, turns: Sequence[Turn]) -> None:
        if turns:
            await self._window.push(scope, appended.session_id, turns)
        await self._tell(scope, NoticeKind.TURNS, appended.session_id, appended.last_position)

    async def _tell(self, scope: Scope, kind: NoticeKind, session_id: UUID | None, position: int) -> None:
        key = self._keys.hot_key(scope)
        await self._notices.tell(scope, Notice(kind, session_id, position, key.epoch if key is not None else 0))


def _placed(appended: Appended, said: Sequence[NewTurn], at: datetime) -> list[Turn]:
    """Return turns that were just stored, in their places."""
    return [
        Turn(
            appended.session_id, position, turn.role, turn.text, turn.speaker, turn.said_at or at, at.astimezone(UTC),
            tuple(turn.purposes),
        )
        for position, turn in zip(appended.positions, said, strict=True)
    ]  # fmt: skip
