"""A chat answer, read with suspicion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from continuo.domain.errors import Unavailable
from continuo.ports.llm import Finish

_MOST_TOKENS = 100_000_000  # More than any model reads at once: a larger count is not a count.
_LONGEST_NAME = 200
_BYTES_A_TOKEN = 4  # A rule of thumb for English; other languages and code come to fewer bytes a token.


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """What an answer of the protocol's shape says.

    Args:
        tokens_in: of the prompt; ``None`` where the provider does not say.
        tokens_out: of the answer, likewise.
        model: what answered; empty where the provider does not say.
        refused: whether the model, or a filter around it, would not answer.
    """

    text: str
    tokens_in: int | None
    tokens_out: int | None
    model: str
    finish: Finish
    refused: bool


def read_chat(answer: Any) -> ChatAnswer:
    """Return what an answer says; raises Unavailable if it does not have the protocol's shape."""
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content"), message.get("refusal")
        usage = answer.get("usage") or {}
        tokens_in, tokens_out = usage.get("prompt_tokens"), usage.get("completion_tokens")
        finish, model = choice.get("finish_reason"), answer.get("model")
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise Unavailable("the chat answer does not have the protocol's shape") from error
    return ChatAnswer(
        text=_text(text),
        tokens_in=_tokens(tokens_in),
        tokens_out=_tokens(tokens_out),
        model=model if isinstance(model, str) and len(model) <= _LONGEST_NAME else "",
        finish={"stop": Finish.STOP, "length": Finish.LENGTH}.get(str(finish), Finish.OTHER),
        refused=finish == "content_filter" or (isinstance(refusal, str) and bool(refusal)),
    )


def estimated_tokens(content_bytes: int) -> int:
    """Return about how many tokens so many bytes of UTF-8 are."""
    return -(-content_bytes // _BYTES_A_TOKEN)


def _text(content: Any) -> str:
    """Return the words of a message; some providers answer with a list of parts."""
    if content is None:
        return ""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, dict))
    if not isinstance(content, str):
        raise Unavailable("the chat answer does not have the protocol's shape")
    return content


def _tokens(count: Any) -> int | None:
    whole = isinstance(count, int) and not isinstance(count, bool)
    return count if whole and 0 <= count <= _MOST_TOKENS else None
