"""A session as it goes on: for devices that also speak, over WebSocket, and for readers, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import Header, Query
from pydantic import TypeAdapter
from pydantic_core import to_json
from starlette.responses import Response

from continuo.domain.errors import ContinuoError, Invalid
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import READ, Answer, Doorway
from continuo.doors.http.schemas.live import LiveQuery, message, told, welcome
from continuo.doors.http.schemas.values import PathName
from continuo.doors.http.sockets import Visit, asked
from continuo.doors.http.streams import EVENTS, EventStream
from continuo.doors.http.talking import HEARTBEAT_S, Conversation, rechecked
from continuo.services.sync.line import Line
from continuo.services.sync.news import Ending, Farewell, Said

_PATH_NAME: TypeAdapter[str] = TypeAdapter(PathName)

LastEventId = Annotated[
    str | None,
    Header(alias="Last-Event-ID", pattern=r"^\d{1,10}(\.\d{1,10})?$", description="EPOCH.POSITION of the last event"),
]


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/sessions/{session_id}/live", follow, READ, Answer(None, media_type=EVENTS))
    to.add_socket("/v1/sessions/{session_id}/live", talk, READ)


async def follow(
    caller: TheCaller,
    session_id: PathName,
    wanted: Annotated[LiveQuery, Query()],
    last_event_id: LastEventId = None,
) -> Response:
    """Follow a session as server-sent events: what was missed, then what happens, until one side ends it."""
    if last_event_id is not None:
        wanted = _resumed(wanted, last_event_id)
    scope, stack = caller.person(wanted.user_id), AsyncExitStack()
    followed = caller.continuo.live.follow(scope, wanted.wanted(session_id), rechecked(caller))
    # Entered before the status is sent: a session that is not there is a 404, not an empty stream.
    line, _ = await stack.enter_async_context(followed)
    return EventStream(_events(line), closed=stack.aclose)


async def talk(visit: Visit) -> None:
    """Follow a session and speak in it; the messages are described in docs/reference/live.md."""
    wanted = asked(visit.socket, LiveQuery)
    session_id = _PATH_NAME.validate_python(visit.socket.path_params["session_id"])
    caller = visit.caller
    scope = caller.person(wanted.user_id)
    await Conversation(visit, scope, wanted.wanted(session_id)).run()


def _resumed(wanted: LiveQuery, last_event_id: str) -> LiveQuery:
    """Return what is wanted after the last event that arrived; it counts more than the address, which is older."""
    epoch, dot, position = last_event_id.rpartition(".")
    if not dot and wanted.epoch is None and position != "0":
        raise Invalid("epoch", "must be given together with a position: the one that came with it")
    more = {"after": int(position)} | ({"epoch": int(epoch)} if dot else {})
    return wanted.model_copy(update=more)


async def _events(line: Line) -> AsyncIterator[bytes]:
    yield _event(line, welcome(line))
    try:
        while True:
            news = await line.next(HEARTBEAT_S)
            if news is None:
                yield b": alive\n\n"
            else:
                yield _event(line, told(line, news), numbered=isinstance(news, Said))
    except Farewell as farewell:
        if farewell.ending is Ending.ERASED:
            yield _event(line, message("erased", line) | {"position": 0, "epoch": farewell.epoch})
        else:
            yield _event(line, message("closing", line, reason=farewell.ending.value))
    except ContinuoError:
        yield _event(line, message("closing", line, reason="unavailable"))


def _event(line: Line, content: dict[str, object], *, numbered: bool = True) -> bytes:
    number = f"id: {content['epoch']}.{content['position']}\n".encode() if numbered else b""
    return number + b"event: %s\ndata: " % str(content["type"]).encode() + to_json(content) + b"\n\n"
