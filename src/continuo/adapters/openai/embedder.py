"""An embedder behind any OpenAI-compatible ``/v1/embeddings`` address.

What comes back is trusted no further than it can be checked: count, order, dimension and finiteness, and every
vector is brought to length one here. How often and how long it is asked for is `asking`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np

from continuo.adapters.openai.answer import read_vectors
from continuo.adapters.openai.asking import Asking, Toll
from continuo.adapters.openai.config import OpenAiConfig
from continuo.domain.errors import Unavailable
from continuo.ports.embedder import Vectors


class OpenAiEmbedder:
    """Implements the port `Embedder`. Whether a text's vector is the same among others is the provider's promise.

    Args:
        config: where and how to ask.
    """

    def __init__(self, config: OpenAiConfig) -> None:
        self._config = config
        self._asking = Asking(config.endpoint)
        self._turnstile = asyncio.Semaphore(config.requests_at_once)

    @property
    def model(self) -> str:
        """Return the name of the model, as recorded beside every vector."""
        return self._config.model

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return self._config.dimension

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, in order: (n, dimension).

        Raises:
            Unavailable: closed, the address cannot be reached in time, refuses, or answers with something else.
        """
        if self._asking.is_closed:
            raise Unavailable("the embedder is closed")
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        size = self._config.texts_per_request
        parts = [[self._sendable(text) for text in texts[start : start + size]] for start in range(0, len(texts), size)]
        return np.concatenate(await self._all(parts))

    async def close(self) -> None:
        """Give back the connections; later calls raise Unavailable."""
        await self._asking.close()

    def _sendable(self, text: str) -> str:
        """Return the text without lone surrogates, within reach; providers refuse an empty one, so it gets a blank."""
        content = text.encode("utf-8", "replace")[: self._config.reach_bytes]
        return content.decode("utf-8", "ignore") or " "

    async def _all(self, parts: list[list[str]]) -> list[Vectors]:
        """Return the vectors of all parts; the first that fails ends the others."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._part(part)) for part in parts]
        except BaseExceptionGroup as errors:
            # One by one, with ``except*``, a group would be raised again by the first releases of Python 3.11.
            raise errors.exceptions[0] from errors
        return [task.result() for task in tasks]

    async def _part(self, texts: list[str]) -> Vectors:
        """Return the vectors of one request's texts."""
        body = {"model": self._config.model, "input": texts, "encoding_format": "float"}
        async with self._turnstile:
            answer = await self._asking.ask(body, lambda found: found, Toll())
        return read_vectors(answer, count=len(texts), dimension=self.dimension)
