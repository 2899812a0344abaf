"""The promises of the port `Embedder`, kept by every adapter that claims it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from tests.weights import MODELS

from continuo.adapters.onnx.embedder import OnnxEmbedder, open_embedder
from continuo.adapters.openai.config import OpenAiConfig
from continuo.adapters.openai.embedder import OpenAiEmbedder
from continuo.domain.errors import Misconfigured, Unavailable
from continuo.ports.embedder import Embedder

TEXTS = ["My sister keeps bees.", "Wo wohne ich?", "a", "The train to Lisbon leaves at nine. " * 20, "🐝 蜜蜂"]
ODD = ["", " ", "\x00", "\ud800", "\u202eright to left", "e\u0301" * 40, "😀" * 300, "x" * 1_000_000]


class EmbedderContract:
    """One test per sentence of the port's docstring; a subclass gives the fixture ``embedder``."""

    async def test_names_its_model_and_the_length_of_its_vectors(self, embedder: Embedder) -> None:
        vectors = await embedder.embed(["hello"])

        assert embedder.model
        assert vectors.shape == (1, embedder.dimension)

    async def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert (await embedder.embed([])).shape == (0, embedder.dimension)

    async def test_every_vector_is_float32_and_of_length_one(self, embedder: Embedder) -> None:
        vectors = await embedder.embed(TEXTS)

        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    async def test_vectors_come_in_the_order_of_their_texts(self, embedder: Embedder) -> None:
        forwards, backwards = await embedder.embed(TEXTS), await embedder.embed(TEXTS[::-1])

        assert np.allclose(forwards, backwards[::-1], atol=1e-5)
        assert len({row.tobytes() for row in forwards}) == len(TEXTS)

    async def test_a_text_has_the_same_vector_alone_and_among_others(self, embedder: Embedder) -> None:
        among = await embedder.embed(TEXTS)
        alone = np.concatenate([await embedder.embed([text]) for text in TEXTS])

        assert np.sum(among * alone, axis=1).min() >= 0.9999

    async def test_the_event_loop_goes_on_meanwhile(self, embedder: Embedder) -> None:
        work = asyncio.create_task(embedder.embed([f"{text} {n}" for n in range(20) for text in TEXTS]))
        turns = 0
        while not work.done():
            await asyncio.sleep(0.001)
            turns += 1

        assert turns >= 5
        assert len(await work) == 20 * len(TEXTS)

    async def test_text_beyond_the_reach_is_cut_at_its_end(self, embedder: Embedder) -> None:
        long = "bees and honey " * 2_000
        first, second = await embedder.embed([long + "about bees", long + "about trains"])

        assert np.array_equal(first, second)

    @pytest.mark.parametrize("text", ODD, ids=lambda text: f"{len(text)}-{text[:1].encode('unicode_escape').decode()}")
    async def test_any_text_has_a_vector(self, embedder: Embedder, text: str) -> None:
        vectors = await embedder.embed([text])

        assert np.isfinite(vectors).all()
        assert abs(float(np.linalg.norm(vectors)) - 1) < 1e-5

    async def test_many_callers_each_get_their_own(self, embedder: Embedder) -> None:
        expected = {text: await embedder.embed([text]) for text in TEXTS}
        answers = await asyncio.gather(*(embedder.embed([text]) for text in TEXTS * 20))

        assert all(np.allclose(a, expected[t], atol=1e-5) for a, t in zip(answers, TEXTS * 20, strict=True))

    async def test_a_caller_who_gives_up_does_not_disturb_the_others(self, embedder: Embedder) -> None:
        lost = [asyncio.create_task(embedder.embed([f"{text} {n}" for text in TEXTS])) for n in range(20)]
        await asyncio.sleep(0.005)
        for task in lost:
            task.cancel()
        await asyncio.gather(*lost, return_exceptions=True)

        assert (await embedder.embed(TEXTS)).shape == (len(TEXTS), embedder.dimension)

    async def test_what_a_caller_does_with_a_vector_stays_with_the_caller(self, embedder: Embedder) -> None:
        (await embedder.embed(["hello"]))[:] = 0

        assert abs(float(np.linalg.norm(await embedder.embed(["hello"]))) - 1) < 1e-5

    async def test_after_closing_it_is_unavailable(self, embedder: Embedder) -> None:
        await embedder.close()

        for texts in (["hello"], ["hello", "world"]):
            with pytest.raises(Unavailable):
                await embedder.embed(texts)


class TestOnnxEmbedder(EmbedderContract):
    @pytest.fixture
    async def embedder(self) -> AsyncIterator[OnnxEmbedder]:
        embedder = await open_embedder(MODELS)
        yield embedder
        await embedder.close()

    async def test_the_same_text_always_gives_the_same_bytes(self, embedder: OnnxEmbedder) -> None:
        among = await embedder.embed(TEXTS * 10)
        alone = np.concatenate([embedder.embed_one(text) for text in TEXTS])

        assert among.tobytes() == alone.tobytes() * 10

    async def test_near_in_meaning_is_near_in_space(self, embedder: OnnxEmbedder) -> None:
        question, answer, other = await embedder.embed(
            ["Where does she live?", "She moved to an apartment in Porto.", "The invoice is due on Friday."]
        )

        assert question @ answer > question @ other + 0.2


@dataclass
class Answer:
    """What the scripted server says once: a status, a body, and how it misbehaves."""

    status: int = 200
    change: Callable[[dict[str, Any]], object] = lambda body: body
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0.0
    cut: bool = False


class ScriptedServer:
    """An embeddings server on loopback: answers from the script first, then properly."""

    dimension = 16

    def __init__(self) -> None:
        self.script: list[Answer] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[str] = []
        self.times: list[float] = []
        self.address = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ScriptedServer]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            size = int(head.lower().split("content-length:")[1].split()[0])
            request = json.loads(await reader.readexactly(size))
            self.headers.append(head)
            self.asked.append(request)
            self.times.append(time.monotonic())
            writer.write(await self._reply(request))
            await writer.drain()
        finally:
            writer.close()

    async def _reply(self, request: dict[str, Any]) -> bytes:
        answer = self.script.pop(0) if self.script else Answer()
        await asyncio.sleep(answer.after_s)
        # Newest first: a client has to go by the index, not by the place.
        data = [{"index": n, "embedding": self.vector(text)} for n, text in enumerate(request["input"])][::-1]
        body = json.dumps(answer.change({"object": "list", "data": data})).encode()
        body = body[: len(body) // 2] if answer.cut else body
        extra = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        head = f"HTTP/1.1 {answer.status} said\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{extra}\r\n"
        return head.encode() + body

    def vector(self, text: str) -> list[float]:
        """Return numbers that depend on the text and do not have length one."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        return [float(x) for x in np.random.default_rng(seed).normal(size=self.dimension)]


def _bend(values: object) -> Callable[[dict[str, Any]], object]:
    def change(body: dict[str, Any]) -> object:
        body["data"][0]["embedding"] = values
        return body

    return change


class TestOpenAiEmbedder(EmbedderContract):
    @pytest.fixture
    async def server(self) -> AsyncIterator[ScriptedServer]:
        async with ScriptedServer().running() as server:
            yield server

    @pytest.fixture
    def config(self, server: ScriptedServer) -> OpenAiConfig:
        return OpenAiConfig(
            base_url=server.address,
            model="scripted",
            dimension=server.dimension,
            api_key="key-of-a-test",
            timeout_s=1.0,
            texts_per_request=4,
            attempts=3,
        )

    @pytest.fixture
    async def embedder(self, config: OpenAiConfig) -> AsyncIterator[OpenAiEmbedder]:
        embedder = OpenAiEmbedder(config)
        yield embedder
        await embedder.close()

    async def test_a_long_list_goes_out_in_parts(self, embedder: OpenAiEmbedder, server: ScriptedServer) -> None:
        vectors = await embedder.embed([f"text {n}" for n in range(10)])

        assert len(vectors) == 10
        assert sorted(len(request["input"]) for request in server.asked) == [2, 4, 4]

    async def test_the_key_goes_out_as_a_bearer_token_and_nowhere_else(
        self, embedder: OpenAiEmbedder, server: ScriptedServer, config: OpenAiConfig
    ) -> None:
        await embedder.embed(["hello"])

        assert "authorization: bearer key-of-a-test" in server.headers[0].lower()
        assert config.api_key not in repr(config)

    @pytest.mark.parametrize(
        "fault",
        [Answer(429), Answer(500), Answer(503), Answer(cut=True), Answer(after_s=1.5)],
        ids=["429", "500", "503", "half JSON", "timeout"],
    )
    async def test_a_fault_that_passes_is_outlived(
        self, embedder: OpenAiEmbedder, server: ScriptedServer, fault: Answer
    ) -> None:
        server.script = [fault]

        assert len(await embedder.embed(["hello"])) == 1
        assert len(server.asked) == 2

    async def test_it_comes_back_when_it_is_asked_to(self, embedder: OpenAiEmbedder, server: ScriptedServer) -> None:
        server.script = [Answer(429, headers={"Retry-After": "1"})]
        await embedder.embed(["hello"])

        assert server.times[1] - server.times[0] >= 1

    async def test_a_fault_that_stays_is_given_up_after_the_last_attempt(
        self, embedder: OpenAiEmbedder, server: ScriptedServer
    ) -> None:
        server.script = [Answer(500)] * 9
        with pytest.raises(Unavailable, match="failed 3 times: status 500"):
            await embedder.embed(["hello"])

        assert len(server.asked) == 3

    async def test_waiting_ends_at_the_deadline(self, config: OpenAiConfig, server: ScriptedServer) -> None:
        server.script = [Answer(429, headers={"Retry-After": "15"})]
        embedder = OpenAiEmbedder(replace(config, deadline_s=0.3))
        with pytest.raises(Unavailable, match=r"0\.3 s"):
            await embedder.embed(["hello"])
        await embedder.close()

    @pytest.mark.parametrize("status", [301, 400, 401, 404])
    async def test_a_refusal_is_not_repeated(
        self, embedder: OpenAiEmbedder, server: ScriptedServer, status: int
    ) -> None:
        server.script = [Answer(status)]
        with pytest.raises(Unavailable, match=str(status)):
            await embedder.embed(["hello"])

        assert len(server.asked) == 1

    @pytest.mark.parametrize(
        "change",
        [
            _bend([0.5] * 15),
            _bend([]),
            _bend([[0.5] * 16]),
            _bend([float("nan")] * 16),
            _bend([float("inf")] + [0.5] * 15),
            _bend([0.0] * 16),
            _bend([10**400] * 16),
            _bend(["a"] * 16),
            _bend(None),
            lambda body: {**body, "data": body["data"][1:]},
            lambda body: {**body, "data": body["data"] * 2},
            lambda body: {**body, "data": [{**item, "index": 7} for item in body["data"]]},
            lambda body: {"error": "no"},
            lambda body: [],
            lambda body: None,
        ],
    )
    async def test_something_else_than_vectors_is_refused(
        self, embedder: OpenAiEmbedder, server: ScriptedServer, change: Callable[[dict[str, Any]], object]
    ) -> None:
        server.script = [Answer(change=change)]
        with pytest.raises(Unavailable):
            await embedder.embed(["hello", "world"])

        assert len(server.asked) == 1

    async def test_nobody_at_the_address_is_unavailable(self, config: OpenAiConfig) -> None:
        embedder = OpenAiEmbedder(replace(config, base_url="http://127.0.0.1:9/v1", attempts=2))
        with pytest.raises(Unavailable, match="no connection"):
            await embedder.embed(["hello"])
        await embedder.close()

    async def test_messages_never_repeat_what_was_said(self, embedder: OpenAiEmbedder, server: ScriptedServer) -> None:
        server.script = [Answer(400)]
        with pytest.raises(Unavailable) as raised:
            await embedder.embed(["my secret diary"])

        assert "diary" not in str(raised.value)

    @pytest.mark.parametrize("wrong", [{"base_url": "host/v1"}, {"dimension": 0}, {"model": ""}, {"timeout_s": 0}])
    def test_a_setting_that_cannot_be_meant_is_refused(self, config: OpenAiConfig, wrong: dict[str, Any]) -> None:
        with pytest.raises(Misconfigured):
            replace(config, **wrong)
