"""Messages of live sessions, as they travel."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from continuo.doors.http.schemas.sessions import Position, TurnOut, Turns
from continuo.doors.http.schemas.values import Asked, Filtered, Name, Told
from continuo.services.sync.messages import Live, LiveKind

Epoch = Annotated[int, Field(ge=0, le=2**31 - 1)]
Tag = Annotated[str, Field(min_length=1, max_length=200, description="your own id of this message; its answer has it")]


class LiveQuery(Filtered):
    """Whose session, and from where on."""

    user_id: Name
    after: Annotated[Position | None, Field(description="the last position you know; now, if left out")] = None
    device: Annotated[Name | None, Field(description="a name under which others see you come and go")] = None
    epoch: Annotated[Epoch | None, Field(description="the epoch you knew; another one is refused with 4409")] = None


class AppendIn(Asked):
    """Turns for the end of the session."""

    type: Literal["append"]
    id: Tag
    turns: Turns
    epoch: Epoch | None = None


class TypingIn(Asked):
    """Somebody writes at this device, or has stopped."""

    type: Literal["typing"]
    typing: bool


class PingIn(Asked):
    """Answered with ``pong``."""

    type: Literal["ping"]


Incoming = Annotated[AppendIn | TypingIn | PingIn, Field(discriminator="type")]


class LiveOut(Told):
    """What happened; what does not belong to its type is left out."""

    type: str
    position: int
    epoch: int
    turn: TurnOut | None = None
    learned_to: int | None = None
    device: str | None = None
    present: bool | None = None
    typing: bool | None = None
    devices: list[str] | None = None
    ended_at: datetime | None = None

    @classmethod
    def of(cls, told: Live) -> LiveOut:
        """Return the message as it travels."""
        kind = told.kind
        return cls(
            type=kind.value,
            position=told.position,
            epoch=told.epoch,
            turn=TurnOut.of(told.turn) if told.turn is not None else None,
            learned_to=told.upto if kind in (LiveKind.HELLO, LiveKind.LEARNED) else None,
            device=told.device or None,
            present=told.present if kind is LiveKind.PRESENCE else None,
            typing=told.present if kind is LiveKind.TYPING else None,
            devices=list(told.devices) if kind is LiveKind.HELLO else None,
            ended_at=told.ended_at,
        )

    def json_text(self) -> str:
        """Return it as JSON."""
        return self.model_dump_json(exclude_none=True)
