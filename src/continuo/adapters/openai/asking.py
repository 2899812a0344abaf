"""One OpenAI-compatible address, asked with patience: the retry loop that embeddings and chat share.

Answers that may be different next time (429, 5xx, a cut connection, half an answer) are asked for again with growing,
jittered waits; answers that will not are reported at once. What comes back is read only up to a limit.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from continuo.domain.errors import Unavailable

Result = TypeVar("Result")

_LONGEST_WAIT_S = 20.0
_MAY_PASS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address, and how patiently to ask it.

    Args:
        name: what messages call it, such as ``the embeddings address``.
        url: the whole address of the operation.
        api_key: sent as a bearer token if not empty; never shown in messages.
        timeout_s: for one request, from its first byte to the last byte of the answer.
        deadline_s: for all attempts of one request together, waiting included.
        attempts: at most so many requests for the same thing.
        answer_bytes: a longer answer is not read to its end.
        first_wait_s: the longest wait before the second attempt; doubled for each further one.
    """

    name: str
    url: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 10.0
    deadline_s: float = 60.0
    attempts: int = 5
    answer_bytes: int = 2**26
    first_wait_s: float = 0.25


class Rejected(Unavailable):
    """The address does not take this request, however often it is sent; ``status`` says how it put it."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _NotNow(Exception):
    """This attempt failed in a way that may pass; ``wait_s`` is what the provider asked for."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class Toll:
    """Told what may cost something; this one forgets it."""

    def sent(self) -> None:
        """Count a request that goes out."""

    def lost(self, answer_bytes: int) -> None:
        """Count a request that the provider worked on, or may have, and whose answer cannot be read."""


class Asking:
    """Sends requests to one address until one is answered or patience ends."""

    def __init__(self, endpoint: Endpoint) -> None:
        headers = {"Authorization": f"Bearer {endpoint.api_key}"} if endpoint.api_key else {}
        self._endpoint = endpoint
        self._client = httpx.AsyncClient(headers=headers, timeout=endpoint.timeout_s, follow_redirects=False)

    @property
    def is_closed(self) -> bool:
        """Return whether the connections were given back."""
        return self._client.is_closed

    async def close(self) -> None:
        """Give back the connections."""
        await self._client.aclose()

    async def ask(self, body: Mapping[str, Any], read: Callable[[Any], Result], toll: Toll) -> Result:
        """Send a JSON body and return what ``read`` makes of the JSON answer; its errors pass through.

        Raises:
            Rejected: the address does not take this request.
            Unavailable: no answer in time, or after the last attempt.
        """
        try:
            async with asyncio.timeout(self._endpoint.deadline_s):
                return read(await self._persist(body, toll))
        except TimeoutError as error:
            raise Unavailable(f"{self._endpoint.name} gave no answer in {self._endpoint.deadline_s:g} s") from error

    async def _persist(self, body: Mapping[str, Any], toll: Toll) -> Any:
        attempts = self._endpoint.attempts
        for attempt in range(attempts):
            try:
                return await self._attempt(body, toll)
            except _NotNow as error:
                reason = error
                longest = min(_LONGEST_WAIT_S, self._endpoint.first_wait_s * 2**attempt)
            if attempt + 1 < attempts:
                # Full jitter, so that many workers do not come back at the same moment.
                await asyncio.sleep(max(reason.wait_s, random.uniform(0, longest)))
        raise Unavailable(f"{self._endpoint.name} failed {attempts} times: {reason}") from reason

    async def _attempt(self, body: Mapping[str, Any], toll: Toll) -> Any:
        toll.sent()
        content = bytearray()
        try:
            # The client's own timeout is for each piece: a server that drips would never meet it.
            async with asyncio.timeout(self._endpoint.timeout_s):
                await self._read(body, content)
        except (TimeoutError, httpx.TimeoutException) as error:
            toll.lost(len(content))
            raise _NotNow(f"no answer within {self._endpoint.timeout_s:g} s") from error
        except httpx.RequestError as error:
            if not isinstance(error, httpx.ConnectError):
                toll.lost(len(content))
            raise _NotNow(f"no connection ({type(error).__name__})") from error
        except asyncio.CancelledError:
            # By the deadline, or by whoever asked: what is under way is paid for all the same.
            toll.lost(len(content))
            raise
        except _TooLong as error:
            toll.lost(len(content))
            longest = self._endpoint.answer_bytes
            raise Unavailable(f"{self._endpoint.name} answers with more than {longest} bytes") from error
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            toll.lost(len(content))
            raise _NotNow("the answer is not JSON, or only half of it") from error

    async def _read(self, body: Mapping[str, Any], content: bytearray) -> None:
        async with self._client.stream("POST", self._endpoint.url, json=body) as response:
            self._check(response)
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > self._endpoint.answer_bytes:
                    raise _TooLong

    def _check(self, response: httpx.Response) -> None:
        if response.status_code in _MAY_PASS:
            raise _NotNow(f"status {response.status_code}", _retry_after_s(response))
        if response.status_code != httpx.codes.OK:
            # Their own words are left out: they may quote what was asked.
            problem = f"{self._endpoint.name} answers {response.status_code}: check address, key and model"
            raise Rejected(problem, response.status_code)


class _TooLong(Exception):
    """The answer goes on beyond the limit."""


def _retry_after_s(response: httpx.Response) -> float:
    """Return the seconds that the provider asks for, up to our own longest wait; dates are not understood."""
    value = response.headers.get("retry-after", "")
    return min(float(value), _LONGEST_WAIT_S) if value.isdecimal() and len(value) < 9 else 0.0
