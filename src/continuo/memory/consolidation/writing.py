"""Writes a run's outcome: passages, facts by delta-merge, episodes; all in the transaction of the run."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

import numpy as np

from continuo.domain.episode import Episode
from continuo.domain.fact import FactChange
from continuo.domain.predicates import Predicates
from continuo.domain.session import Run
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft
from continuo.memory.consolidation.folding_episodes import episode_entry
from continuo.memory.consolidation.merging import Occasion, merge_candidates
from continuo.memory.consolidation.preparing import Prepared
from continuo.memory.consolidation.relating import relate
from continuo.memory.vectors.indexing import Entry, rows
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.storage import Transaction


async def write(tx: Transaction, run: Run, prepared: Prepared, predicates: Predicates) -> list[FactChange]:
    """Write what a run amounts to, and return what it changed in the facts; over the same state it writes the same."""
    assert tx.person is not None, "a run belongs to a person"
    hasher = TermHasher(tx.person.term_key)
    await tx.items.put(rows(prepared.entries, _vectors(prepared, prepared.entries), hasher))
    occasion = Occasion(run.run, run.ran_at, run.extractor, predicates, prepared.vectors)
    changes = await merge_candidates(tx, occasion, prepared.candidates, prepared.purposes)
    await _write_episodes(tx, run, prepared, hasher)
    await relate(tx, run, prepared.spoken, changes, predicates)
    return changes


async def _write_episodes(tx: Transaction, run: Run, prepared: Prepared, hasher: TermHasher) -> None:
    first = prepared.drafts[0].first
    known = await tx.episodes.of_session(prepared.session_id)
    gone = [e.episode_id for e in known if e.last >= first]
    await tx.episodes.replace(gone, at=run.ran_at)
    await tx.items.drop(gone)
    drawn = [_episode(tx.scope.subject_id, run, prepared, draft) for draft in prepared.drafts]
    # Turns without a purpose in common have no common summary.
    episodes = [e for e in drawn if e.purposes]
    await tx.episodes.put(episodes)
    entries = [episode_entry(e) for e in episodes]
    await tx.items.put(rows(entries, _vectors(prepared, entries), hasher))


def _episode(subject_id: UUID, run: Run, prepared: Prepared, draft: EpisodeDraft) -> Episode:
    sets = [set(prepared.purposes[p]) for p in range(draft.first, draft.last + 1) if p in prepared.purposes]
    shared = set.intersection(*sets)
    return Episode(
        episode_id=uuid5(subject_id, f"episode|{prepared.session_id}|{draft.first}|{draft.last}"),
        session_id=prepared.session_id,
        first=draft.first,
        last=draft.last,
        started_at=draft.started_at,
        ended_at=draft.ended_at,
        summary=draft.summary,
        topics=draft.topics,
        entities=draft.entities,
        cited=draft.cited,
        recorded_at=run.ran_at,
        purposes=tuple(sorted(shared)),
        recap=draft.recap,
    )


def _vectors(prepared: Prepared, entries: Sequence[Entry]) -> np.ndarray | None:
    found = [prepared.vectors.get(e.text) for e in entries]
    if not found or any(v is None for v in found):
        return None
    return np.stack([v for v in found if v is not None])
