"""Messages on their way in: strings, dictionaries as language model APIs have them, or turns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

MOST_TURNS = 500
"""Turns in one request; a longer list is sent in several."""

MOST_BYTES = 4_000_000
"""Bytes of turns in one request, well below what a server takes."""

_KEYS = frozenset({"role", "content", "text", "name", "speaker", "said_at", "client_event_id", "purposes"})
_ROLES = {"developer": "system", "function": "tool", "human": "user", "ai": "assistant"}


@dataclass(frozen=True, slots=True)
class Turn:
    """Someone speaking.

    Args:
        role: ``user``, ``assistant``, ``tool`` or ``system``.
        speaker: a name, where more than two people speak.
        said_at: the moment of speaking, aware; now, if left out.
        client_event_id: your own id of the turn; the same id in one session is stored once.
        purposes: what the words may be used for; ``memory``, if left out.
    """

    text: str
    role: str = "user"
    speaker: str = ""
    said_at: datetime | None = None
    client_event_id: str | None = None
    purposes: Sequence[str] | None = None


Message = str | Mapping[str, Any] | Turn
"""A string (said by the user), a dictionary with ``role`` and ``content`` or ``text``, or a turn."""


def turns_of(messages: Message | Sequence[Message]) -> list[dict[str, Any]]:
    """Return messages as the server takes them.

    Raises:
        TypeError, ValueError: a message is of no known form; names its place. Values are left to the server to judge.
    """
    many = [messages] if isinstance(messages, str | Mapping | Turn) else list(messages)
    if not many:
        raise ValueError("messages: there is none")
    return [_turn(message, f"messages[{place}]") for place, message in enumerate(many)]


def batches(turns: Sequence[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the turns in parts that fit a request, each with the place of its first turn."""
    first, size = 0, 0
    for place, turn in enumerate(turns):
        weight = len(encoded(turn))
        if place > first and (place - first == MOST_TURNS or size + weight > MOST_BYTES):
            yield first, list(turns[first:place])
            first, size = place, 0
        size += weight
    yield first, list(turns[first:])


def encoded(body: Any) -> bytes:
    """Return a value as JSON; raises ValueError for what JSON has no form for."""
    try:
        return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; escaped, it reaches the server, whose answer names the field.
        return json.dumps(body, allow_nan=False, separators=(",", ":")).encode()


def path(*steps: str) -> str:
    """Return a path of which every step is percent-encoded, dots as well: ``..`` may be somebody's name."""
    return "/v1/" + "/".join(
        quote(step.encode("utf-8", "surrogatepass"), safe="").replace(".", "%2E") for step in steps
    )


def moment(value: datetime | str | None) -> str | None:
    """Return a time as the server reads it."""
    return value.isoformat() if isinstance(value, datetime) else value


def _turn(message: Message, at: str) -> dict[str, Any]:
    if isinstance(message, str):
        return {"role": "user", "text": message}
    if isinstance(message, Turn):
        return _told(
            role=message.role,
            text=message.text,
            speaker=message.speaker or None,
            said_at=moment(message.said_at),
            client_event_id=message.client_event_id,
            purposes=list(message.purposes) if message.purposes is not None else None,
        )
    if not isinstance(message, Mapping):
        raise TypeError(f"{at}: must be a string, a dictionary or a Turn, is {type(message).__name__}")
    return _turn_of_mapping(message, at)


def _turn_of_mapping(message: Mapping[str, Any], at: str) -> dict[str, Any]:
    if unknown := sorted(set(message) - _KEYS):
        raise ValueError(f"{at}: unknown keys {', '.join(unknown)}")
    if ("content" in message) == ("text" in message):
        raise ValueError(f"{at}: must have one of content and text")
    role = message.get("role", "user")
    return _told(
        role=_ROLES.get(role, role) if isinstance(role, str) else role,
        text=message["text"] if "text" in message else _text(message["content"], at),
        speaker=message.get("speaker") or message.get("name"),
        said_at=moment(message.get("said_at")),
        client_event_id=message.get("client_event_id"),
        purposes=message.get("purposes"),
    )


def _text(content: Any, at: str) -> Any:
    """Return the text of a message whose content may be a list of parts."""
    if not isinstance(content, list):
        return content
    texts = [part.get("text") for part in content if isinstance(part, Mapping) and part.get("type") == "text"]
    if len(texts) != len(content):
        raise ValueError(f"{at}.content: only parts of type text can be remembered")
    return "\n".join(map(str, texts))


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None or name in {"role", "text"}}
