"""Clients that cost little: a process of its own that sends ready-made requests and waits for each answer.

    python -m bench.load < order.json

An HTTP library spends as much time on a request as the server that is measured. This one knows just enough of
HTTP/1.1 to send the next request when an answer with a ``Content-Length`` is complete. It prints a ``Result`` as JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import cast

import uvloop


@dataclass(frozen=True, slots=True)
class Order:
    """What to send.

    Args:
        requests: for each client, what it sends in turn, over and over.
        seconds: how long.
        expected: the only status that counts as an answer.
    """

    host: str
    port: int
    key: str
    requests: Sequence[Sequence[tuple[str, str]]]
    seconds: float
    expected: int = 201


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    Args:
        cpu_s: of this process, while the requests ran.
        times_ms: of every answer.
    """

    seconds: float
    cpu_s: float
    times_ms: Sequence[float] = field(repr=False)


class _Client(asyncio.Protocol):
    """One connection: a request, its answer, the next request, until the time is over."""

    def __init__(self, requests: Sequence[bytes], expected: bytes, stop: float) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.times: list[float] = []
        self._requests, self._expected, self._stop = requests, expected, stop
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def _send(self) -> None:
        self._began = time.perf_counter()
        self._transport.write(self._requests[len(self.times) % len(self._requests)])

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, separator, body = self._answer.partition(b"\r\n\r\n")
        if not separator:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        if not head.startswith(self._expected):
            self._end(RuntimeError(self._answer.decode()))
            return
        self._answer = b""
        now = time.perf_counter()
        self.times.append(1000 * (now - self._began))
        self._send() if now < self._stop else self._end(None)

    def connection_lost(self, error: Exception | None) -> None:
        self._end(error or RuntimeError("the server hung up"))

    def _end(self, error: Exception | None) -> None:
        self._transport.close()
        if not self.over.done():
            self.over.set_exception(error) if error else self.over.set_result(None)


def _raw(order: Order, path: str, body: str) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {order.host}\r\nAuthorization: Bearer {order.key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body.encode())}\r\n\r\n"
    )
    return head.encode() + body.encode()


async def run(order: Order) -> Result:
    """Send until the time is over."""
    loop = asyncio.get_running_loop()
    ready = [[_raw(order, *each) for each in of_client] for of_client in order.requests]
    began, cpu = time.perf_counter(), _cpu_s()
    expected = f"HTTP/1.1 {order.expected}".encode()
    clients = []
    for requests in ready:
        client = _Client(requests, expected, began + order.seconds)
        await loop.create_connection(lambda client=client: client, order.host, order.port)  # type: ignore[misc]
        clients.append(client)
    async with asyncio.timeout(order.seconds + 60):
        await asyncio.gather(*(client.over for client in clients))
    times = [t for client in clients for t in client.times]
    return Result(time.perf_counter() - began, _cpu_s() - cpu, times)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(run(Order(**json.load(sys.stdin)))))))
