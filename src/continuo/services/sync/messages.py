"""What those who follow a session are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from continuo.domain.turn import Turn


class LiveKind(StrEnum):
    """What a message is about."""

    HELLO = "hello"
    """The first one: how the session is."""
    TURN = "turn"
    LEARNED = "learned"
    """What was said up to the position has become memory."""
    UNSURE = "unsure"
    """A question to the person was opened or settled."""
    EDITED = "edited"
    """A person decided about a fact or an entity."""
    ENDED = "ended"
    PRESENCE = "presence"
    TYPING = "typing"
    ERASED = "erased"
    """Something was erased: what a device keeps of the session has to go. Nothing follows."""
    HEARTBEAT = "heartbeat"


@dataclass(frozen=True, slots=True)
class Live:
    """One message.

    Args:
        position: of the turn; else the last one that was told before this message.
        epoch: the person's.
        turn: for a turn, its words.
        upto: for what was learned, the last position that has become memory.
        device: whom presence and typing are about.
        present: whether that device is there, or types.
        devices: for hello, those that are there.
        ended_at: for hello and ended, when the session was declared over.
    """

    kind: LiveKind
    position: int
    epoch: int
    turn: Turn | None = None
    upto: int = 0
    device: str = ""
    present: bool = True
    devices: tuple[str, ...] = ()
    ended_at: datetime | None = None
