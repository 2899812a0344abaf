"""What language models concluded about one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from continuo.domain.conclusion import Conclusion


class ConclusionStore(Protocol):
    """Part of the journal: written once with its run, read by rebuilds, gone with the person alone."""

    async def keep(self, conclusion: Conclusion) -> None:
        """Keep what was concluded; raises Conflict if the run has a conclusion already."""

    async def of_run(self, run: int) -> Conclusion | None:
        """Return what was concluded in a run, or ``None`` where no model took part in it."""

    async def find(self, *, after: int = 0, limit: int = 100) -> Sequence[Conclusion]:
        """Return conclusions in the order of their runs, beyond one of them."""
