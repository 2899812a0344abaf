"""How far sessions were, and when they were last alive, as whoever looks after them writes it down now and then."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from continuo.domain.session import Checkpoint


class CheckpointStore(Protocol):
    """The last checkpoint of each session. It holds no words, and nothing that has to be right for a context to be."""

    async def keep(self, checkpoint: Checkpoint) -> bool:
        """Put a checkpoint in the place of the session's last one, and return whether that was done.

        The journal's position judges first: one that was taken at another position than the session's last is
        refused, and so is one of a session that was erased. Of two at the same position, one with a smaller fence
        than the one that is there is refused. A session's time of life never goes back.
        """

    async def of_session(self, session_id: UUID) -> Checkpoint | None:
        """Return the last checkpoint of a session, ``None`` where there is none."""
