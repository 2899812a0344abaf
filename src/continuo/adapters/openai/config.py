"""What has to be known about an OpenAI-compatible address."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from continuo.domain.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class OpenAiConfig:
    """Where to ask, for which model, and how patiently.

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
        parts = urlsplit(self.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Misconfigured("the embeddings address must be a full http or https URL, such as https://host/v1")
        numbers = (self.dimension, self.attempts, self.texts_per_request, self.requests_at_once, self.reach_bytes)
        if not self.model or min(numbers) < 1 or min(self.timeout_s, self.deadline_s) <= 0:
            raise Misconfigured("the embeddings model needs a name, and its dimension and limits must be above zero")
