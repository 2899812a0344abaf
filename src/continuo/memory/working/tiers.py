"""Two windows, one behind the other: what this process knows, then what all processes know."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.ports.window import Window


class TwoTierWindow:
    """Keeps the port ``Window``: the far one is asked only where the near one does not know.

    Args:
        near: within the process.
        far: shared by processes.
    """

    def __init__(self, near: Window, far: Window) -> None:
        self._near = near
        self._far = far

    async def last(self, scope: Scope, session_id: UUID, *, epoch: int, position: int) -> Sequence[Turn] | None:
        """Return the last turns, in order, if they reach exactly to ``position``; else ``None``."""
        found = await self._near.last(scope, session_id, epoch=epoch, position=position)
        if found is None:
            found = await self._far.last(scope, session_id, epoch=epoch, position=position)
            if found:
                await self._near.keep(scope, session_id, found, epoch=epoch)
        return found

    async def keep(self, scope: Scope, session_id: UUID, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session, in order; they replace what was kept before."""
        await self._near.keep(scope, session_id, turns, epoch=epoch)
        await self._far.keep(scope, session_id, turns, epoch=epoch)

    async def push(self, scope: Scope, session_id: UUID, turns: Sequence[Turn]) -> None:
        """Add turns that were just stored at the end of a session, in order."""
        await self._near.push(scope, session_id, turns)
        await self._far.push(scope, session_id, turns)

    async def forget(self, scope: Scope) -> int:
        """Forget all sessions of the person, and return how many there were."""
        near, far = await self._near.forget(scope), await self._far.forget(scope)
        return max(near, far)
