"""Answers that go on: sent piece by piece, ended when the caller leaves, or takes nothing for too long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

EVENTS = "text/event-stream"

SLOW_S = 10.0
"""A caller who does not take a piece within this time is let go."""


class EventStream(Response):
    """Server-sent events.

    Args:
        closed: is called when nothing more is sent, whatever the reason.
    """

    media_type = EVENTS

    def __init__(self, events: AsyncIterator[bytes], *, closed: Callable[[], Awaitable[None]]) -> None:
        self._events = events
        self._closed = closed
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until there are no more, or nobody takes them."""
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            with suppress(asyncio.CancelledError, TimeoutError, OSError):
                await sending
            with suppress(asyncio.CancelledError):
                await leaving
            await self._closed()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for event in self._events:
            async with asyncio.timeout(SLOW_S):
                await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
