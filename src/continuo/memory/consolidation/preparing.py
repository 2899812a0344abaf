"""What a run will write, made from its turns and what a model concluded of them, so that a replay makes the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np

from continuo.domain.conclusion import Conclusion, Recaps
from continuo.domain.fact import Candidate
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.by_model.recapping import Recapper, Stretch
from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft, episodes
from continuo.memory.consolidation.extraction.readers import Reader, Reading, RuleReader
from continuo.memory.consolidation.extraction.reading import forget_read, rules
from continuo.memory.consolidation.relating import spoken_of
from continuo.memory.graph.register import Spoken
from continuo.memory.vectors.indexing import Entry, embedded, turn_entries
from continuo.ports.embedder import Embedder, Tokenizer
from continuo.ports.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class Prepared:
    """The outcome of reading turns.

    Args:
        entries: their passages.
        reading: the statements read from them, and by what.
        drafts: the episodes they belong to; the first may go on from the session's last episode.
        vectors: one unit vector for each text of the above.
        purposes: of each turn, by position.
        spoken: whom and what the turns speak of.
        recaps: those that a model told; no replay can ask it again.
    """

    session_id: UUID
    entries: Sequence[Entry]
    reading: Reading
    drafts: Sequence[EpisodeDraft]
    vectors: dict[str, np.ndarray]
    purposes: dict[int, tuple[str, ...]]
    spoken: Sequence[Spoken]
    recaps: Recaps = field(default_factory=dict)

    @property
    def candidates(self) -> Sequence[Candidate]:
        """Return the statements, in order."""
        return self.reading.candidates


class Preparer:
    """Reads turns: passages, statements, episodes, vectors.

    Args:
        reader: what reads statements; the rules unless told otherwise.
        recogniser: what finds entities; the rules unless told otherwise.
        recapper: what tells closed episodes again, beside the rules; nobody unless told otherwise.
    """

    def __init__(
        self,
        embedder: Embedder,
        tokenizer: Tokenizer,
        reader: Reader | None = None,
        recogniser: Recogniser | None = None,
        recapper: Recapper | None = None,
    ) -> None:
        self._embedder = embedder
        self._tokenizer = tokenizer
        self._reader = reader or RuleReader()
        self._recogniser = recogniser or RulesRecogniser()
        self._recapper = recapper

    async def warm(self) -> None:
        """Load the rules, which summaries follow too, in a thread of its own."""
        await asyncio.to_thread(rules)

    async def prepare(
        self, scope: Scope, turns: Sequence[Turn], open_turns: Sequence[Turn], concluded: Conclusion | None = None
    ) -> Prepared:
        """Return what these turns amount to.

        Args:
            turns: of one session, in order; at least one.
            open_turns: the turns just before them that the session's last episode holds.
            concluded: what a model read from these turns before; then nothing reads them again.
        """
        entries = [entry for turn in turns for entry in turn_entries(turn)]
        # Reading and drawing episodes go on in a thread of their own, while the passages are embedded in others.
        try:
            async with asyncio.TaskGroup() as group:
                reading_task = group.create_task(self._read(scope, turns, concluded))
                drafts_task = group.create_task(self._drawn([*open_turns, *turns], reading_task))
                spoken_task = group.create_task(asyncio.to_thread(spoken_of, turns, self._recogniser))
                vectors = await embedded([e.text for e in entries], self._embedder)
        except BaseExceptionGroup as errors:
            # One by one, with ``except*``, a group would be raised again by the first releases of Python 3.11.
            raise errors.exceptions[0] from errors
        reading, drafts = reading_task.result(), drafts_task.result()
        recaps = await self._recaps(scope, [*open_turns, *turns], drafts, concluded)
        drafts = tuple(replace(d, recap=recaps.get((d.first, d.last), d.recap)) for d in drafts)
        texts = [*(c.statement for c in reading.candidates), *(d.summary for d in drafts)]
        return Prepared(
            session_id=turns[0].session_id,
            entries=entries,
            reading=reading,
            drafts=drafts,
            vectors=vectors | await embedded(texts, self._embedder),
            purposes={t.position: t.purposes for t in [*open_turns, *turns]},
            spoken=spoken_task.result(),
            recaps=recaps,
        )

    async def _recaps(
        self, scope: Scope, turns: Sequence[Turn], drafts: Sequence[EpisodeDraft], concluded: Conclusion | None
    ) -> Recaps:
        """Return what a model tells of the episodes that are closed; the last one may go on, and is told by rules."""
        if concluded is not None:
            return concluded.recaps
        closed = drafts[:-1]
        if self._recapper is None or not closed:
            return {}
        stretches = [Stretch([t for t in turns if d.first <= t.position <= d.last], d.recap) for d in closed]
        told = await self._recapper.retell(scope, stretches)
        return {(d.first, d.last): lines for d, lines in zip(closed, told, strict=True) if lines is not None}

    async def _drawn(self, turns: Sequence[Turn], reading: asyncio.Task[Reading]) -> tuple[EpisodeDraft, ...]:
        # After the reading: a summary prefers sentences that say a fact, and then they are known already.
        await asyncio.wait([reading])
        try:
            return await asyncio.to_thread(episodes, turns, count=self._tokenizer.count)
        finally:
            forget_read()

    async def _read(self, scope: Scope, turns: Sequence[Turn], concluded: Conclusion | None) -> Reading:
        if concluded is None:
            return await self._reader.read(scope, turns)
        # Turns that a retention has taken away since leave no statements behind.
        left = {turn.position for turn in turns}
        candidates = tuple(c for c in concluded.candidates if c.source.position in left)
        return Reading(concluded.extractor, candidates, is_repeatable=False)
