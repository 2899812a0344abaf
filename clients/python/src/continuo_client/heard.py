"""What is told of a session as it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from continuo_client.reading import read
from continuo_client.results import StoredTurn


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """Something that happened.

    Args:
        type: ``welcome``, ``turn``, ``learned``, ``unsure``, ``edited``, ``ended``, ``presence``, ``typing`` or
            ``erased``; servers may learn others.
        position: everything up to there was told, with this message.
        epoch: how often the person's memory has been erased.
        turn: for a turn, its words.
        consolidated_to: for welcome and learned, the last position that has become memory.
        open: for unsure, how many questions to the person are open.
        device: whom presence and typing are about; for welcome, this one's own name.
        present: for presence, whether it is there.
        typing: for typing, whether somebody writes there.
        devices: for welcome, those that are there.
        ended_at: for welcome and ended, when the session was declared over.
    """

    type: str
    position: int
    epoch: int
    turn: StoredTurn | None
    consolidated_to: int | None
    open: int | None
    device: str | None
    present: bool | None
    typing: bool | None
    devices: tuple[str, ...] | None
    ended_at: datetime | None


_NOTHING = dict.fromkeys(("turn", "consolidated_to", "open", "device", "present", "typing", "devices", "ended_at"))


def heard(found: Mapping[str, Any]) -> Iterator[LiveMessage]:
    """Yield what a message of the server tells, turns one by one; raises UnexpectedAnswer if it is none."""
    if found.get("type") != "turns":
        yield read(LiveMessage, _NOTHING | dict(found))
        return
    turns = found["turns"]
    for n, turn in enumerate(turns):
        # Turns that have expired are left out, so that the last one may stand before what was told with it.
        position = found["position"] if n + 1 == len(turns) else turn["position"]
        yield read(LiveMessage, _NOTHING | dict(found) | {"type": "turn", "turn": turn, "position": position})
