# Generated from _async by generate.py; do not edit.
"""A session as it goes on."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import uuid4

from websockets.exceptions import ConnectionClosed

from continuo_client.errors import ContinuoError, Unreachable, error_of
from continuo_client.heard import LiveMessage, heard
from continuo_client.messages import Message, path, turns_of
from continuo_client.pauses import pause
from continuo_client.retries import Patience
from continuo_client.sockets import Socket, connect, ended, passes_by, receive

Itself = TypeVar("Itself", bound="Live")

SILENCE_S = 60.0
"""A server says something every 20 seconds; after three times that the line is taken for cut."""

_UNSAID = frozenset({"alive", "pong", "present", "appended"})

MOST_TURNS = 50
"""Turns in one message."""


class Live:
    """What happens in a session, message by message: turns in order, none twice and none left out.

    A connection that breaks is made again, from the last position that was told, for as long as the server can be
    reached now and then. Iterating ends with an error that says why, or when it is closed.

    Args:
        address: of the server, and the headers that go along.
        after: everything up to there is known already; 0 begins at the beginning.
        epoch: that came with what is known.
        device: a name under which others see this one come and go.
        timeout_s: for a connection to be made.
    """

    def __init__(
        self,
        address: tuple[str, Mapping[str, str]],
        session_id: str,
        *,
        user_id: str,
        after: int = 0,
        epoch: int | None = None,
        device: str | None = None,
        timeout_s: float = 10.0,
        retries: int = 8,
    ) -> None:
        base, self._headers = address
        self._url = f"{base.replace('http', 'ws', 1).rstrip('/')}{path('sessions', session_id, 'live')}"
        self._asked: dict[str, Any] = {"user_id": user_id, "after": after, "epoch": epoch, "device": device}
        self._timeout_s = timeout_s
        self._patience = Patience(retries)
        self._socket: Socket | None = None
        self._waiting: dict[str, str] = {}
        self._attempt = 0
        self._was_told = False
        self._ready: deque[LiveMessage] = deque()
        self._is_closed = False

    @property
    def position(self) -> int:
        """Return up to where everything was told; come back with it as ``after``, and with ``epoch``."""
        return int(self._asked["after"])

    @property
    def epoch(self) -> int | None:
        """Return the epoch of what was told; ``None`` before anything was."""
        known: int | None = self._asked["epoch"]
        return known

    def add(self, messages: Message | Sequence[Message]) -> None:
        """Say something; it comes back as a turn once it is stored. Sent again where a connection breaks, stored once.

        Raises:
            Invalid: a message cannot be one.
        """
        turns = [{"client_event_id": uuid4().hex} | dict(turn) for turn in turns_of(messages)]
        for first in range(0, len(turns), MOST_TURNS):
            tag = uuid4().hex
            said = {"type": "append", "id": tag, "turns": turns[first : first + MOST_TURNS]}
            self._waiting[tag] = json.dumps(said)
            self._send(self._waiting[tag])

    def typing(self, typing: bool = True) -> None:
        """Tell the others that somebody writes here, or has stopped."""
        self._send(json.dumps({"type": "typing", "typing": typing}))

    def close(self) -> None:
        """Leave the session."""
        self._is_closed = True
        self._drop()

    def __enter__(self: Itself) -> Itself:
        """Come to the session."""
        self._connected()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the session."""
        self.close()

    def __iter__(self: Itself) -> Itself:
        """Return itself."""
        return self

    def __next__(self) -> LiveMessage:
        """Return what happens next.

        Raises:
            StaleEpoch: something was erased; what is kept of the session has to go.
            ContinuoError: the server cannot be reached, or does not let this key in any more.
        """
        while not self._is_closed:
            if self._ready:
                return self._next()
            socket = self._connected()
            try:
                found = json.loads(receive(socket, SILENCE_S))
            except TimeoutError:
                self._drop()
                continue
            except ConnectionClosed as closed:
                self._drop()
                self._again(ended(closed) or Unreachable("the connection broke"))
                continue
            self._take(found)
        raise StopIteration

    def _next(self) -> LiveMessage:
        message = self._ready.popleft()
        # Only what was handed out is known: a line that breaks in the middle of a page goes on from there.
        self._asked |= {"after": message.position, "epoch": message.epoch}
        return message

    def _take(self, found: dict[str, Any]) -> None:
        kind = found.get("type")
        self._attempt = 0
        if kind in ("appended", "refused"):
            self._waiting.pop(str(found.get("id")), None)
        if kind == "refused":
            raise error_of(int(found["problem"]["status"]), json.dumps(found["problem"]).encode())
        if kind in _UNSAID or (kind == "welcome" and self._was_told):
            return
        self._was_told = True
        self._ready.extend(heard(found))

    def _connected(self) -> Socket:
        while self._socket is None:
            query = {name: value for name, value in self._asked.items() if value is not None}
            try:
                socket = connect(f"{self._url}?{urlencode(query)}", self._headers, self._timeout_s)
            except ContinuoError as error:
                self._again(error)
                continue
            self._ready.clear()
            self._socket = socket
            for message in list(self._waiting.values()):
                self._send(message)
        return self._socket

    def _again(self, error: Exception) -> None:
        """Wait before another try, or raise what makes it useless."""
        passing = isinstance(error, Unreachable) or passes_by(error)
        if not passing or self._attempt >= self._patience.retries:
            raise error
        pause(self._patience.wait_s(self._attempt))
        self._attempt += 1

    def _send(self, message: str) -> None:
        # What cannot be sent now is sent when the connection is there again, if it is worth that.
        if self._socket is not None:
            try:
                self._socket.send(message)
            except ConnectionClosed:
                self._drop()

    def _drop(self) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.close()
