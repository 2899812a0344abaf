"""What has to be known about an OpenAI-compatible address."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from continuo.adapters.openai.asking import Endpoint
from continuo.domain.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class OpenAiConfig:
    """Where to ask for embeddings, of which model, and how patiently.

    Args:
        base_url: up to and including the version, such as ``https://host/v1``.
        model: as the provider names it; recorded beside every vector.
        dimension: the length of the model's vectors.
        api_key: sent as a bearer token if not empty; never shown in messages.
        timeout_s: for one request.
        deadline_s: for all attempts of one request together, waiting included.
        attempts: at most so many requests for the same texts.
        texts_per_request: longer lists are sent in parts of this size.
        requests_at_once: parts under way at the same time.
        reach_bytes: a text is cut after so many bytes of UTF-8. No tokenizer makes more tokens than bytes, so with
            the usual reach of 8,191 tokens nothing is ever refused for its length.

    Raises:
        Misconfigured: a value cannot be meant.
    """

    base_url: str
    model: str
    dimension: int
    api_key: str = field(default="", repr=False)
    timeout_s: float = 10.0
    deadline_s: float = 60.0
    attempts: int = 5
    texts_per_request: int = 128
    requests_at_once: int = 2
    reach_bytes: int = 8_191

    def __post_init__(self) -> None:
        _check_address("embeddings", self.base_url)
        numbers = (self.dimension, self.attempts, self.texts_per_request, self.requests_at_once, self.reach_bytes)
        if not self.model or min(numbers) < 1 or min(self.timeout_s, self.deadline_s) <= 0:
            raise Misconfigured("the embeddings model needs a name, and its dimension and limits must be above zero")

    @property
    def endpoint(self) -> Endpoint:
        """Return the operation's address and how patiently to ask it."""
        return Endpoint(
            name="the embeddings address",
            url=f"{self.base_url.rstrip('/')}/embeddings",
            api_key=self.api_key,
            timeout_s=self.timeout_s,
            deadline_s=self.deadline_s,
            attempts=self.attempts,
        )


LONGEST_MODEL_NAME = 200
"""Characters; the name is kept with whatever the model says and costs."""


@dataclass(frozen=True, slots=True)
class ChatConfig:
    """Where to ask a language model, which one, and how patiently.

    Args:
        base_url: up to and including the version, such as ``https://host/v1``.
        model: as the provider names it; part of the version of whatever is read with it.
        api_key: sent as a bearer token if not empty; never shown in messages.
        timeout_s: for one request, answer included.
        deadline_s: for all attempts of one request together, waiting included; 0 stands for twice the timeout.
        attempts: at most so many requests for the same answer.
        answer_bytes: a longer answer is given up.
        requests_at_once: requests under way at the same time.
        first_wait_s: the longest wait before the second attempt; doubled for each further one.

    Raises:
        Misconfigured: a value cannot be meant.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    deadline_s: float = 0.0
    attempts: int = 3
    answer_bytes: int = 2**21
    requests_at_once: int = 4
    first_wait_s: float = 0.5

    def __post_init__(self) -> None:
        _check_address("language model's", self.base_url)
        numbers = (self.attempts, self.answer_bytes, self.requests_at_once)
        if not 1 <= len(self.model) <= LONGEST_MODEL_NAME:
            raise Misconfigured(f"the language model needs a name of at most {LONGEST_MODEL_NAME} characters")
        if min(numbers) < 1 or self.timeout_s <= 0 or min(self.deadline_s, self.first_wait_s) < 0:
            raise Misconfigured("the language model's limits must be above zero")

    @property
    def endpoint(self) -> Endpoint:
        """Return the operation's address and how patiently to ask it."""
        return Endpoint(
            name="the language model's address",
            url=f"{self.base_url.rstrip('/')}/chat/completions",
            api_key=self.api_key,
            timeout_s=self.timeout_s,
            deadline_s=self.deadline_s or 2 * self.timeout_s,
            attempts=self.attempts,
            answer_bytes=self.answer_bytes,
            first_wait_s=self.first_wait_s,
        )


@dataclass(frozen=True, slots=True)
class RerankConfig:
    """Where to ask for an order of texts, and how long.

    Args:
        base_url: up to and without ``/rerank``, such as ``https://host/v1``.
        model: as the provider names it; empty for an address that serves one model and takes ``{query, texts}``.
        api_key: sent as a bearer token if not empty; never shown in messages.
        timeout_s: for the whole answer; it is asked for once.
        answer_bytes: a longer answer is given up.
        reach_bytes: a text is cut after so many bytes of UTF-8.

    Raises:
        Misconfigured: a value cannot be meant.
    """

    base_url: str
    model: str = ""
    api_key: str = field(default="", repr=False)
    timeout_s: float = 0.3
    answer_bytes: int = 2**20
    reach_bytes: int = 4_096

    def __post_init__(self) -> None:
        _check_address("reranker's", self.base_url)
        if min(self.answer_bytes, self.reach_bytes) < 1 or self.timeout_s <= 0:
            raise Misconfigured("the reranker's limits must be above zero")

    @property
    def endpoint(self) -> Endpoint:
        """Return the operation's address and how patiently to ask it."""
        return Endpoint(
            name="the reranker's address",
            url=f"{self.base_url.rstrip('/')}/rerank",
            api_key=self.api_key,
            timeout_s=self.timeout_s,
            deadline_s=self.timeout_s,
            # A person waits: another attempt would come too late.
            attempts=1,
            answer_bytes=self.answer_bytes,
        )


def _check_address(whose: str, base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Misconfigured(f"the {whose} address must be a full http or https URL, such as https://host/v1")
