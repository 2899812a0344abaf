"""A conversation with one device over a WebSocket: what it says is done, one after another; what happens it is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import to_json
from starlette.websockets import WebSocket, WebSocketDisconnect

from continuo.domain.errors import ContinuoError, StaleEpoch
from continuo.domain.scope import Scope
from continuo.doors.http.body import parse
from continuo.doors.http.credentials import authenticated
from continuo.doors.http.door import Caller
from continuo.doors.http.problems import problem_of
from continuo.doors.http.refusals import DoorRefusal, Malformed, Unauthenticated
from continuo.doors.http.schemas.live import (
    SAID,
    AppendSaid,
    PingSaid,
    PresenceSaid,
    TypingSaid,
    message,
    told,
    welcome,
)
from continuo.doors.http.sockets import Visit
from continuo.doors.http.streams import SLOW_S
from continuo.services.sync.follower import Follower
from continuo.services.sync.hub import Credential
from continuo.services.sync.line import Line, Wanted
from continuo.services.sync.news import Ending, Farewell

HEARTBEAT_S = 20.0
"""A device that hears nothing for three times as long may think that the connection is dead."""

LONGEST_MESSAGE = 1_000_000
"""Bytes of one message of a device; a longer history comes over the route for turns."""

SOCKET_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "ws": "websockets-sansio",
        "ws_max_size": LONGEST_MESSAGE,
        # Compressing would keep a window of some hundred kilobytes for each device; turns are short.
        "ws_per_message_deflate": False,
        "ws_ping_interval": HEARTBEAT_S,
        "ws_ping_timeout": HEARTBEAT_S,
    }
)
"""How the server has to be set up for sockets."""

MOST_MISTAKES = 20
"""A device whose messages cannot be understood so often is let go."""

TYPING_EVERY_S = 0.2
"""Word of somebody typing is passed on so often at most; what comes in between is dropped."""

ERASED, SLOW, MISTAKEN, CLOSING, UNCHECKED = 4410, 4408, 4400, 1012, 4503
REFUSED = 4401
"""Codes with which the door closes a socket; a refusal has 4000 and the status of its problem."""

_CLOSES = {
    Ending.ERASED: ERASED,
    Ending.REFUSED: REFUSED,
    Ending.UNCHECKED: UNCHECKED,
    Ending.CLOSING: CLOSING,
}

_Said = AppendSaid | TypingSaid | PresenceSaid | PingSaid


def rechecked(caller: Caller) -> Credential:
    """Return the credential of a caller, to be looked at again while they are connected."""
    tenancy, principal = caller.continuo.tenancy, caller.principal

    async def is_good() -> bool:
        try:
            now = await authenticated(tenancy, caller.presented)
        except Unauthenticated:
            return False
        return now.tenant_id == principal.tenant_id and "memory:read" in now.scopes

    return Credential(principal.key_id, is_good)


class Conversation:
    """Reads and answers, and tells what happens, at the same time, until either side ends it."""

    def __init__(self, visit: Visit, scope: Scope, wanted: Wanted) -> None:
        self._visit = visit
        self._socket: WebSocket = visit.socket
        self._caller = visit.caller
        self._scope = scope
        self._wanted = wanted
        self._sending = asyncio.Lock()
        self._mistakes = 0
        self._typed_at = 0.0

    async def run(self) -> None:
        """Converse; raises what is wrong with the session or the position before the socket is opened."""
        hub = self._caller.continuo.live
        try:
            async with hub.follow(self._scope, self._wanted, rechecked(self._caller)) as followed:
                await self._visit.accept()
                await self._both(*followed)
        except StaleEpoch:
            # Said in words that a page in a browser can read: it has to drop what it keeps.
            await self._visit.accept()
            await self._say({"type": "erased", "position": 0, "epoch": await self._epoch()})
            await self._socket.close(ERASED, "erased")

    async def _both(self, line: Line, follower: Follower) -> None:
        listening = asyncio.create_task(self._listen(line, follower))
        telling = asyncio.create_task(self._tell(line))
        try:
            await asyncio.wait({listening, telling}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (listening, telling):
                task.cancel()
            outcomes = await asyncio.gather(listening, telling, return_exceptions=True)
        await self._part(line, outcomes)

    async def _part(self, line: Line, outcomes: Sequence[object]) -> None:
        """Say why the conversation ends, where somebody is there to hear it."""
        errors = [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, WebSocketDisconnect)]
        if any(isinstance(o, WebSocketDisconnect) for o in outcomes) or self._socket.client_state.name != "CONNECTED":
            return
        for error in errors:
            if isinstance(error, Farewell):
                await self._bid_farewell(line, error)
            elif isinstance(error, TimeoutError):
                self._caller.continuo.live.tally.slow += 1
                await asyncio.wait_for(self._socket.close(SLOW, "too slow"), SLOW_S)
            else:
                raise error
            return

    async def _bid_farewell(self, line: Line, farewell: Farewell) -> None:
        if farewell.ending is Ending.ERASED:
            await self._say(message("erased", line) | {"position": 0, "epoch": farewell.epoch})
        await self._socket.close(_CLOSES[farewell.ending], farewell.ending.value)

    async def _tell(self, line: Line) -> None:
        await self._say(welcome(line) | {"heartbeat_s": HEARTBEAT_S})
        while True:
            news = await line.next(HEARTBEAT_S)
            await self._say(message("alive", line) if news is None else told(line, news))

    async def _listen(self, line: Line, follower: Follower) -> None:
        while self._mistakes < MOST_MISTAKES:
            received = await self._socket.receive()
            if received["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(received.get("code") or 1005)
            said: _Said | None = None
            try:
                said = _understood(received)
                await self._do(said, line, follower)
            except (ContinuoError, DoorRefusal, RequestValidationError) as error:
                # What is understood and refused is no mistake of the device.
                self._mistakes += said is None
                problem = problem_of(error, self._socket.scope)
                answered = getattr(said, "id", None)
                await self._say(message("refused", line, id=answered, problem=problem))
        await self._socket.close(MISTAKEN, "too many mistakes")

    async def _do(self, said: _Said, line: Line, follower: Follower) -> None:
        match said:
            case AppendSaid():
                await self._append(said, line)
            case TypingSaid():
                self._caller.principal.demand("memory:write")
                now = time.monotonic()
                if not said.typing or now - self._typed_at >= TYPING_EVERY_S:
                    self._typed_at = now
                    await follower.typing(line, typing=said.typing)
            case PresenceSaid():
                await self._say(message("present", line, id=said.id, devices=sorted(line.tail.devices)))
            case PingSaid():
                await self._say(message("pong", line, id=said.id))

    async def _append(self, said: AppendSaid, line: Line) -> None:
        self._caller.principal.demand("memory:write")
        appended = await self._caller.continuo.journal.append(
            self._scope,
            self._wanted.session,
            [turn.turn() for turn in said.turns],
            expected=said.expected_position,
            epoch=line.tail.epoch,
        )
        places = {"positions": list(appended.positions), "last_position": appended.last_position}
        await self._say(message("appended", line, id=said.id, **places))

    async def _say(self, content: dict[str, Any]) -> None:
        text = to_json(content).decode()
        async with asyncio.timeout(SLOW_S), self._sending:
            await self._socket.send_text(text)

    async def _epoch(self) -> int:
        return await self._caller.continuo.privacy.epoch(self._scope)


def _understood(received: Mapping[str, Any]) -> _Said:
    text = received.get("text")
    if text is None:
        raise Malformed("a message has to be text")
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > LONGEST_MESSAGE:
        raise Malformed(f"a message may have {LONGEST_MESSAGE} bytes")
    try:
        return SAID.validate_python(parse(raw))
    except ValidationError as error:
        # Which of the forms it was meant to be says its type, and need not be said again.
        places = [{**e, "loc": e["loc"][1:]} for e in error.errors(include_url=False)]
        raise RequestValidationError(places) from None
