"""A language model on loopback that does whatever a script says, from honest answers to ten megabytes of noise.

    async with ScriptedProvider().running() as provider:
        provider.script = [Fault.RATE_LIMITED, Fault.HALF_JSON]
        ChatConfig(base_url=provider.address, model="scripted")

Beyond its script it is honest: it reads the turns of the prompt and states what the ``SAYINGS`` in them say. It keeps
its own account of what it charged.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import Any

Statement = dict[str, Any]
ShownTurn = dict[str, Any]

SAYINGS = {
    "lives_in": "I live in {}.",
    "works_at": "I work at {}.",
    "allergic_to": "I'm allergic to {}.",
    "likes": "I love {}.",
    "plays_for": "I play for {}.",
}
"""How the people of these tests say things; the last is a predicate that no registry knows."""

LIES = ("Atlantis", "Mordor", "Narnia", "unicorns")
"""Objects that nobody ever says."""


class Fault(StrEnum):
    """What may become of one request."""

    NONE = "an honest answer"
    FENCED = "an honest answer in a code fence, with words around it"
    TRAILING_COMMA = "an honest answer with commas too many"
    RATE_LIMITED = "429"
    BROKEN = "500"
    SLOW = "no answer in time"
    DRIPPING = "a byte now and then, never to an end"
    DROPPED = "the connection is cut"
    HALF_JSON = "the first half of the protocol's answer"
    TRUNCATED = "the model came to its limit in the middle of a statement"
    WRONG_SCHEMA = "another JSON object"
    MISSHAPEN = "statements without their fields"
    NOT_THE_PROTOCOL = "an error with status 200"
    OTHER_LANGUAGE = "prose in another language"
    TRANSLATED = "objects in another language"
    HUGE = "ten megabytes"
    REFUSING = "the model will not answer"
    FILTERED = "a filter cut the answer"
    EMPTY = "no words at all"
    LYING = "quotations that nobody said"
    EMBROIDERED = "true quotations, objects that are not in them"
    OTHERS_WORDS = "what the assistant or a tool said, as the user's"
    NO_SUCH_TURN = "turns that are not there"
    DENYING = "the contrary of what is quoted"


class ScriptedProvider:
    """Serves one script of faults; see the module.

    Args:
        takes_schemas: False answers 400 to a prompt that asks for an answer held to a schema.
        takes_formats: False answers 400 to any prompt that asks for a format.
    """

    def __init__(self, *, takes_schemas: bool = True, takes_formats: bool = True) -> None:
        self.script: list[Fault] = []
        self.asked: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self.retry_after = ""
        self.usage = True
        self.calls = self.charged_in = self.charged_out = 0
        self.address = ""
        self._takes = {"json_schema": takes_schemas and takes_formats, "json_object": takes_formats, "": True}
        self._handlers: set[asyncio.Task[Any]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ScriptedProvider]:
        """Serve on a free port; requests under way are cut at the end."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
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
            self.calls += 1
            await self._answer(body, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        if not self._takes[body.get("response_format", {}).get("type", "")]:
            writer.write(_http(400, b'{"error": {"message": "response_format is not supported"}}'))
            return
        fault = self.script.pop(0) if self.script else Fault.NONE
        if fault in {Fault.SLOW, Fault.DRIPPING}:
            await _dawdle(writer, dripping=fault is Fault.DRIPPING)
        elif fault is not Fault.DROPPED:
            writer.write(self._reply(fault, body))
            await writer.drain()

    def _reply(self, fault: Fault, body: dict[str, Any]) -> bytes:
        if fault in {Fault.RATE_LIMITED, Fault.BROKEN}:
            return _http(429 if fault is Fault.RATE_LIMITED else 500, b"{}", self.retry_after)
        if fault is Fault.HUGE:
            return _http(200, b'{"choices": [{"message": {"content": "' + b"x" * 10_000_000 + b'"}}]}')
        if fault is Fault.NOT_THE_PROTOCOL:
            return _http(200, b'{"error": {"message": "overloaded"}}')
        turns = list(shown_turns(body["messages"][1]["content"]))
        content = json.dumps(self._envelope(fault, body, turns)).encode()
        if fault is Fault.HALF_JSON:
            return _http(200, content[: len(content) // 2])
        return _http(200, content)

    def _envelope(self, fault: Fault, body: dict[str, Any], turns: list[ShownTurn]) -> dict[str, Any]:
        told = _recap if "recap" in str(body.get("response_format", {})) else _content
        text = None if fault in {Fault.REFUSING, Fault.EMPTY} else told(fault, turns)
        message = {"role": "assistant", "content": text}
        if fault is Fault.REFUSING:
            message["refusal"] = "I cannot help with that."
        finish = {Fault.TRUNCATED: "length", Fault.FILTERED: "content_filter"}.get(fault, "stop")
        answer: dict[str, Any] = {"model": "scripted-2026", "choices": [{"message": message, "finish_reason": finish}]}
        tokens_in, tokens_out = 100 + len(turns), 10 + len(text or "") // 4
        if self.usage:
            answer["usage"] = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
        self.charged_in += tokens_in
        self.charged_out += tokens_out
        return answer


def shown_turns(user: str) -> Iterator[ShownTurn]:
    """Yield the turns that a prompt shows."""
    for line in user.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def honest(turns: list[ShownTurn]) -> list[Statement]:
    """Return what the users of these turns state, by the ``SAYINGS``."""
    return [
        _statement(turn["turn"], predicate, match[1], match[0])
        for turn in turns
        if turn["role"] == "user"
        for predicate, saying in SAYINGS.items()
        for match in re.finditer(saying.replace(".", r"\.").replace("{}", r"([\w -]+?)"), turn["text"])
    ]


def _statement(turn: int, predicate: str, value: str, quote: str, *, affirmed: bool = True) -> Statement:
    return {
        "turn": turn, "predicate": predicate, "object": value, "affirmed": affirmed, "hedged": False,
        "confidence": 0.9, "quote": quote, "valid_from": None, "valid_to": None,
    }  # fmt: skip


def _content(fault: Fault, turns: list[ShownTurn]) -> str:
    statements = _TWISTS.get(fault, honest)(turns)
    text = json.dumps({"statements": statements})
    if fault is Fault.FENCED:
        return f"Here is what I found:\n```json\n{text}\n```\nAnything else?"
    if fault is Fault.TRAILING_COMMA:
        return text.replace("}]}", "},],}")
    if fault is Fault.TRUNCATED:
        return text[: len(text) * 2 // 3]
    if fault is Fault.WRONG_SCHEMA:
        return json.dumps({"facts": {"user": statements}, "count": len(statements)})
    if fault is Fault.OTHER_LANGUAGE:
        return "Der Benutzer wohnt in Atlantis und ist gegen Einhörner allergisch. 用户住在亚特兰蒂斯。"
    return text


def _recap(fault: Fault, turns: list[ShownTurn]) -> str:
    """Return what the users of these turns state, told again."""
    said = {s["turn"]: f"The user says: {s['quote']}" for s in _TWISTS.get(fault, honest)(turns)}
    return json.dumps({"lines": [{"turns": [turn], "text": text} for turn, text in said.items()]})


def _lie(turns: list[ShownTurn]) -> list[Statement]:
    return [_statement(t["turn"], "lives_in", LIES[0], f"I live in {LIES[0]}.") for t in turns]


def _embroider(turns: list[ShownTurn]) -> list[Statement]:
    return [{**statement, "object": f"{LIES[1]} {statement['object']}"} for statement in honest(turns)]


def _put_into_mouths(turns: list[ShownTurn]) -> list[Statement]:
    others = [turn for turn in turns if turn["role"] != "user"]
    users = [turn["turn"] for turn in turns if turn["role"] == "user"]
    places = [place for turn in others for place in (turn["turn"], *users[:1])]
    return [_statement(place, "likes", LIES[3], f"You love {LIES[3]}.") for place in places]


def _misplace(turns: list[ShownTurn]) -> list[Statement]:
    return [{**statement, "turn": statement["turn"] + 1000 * n} for n, statement in enumerate(honest(turns), start=1)]


def _translate(turns: list[ShownTurn]) -> list[Statement]:
    return [{**statement, "object": "亚特兰蒂斯", "quote": "用户住在亚特兰蒂斯"} for statement in honest(turns)]


def _deny(turns: list[ShownTurn]) -> list[Statement]:
    return [{**statement, "affirmed": False} for statement in honest(turns)]


def _misshape(turns: list[ShownTurn]) -> list[Statement]:
    return [{"turn": "first", "claim": LIES[2]}, {"predicate": "likes", "object": LIES[2]}, *[{} for _ in turns]]


_TWISTS: dict[Fault, Callable[[list[ShownTurn]], list[Statement]]] = {
    Fault.LYING: _lie,
    Fault.EMBROIDERED: _embroider,
    Fault.OTHERS_WORDS: _put_into_mouths,
    Fault.NO_SUCH_TURN: _misplace,
    Fault.TRANSLATED: _translate,
    Fault.DENYING: _deny,
    Fault.MISSHAPEN: _misshape,
}


def _http(status: int, body: bytes, retry_after: str = "") -> bytes:
    extra = f"Retry-After: {retry_after}\r\n" if retry_after else ""
    head = f"HTTP/1.1 {status} said\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{extra}\r\n"
    return head.encode() + body


async def _dawdle(writer: asyncio.StreamWriter, *, dripping: bool) -> None:
    """Keep the connection until the other side has had enough."""
    if dripping:
        writer.write(b"HTTP/1.1 200 said\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n")
    for _ in range(200):
        await asyncio.sleep(0.02)
        if dripping:
            writer.write(b" ")
            await writer.drain()
