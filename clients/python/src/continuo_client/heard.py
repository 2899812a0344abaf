"""What is told of a session as it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from continuo_client.reading import read
from continuo_client.results import StoredTurn


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """Something that happened.

    Args:
        type: ``hello``, ``turn``, ``learned``, ``unsure``, ``edited``, ``ended``, ``presence``, ``typing`` or
            ``erased``; servers may learn others.
        position: of the turn; else the last one told before.
        epoch: how often the person's memory has been erased.
        turn: for a turn, its words.
        learned_to: for hello and learned, the last position that has become memory.
        device: whom presence and typing are about.
        present: for presence, whether it is there.
        typing: for typing, whether somebody writes there.
        devices: for hello, those that are there.
        ended_at: for hello and ended, when the session was declared over.
    """

    type: str
    position: int
    epoch: int
    turn: StoredTurn | None
    learned_to: int | None
    device: str | None
    present: bool | None
    typing: bool | None
    devices: tuple[str, ...] | None
    ended_at: datetime | None


_NOTHING = dict.fromkeys(("turn", "learned_to", "device", "present", "typing", "devices", "ended_at"))


def heard(found: Mapping[str, Any]) -> LiveMessage:
    """Return a message as the server sent it; raises UnexpectedAnswer if it is none."""
    return read(LiveMessage, _NOTHING | dict(found))
