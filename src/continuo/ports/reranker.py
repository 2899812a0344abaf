"""A question and texts in, how well each text answers the question out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Reranker(Protocol):
    """Looks at a question and a text together, which tells more than two vectors do, and costs more."""

    @property
    def model(self) -> str:
        """Return the name of the model."""

    async def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one finite number per text, in the order of the texts; the higher, the better the text answers.

        Only numbers of one call compare. No texts give no numbers, and nobody is asked.

        Raises:
            Unavailable: closed, no answer in time, or an answer that is something else than one number per text.
        """

    async def close(self) -> None:
        """Give back connections; later calls raise Unavailable."""
