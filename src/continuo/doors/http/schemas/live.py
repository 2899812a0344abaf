"""What devices that follow a session say, and what they are told."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from continuo.doors.http.schemas.sessions import Position, TurnOut, Turns
from continuo.doors.http.schemas.values import Asked, Filtered, Name
from continuo.services.sync.hub import LONGEST_DEVICE
from continuo.services.sync.line import Line, Wanted
from continuo.services.sync.news import Edited, Ended, Learned, News, Present, Said, Typing, Unsure

MessageId = Annotated[str, Field(min_length=1, max_length=200)]


class LiveQuery(Filtered):
    """Whose session is followed, by which device, and from where on."""

    user_id: Name
    after: Annotated[Position, Field(description="you have everything up to this position")] = 0
    epoch: Annotated[
        Position | None, Field(description="that came with what you have; needed together with ``after``")
    ] = None
    device: Annotated[
        Name | None, Field(max_length=LONGEST_DEVICE, description="what the others see; made up, if left out")
    ] = None

    def wanted(self, session_id: str) -> Wanted:
        """Return what is followed."""
        return Wanted(session_id, self.device or f"device-{secrets.token_hex(4)}", self.after, self.epoch)


class AppendSaid(Asked):
    """Turns for the end of the session."""

    type: Literal["append"]
    turns: Turns
    id: MessageId | None = None
    expected_position: Position | None = None


class TypingSaid(Asked):
    """Somebody writes at this device, or has stopped."""

    type: Literal["typing"]
    typing: bool = True


class PresenceSaid(Asked):
    """The device is still there; it is asked who else is."""

    type: Literal["presence"]
    id: MessageId | None = None


class PingSaid(Asked):
    """Are you there?"""

    type: Literal["ping"]
    id: MessageId | None = None


SaidByDevice = Annotated[AppendSaid | TypingSaid | PresenceSaid | PingSaid, Field(discriminator="type")]
SAID: TypeAdapter[AppendSaid | TypingSaid | PresenceSaid | PingSaid] = TypeAdapter(SaidByDevice)


def message(kind: str, line: Line, **more: Any) -> dict[str, Any]:
    """Return a message: its type, how far the device is after it, and of which epoch that is."""
    return {"type": kind, "position": line.position, "epoch": line.tail.epoch} | more


def welcome(line: Line) -> dict[str, Any]:
    """Return the first message."""
    tail = line.tail
    return message(
        "welcome",
        line,
        session_id=tail.name,
        session_uuid=tail.session_id,
        last_position=tail.position,
        consolidated_to=tail.consolidated_to,
        ended_at=tail.ended_at,
        device=line.device,
        devices=sorted(tail.devices),
    )


def told(line: Line, news: News) -> dict[str, Any]:
    """Return the message of a piece of news that the line has just handed out."""
    match news:
        case Said():
            turns = [TurnOut.of(turn).model_dump() for turn in news.turns]
            return message("turns", line, after=news.after, turns=turns)
        case Learned():
            return message("learned", line, consolidated_to=news.consolidated_to)
        case Unsure():
            return message("unsure", line, open=news.open)
        case Edited():
            return message("edited", line, memory=news.memory)
        case Ended():
            return message("ended", line, ended_at=news.ended_at)
        case Present():
            return message("presence", line, device=news.device, present=news.present)
        case Typing():
            return message("typing", line, device=news.device, typing=news.typing)
