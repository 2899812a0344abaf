"""A lean load generator: requests made ready before the clock runs, over kept connections, in a process of its own.

    shots = fired(address, key, [Call("POST", "/v1/context", {...}), ...], clients=1)

A client library that shares the measured machine adds its own milliseconds to every answer. This one writes bytes,
waits in ``select`` and reads up to ``Content-Length``: some 50 µs a request. Each connection sends its next request as
soon as its answer is there (closed loop). Both halves of ``bench/turn.py`` may use it: contexts with one client,
appends with eight and a time to stop at.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
ANSWER_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Call:
    """One request with a JSON body."""

    method: str
    path: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shots:
    """What came of a series of requests.

    Args:
        milliseconds: from the first byte sent to the last one received, in the order of the requests.
        statuses: how often each status was answered.
        seconds: of the whole series.
        client_cpu_s: processor time of the generator itself.
    """

    milliseconds: list[float]
    statuses: dict[int, int]
    seconds: float
    client_cpu_s: float

    def checked(self, status: int) -> Shots:
        """Return the same; raises where any other status was answered."""
        if set(self.statuses) != {status}:
            raise RuntimeError(f"expected {status} alone, got {self.statuses}")
        return self


def fired(address: str, key: str, calls: Sequence[Call], *, clients: int = 1, seconds: float | None = None) -> Shots:
    """Return what came of sending these requests, by a process of its own.

    Args:
        address: ``http://host:port``.
        key: an API key.
        clients: connections, each with one request under way.
        seconds: stop then, beginning the calls anew as often as need be; ``None`` sends each once.
    """
    place = urlsplit(address)
    work = {
        "host": place.hostname,
        "port": place.port,
        "clients": clients,
        "seconds": seconds,
        "requests": [_written(call, place.netloc, key) for call in calls],
    }
    command = [sys.executable, "-m", "bench.load"]
    done = subprocess.run(command, input=json.dumps(work), capture_output=True, text=True, check=True, cwd=ROOT)
    told = json.loads(done.stdout)
    statuses = {int(status): n for status, n in told.pop("statuses").items()}
    return Shots(statuses=statuses, **told)


def cpu_s(pids: Sequence[int]) -> float:
    """Return the processor seconds that these processes have had so far, as Linux counts them."""
    ticks = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue  # It ended meanwhile; a process that comes and goes is not what is measured.
        fields = told.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> dict[int, str]:
    """Return the processes that this one started, and those they started, with their command lines."""
    listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [(int(p), int(parent), args) for p, parent, args in (x.split(None, 2) for x in listing.splitlines()[1:])]
    found: dict[int, str] = {}
    wanted = {pid}
    while wanted:
        born = {p: args for p, parent, args in rows if parent in wanted and p not in found}
        found |= born
        wanted = set(born)
    return found


def _written(call: Call, host: str, key: str) -> str:
    body = json.dumps(call.body, ensure_ascii=True)
    head = f"{call.method} {call.path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"


@dataclass(slots=True)
class _Series:
    requests: Sequence[bytes]
    until: float | None
    given: int = 0
    milliseconds: dict[int, float] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)

    def next(self) -> int | None:
        """Return the number of the next request, ``None`` when all is done."""
        over = self.given >= len(self.requests) if self.until is None else time.monotonic() >= self.until
        if over:
            return None
        self.given += 1
        return self.given - 1


class _Client:
    """One connection with at most one request under way."""

    def __init__(self, host: str, port: int, series: _Series) -> None:
        self.socket = socket.create_connection((host, port), timeout=ANSWER_TIMEOUT_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._series = series
        self._number = -1
        self._began = 0.0
        self._buffer = b""

    def send(self) -> bool:
        """Send the next request; False where there is none."""
        number = self._series.next()
        if number is None:
            return False
        self._number, self._buffer = number, b""
        request = self._series.requests[number % len(self._series.requests)]
        self._began = time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> bool:
        """Read what has come; True once the answer is whole."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self._buffer += piece
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found or len(rest) < _length(head):
            return False
        self._series.milliseconds[self._number] = 1000 * (time.perf_counter() - self._began)
        status = int(head[9:12])
        self._series.statuses[status] = self._series.statuses.get(status, 0) + 1
        return True


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


def _run(work: Mapping[str, Any]) -> dict[str, Any]:
    until = time.monotonic() + work["seconds"] if work["seconds"] is not None else None
    series = _Series([request.encode("ascii") for request in work["requests"]], until)
    clients = [_Client(work["host"], work["port"], series) for _ in range(work["clients"])]
    began, cpu = time.perf_counter(), time.process_time()
    with selectors.DefaultSelector() as waiting:
        for client in clients:
            if client.send():
                waiting.register(client.socket, selectors.EVENT_READ, client)
        while waiting.get_map():
            ready = waiting.select(ANSWER_TIMEOUT_S)
            if not ready:
                raise TimeoutError(f"no answer within {ANSWER_TIMEOUT_S:.0f} s")
            for key, _ in ready:
                if key.data.receive() and not key.data.send():
                    waiting.unregister(key.fileobj)
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    for client in clients:
        client.socket.close()
    in_order = [series.milliseconds[number] for number in sorted(series.milliseconds)]
    return {"milliseconds": in_order, "statuses": series.statuses, "seconds": seconds, "client_cpu_s": spent}


if __name__ == "__main__":
    json.dump(_run(json.load(sys.stdin)), sys.stdout)
