"""A reranker behind an HTTP address that takes ``POST /rerank``, in the two dialects there are.

With a model's name it speaks as Cohere, Jina and vLLM do: ``{model, query, documents, top_n}`` is answered with
``{results: [{index, relevance_score}]}``. Without one it speaks as Text Embeddings Inference does, which serves one
model: ``{query, texts}`` is answered with ``[{index, score}]``. Whichever is asked for, both answers are understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from continuo.adapters.openai.asking import Asking, Toll
from continuo.adapters.openai.config import RerankConfig
from continuo.adapters.openai.rerank_answer import read_scores
from continuo.domain.errors import Unavailable


class HttpReranker:
    """Implements the port `Reranker`. A question that is asked waits for it, so it is asked once.

    Args:
        config: where and how to ask.
    """

    def __init__(self, config: RerankConfig) -> None:
        self._config = config
        self._asking = Asking(config.endpoint)

    @property
    def model(self) -> str:
        """Return the name of the model; ``reranker`` where the address serves only one."""
        return self._config.model or "reranker"

    async def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one finite number per text, in the order of the texts; the higher, the better the text answers.

        Raises:
            Unavailable: closed, no answer in time, or an answer that is something else than one number per text.
        """
        if self._asking.is_closed:
            raise Unavailable("the reranker is closed")
        if not texts:
            return []
        body = self._body(self._sendable(question), [self._sendable(text) for text in texts])
        answer = await self._asking.ask(body, lambda found: found, Toll())
        return read_scores(answer, count=len(texts))

    async def close(self) -> None:
        """Give back the connections; later calls raise Unavailable."""
        await self._asking.close()

    def _body(self, question: str, texts: list[str]) -> dict[str, Any]:
        if not self._config.model:
            return {"query": question, "texts": texts, "truncate": True}
        return {"model": self._config.model, "query": question, "documents": texts, "top_n": len(texts)}

    def _sendable(self, text: str) -> str:
        """Return the text without lone surrogates, within reach; providers refuse an empty one, so it gets a blank."""
        content = text.encode("utf-8", "replace")[: self._config.reach_bytes]
        return content.decode("utf-8", "ignore") or " "
