"""Following a session: a WebSocket for devices, server-sent events for whoever only reads."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import Header, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from continuo.domain.errors import Unavailable
from continuo.doors.http.credentials import authenticated
from continuo.doors.http.door import Caller, TheCaller
from continuo.doors.http.live import HEARTBEAT, RECHECK_S, live_socket
from continuo.doors.http.refusals import DoorRefusal
from continuo.doors.http.rules import READ, Answer, Doorway
from continuo.doors.http.schemas.live import LiveOut, LiveQuery
from continuo.doors.http.schemas.sessions import LAST_POSITION
from continuo.doors.http.schemas.values import PathName
from continuo.services.sync.following import Feed
from continuo.services.sync.messages import Live, LiveKind

STREAM = "text/event-stream"

LastSeen = Annotated[
    int | None,
    Header(alias="Last-Event-ID", ge=0, le=LAST_POSITION, description="the last position you know; wins over after"),
]


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/sessions/{session_id}/live", stream, READ, Answer(None, media_type=STREAM))
    to.add_socket("/v1/sessions/{session_id}/live", live_socket, READ)


async def stream(
    caller: TheCaller,
    request: Request,
    session_id: PathName,
    wanted: Annotated[LiveQuery, Query()],
    last_seen: LastSeen = None,
) -> Response:
    """Follow a session as server-sent events: what was missed since a position, then what happens."""
    after = last_seen if last_seen is not None else wanted.after
    follow = caller.continuo.live.follow(
        caller.person(wanted.user_id), session_id, after=after, device=wanted.device or "", epoch=wanted.epoch
    )
    # Entered before the answer begins: what is wrong with the request is told with its status.
    feed = await follow.__aenter__()

    async def told() -> AsyncIterator[str]:
        try:
            async for event in _events(caller, request.headers.get("authorization"), feed):
                yield event
        finally:
            await follow.__aexit__(None, None, None)

    return StreamingResponse(told(), media_type=STREAM)


async def _events(caller: Caller, header: str | None, feed: Feed) -> AsyncIterator[str]:
    yield _event(feed.following.hello(feed))
    checked = told_at = time.monotonic()
    while True:
        told = await feed.next(timedelta(seconds=RECHECK_S))
        if time.monotonic() - checked > RECHECK_S:
            try:
                (await authenticated(caller.continuo.tenancy, header)).demand(str(READ.scope))
            except Unavailable:
                pass
            except DoorRefusal:
                return
            checked = time.monotonic()
        if told.kind is LiveKind.HEARTBEAT and time.monotonic() - told_at < HEARTBEAT.total_seconds():
            continue
        yield _event(told)
        told_at = time.monotonic()
        if told.kind is LiveKind.ERASED:
            return


def _event(told: Live) -> str:
    # The id is what a browser sends as Last-Event-ID when it comes back.
    return f"id: {told.position}\nevent: {told.kind.value}\ndata: {LiveOut.of(told).json_text()}\n\n"
