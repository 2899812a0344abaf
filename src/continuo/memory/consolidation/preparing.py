"""What a run will write, made from its turns alone: no store, no clock, so that a replay makes the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from continuo.domain.fact import Candidate
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft, episodes
from continuo.memory.consolidation.extraction.extractor import extract
from continuo.memory.vectors.indexing import Entry, embedded, turn_entries
from continuo.ports.embedder import Embedder, Tokenizer


@dataclass(frozen=True, slots=True)
class Prepared:
    """The outcome of reading turns.

    Args:
        entries: their passages.
        candidates: the statements read from them, in order.
        drafts: the episodes they belong to; the first may go on from the session's last episode.
        vectors: one unit vector for each text of the above.
        purposes: of each turn, by position.
    """

    session_id: UUID
    entries: Sequence[Entry]
    candidates: Sequence[Candidate]
    drafts: Sequence[EpisodeDraft]
    vectors: dict[str, np.ndarray]
    purposes: dict[int, tuple[str, ...]]


class Preparer:
    """Reads turns: passages, statements, episodes, vectors."""

    def __init__(self, embedder: Embedder, tokenizer: Tokenizer) -> None:
        self._embedder = embedder
        self._tokenizer = tokenizer

    def _read(
        self, turns: Sequence[Turn], open_turns: Sequence[Turn]
    ) -> tuple[Sequence[Candidate], Sequence[EpisodeDraft]]:
        return extract(turns), episodes([*open_turns, *turns], count=self._tokenizer.count)

    async def prepare(self, turns: Sequence[Turn], open_turns: Sequence[Turn]) -> Prepared:
        """Return what these turns amount to.

        Args:
            turns: of one session, in order; at least one.
            open_turns: the turns just before them that the session's last episode holds.
        """
        entries = [entry for turn in turns for entry in turn_entries(turn)]
        # Reading takes a millisecond a turn: in a thread of its own, while the passages are embedded in others.
        (candidates, drafts), vectors = await asyncio.gather(
            asyncio.to_thread(self._read, turns, open_turns), embedded([e.text for e in entries], self._embedder)
        )
        texts = [*(c.statement for c in candidates), *(d.summary for d in drafts)]
        return Prepared(
            session_id=turns[0].session_id,
            entries=entries,
            candidates=candidates,
            drafts=drafts,
            vectors=vectors | await embedded(texts, self._embedder),
            purposes={t.position: t.purposes for t in [*open_turns, *turns]},
        )
