"""Devices that follow a session over WebSocket, as an application would write them.

    async with device(served.url, served.key, "ana", "s") as phone:
        await phone.say("Hello")
        await phone.until(lambda: phone.position >= 1)

A device keeps what it was told, and asserts while it listens that nothing is missing and nothing comes twice.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE_S = 20.0


@dataclass
class Device:
    """A device: what it has, and the messages of other kinds that it was told."""

    name: str
    turns: dict[int, str] = field(default_factory=dict)
    position: int = 0
    epoch: int | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    socket: ClientConnection | None = None
    gaps: int = 0
    doubles: int = 0
    _told: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, message: dict[str, Any]) -> None:
        """Take a message as it comes."""
        if message["type"] == "erased":
            self.turns, self.position = {}, 0
        elif message["type"] == "turns":
            self.gaps += message["after"] != self.position
            for turn in message["turns"]:
                self.doubles += turn["position"] in self.turns
                self.turns[turn["position"]] = turn["text"]
            self.position = message["position"]
        self.epoch = message["epoch"]
        self.messages.append(message)
        self._told.set()

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the messages of one kind."""
        return [message for message in self.messages if message["type"] == kind]

    async def say(self, *texts: str, **more: Any) -> None:
        """Send turns of the user."""
        await self.send({"type": "append", "turns": [{"role": "user", "text": text} for text in texts]} | more)

    async def send(self, message: dict[str, Any]) -> None:
        """Send anything."""
        assert self.socket is not None
        await self.socket.send(json.dumps(message))

    async def listen(self) -> None:
        """Take messages until the connection ends."""
        assert self.socket is not None
        try:
            async for raw in self.socket:
                self.take(json.loads(raw))
        except ConnectionClosed:
            pass
        finally:
            self._told.set()

    async def until(self, holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        """Wait until something holds that depends on what was told."""
        async with asyncio.timeout(patience_s):
            while not holds():
                self._told.clear()
                await self._told.wait()


def address(url: str, user: str, session: str, **query: Any) -> str:
    """Return where a session is followed."""
    known = {"user_id": user} | {name: value for name, value in query.items() if value is not None}
    return f"{url.replace('http', 'ws', 1)}/v1/sessions/{quote(session, safe='')}/live?{urlencode(known)}"


@asynccontextmanager
async def device(
    url: str, key: str, user: str, session: str, of: Device | None = None, **query: Any
) -> AsyncIterator[Device]:
    """Connect a device; one that was connected before goes on from where it was."""
    it = of or Device(query.get("device", "phone"))
    wanted = {"device": it.name, "after": it.position or None, "epoch": it.epoch} | query
    headers = {"Authorization": f"Bearer {key}"}
    async with connect(
        address(url, user, session, **wanted), additional_headers=headers, compression=None, proxy=None
    ) as socket:
        it.socket = socket
        listening = asyncio.create_task(it.listen())
        try:
            yield it
        finally:
            await socket.close()
            await listening
