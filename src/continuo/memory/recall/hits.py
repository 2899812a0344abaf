"""From places in a ranking to hits with their words: what has to be read, and what is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Hits:
    """Makes hits of what a ranking names; what is not in reach any more when its words are read is none.

    Args:
        names: of sessions.
        explain: whether a hit says which signals found it.
    """

    words: Words
    names: Mapping[UUID, str]
    times: Times
    explain: bool

    def of(self, ranking: Ranking) -> list[Hit]:
        """Return the hits, best first."""
        made = (_MAKERS[ranked.kind](self, ranked) for ranked in ranking.hits)
        return [hit for hit in made if hit is not None]

    def passage(self, ranked: Ranked) -> Hit | None:
        """Return the hit of a passage: its words, and who said them."""
        turn = self.words.turns.get((ranked.session_id, ranked.position))
        if turn is None:
            return None
        source = Source(ranked.session_id, ranked.position, ranked.start, ranked.end)
        text, speaker = turn.text[ranked.start : ranked.end], turn.speaker or turn.role.value
        return Hit(
            ranked.kind, text, speaker, self._session(ranked), source, (source,), turn.said_at, ranked.score, None,
            ranked.stale, False, self._signals(ranked),
        )  # fmt: skip

    def fact(self, ranked: Ranked) -> Hit | None:
        """Return the hit of a fact: its statement, and all it stands on."""
        fact = self.words.facts.get(ranked.refers_to)
        if fact is None:
            return None
        sources = tuple(e.source for e in fact.evidence)
        return Hit(
            ranked.kind, fact.statement, fact.evidence[-1].speaker, self._session(ranked), sources[-1], sources,
            fact.said_at, ranked.score, fact.fact_id, _stale(ranked, fact, self.times), fact.unsure,
            self._signals(ranked),
        )  # fmt: skip

    def episode(self, ranked: Ranked) -> Hit | None:
        """Return the hit of an episode: its summary, and the turns that it quotes."""
        episode = self.words.episodes.get(ranked.refers_to)
        if episode is None:
            return None
        source = Source(ranked.session_id, ranked.position, ranked.start, ranked.end)
        sources = tuple(Source(episode.session_id, p, 0, 0) for p in episode.cited)
        return Hit(
            ranked.kind, episode.summary, "", self._session(ranked), source, sources or (source,), episode.ended_at,
            ranked.score, episode.episode_id, False, False, self._signals(ranked),
        )  # fmt: skip

    def _session(self, ranked: Ranked) -> str:
        return self.names.get(ranked.session_id, "")

    def _signals(self, ranked: Ranked) -> dict[str, Signal]:
        return {name: Signal(*seen) for name, seen in ranked.signals.items()} if self.explain else {}


_MAKERS = {Kind.PASSAGE: Hits.passage, Kind.FACT: Hits.fact, Kind.EPISODE: Hits.episode}


def _stale(ranked: Ranked, fact: Fact, times: Times) -> bool:
    """Tell whether a fact did not hold at the moment that is asked about; what was read as of a moment held then."""
    if times.as_of is not None:
        return False
    return fact.status is not Status.CURRENT if times.known_at is not None else ranked.stale
