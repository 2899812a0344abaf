"""The promises of the port `Reranker`, kept by every adapter that claims it."""

from __future__ import annotations

import math
import time
from collections.abc import AsyncIterator

import pytest
from tests.scripted_reranker import Fault, ScriptedReranker

from continuo.adapters.openai.config import RerankConfig
from continuo.adapters.openai.reranker import HttpReranker
from continuo.domain.errors import Misconfigured, Unavailable
from continuo.ports.reranker import Reranker

QUESTION = "where does my sister keep bees"
TEXTS = ["The train leaves at nine.", "My sister does keep bees in Ghent.", "My sister sings.", "🐝", "", "\ud800"]
BAD = [fault for fault in Fault if fault is not Fault.NONE]


class RerankerContract:
    """One test per sentence of the port's docstring; a subclass gives the fixture ``reranker``."""

    async def test_names_its_model(self, reranker: Reranker) -> None:
        assert reranker.model

    async def test_there_is_one_finite_number_per_text(self, reranker: Reranker) -> None:
        scores = await reranker.scores(QUESTION, TEXTS)
        assert len(scores) == len(TEXTS)
        assert all(math.isfinite(score) for score in scores)

    async def test_numbers_come_in_the_order_of_the_texts_and_the_better_text_has_the_higher(
        self, reranker: Reranker
    ) -> None:
        scores = await reranker.scores(QUESTION, TEXTS)
        assert scores[1] > scores[2] > scores[0]
        assert list(await reranker.scores(QUESTION, TEXTS[::-1])) == list(scores)[::-1]

    async def test_no_texts_give_no_numbers(self, reranker: Reranker) -> None:
        assert list(await reranker.scores(QUESTION, [])) == []

    async def test_a_closed_one_is_unavailable(self, reranker: Reranker) -> None:
        await reranker.close()
        with pytest.raises(Unavailable):
            await reranker.scores(QUESTION, TEXTS)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedReranker]:
    async with ScriptedReranker().running() as server:
        yield server


class HttpRerankerContract(RerankerContract):
    """What an HTTP address can get wrong besides."""

    @pytest.mark.parametrize("fault", BAD)
    async def test_whatever_else_comes_back_is_unavailable_in_time(
        self, reranker: HttpReranker, server: ScriptedReranker, fault: Fault
    ) -> None:
        server.script = [fault]
        began = time.monotonic()
        with pytest.raises(Unavailable) as refused:
            await reranker.scores(QUESTION, TEXTS)
        assert time.monotonic() - began < 10
        assert "bees" not in str(refused.value)
        assert len(server.asked) == 1

    async def test_nobody_is_asked_about_no_texts(self, reranker: HttpReranker, server: ScriptedReranker) -> None:
        await reranker.scores(QUESTION, [])
        assert server.asked == []

    async def test_a_long_text_is_cut(self, reranker: HttpReranker, server: ScriptedReranker) -> None:
        await reranker.scores(QUESTION, ["蜜" * 100_000])
        (text,) = server.asked[0].get("texts") or server.asked[0]["documents"]
        assert len(text.encode()) <= 4096
        assert set(text) == {"蜜"}


class TestOneModel(HttpRerankerContract):
    """A server of one model, asked as Text Embeddings Inference is."""

    @pytest.fixture
    async def reranker(self, server: ScriptedReranker) -> AsyncIterator[HttpReranker]:
        reranker = HttpReranker(RerankConfig(server.address, timeout_s=2))
        yield reranker
        await reranker.close()

    async def test_query_and_texts_are_sent_without_a_key(
        self, reranker: HttpReranker, server: ScriptedReranker
    ) -> None:
        await reranker.scores(QUESTION, TEXTS[:2])
        assert server.asked == [{"query": QUESTION, "texts": TEXTS[:2], "truncate": True}]
        assert server.heads[0].startswith("POST /rerank ")
        assert "authorization" not in server.heads[0].lower()


class TestManyModels(HttpRerankerContract):
    """A provider of many models, asked as Cohere and Jina are."""

    @pytest.fixture
    async def reranker(self, server: ScriptedReranker) -> AsyncIterator[HttpReranker]:
        reranker = HttpReranker(RerankConfig(f"{server.address}/v1/", "better-2", "secret", timeout_s=2))
        yield reranker
        await reranker.close()

    async def test_model_query_and_documents_are_sent_with_the_key(
        self, reranker: HttpReranker, server: ScriptedReranker
    ) -> None:
        await reranker.scores(QUESTION, TEXTS[:2])
        assert server.asked == [{"model": "better-2", "query": QUESTION, "documents": TEXTS[:2], "top_n": 2}]
        assert server.heads[0].startswith("POST /v1/rerank ")
        assert "authorization: bearer secret" in server.heads[0].lower()
        assert "secret" not in repr(reranker._config)


@pytest.mark.parametrize("values", [{"base_url": "localhost"}, {"base_url": "http://h", "timeout_s": 0}])
def test_what_cannot_be_meant_is_refused_at_once(values: dict[str, str]) -> None:
    with pytest.raises(Misconfigured):
        RerankConfig(**values)  # type: ignore[arg-type]
