"""The window of sessions, within the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.domain.turn import Turn

_Key = tuple[UUID, UUID, UUID]


class InProcessWindow:
    """Keeps the port ``Window``.

    Args:
        most_sessions: sessions kept at most; the one unused for longest goes first.
        most_turns: turns kept of a session at most.
    """

    def __init__(self, *, most_sessions: int = 1000, most_turns: int = 100) -> None:
        self._kept: OrderedDict[_Key, tuple[int, tuple[Turn, ...]]] = OrderedDict()
        self._most_sessions = most_sessions
        self._most_turns = most_turns

    async def last(self, scope: Scope, session_id: UUID, *, epoch: int, position: int) -> Sequence[Turn] | None:
        """Return the last turns, in order, if they reach exactly to ``position``; else ``None``."""
        # A window holds turns of every purpose; a request for one purpose has to read under the database's policy.
        if scope.purpose is not None:
            return None
        key = (scope.tenant_id, scope.subject_id, session_id)
        kept = self._kept.get(key)
        if kept is None or kept[0] != epoch or kept[1][-1].position != position:
            return None
        self._kept.move_to_end(key)
        return kept[1]

    async def keep(self, scope: Scope, session_id: UUID, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session, in order; they replace what was kept before."""
        assert turns, "a window without turns is no window"
        key = (scope.tenant_id, scope.subject_id, session_id)
        self._kept[key] = (epoch, tuple(turns[-self._most_turns :]))
        self._kept.move_to_end(key)
        while len(self._kept) > self._most_sessions:
            self._kept.popitem(last=False)

    async def push(self, scope: Scope, session_id: UUID, turns: Sequence[Turn]) -> None:
        """Add turns that were just stored at the end of a session, in order."""
        key = (scope.tenant_id, scope.subject_id, session_id)
        kept = self._kept.get(key)
        if kept is None or not turns or kept[1][-1].position >= turns[-1].position:
            return
        if kept[1][-1].position != turns[0].position - 1:
            del self._kept[key]
            return
        self._kept[key] = (kept[0], (*kept[1], *turns)[-self._most_turns :])

    async def forget(self, scope: Scope) -> int:
        """Forget all sessions of the person, and return how many there were."""
        mine = [k for k in self._kept if k[:2] == (scope.tenant_id, scope.subject_id)]
        for key in mine:
            del self._kept[key]
        return len(mine)
