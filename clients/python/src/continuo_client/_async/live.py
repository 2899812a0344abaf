"""A session as it goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import uuid4

from websockets.exceptions import ConnectionClosed

from continuo_client.errors import Unreachable, error_of
from continuo_client.heard import LiveMessage, heard
from continuo_client.messages import Message, path, turns_of
from continuo_client.pauses import async_pause
from continuo_client.retries import Patience
from continuo_client.sockets import AsyncSocket, async_connect, async_receive, ended, passes_by

Itself = TypeVar("Itself", bound="AsyncLive")

SILENCE_S = 45.0
"""A server says something every 15 seconds; after three times that the line is taken for cut."""

_UNSAID = frozenset({"heartbeat", "pong"})


class AsyncLive:
    """What happens in a session, message by message: turns in order, none twice and none left out.

    A connection that breaks is made again, from the last position that was told, for as long as the server can be
    reached now and then. Iterating ends with an error that says why, or when it is closed.

    Args:
        address: of the server, and the headers that go along.
        after: the last position that is known already; ``None`` begins now.
        device: a name under which others see this one come and go.
        timeout_s: for a connection to be made.
    """

    def __init__(
        self,
        address: tuple[str, Mapping[str, str]],
        session_id: str,
        *,
        user_id: str,
        after: int | None = None,
        device: str | None = None,
        timeout_s: float = 10.0,
        retries: int = 8,
    ) -> None:
        base, self._headers = address
        self._url = f"{base.replace('http', 'ws', 1).rstrip('/')}{path('sessions', session_id, 'live')}"
        self._asked: dict[str, Any] = {"user_id": user_id, "after": after, "device": device}
        self._timeout_s = timeout_s
        self._patience = Patience(retries)
        self._socket: AsyncSocket | None = None
        self._waiting: dict[str, str] = {}
        self._attempt = 0
        self._was_told = False
        self._is_closed = False

    @property
    def position(self) -> int | None:
        """Return the last position that was told; come back with it as ``after``."""
        known: int | None = self._asked["after"]
        return known

    async def add(self, messages: Message | Sequence[Message]) -> None:
        """Say something; it comes back as a turn once it is stored. Sent again where a connection breaks, stored once.

        Raises:
            Invalid: a message cannot be one.
        """
        turns = [{"client_event_id": uuid4().hex} | dict(turn) for turn in turns_of(messages)]
        tag = uuid4().hex
        self._waiting[tag] = json.dumps({"type": "append", "id": tag, "turns": turns})
        await self._send(self._waiting[tag])

    async def typing(self, typing: bool = True) -> None:
        """Tell the others that somebody writes here, or has stopped."""
        await self._send(json.dumps({"type": "typing", "typing": typing}))

    async def close(self) -> None:
        """Leave the session."""
        self._is_closed = True
        await self._drop()

    async def __aenter__(self: Itself) -> Itself:
        """Come to the session."""
        await self._connected()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the session."""
        await self.close()

    def __aiter__(self: Itself) -> Itself:
        """Return itself."""
        return self

    async def __anext__(self) -> LiveMessage:
        """Return what happens next.

        Raises:
            ErasedSince: something was erased; what is kept of the session has to go.
            ContinuoError: the server cannot be reached, or does not let this key in any more.
        """
        while not self._is_closed:
            socket = await self._connected()
            try:
                found = json.loads(await async_receive(socket, SILENCE_S))
            except TimeoutError:
                await self._drop()
                continue
            except ConnectionClosed as closed:
                await self._drop()
                await self._again(ended(closed) or Unreachable("the connection broke"))
                continue
            told = self._told(found)
            if told is not None:
                return told
        raise StopAsyncIteration

    def _told(self, found: dict[str, Any]) -> LiveMessage | None:
        kind = found.get("type")
        self._attempt = 0
        if kind == "appended":
            self._waiting.pop(str(found.get("id")), None)
            return None
        if kind == "problem":
            self._waiting.pop(str(found.get("id")), None)
            raise error_of(int(found["problem"]["status"]), json.dumps(found["problem"]).encode())
        if kind in _UNSAID:
            return None
        message = heard(found)
        self._asked |= {"after": message.position, "epoch": message.epoch}
        if kind == "hello" and self._was_told:
            return None
        self._was_told = True
        return message

    async def _connected(self) -> AsyncSocket:
        while self._socket is None:
            query = {name: value for name, value in self._asked.items() if value is not None}
            try:
                socket = await async_connect(f"{self._url}?{urlencode(query)}", self._headers, self._timeout_s)
            except Unreachable as error:
                await self._again(error)
                continue
            self._socket = socket
            for message in list(self._waiting.values()):
                await self._send(message)
        return self._socket

    async def _again(self, error: Exception) -> None:
        """Wait before another try, or raise what makes it useless."""
        passing = isinstance(error, Unreachable) or passes_by(error)
        if not passing or self._attempt >= self._patience.retries:
            raise error
        await async_pause(self._patience.wait_s(self._attempt))
        self._attempt += 1

    async def _send(self, message: str) -> None:
        # What cannot be sent now is sent when the connection is there again, if it is worth that.
        if self._socket is not None:
            try:
                await self._socket.send(message)
            except ConnectionClosed:
                await self._drop()

    async def _drop(self) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()
