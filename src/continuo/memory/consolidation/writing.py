"""Writes a run's outcome: passages, facts by delta-merge, episodes; all in the transaction of the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

import numpy as np

from continuo.domain.episode import Episode
from continuo.domain.fact import Candidate, Change, Fact, Status
from continuo.domain.item import Kind, Mark
from continuo.domain.session import Run
from continuo.domain.turn import Source
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft
from continuo.memory.consolidation.preparing import Prepared
from continuo.memory.facts.merge import merge
from continuo.memory.vectors.indexing import Entry, rows
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.storage import Transaction


async def write(tx: Transaction, run: Run, prepared: Prepared) -> None:
    """Write what a run amounts to; the same run over the same state writes the same."""
    assert tx.person is not None, "a run belongs to a person"
    hasher = TermHasher(tx.person.term_key)
    await tx.items.put(rows(prepared.entries, _vectors(prepared, prepared.entries), hasher))
    for candidate in prepared.candidates:
        await _merge(tx, run, prepared, candidate, hasher)
    await _write_episodes(tx, prepared, hasher)


async def _merge(tx: Transaction, run: Run, prepared: Prepared, candidate: Candidate, hasher: TermHasher) -> None:
    purposes = prepared.purposes[candidate.source.position]
    # What was given for one purpose neither supports nor overrules what was given for another.
    slot = [f for f in await tx.facts.slot(candidate.about, candidate.predicate) if set(f.purposes) == set(purposes)]
    for change in merge(slot, candidate, subject_id=tx.scope.subject_id, extractor=run.extractor, now=run.ran_at):
        after = replace(change.after, purposes=purposes)
        await tx.facts.record(replace(change, after=after))
        if after.status is not Status.CURRENT and change.change is not Change.LEARNED:
            await tx.items.set_mark(after.fact_id, Mark.STALE)
        elif after.statement in prepared.vectors:
            entry = fact_entry(after)
            await tx.items.drop([after.fact_id])
            await tx.items.put(rows([entry], _vectors(prepared, [entry]), hasher))


def fact_entry(fact: Fact) -> Entry:
    """Return the fact as it stands in the recall index, at the words it was last read from."""
    source = fact.evidence[-1].source
    mark = Mark.NONE if fact.status is Status.CURRENT else Mark.STALE
    return Entry(
        Kind.FACT, source, fact.statement, fact.evidence[-1].speaker, fact.said_at, 0, mark, fact.fact_id, fact.purposes
    )


async def _write_episodes(tx: Transaction, prepared: Prepared, hasher: TermHasher) -> None:
    first = prepared.drafts[0].first
    known = await tx.episodes.of_session(prepared.session_id)
    gone = [e.episode_id for e in known if e.last >= first]
    await tx.episodes.drop(gone)
    await tx.items.drop(gone)
    drawn = [_episode(tx.scope.subject_id, prepared, draft) for draft in prepared.drafts]
    # Turns without a purpose in common have no common summary.
    episodes = [e for e in drawn if e.purposes]
    await tx.episodes.put(episodes)
    entries = [episode_entry(e) for e in episodes]
    await tx.items.put(rows(entries, _vectors(prepared, entries), hasher))


def _episode(subject_id: UUID, prepared: Prepared, draft: EpisodeDraft) -> Episode:
    sets = [set(prepared.purposes[p]) for p in range(draft.first, draft.last + 1) if p in prepared.purposes]
    shared = set.intersection(*sets)
    return Episode(
        episode_id=uuid5(subject_id, f"episode|{prepared.session_id}|{draft.first}"),
        session_id=prepared.session_id,
        first=draft.first,
        last=draft.last,
        started_at=draft.started_at,
        ended_at=draft.ended_at,
        summary=draft.summary,
        topics=draft.topics,
        entities=draft.entities,
        cited=draft.cited,
        purposes=tuple(sorted(shared)),
    )


def episode_entry(episode: Episode) -> Entry:
    """Return the episode as it stands in the recall index, at its first turn."""
    source = Source(episode.session_id, episode.first, 0, 0)
    return Entry(
        Kind.EPISODE,
        source,
        episode.summary,
        "",
        episode.ended_at,
        refers_to=episode.episode_id,
        purposes=episode.purposes,
    )


def _vectors(prepared: Prepared, entries: Sequence[Entry]) -> np.ndarray | None:
    found = [prepared.vectors.get(e.text) for e in entries]
    if not found or any(v is None for v in found):
        return None
    return np.stack([v for v in found if v is not None])
