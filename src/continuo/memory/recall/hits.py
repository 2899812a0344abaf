"""From places in a ranking to hits with their words: what has to be read, and what is made of it."""

from __future__ import annotations

from uuid import UUID

from continuo.domain.fact import Fact, Status
from continuo.domain.item import Kind
from continuo.domain.recall import Hit, Signal, Times
from continuo.domain.turn import Source
from continuo.memory.recall.ranking import Ranked, Ranking
from continuo.memory.recall.slices import Loaded
from continuo.ports.glance import Wanted, Words


def words_wanted(loaded: Loaded, ranking: Ranking, times: Times) -> Wanted:
    """Return the words that are wanted of a ranking."""
    hits = ranking.hits
    facts = [r for r in hits if r.kind is Kind.FACT]
    return Wanted(
        places=sorted({(r.session_id, r.position) for r in hits if r.kind is Kind.PASSAGE}),
        facts=[r.refers_to for r in facts],
        episodes=[r.refers_to for r in hits if r.kind is Kind.EPISODE],
        sessions=sorted({r.session_id for r in hits} - loaded.names.keys()),
        doubted=[r.refers_to for r in facts if r.unsure],
        as_of=times.as_of,
        known_at=times.known_at,
    )


def hit_of(ranked: Ranked, words: Words, names: dict[UUID, str], times: Times, explain: bool) -> Hit | None:
    signals = {name: Signal(*seen) for name, seen in ranked.signals.items()} if explain else {}
    session = names.get(ranked.session_id, "")
    source = Source(ranked.session_id, ranked.position, ranked.start, ranked.end)
    if ranked.kind is Kind.PASSAGE:
        turn = words.turns.get((ranked.session_id, ranked.position))
        if turn is None:
            return None
        text, speaker = turn.text[ranked.start : ranked.end], turn.speaker or turn.role.value
        return Hit(
            ranked.kind,
            text,
            speaker,
            session,
            source,
            (source,),
            turn.said_at,
            ranked.score,
            None,
            ranked.stale,
            False,
            signals,
        )
    if ranked.kind is Kind.FACT:
        fact = words.facts.get(ranked.refers_to)
        if fact is None:
            return None
        sources = tuple(e.source for e in fact.evidence)
        return Hit(
            ranked.kind, fact.statement, fact.evidence[-1].speaker, session, sources[-1], sources, fact.said_at,
            ranked.score, fact.fact_id, _stale(ranked, fact, times), fact.unsure, signals,
        )  # fmt: skip
    episode = words.episodes.get(ranked.refers_to)
    if episode is None:
        return None
    sources = tuple(Source(episode.session_id, p, 0, 0) for p in episode.cited)
    return Hit(
        ranked.kind, episode.summary, "", session, source, sources or (source,), episode.ended_at, ranked.score,
        episode.episode_id, False, False, signals,
    )  # fmt: skip


def _stale(ranked: Ranked, fact: Fact, times: Times) -> bool:
    """Tell whether a fact did not hold at the moment that is asked about; what was read as of a moment held then."""
    if times.as_of is not None:
        return False
    return fact.status is not Status.CURRENT if times.known_at is not None else ranked.stale
