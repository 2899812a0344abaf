"""A prompt in, a text out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from continuo.domain.spending import Meter


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked.

    Args:
        system: what it has to do; written by us, never by a person who is remembered.
        user: what it has to do it with.
        schema: JSON schema of the answer. A model is held to it where its provider can; nobody may rely on that.
        schema_name: what the answer is, in one word.
        most_tokens: of the answer.
        seed: the same prompt with the same seed is answered alike, where the provider can.
    """

    system: str
    user: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    schema_name: str = "answer"
    most_tokens: int = 4096
    seed: int = 0


class Finish(StrEnum):
    """Why an answer ends where it ends."""

    STOP = "stop"
    LENGTH = "length"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered: words to be judged, never instructions.

    Args:
        tokens_in: of the prompt; estimated where the provider does not say.
        tokens_out: of the answer, likewise.
        model: what answered, as the provider names it.
    """

    text: str
    tokens_in: int
    tokens_out: int
    model: str
    finish: Finish


class LanguageModel(Protocol):
    """Answers prompts. May be wrong, slow, away, cut short, or lie."""

    @property
    def model(self) -> str:
        """Return the name of the model that is asked for."""

    async def complete(self, prompt: Prompt, meter: Meter) -> Completion:
        """Return the model's answer, asked for with temperature 0.

        The meter is told of every request that is sent and of every token that may be charged, also where no answer
        comes of it. What passes (overload, a cut connection, half an answer) is outlived within a bounded time.
        Messages of errors never repeat what was asked or answered.

        Raises:
            Unavailable: no answer of the protocol's shape in time, or the provider does not take such requests.
            Refused: the model, or a filter around it, will not answer this prompt.
        """

    async def close(self) -> None:
        """Give back connections; later calls raise Unavailable."""
