"""Word of what happened in a session, for whoever follows it on another device or in another process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from continuo.domain.scope import Scope


class NoticeKind(StrEnum):
    """What a notice is about."""

    TURNS = "turns"
    """The journal of the session reaches to ``position`` now."""
    LEARNED = "learned"
    """What was said up to ``position`` has become memory."""
    UNSURE = "unsure"
    """A question to the person was opened or settled."""
    EDITED = "edited"
    """A person decided about a fact: corrected, retracted, restored, pinned."""
    ENDED = "ended"
    """The session was declared over at ``position``."""
    PRESENCE = "presence"
    """A device came, went, or is still there."""
    TYPING = "typing"
    """Somebody writes at ``device``, or has stopped."""
    ERASED = "erased"
    """Something of the session or the person was erased; what a device keeps of it has to go."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One word of news. It carries no words of the conversation: those are read from the journal.

    Args:
        session_id: of which session; ``None`` for news of the person as a whole.
        position: the last position of the session when this was sent; 0 where there is none.
        epoch: the person's, at that moment; 0 where the teller does not know it.
        device: the device that it is about, in the application's own words; empty where it is about none.
        present: for presence and typing: whether the device is there, or types.
    """

    kind: NoticeKind
    session_id: UUID | None
    position: int
    epoch: int
    device: str = ""
    present: bool = True


class Notices(Protocol):
    """Carries notices between everybody who follows a person's sessions, in this process and in others.

    A notice may be lost and may come twice or late. Whoever hears one reads the journal from where it stands, and
    looks there from time to time unasked; so nothing is missed for good, and nothing is seen twice.
    """

    async def tell(self, scope: Scope, notice: Notice) -> None:
        """Send a notice to all who listen now; an outage of what carries it is counted, and is no error."""

    def heard(self, scope: Scope) -> AbstractAsyncContextManager[AsyncIterator[Notice]]:
        """Listen to the notices of a person, for as long as the context is open.

        What is told after the context was entered is heard in the order of telling of each teller. A listener who
        does not take what waits for it loses the oldest, never the newest; others are not held up by it.
        """
