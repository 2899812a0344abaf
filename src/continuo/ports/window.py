"""The hot end of sessions: the last turns, at hand without a read of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.domain.turn import Turn


class Window(Protocol):
    """Keeps the last turns of sessions. It may forget at any time; the journal remembers."""

    async def last(self, scope: Scope, session_id: UUID, *, epoch: int, position: int) -> Sequence[Turn] | None:
        """Return the last turns, in order, if they reach exactly to ``position``; else ``None``.

        Turns kept under another epoch do not count.
        """

    async def keep(self, scope: Scope, session_id: UUID, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session, in order; they replace what was kept before."""

    async def push(self, scope: Scope, session_id: UUID, turns: Sequence[Turn]) -> None:
        """Add turns that were just stored at the end of a session, in order.

        Where they follow on what is kept, the window reaches to the last of them; where they were seen before or were
        overtaken, nothing happens; where turns between are missing, nothing is kept of the session any more.
        """

    async def forget(self, scope: Scope) -> int:
        """Forget all sessions of the person, and return how many there were."""
