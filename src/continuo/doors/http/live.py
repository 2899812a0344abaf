"""Live sessions over a WebSocket: one connection of one device."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from continuo.domain.errors import (
    ContinuoError,
    ErasedSince,
    Invalid,
    QuotaExceeded,
    Unavailable,
)
from continuo.domain.scope import Scope
from continuo.doors.http.credentials import authenticated
from continuo.doors.http.door import Door
from continuo.doors.http.problems import logged, problem_of
from continuo.doors.http.refusals import Malformed, Unauthenticated
from continuo.doors.http.rules import READ, WRITE
from continuo.doors.http.schemas.live import AppendIn, Incoming, LiveOut, LiveQuery, PingIn, TypingIn
from continuo.doors.http.schemas.sessions import AppendedOut
from continuo.doors.http.schemas.values import PathName
from continuo.services.sync.following import Feed
from continuo.services.sync.messages import Live, LiveKind
from continuo.services.tenancy import Principal

PROTOCOL = "continuo.v1"
"""The subprotocol of these messages."""

KEY_PROTOCOL = "continuo.key."
"""A browser cannot set headers: it offers its key as a second subprotocol, behind these letters."""

HEARTBEAT = timedelta(seconds=15)
SEND_TIMEOUT_S = 10.0
"""A device that does not take a message for so long is cut off; it comes back with the position it knows."""

RECHECK_S = 1.5
"""How often the key is looked at; with the time for which one is remembered, a revoked one is out within 5 s."""

MOST_MISTAKES = 20
LONGEST_MESSAGE = 1_000_000

# Codes of closing, in the range that RFC 6455 leaves to applications; the last three digits are those of HTTP.
CODES: Mapping[type[Exception], int] = {
    Unauthenticated: 4401, ErasedSince: 4409, QuotaExceeded: 4429, Unavailable: 4503, Malformed: 4400, Invalid: 4422,
}  # fmt: skip
REFUSED, ERASED, TOO_SLOW, MISTAKES, BROKEN = 4403, 4410, 4408, 4400, 1011

_INCOMING: TypeAdapter[AppendIn | TypingIn | PingIn] = TypeAdapter(Incoming)
_NAME: TypeAdapter[str] = TypeAdapter(PathName)


async def live_socket(socket: WebSocket) -> None:
    """Serve one device until it goes, or has to."""
    door: Door = socket.app.state.door
    header, protocol = _presented(socket)
    await socket.accept(subprotocol=protocol)
    try:
        principal = await authenticated(door.continuo.tenancy, header)
        principal.demand(str(READ.scope))
        wanted, session = _asked(socket)
        scope = Scope.of(principal.tenant_id, wanted.user_id)
        follow = door.continuo.live.follow(
            scope, session, after=wanted.after, device=wanted.device or "", epoch=wanted.epoch
        )
        async with follow as feed:
            await _Connection(socket, door, principal, header or "", scope, session, feed).serve()
    except WebSocketDisconnect:
        return
    except (ContinuoError, Unauthenticated, Malformed) as error:
        code = next((code for kind, code in CODES.items() if isinstance(error, kind)), REFUSED)
        await _close(socket, code, str(problem_of(error, socket.scope)["detail"]))
    except Exception as error:  # noqa: BLE001 - a connection ends here; it is logged by kind and place, without words
        await _close(socket, BROKEN, f"something went wrong here, trace {logged(socket.scope, error)}")


class _Connection:
    """A device that has been let in."""

    def __init__(
        self, socket: WebSocket, door: Door, principal: Principal, header: str, scope: Scope, session: str, feed: Feed
    ) -> None:
        self._socket = socket
        self._door = door
        self._principal = principal
        self._header = header
        self._scope = scope
        self._session = session
        self._feed = feed
        self._sending = asyncio.Lock()
        self._mistakes = 0

    async def serve(self) -> None:
        """Tell and listen, until one of both ends."""
        await self._tell(self._feed.following.hello(self._feed))
        tasks = [asyncio.create_task(work) for work in (self._tells(), self._listens(), self._checks())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()

    async def _tells(self) -> None:
        while True:
            told = await self._feed.next(HEARTBEAT)
            await self._tell(told)
            if told.kind is LiveKind.ERASED:
                await _close(self._socket, ERASED, "something was erased; what you keep of it has to go")
                return

    async def _tell(self, told: Live) -> None:
        await self._send(LiveOut.of(told).json_text())

    async def _send(self, text: str) -> None:
        async with self._sending:
            try:
                async with asyncio.timeout(SEND_TIMEOUT_S):
                    await self._socket.send_text(text)
            except TimeoutError:
                await _close(self._socket, TOO_SLOW, "you are too slow; come back with the position you know")
                raise WebSocketDisconnect(TOO_SLOW) from None

    async def _listens(self) -> None:
        while True:
            text = await self._socket.receive_text()
            try:
                await self._heard(_read(text))
            except ValidationError as error:
                await self._answer_problem(text, RequestValidationError(error.errors()))
            except (ContinuoError, Malformed) as error:
                await self._answer_problem(text, error)

    async def _heard(self, message: AppendIn | TypingIn | PingIn) -> None:
        if isinstance(message, PingIn):
            await self._send('{"type":"pong"}')
        elif isinstance(message, TypingIn):
            await self._door.continuo.live.typing(self._feed, typing=message.typing)
        else:
            self._principal.demand(str(WRITE.scope))
            appended = await self._door.continuo.journal.append(
                self._scope, self._session, [turn.turn() for turn in message.turns], epoch=message.epoch
            )
            answer = AppendedOut.of(self._session, appended).model_dump()
            await self._send(to_json({"type": "appended", "id": message.id, **answer}).decode())

    async def _answer_problem(self, text: str, error: Exception) -> None:
        self._mistakes += 1
        if self._mistakes > MOST_MISTAKES:
            await _close(self._socket, MISTAKES, "too many messages that break a rule")
            raise WebSocketDisconnect(MISTAKES)
        problem = {"id": _tag(text), "problem": problem_of(error, self._socket.scope)}
        await self._send(to_json({"type": "problem"} | problem).decode())

    async def _checks(self) -> None:
        """Look again and again whether the key still opens this door."""
        while True:
            await asyncio.sleep(RECHECK_S)
            # A store that is away closes nothing by itself: what was known a moment ago is believed until it is back.
            with suppress(Unavailable):
                principal = await authenticated(self._door.continuo.tenancy, self._header)
                principal.demand(str(READ.scope))
                self._principal = principal


def _presented(socket: WebSocket) -> tuple[str | None, str | None]:
    """Return the Authorization header, or what stands for it, and the subprotocol to be spoken."""
    offered = [p.strip() for p in socket.headers.get("sec-websocket-protocol", "").split(",") if p.strip()]
    keys = [p.removeprefix(KEY_PROTOCOL) for p in offered if p.startswith(KEY_PROTOCOL)]
    header = socket.headers.get("authorization") or (f"Bearer {keys[0]}" if keys else None)
    return header, PROTOCOL if PROTOCOL in offered else None


def _asked(socket: WebSocket) -> tuple[LiveQuery, str]:
    pairs = socket.query_params.multi_items()
    if len({name for name, _ in pairs}) != len(pairs):
        raise Invalid("query", "a parameter occurs twice")
    try:
        wanted = LiveQuery.model_validate(dict(pairs))
        session = _NAME.validate_python(socket.path_params["session_id"])
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"]) or "session_id"
        raise Invalid(place, error.errors()[0]["msg"]) from None
    return wanted, session


def _read(text: str) -> AppendIn | TypingIn | PingIn:
    if len(text) > LONGEST_MESSAGE:
        raise Malformed(f"a message has at most {LONGEST_MESSAGE} characters")
    return _INCOMING.validate_json(text)


def _tag(text: str) -> str | None:
    """Return the id of a message that breaks a rule, if it has one that can be read."""
    with suppress(ValueError):
        message: Any = json.loads(text)
        if isinstance(message, dict) and isinstance(message.get("id"), str):
            return str(message["id"])[:200]
    return None


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    if socket.application_state is WebSocketState.CONNECTED and socket.client_state is WebSocketState.CONNECTED:
        with suppress(RuntimeError, WebSocketDisconnect, OSError):
            # The protocol has room for 123 bytes.
            await socket.close(code, reason.encode()[:120].decode(errors="ignore"))
