"""The last turns of a session, at hand: from the window, else from the journal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.ports.storage import Transaction
from continuo.ports.window import Window

EXCHANGES = 50
"""The immediate level of a context reaches back this many exchanges at most."""

WINDOW_TURNS = 2 * EXCHANGES


class Working:
    """The hot end of sessions. The window may forget; what it returns is always what the journal says."""

    def __init__(self, window: Window) -> None:
        self._window = window

    async def last_turns(self, tx: Transaction, session_id: UUID) -> Sequence[Turn]:
        """Return the last turns of a session, in order, at most ``WINDOW_TURNS``."""
        session = await tx.journal.session(session_id) if tx.person else None
        if session is None or tx.person is None or session.last_position == 0:
            return []
        epoch = tx.person.epoch
        kept = await self._window.last(tx.scope, session_id, epoch=epoch, position=session.last_position)
        if kept is not None:
            return kept
        turns = await tx.journal.read_last(session_id, WINDOW_TURNS)
        # Under a purpose only a part of the session is in reach, and a part is not the window.
        if tx.scope.purpose is None and turns and turns[-1].position == session.last_position:
            await self._window.keep(tx.scope, session_id, turns, epoch=epoch)
        return turns

    async def forget(self, scope: Scope) -> int:
        """Forget all of a person's sessions, and return how many were at hand."""
        return await self._window.forget(scope)
