"""WebSockets behind the same guard as requests: who comes, with what right, and how they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from continuo.doors.http.credentials import authenticated
from continuo.doors.http.door import Caller, door_of
from continuo.doors.http.permissions import Rule
from continuo.doors.http.problems import problem_for, problem_of, shape_of
from continuo.doors.http.queries import check_query

PROTOCOL = "continuo.v1"
KEY_PREFIX = "continuo.key."
"""A browser cannot set headers of a WebSocket: it offers its key as a second subprotocol, never in the address."""

REFUSED = 4000
"""A refusal closes the socket with this plus the HTTP status of its problem."""

Form = TypeVar("Form", bound=BaseModel)
Talk = Callable[["Visit"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Visit:
    """A WebSocket whose credential was checked.

    Args:
        protocol: the subprotocol to agree on; ``None`` where none was offered.
    """

    socket: WebSocket
    caller: Caller
    protocol: str | None

    async def accept(self) -> None:
        """Open the socket."""
        await self.socket.accept(self.protocol)


class GuardedSocket(WebSocketRoute):
    """A WebSocket route that lets nobody in but by its rule, before anything is said.

    Args:
        talk: speaks with whoever was let in; what it raises before it accepts refuses the handshake.
    """

    def __init__(self, path: str, talk: Talk, rule: Rule) -> None:
        assert rule.scope is not None, "no socket is open to everyone"
        self.rule = rule
        self.summary = (talk.__doc__ or "").partition("\n")[0]

        async def guarded(socket: WebSocket) -> None:
            await _guarded(socket, talk, rule.scope or "")

        super().__init__(path, guarded, name=talk.__name__)


async def _guarded(socket: WebSocket, talk: Talk, scope: str) -> None:
    header, protocol = _presented(socket)
    try:
        door = door_of(socket)
        principal = await authenticated(door.continuo.tenancy, header)
        principal.demand(scope)
        await talk(Visit(socket, Caller(door, principal, header or ""), protocol))
    except WebSocketDisconnect:
        return
    except Exception as error:  # noqa: BLE001 - a connection ends here; it is logged by kind and place, without words
        with suppress(WebSocketDisconnect, RuntimeError):
            await refuse(socket, error, protocol)


async def refuse(socket: WebSocket, error: Exception, protocol: str | None) -> None:
    """Refuse a handshake with a problem, or end a conversation with one.

    A browser shows nothing of a refused handshake to its page: where the key came as a subprotocol the socket is opened
    for as long as it takes to say why it is closed.
    """
    status = shape_of(error).status
    if socket.application_state.name == "CONNECTING" and protocol is None:
        await socket.send_denial_response(await problem_for(socket, error))
        return
    if socket.application_state.name == "CONNECTING":
        await socket.accept(protocol)
    problem = problem_of(error, socket.scope)
    await socket.send_text(to_json({"type": "refused", "id": None, "problem": problem}).decode())
    await socket.close(REFUSED + status, problem["type"].rpartition(":")[2])


def asked(socket: WebSocket, form: type[Form]) -> Form:
    """Return the query of a socket's address; raises like a route for requests."""
    check_query(socket.scope["query_string"], frozenset(form.model_fields))
    try:
        return form.model_validate(dict(socket.query_params))
    except ValidationError as error:
        places = [{**e, "loc": ("query", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(places) from None


def _presented(socket: WebSocket) -> tuple[str | None, str | None]:
    """Return the credential as a header would have it, and the subprotocol to agree on."""
    offered = [str(name) for name in socket.scope.get("subprotocols", ())]
    protocol = PROTOCOL if PROTOCOL in offered else None
    header = socket.headers.get("authorization")
    keys = [name.removeprefix(KEY_PREFIX) for name in offered if name.startswith(KEY_PREFIX)]
    if header is None and protocol is not None and len(keys) == 1:
        header = f"Bearer {keys[0]}"
    return header, protocol
