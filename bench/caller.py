"""One kept connection to an API, with as little of its own as can be: what is measured shall be the server.

    with Caller(address, key) as api:
        answer = api.call("POST", "/v1/context", {"user_id": "ana", "query": "where?"})

An HTTP library spends as long on a request as the server does. This one writes bytes and reads up to the announced
length, some 50 µs a request; it knows no redirects, no chunks and no compression, which the API does not use either.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

ANSWER_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and the milliseconds from the first byte sent to the last one received."""

    status: int
    body: bytes
    milliseconds: float

    def json(self) -> Any:
        """Return the body, read."""
        return json.loads(self.body)


class Caller:
    """One connection, one request under way at most."""

    def __init__(self, address: str, key: str) -> None:
        place = urlsplit(address)
        self._head = f"HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {key}\r\n"
        self._socket = socket.create_connection((str(place.hostname), int(place.port or 80)), ANSWER_TIMEOUT_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answered:
        """Send a request and return its answer, whatever the status."""
        content = json.dumps(body) if body is not None else ""
        length = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n" if content else ""
        request = f"{method} {path} {self._head}{length}\r\n{content}".encode()
        began = time.perf_counter()
        self._socket.sendall(request)
        head, found, rest = self._socket.recv(1 << 18).partition(b"\r\n\r\n")
        while not found:
            head, found, rest = (head + self._more()).partition(b"\r\n\r\n")
        missing = _length(head)
        while len(rest) < missing:
            rest += self._more()
        return Answered(int(head[9:12]), rest, 1000 * (time.perf_counter() - began))

    def expect(self, status: int, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answered:
        """Send a request and return its answer; raises where the status is another one."""
        answered = self.call(method, path, body)
        if answered.status != status:
            raise RuntimeError(f"{method} {path}: {answered.status} {answered.body[:500]!r}")
        return answered

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece


def _length(head: bytes) -> int:
    _, found, after = head.lower().partition(b"content-length:")
    assert found, "an answer without its length"
    return int(after.partition(b"\r\n")[0])
