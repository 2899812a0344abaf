"""The rules by family, in the order in which they are tried: of two that read the same words, the first one counts."""

from continuo.memory.consolidation.extraction.patterns import (
    activities,
    belongings,
    family,
    home,
    identity,
    plans,
    tastes,
    wishes,
    work,
)
from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Pattern

PATTERNS: tuple[Pattern, ...] = (
    *wishes.PATTERNS,
    *identity.PATTERNS,
    *home.PATTERNS,
    *work.PATTERNS,
    *family.PATTERNS,
    *plans.PATTERNS,
    *belongings.PATTERNS,
    *activities.PATTERNS,
    *tastes.PATTERNS,
)

BY_ANCHOR: dict[Anchor, tuple[tuple[int, Pattern], ...]] = {
    anchor: tuple((rank, pattern) for rank, pattern in enumerate(PATTERNS) if pattern.anchor is anchor)
    for anchor in Anchor
}
"""The rules that begin with an anchor, each with its rank."""

__all__ = ["BY_ANCHOR", "PATTERNS", "Anchor", "Pattern"]
