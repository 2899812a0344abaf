"""A question in, a ranking out; words are read from the journal at the end, under the caller's own rights."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np

from continuo.domain.clock import Clock
from continuo.domain.episode import Episode
from continuo.domain.errors import Invalid, Unavailable
from continuo.domain.fact import Fact, Status
from continuo.domain.item import Kind
from continuo.domain.recall import NOW, Hit, Recalled, Signal, Times
from continuo.domain.scope import Scope
from continuo.domain.turn import Source, Turn
from continuo.memory.recall.anchors import occasions, read_anchors, without_occasions
from continuo.memory.recall.asking import asked_of
from continuo.memory.recall.question import Background, understand
from continuo.memory.recall.ranking import Ranked, Ranking, rank
from continuo.memory.recall.reranking import Reranking
from continuo.memory.recall.slices import Loaded, Slices
from continuo.memory.recall.tallying import answered
from continuo.ports.embedder import Embedder
from continuo.ports.storage import Person, Storage

LONGEST_QUESTION = 10_000
MOST_HITS = 1000
EMBED_TIMEOUT = timedelta(seconds=2)
"""After this a question is answered by words, time and recency alone, and the answer says so."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words behind a ranking, by what it refers to."""

    turns: dict[tuple[UUID, int], Turn]
    facts: dict[UUID, Fact]
    episodes: dict[UUID, Episode]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and of whom; ``None`` for a person unknown."""

    recalled: Recalled
    person: Person | None


class Recall:
    """Finds what belongs to a question among everything one person said."""

    def __init__(
        self,
        storage: Storage,
        embedder: Embedder,
        slices: Slices,
        clock: Clock,
        reranking: Reranking | None = None,
    ) -> None:
        self._storage = storage
        self._embedder = embedder
        self._slices = slices
        self._clock = clock
        self._reranking = reranking

    async def search(
        self,
        scope: Scope,
        query: str,
        *,
        limit: int = 10,
        kinds: Sequence[Kind] | None = None,
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
        explain: bool = False,
    ) -> Recalled:
        """Return what was found, best first; nothing for a person unknown.

        Args:
            limit: hits at most, 1 to 1,000.
            kinds: what to look for; ``None`` looks for everything.
            asked_at: the moment of asking, against which "last Tuesday" is read; ``None`` means now.
            as_of: facts that were true at that moment, and what had happened by then; ``None`` means at present.
            known_at: only what was known at that moment, as it was known.
            explain: whether to say why each hit was found, and what was dropped.

        Raises:
            Invalid: names the argument.
        """
        times = Times(asked_at, as_of, known_at)
        return (await self.find(scope, query, limit=limit, kinds=kinds, times=times, explain=explain)).recalled

    async def find(
        self,
        scope: Scope,
        query: str,
        *,
        limit: int,
        kinds: Sequence[Kind] | None = None,
        times: Times = NOW,
        explain: bool = False,
    ) -> Found:
        """Return what ``search`` returns, and the person it was found for."""
        self._check(query, limit, times)
        anchors = await self._anchors(scope, query, times)
        asked = without_occasions(query, anchors)
        vector, loaded = await asyncio.gather(self._vector(asked), self._slices.current(scope))
        if loaded is None:
            return Found(Recalled((), 0), None)
        now = times.asked_at or self._clock()
        background = Background(anchors, loaded.nearby(query, as_of=times.as_of or now))
        question = understand(query, hasher=loaded.hasher, asked_at=now, slice=loaded.whole, background=background)
        # What was not so or not known at another moment falls out when its words are read.
        reach = MOST_HITS if times.is_past else max(limit, self._reranking.top if self._reranking else 0)
        ranking = rank(loaded.whole, question, vector, limit=reach, kinds=kinds, explain=explain)
        hits = await self._hits(scope, loaded, ranking, times, explain)
        notes = [] if vector is not None else ["the embedder is away: searched by words, time and recency alone"]
        if self._reranking is not None:
            hits, note = await self._reranking.reordered(query, hits, explain=explain)
            notes += [note] if note else []
        dropped = tuple(ranking.dropped) if explain else ()
        recalled = Recalled(tuple(hits[:limit]), loaded.whole.count, loaded.pending, tuple(notes), dropped)
        if kinds is None or Kind.PASSAGE in kinds:
            recalled = await self._tallied(scope, query, loaded, recalled, limit=limit, times=times)
        return Found(recalled, loaded.person)

    async def _tallied(
        self, scope: Scope, query: str, loaded: Loaded, recalled: Recalled, *, limit: int, times: Times
    ) -> Recalled:
        """Return what was recalled with what the journal counts, where the question asks for that."""
        now, speakers = times.asked_at or self._clock(), loaded.whole.units.speakers
        asked = asked_of(query, now=now, hasher=loaded.hasher, speakers=speakers)
        if asked is None:
            return recalled
        return await answered(self._storage, scope, loaded, asked, recalled, limit=limit, times=times)

    def _check(self, query: str, limit: int, times: Times) -> None:
        if not query.strip():
            raise Invalid("query", "must not be empty or blank")
        if len(query) > LONGEST_QUESTION:
            raise Invalid("query", f"must have at most {LONGEST_QUESTION} characters, has {len(query)}")
        if "\x00" in query or any(0xD800 <= ord(c) <= 0xDFFF for c in query):
            raise Invalid("query", "must not contain NUL characters or lone surrogates")
        if not 1 <= limit <= MOST_HITS:
            raise Invalid("limit", f"must be 1 to {MOST_HITS}")
        for name, moment in asdict(times).items():
            if moment is not None and moment.tzinfo is None:
                raise Invalid(name, "must name its zone")

    async def _vector(self, query: str) -> np.ndarray | None:
        try:
            async with asyncio.timeout(EMBED_TIMEOUT.total_seconds()):
                vector: np.ndarray = (await self._embedder.embed([query]))[0]
                return vector
        except (Unavailable, TimeoutError):
            return None

    async def _anchors(self, scope: Scope, query: str, times: Times) -> dict[str, date]:
        """Return the days that a question reckons from; one that reckons from none asks the store for nothing."""
        wanted = occasions(query)
        if not wanted:
            return {}
        async with self._storage.reading(scope) as tx:
            return await read_anchors(tx.facts, wanted, times.known_at) if tx.person is not None else {}

    async def _hits(self, scope: Scope, loaded: Loaded, ranking: Ranking, times: Times, explain: bool) -> list[Hit]:
        async with self._storage.reading(scope) as tx:
            then = {"as_of": times.as_of, "known_at": times.known_at}
            places = {(r.session_id, r.position) for r in ranking.hits if r.kind is Kind.PASSAGE}
            words = Words(
                turns=dict(await tx.journal.read_places(sorted(places), known_at=times.known_at)),
                facts={f.fact_id: f for f in await tx.facts.get(_referred(ranking, Kind.FACT), **then)},
                episodes={e.episode_id: e for e in await tx.episodes.get(_referred(ranking, Kind.EPISODE), **then)},
            )
            sessions = {r.session_id for r in ranking.hits} - loaded.names.keys()
            loaded.names.update(await tx.journal.session_names(sorted(sessions)))
        # What is not in reach any more when its words are read has been erased since: it is left out.
        found = (_hit(r, words, loaded.names, times, explain) for r in ranking.hits)
        return [hit for hit in found if hit is not None]


def _referred(ranking: Ranking, kind: Kind) -> list[UUID]:
    return [r.refers_to for r in ranking.hits if r.kind is kind]


def _hit(ranked: Ranked, words: Words, names: dict[UUID, str], times: Times, explain: bool) -> Hit | None:
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
