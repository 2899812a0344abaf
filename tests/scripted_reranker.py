"""A reranker on loopback that does whatever a script says, in the dialect in which it is asked.

    async with ScriptedReranker().running() as reranker:
        reranker.script = [Fault.BROKEN]
        RerankConfig(base_url=reranker.address)

Beyond its script it is honest: a text scores by how many of the question's words it has, in per cent.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """What may become of one request."""

    NONE = "an honest answer"
    BROKEN = "500"
    REFUSED = "401"
    SLOW = "no answer in time"
    DROPPED = "the connection is cut"
    HALF_JSON = "the first half of an answer"
    HUGE = "two megabytes"
    TOO_FEW = "one score too few"
    TOO_MANY = "one score too many"
    TWICE = "one text twice"
    BEYOND = "a text that was not sent"
    NAN = "a score that is no number"
    INFINITE = "a score without end"
    WORDS = "a score in words"
    NOT_THE_PROTOCOL = "another object"
    NULL = "nothing"


class ScriptedReranker:
    """Serves one script of faults; see the module."""

    def __init__(self) -> None:
        self.script: list[Fault] = []
        self.asked: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self.address = ""
        self._handlers: set[asyncio.Task[Any]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ScriptedReranker]:
        """Serve on a free port; requests under way are cut at the end."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            for task in self._handlers:
                task.cancel()
            await asyncio.gather(*self._handlers, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        task.add_done_callback(self._handlers.discard)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            size = int(head.lower().split("content-length:")[1].split()[0])
            body = json.loads(await reader.readexactly(size))
            self.heads.append(head)
            self.asked.append(body)
            await self._answer(body, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        fault = self.script.pop(0) if self.script else Fault.NONE
        if fault is Fault.SLOW:
            await asyncio.sleep(30)
        elif fault is not Fault.DROPPED:
            writer.write(_reply(fault, body))
            await writer.drain()


def _reply(fault: Fault, body: dict[str, Any]) -> bytes:
    if fault in {Fault.BROKEN, Fault.REFUSED}:
        return _http(500 if fault is Fault.BROKEN else 401, b"{}")
    if fault is Fault.HUGE:
        return _http(200, b"[" + b" " * 2_000_000 + b"]")
    if fault in {Fault.NOT_THE_PROTOCOL, Fault.NULL}:
        return _http(200, b'{"error": "overloaded"}' if fault is Fault.NOT_THE_PROTOCOL else b"null")
    content = json.dumps(_envelope(fault, body)).encode()
    return _http(200, content[: len(content) // 2] if fault is Fault.HALF_JSON else content)


def _envelope(fault: Fault, body: dict[str, Any]) -> Any:
    of_one_model = "texts" in body
    texts = body["texts" if of_one_model else "documents"]
    scores: list[Any] = [share(body["query"], text) for text in texts]
    odd = {Fault.NAN: float("nan"), Fault.INFINITE: 10**400, Fault.WORDS: "high"}
    if fault in odd:
        scores[0] = odd[fault]
    places = list(enumerate(scores))
    if fault is Fault.TOO_FEW:
        places = places[1:]
    if fault is Fault.TOO_MANY:
        places.append((len(places), 0.5))
    if fault is Fault.TWICE:
        places[0] = places[-1]
    if fault is Fault.BEYOND:
        places[0] = (len(places), 0.5)
    # Best first, as the real ones answer.
    places.sort(key=lambda place: -place[1] if isinstance(place[1], float) else 0.0)
    if of_one_model:
        return [{"index": index, "score": score} for index, score in places]
    return {"results": [{"index": index, "relevance_score": score} for index, score in places]}


def share(question: str, text: str) -> float:
    """Return the share of the question's words that a text has."""
    wanted = set(re.findall(r"\w+", question.casefold()))
    return len(wanted & set(re.findall(r"\w+", text.casefold()))) / max(len(wanted), 1)


def _http(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} said\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body
