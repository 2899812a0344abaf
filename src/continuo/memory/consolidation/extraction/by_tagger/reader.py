"""Reads turns with the rules and a tagger, and with the rules alone where the tagger cannot be had."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

from continuo.domain.errors import Misconfigured, Unavailable
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.by_tagger.combining import combined
from continuo.memory.consolidation.extraction.extractor import EXTRACTOR_VERSION, extract
from continuo.memory.consolidation.extraction.readers import Reading
from continuo.ports.tagger import Mark, Tagger
from continuo.telemetry import LOG

REST = timedelta(minutes=5)
"""For so long after it failed the tagger is not asked: loading it anew may take a while, and turns wait."""

PATIENCE_S = 120.0
"""Seconds that marking may take for one run of at most 200 turns; two of them are usual."""


class TaggedReader:
    """Implements `Reader` with the rules and a tagger.

    Marks can differ from one kind of processor to another, so what is read is journaled like what a model concludes.
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._rests_until = 0.0
        self.failures = 0

    @property
    def version(self) -> str:
        """Return the name under which this reader's statements are kept."""
        return f"{EXTRACTOR_VERSION}+{self._tagger.version}"

    async def read(self, scope: Scope, turns: Sequence[Turn]) -> Reading:
        """Return what the rules read and what is marked beside that; of the rules alone where nothing could mark."""
        ruled = asyncio.create_task(asyncio.to_thread(extract, turns))
        try:
            marked = await self._marks(turns)
        finally:
            found = await ruled
        if marked is None:
            return Reading(EXTRACTOR_VERSION, found)
        both = await asyncio.to_thread(combined, turns, found, marked)
        return Reading(self.version, both, is_repeatable=False)

    async def _marks(self, turns: Sequence[Turn]) -> Sequence[Sequence[Mark]] | None:
        if time.monotonic() < self._rests_until:
            return None
        try:
            return await asyncio.wait_for(self._tagger.tag(turns), PATIENCE_S)
        except (Unavailable, Misconfigured, TimeoutError) as error:
            self.failures += 1
            self._rests_until = time.monotonic() + REST.total_seconds()
            LOG.warning("session %s: read by rules alone, for the tagger failed: %s", turns[0].session_id, error)
            return None
