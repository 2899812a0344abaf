"""A language model behind any OpenAI-compatible ``/v1/chat/completions`` address.

Providers differ in what they take. The first request asks for the most (an answer held to a JSON schema); where that
is rejected as malformed, the same is asked with less, and what was taken is remembered for the next prompt.
"""

from __future__ import annotations

import asyncio
import json
from enum import IntEnum
from typing import Any

from continuo.adapters.openai.asking import Asking, Rejected, Toll
from continuo.adapters.openai.chat_answer import ChatAnswer, estimated_tokens, read_chat
from continuo.adapters.openai.config import ChatConfig
from continuo.domain.errors import Refused, Unavailable
from continuo.domain.spending import Meter
from continuo.ports.llm import Completion, Prompt

_NOT_UNDERSTOOD = frozenset({400, 415, 422, 501})
"""How providers say that a field of the request means nothing to them; also said of prompts that are too long."""


class _Manner(IntEnum):
    """How much is asked of a provider, most first."""

    SCHEMA = 0
    JSON = 1
    BARE = 2  # neither a format, nor a temperature, nor a limit: some models refuse every one of them


class OpenAiChat:
    """Implements the port `LanguageModel`.

    Args:
        config: where and how to ask.
    """

    def __init__(self, config: ChatConfig) -> None:
        self._config = config
        self._asking = Asking(config.endpoint)
        self._turnstile = asyncio.Semaphore(config.requests_at_once)
        self._manner = _Manner.SCHEMA

    @property
    def model(self) -> str:
        """Return the name of the model that is asked for."""
        return self._config.model

    async def close(self) -> None:
        """Give back connections; later calls raise Unavailable."""
        await self._asking.close()

    async def complete(self, prompt: Prompt, meter: Meter) -> Completion:
        """Return the model's answer, asked for with temperature 0.

        Raises:
            Unavailable: closed, no answer of the protocol's shape in time, or no such request is taken.
            Refused: the model, or a filter around it, will not answer this prompt.
        """
        if self._asking.is_closed:
            raise Unavailable("the language model is closed")
        async with self._turnstile:
            for manner in list(_Manner)[self._manner :]:
                try:
                    completion = await self._ask(prompt, manner, meter)
                except Rejected as error:
                    if error.status not in _NOT_UNDERSTOOD or manner is _Manner.BARE:
                        raise
                else:
                    self._manner = manner
                    return completion
        raise AssertionError("the last manner either answers or raises")

    async def _ask(self, prompt: Prompt, manner: _Manner, meter: Meter) -> Completion:
        body = self._body(prompt, manner)
        prompt_bytes = len(json.dumps(body["messages"], ensure_ascii=False).encode("utf-8", "replace"))
        toll = _PromptToll(meter, estimated_tokens(prompt_bytes))
        said = await self._asking.ask(body, toll.read, toll)
        if said.refused:
            raise Refused("the language model will not answer this prompt")
        return Completion(said.text, *toll.tokens(said), said.model or self.model, said.finish)

    def _body(self, prompt: Prompt, manner: _Manner) -> dict[str, Any]:
        messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        body: dict[str, Any] = {"model": self._config.model, "messages": messages}
        if manner is _Manner.BARE:
            return body
        form: dict[str, Any] = {"type": "json_object"}
        if manner is _Manner.SCHEMA and prompt.schema:
            schema = {"name": prompt.schema_name, "strict": True, "schema": dict(prompt.schema)}
            form = {"type": "json_schema", "json_schema": schema}
        rules = {"temperature": 0, "seed": prompt.seed, "max_tokens": prompt.most_tokens, "response_format": form}
        return body | rules


class _PromptToll(Toll):
    """Charges one prompt to the meter, by the provider's count where there is one.

    Args:
        estimate: tokens of the prompt where the provider does not say.
    """

    def __init__(self, meter: Meter, estimate: int) -> None:
        self._meter = meter
        self._estimate = estimate

    def sent(self) -> None:
        """Count a request that goes out."""
        self._meter.sent()

    def lost(self, answer_bytes: int) -> None:
        """Charge what was asked, and as much of the answer as came."""
        self._meter.charged(self._estimate, estimated_tokens(answer_bytes))

    def read(self, answer: Any) -> ChatAnswer:
        """Return what an answer says, and charge it; raises Unavailable if it does not have the protocol's shape."""
        try:
            said = read_chat(answer)
        except Unavailable:
            self.lost(0)
            raise
        self._meter.charged(*self.tokens(said))
        return said

    def tokens(self, said: ChatAnswer) -> tuple[int, int]:
        """Return the tokens of the prompt and of the answer."""
        written = estimated_tokens(len(said.text.encode("utf-8", "replace")))
        tokens_out = written if said.tokens_out is None else said.tokens_out
        return self._estimate if said.tokens_in is None else said.tokens_in, tokens_out
