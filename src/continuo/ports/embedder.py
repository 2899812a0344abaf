"""Text in, vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

Vectors = np.ndarray[Any, np.dtype[np.float32]]
"""Shape (n, dimension), float32, rows of length 1."""


class Embedder(Protocol):
    """Turns texts into vectors whose inner product says how near two texts are in meaning."""

    @property
    def model(self) -> str:
        """Return the name and version of the model, as recorded beside every vector."""

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, in order.

        The work happens off the event loop. A text alone and the same text among others give the same vector
        (cosine at least 0.9999). Text beyond the model's reach is cut at its end. No texts give shape (0, dimension).

        Raises:
            Unavailable: the model cannot be reached, or answered with something else than vectors.
        """

    async def close(self) -> None:
        """Give back threads and connections; later calls raise Unavailable."""


class Tokenizer(Protocol):
    """Counts the tokens of a text as a language model would."""

    @property
    def name(self) -> str:
        """Return the name under which a context block states its size."""

    def count(self, text: str) -> int:
        """Return the number of tokens of the text; never less than the named tokenizer gives."""
