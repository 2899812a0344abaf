"""The last turns of a session, at hand: from the window, else from the journal."""

from __future__ import annotations

from collections.abc import Sequence

from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import Turn
from continuo.memory.working.actors import Actors
from continuo.ports.window import Window

EXCHANGES = 50
"""The immediate level of a context reaches back this many exchanges at most."""

WINDOW_TURNS = 2 * EXCHANGES


class Working:
    """The hot end of sessions. The window may forget; what it returns is always what the journal says.

    Args:
        actors: hear that somebody asked.
    """

    def __init__(self, window: Window, actors: Actors | None = None) -> None:
        self._window = window
        self._actors = actors

    async def at_hand(self, scope: Scope, session: Session, *, epoch: int) -> Sequence[Turn] | None:
        """Return the last turns of a session as it is now, in order; ``None`` if they have to be read from the journal.

        Args:
            epoch: the person's, at the moment the session was read.
        """
        if self._actors is not None:
            self._actors.asked(scope, session)
        if session.last_position == 0:
            return []
        return await self._window.last(scope, session.session_id, epoch=epoch, position=session.last_position)

    async def keep(self, scope: Scope, session: Session, turns: Sequence[Turn], *, epoch: int) -> None:
        """Keep the last turns of a session at hand, if they are just that: read since, they may reach further."""
        # Under a purpose only a part of the session is in reach, and a part is not the window.
        if scope.purpose is None and turns and turns[-1].position == session.last_position:
            await self._window.keep(scope, session.session_id, turns, epoch=epoch)

    async def forget(self, scope: Scope) -> int:
        """Forget all of a person's sessions, and return how many were at hand."""
        return await self._window.forget(scope)
