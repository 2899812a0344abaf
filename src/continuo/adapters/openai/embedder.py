"""An embedder behind any OpenAI-compatible ``/v1/embeddings`` address.

What comes back is trusted no further than it can be checked: count, order, dimension and finiteness, and every
vector is brought to length one here. Answers that may be different next time (429, 5xx, a cut connection, half an
answer) are asked for again with growing, jittered waits; answers that will not are reported at once.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

import httpx
import numpy as np

from continuo.adapters.openai.answer import read_vectors
from continuo.adapters.openai.config import OpenAiConfig
from continuo.domain.errors import Unavailable
from continuo.ports.embedder import Vectors

_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 20.0
_MAY_PASS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class _NotNow(Exception):
    """This attempt failed in a way that may pass; ``wait_s`` is what the provider asked for."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class OpenAiEmbedder:
    """Implements the port `Embedder`. Whether a text's vector is the same among others is the provider's promise.

    Args:
        config: where and how to ask.
    """

    def __init__(self, config: OpenAiConfig) -> None:
        headers = {"Authorization": f"Bearer {config.api_key}"} if config.api_key else {}
        self._config = config
        self._client = httpx.AsyncClient(headers=headers, timeout=config.timeout_s, follow_redirects=False)
        self._turnstile = asyncio.Semaphore(config.requests_at_once)
        self._address = f"{config.base_url.rstrip('/')}/embeddings"

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
        if self._client.is_closed:
            raise Unavailable("the embedder is closed")
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        size = self._config.texts_per_request
        parts = [[self._sendable(text) for text in texts[start : start + size]] for start in range(0, len(texts), size)]
        return np.concatenate(await self._all(parts))

    async def close(self) -> None:
        """Give back the connections; later calls raise Unavailable."""
        await self._client.aclose()

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
        """Return the vectors of one request's texts, asking again while it makes sense."""
        async with self._turnstile:
            try:
                async with asyncio.timeout(self._config.deadline_s):
                    return await self._persist(texts)
            except TimeoutError as error:
                raise Unavailable(f"the embeddings address gave no vectors in {self._config.deadline_s:g} s") from error

    async def _persist(self, texts: list[str]) -> Vectors:
        for attempt in range(self._config.attempts):
            try:
                return await self._ask(texts)
            except _NotNow as error:
                reason = error
                longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2**attempt)
            if attempt + 1 < self._config.attempts:
                # Full jitter, so that many workers do not come back at the same moment.
                await asyncio.sleep(max(reason.wait_s, random.uniform(0, longest)))
        raise Unavailable(f"the embeddings address failed {self._config.attempts} times: {reason}") from reason

    async def _ask(self, texts: list[str]) -> Vectors:
        body = {"model": self._config.model, "input": texts, "encoding_format": "float"}
        try:
            response = await self._client.post(self._address, json=body)
        except httpx.TimeoutException as error:
            raise _NotNow(f"no answer within {self._config.timeout_s:g} s") from error
        except httpx.RequestError as error:
            raise _NotNow(f"no connection ({type(error).__name__})") from error
        if response.status_code in _MAY_PASS:
            raise _NotNow(f"status {response.status_code}", _retry_after_s(response))
        if response.status_code != httpx.codes.OK:
            raise Unavailable(f"the embeddings address answers {response.status_code}: check address, key and model")
        try:
            answer = response.json()
        except ValueError as error:
            raise _NotNow("the answer is not JSON, or only half of it") from error
        return read_vectors(answer, count=len(texts), dimension=self.dimension)


def _retry_after_s(response: httpx.Response) -> float:
    """Return the seconds that the provider asks for, up to our own longest wait; dates are not understood."""
    value = response.headers.get("retry-after", "")
    return min(float(value), _LONGEST_WAIT_S) if value.isdecimal() and len(value) < 9 else 0.0
