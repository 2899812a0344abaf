"""The outermost step of the door: paths as they were sent, headers on every answer, and the last resort."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from continuo.domain.errors import Broken
from continuo.doors.http.problems import logged, problem_for

_HEADERS = ((b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store"))


class Threshold:
    """Hands requests to the application, and answers for what the application did not foresee."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "websocket":
            scope["path"] = _sent_path(scope)
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        # Routes are found on the path as it was sent: decoded, "a%2Fb" could not be told from two steps.
        scope["path"] = _sent_path(scope)
        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            # The caller went away in the middle of the body; nobody is left to be answered.
            return
        except Exception as error:  # noqa: BLE001 - a request ends here; it is logged by kind and place, without words
            if started:
                # The connection is cut, which tells the caller that the answer is not whole; the server logs only this.
                raise Broken(f"an answer was cut short, trace {logged(scope, error)}") from None
            answer = await problem_for(Request(scope), error)
            await answer(scope, receive, sending)


def _sent_path(scope: Scope) -> str:
    raw: bytes | None = scope.get("raw_path")
    if raw is None:
        return quote(scope["path"])
    return raw.partition(b"?")[0].decode("latin-1")
