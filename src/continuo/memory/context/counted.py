"""What was counted in the journal, as one line of a block."""

from __future__ import annotations

from continuo.domain.recall import Tally

COUNTED = "Counted in the journal, complete"
"""How such a line begins: it is reckoned, and nobody said it."""


def counted_text(tally: Tally) -> str:
    """Return the words of the line."""
    return f"{COUNTED}: {tally.text}."
