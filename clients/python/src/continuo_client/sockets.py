"""WebSockets, in the two ways of the two clients."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from websockets.asyncio.client import ClientConnection as AsyncSocket
from websockets.asyncio.client import connect as _async_connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection as Socket
from websockets.sync.client import connect as _connect

from continuo_client.errors import Invalid, StaleEpoch, Unauthenticated, Unavailable, Unreachable, error_of

__all__ = ["AsyncSocket", "Socket", "async_connect", "async_receive", "connect", "ended", "passes_by", "receive"]

_BY_CODE = {4400: Invalid, 4401: Unauthenticated, 4410: StaleEpoch, 4503: Unavailable}
_PASSING = frozenset({429, 503, 4503})


async def async_connect(url: str, headers: Mapping[str, str], timeout_s: float) -> AsyncSocket:
    """Open a connection; raises Unreachable if there is none, and what a server says that lets nobody in."""
    try:
        return await _async_connect(url, additional_headers=headers, open_timeout=timeout_s)
    except InvalidStatus as error:
        raise error_of(error.response.status_code, bytes(error.response.body or b"")) from error
    except (OSError, TimeoutError, WebSocketException) as error:
        raise Unreachable(f"no connection ({type(error).__name__})") from error


def connect(url: str, headers: Mapping[str, str], timeout_s: float) -> Socket:
    """Open a connection; raises Unreachable if there is none, and what a server says that lets nobody in."""
    try:
        # Entered by hand, since it outlives this call; whoever opened it closes it.
        return _connect(url, additional_headers=headers, open_timeout=timeout_s).__enter__()
    except InvalidStatus as error:
        raise error_of(error.response.status_code, bytes(error.response.body or b"")) from error
    except (OSError, TimeoutError, WebSocketException) as error:
        raise Unreachable(f"no connection ({type(error).__name__})") from error


async def async_receive(socket: AsyncSocket, timeout_s: float) -> str | bytes:
    """Return the next message; raises TimeoutError if none comes for so long."""
    async with asyncio.timeout(timeout_s):
        return await socket.recv()


def receive(socket: Socket, timeout_s: float) -> str | bytes:
    """Return the next message; raises TimeoutError if none comes for so long."""
    return socket.recv(timeout=timeout_s)


def ended(error: ConnectionClosed) -> Exception | None:
    """Return what a server means that closed a connection for good; ``None`` where one comes back."""
    code = error.rcvd.code if error.rcvd is not None else None
    kind = _BY_CODE.get(code or 0)
    if kind is None or error.rcvd is None:
        return None
    return kind(error.rcvd.reason or "the server closed the connection", status=code)


def passes_by(error: Exception) -> bool:
    """Tell whether it may be otherwise a little later."""
    return getattr(error, "status", None) in _PASSING
