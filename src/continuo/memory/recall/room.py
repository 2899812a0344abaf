"""A question in, a ranking out; words are read from the journal at the end, under the caller's own rights."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import numpy as np

from continuo.domain.clock import Clock
from continuo.domain.episode import Episode
from continuo.domain.errors import Unavailable
from continuo.domain.item import Kind
from continuo.domain.moments import Moment
from continuo.domain.recall import Hit, Recalled, Times
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.recall.anchors import occasions, read_anchors, without_occasions
from continuo.memory.recall.asking import asked_of
from continuo.memory.recall.deadlines import NO_VECTOR, NO_VECTORS, NO_WORDS, NOT_CURRENT, Deadlines, Stages
from continuo.memory.recall.distance import closely, with_nearness
from continuo.memory.recall.hits import Hits, words_wanted
from continuo.memory.recall.inquiry import MOST_HITS, Inquiry
from continuo.memory.recall.question import Background, Question, understand
from continuo.memory.recall.ranking import Ranking, Survey, rank, rank_surveyed, surveyed
from continuo.memory.recall.reranking import Reranking
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.slices import Loaded, Seen, Slices
from continuo.memory.recall.tallying import answered
from continuo.memory.recall.vectors import Array
from continuo.memory.working.room import WINDOW_TURNS, Working
from continuo.ports.embedder import Embedder
from continuo.ports.glance import Doubt, Glances, Profile, Wanted, Words
from continuo.ports.storage import Person, Storage


@dataclass(frozen=True, slots=True)
class Stores:
    """Where recall reads.

    Args:
        glances: what is asked at one go, for every question.
        storage: what is asked for few.
        slices: the recall data of people who are active.
        working: the last turns of sessions.
    """

    glances: Glances
    storage: Storage
    slices: Slices
    working: Working


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in a slice.

    Args:
        vector: of the question, (d,); ``None`` ranks by words and form alone.
        limit: hits at most.
        kinds: what to look for; ``None`` looks for everything.
    """

    question: Question
    vector: Array | None
    limit: int
    kinds: Sequence[Kind] | None
    explain: bool

    def ranking(self, slice: Slice) -> Ranking:
        """Return the ranking of a slice."""
        return rank(slice, self.question, self.vector, limit=self.limit, kinds=self.kinds, explain=self.explain)

    def surveyed(self, slice: Slice) -> Survey:
        """Return its first half."""
        return surveyed(slice, self.question, self.vector, kinds=self.kinds)

    def ranked(self, slice: Slice, survey: Survey) -> Ranking:
        """Return its second half."""
        return rank_surveyed(slice, self.question, survey, limit=self.limit, kinds=self.kinds, explain=self.explain)


@dataclass(frozen=True, slots=True)
class Ongoing:
    """The conversation that goes on: its name, its last turns, its episodes so far.

    Args:
        session: as the application calls it; empty where there is none, or only its id is known.
    """

    session: str = ""
    turns: Sequence[Turn] = ()
    episodes: Sequence[Episode] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and what was read on the way.

    Args:
        person: of whom; ``None`` for a person unknown.
        ongoing: of the session that was named.
        doubts: open questions that facts among the hits raise.
        profile: where it was asked for and could be read.
        moments: stretches of time that the question names.
    """

    recalled: Recalled
    person: Person | None
    ongoing: Ongoing = Ongoing()
    doubts: Sequence[Doubt] = ()
    profile: Profile | None = None
    moments: Sequence[Moment] = ()


class Recall:
    """Finds what belongs to a question among everything one person said."""

    def __init__(
        self,
        stores: Stores,
        embedder: Embedder,
        clock: Clock,
        deadlines: Deadlines | None = None,
        reranking: Reranking | None = None,
    ) -> None:
        self._storage, self._glances, self._working = stores.storage, stores.glances, stores.working
        self.slices = stores.slices
        self._embedder = embedder
        self._clock = clock
        self._deadlines = deadlines or Deadlines()
        self._stages = Stages()
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
        inquiry = Inquiry(query, limit, kinds, Times(asked_at, as_of, known_at), explain)
        return (await self.find(scope, inquiry)).recalled

    async def find(self, scope: Scope, inquiry: Inquiry) -> Found:
        """Return what ``search`` returns, and what was read on the way."""
        inquiry.check()
        cut: list[str] = []
        begun = await self._begun(scope, inquiry, cut)
        if begun is None:
            return Found(Recalled((), 0), None)
        seen, search = begun
        loaded = seen.loaded
        ranking = await self._ranking(scope, loaded, search, cut)
        wanted = replace(words_wanted(loaded, ranking, inquiry.times), profile=inquiry.wants_profile(loaded.person))
        words, window = await self._words(scope, seen, wanted, cut)
        hits = await self._ordered(inquiry, Hits(words, loaded.names, inquiry.times, inquiry.explain).of(ranking), cut)
        recalled = Recalled(
            tuple(hits), loaded.whole.count, loaded.pending, tuple(dict.fromkeys(cut)),
            tuple(ranking.dropped) if inquiry.explain else (),
        )  # fmt: skip
        recalled = await self._tallied(scope, inquiry, loaded, recalled)
        ongoing = Ongoing(turns=window, episodes=seen.now.episodes)
        return Found(recalled, loaded.person, ongoing, words.doubts, words.profile, search.question.moments)

    async def _begun(self, scope: Scope, inquiry: Inquiry, cut: list[str]) -> tuple[Seen, Search] | None:
        """Return the person's slice and what is looked for in it; ``None`` for a person unknown."""
        anchors = await self._anchors(scope, inquiry, cut)
        embedding = asyncio.create_task(self._vector(without_occasions(inquiry.query, anchors)))
        try:
            seen = await self._seen(scope, inquiry.session_id, cut)
            if seen is None:
                return None
            # All that needs no vector is done while the embedder works in its own thread.
            question = self._understood(inquiry, seen.loaded, anchors)
            vector = await embedding
        finally:
            embedding.cancel()
        if vector is None:
            cut.append(NO_VECTOR)
        # What was not so or not known at another moment falls out when its words are read.
        reranked = self._reranking.top if self._reranking is not None else 0
        reach = MOST_HITS if inquiry.times.is_past else max(inquiry.limit, reranked)
        return seen, Search(question, vector, reach, inquiry.kinds, inquiry.explain)

    async def _seen(self, scope: Scope, session_id: UUID | None, cut: list[str]) -> Seen | None:
        """Return the person's slice as it is now, or as it was when the store answered last."""
        try:
            # A memory too large to be loaded in time is there for the next question.
            loading = self.slices.current(scope, session_id)
            return await self._stages.within(self._deadlines.slice, loading, goes_on=True)
        except (TimeoutError, Unavailable) as error:
            # Nothing of it comes out unless its words can still be read: what was erased since is not among them.
            kept = self.slices.at_hand(scope)
            if kept is None:
                raise Unavailable("the memory could not be loaded in time; try again") from error
            cut.append(NOT_CURRENT)
            return kept

    async def _ranking(self, scope: Scope, loaded: Loaded, search: Search, cut: list[str]) -> Ranking:
        whole = loaded.whole
        if whole.vectors.distant is None or search.vector is None:
            return search.ranking(whole)
        try:
            return await self._stages.within(self._deadlines.slice, self._ranked_afar(scope, loaded, search))
        except (TimeoutError, Unavailable):
            cut.append(NO_VECTORS)
            return replace(search, vector=None).ranking(whole)

    async def _ranked_afar(self, scope: Scope, loaded: Loaded, search: Search) -> Ranking:
        """Return the same ranking of a memory whose vectors stay in the store."""
        assert search.vector is not None, "without a vector nothing is fetched"
        near = await with_nearness(self._glances, scope, loaded.whole, search.vector)
        if near is None:
            raise Unavailable("the recall index has changed meanwhile")
        survey = search.surveyed(near)
        return search.ranked(await closely(self._glances, scope, loaded.base, near, survey), survey)

    def _understood(self, inquiry: Inquiry, loaded: Loaded, anchors: Mapping[str, date]) -> Question:
        now = inquiry.times.asked_at or self._clock()
        background = Background(anchors, loaded.nearby(inquiry.query, as_of=inquiry.times.as_of or now))
        return understand(inquiry.query, hasher=loaded.hasher, asked_at=now, slice=loaded.whole, background=background)

    async def _ordered(self, inquiry: Inquiry, hits: Sequence[Hit], cut: list[str]) -> Sequence[Hit]:
        """Return as many hits as were asked for, in the reranker's order where there is one that answers."""
        if self._reranking is not None:
            hits, note = await self._reranking.reordered(inquiry.query, hits, explain=inquiry.explain)
            cut += [note] if note else []
        return hits[: inquiry.limit]

    async def _tallied(self, scope: Scope, inquiry: Inquiry, loaded: Loaded, recalled: Recalled) -> Recalled:
        """Return what was recalled with what the journal counts, where the question asks for that."""
        if inquiry.kinds is not None and Kind.PASSAGE not in inquiry.kinds:
            return recalled
        now, speakers = inquiry.times.asked_at or self._clock(), loaded.whole.units.speakers
        asked = asked_of(inquiry.query, now=now, hasher=loaded.hasher, speakers=speakers)
        if asked is None or asked.is_for_the_ranking:
            return recalled
        return await answered(self._storage, scope, loaded, asked, recalled, limit=inquiry.limit, times=inquiry.times)

    async def _vector(self, query: str) -> np.ndarray | None:
        try:
            async with asyncio.timeout(self._deadlines.embedding.total_seconds()):
                vector: np.ndarray = (await self._embedder.embed([query]))[0]
                return vector
        except (Unavailable, TimeoutError):
            return None

    async def _anchors(self, scope: Scope, inquiry: Inquiry, cut: list[str]) -> dict[str, date]:
        """Return the days that a question reckons from; one that reckons from none asks the store for nothing."""
        wanted = occasions(inquiry.query)
        if not wanted:
            return {}
        try:
            return await self._stages.within(self._deadlines.words, self._days(scope, wanted, inquiry.times))
        except (TimeoutError, Unavailable):
            cut.append(NOT_CURRENT)
            return {}

    async def _days(self, scope: Scope, wanted: Mapping[str, tuple[str, ...]], times: Times) -> dict[str, date]:
        async with self._storage.reading(scope) as tx:
            return await read_anchors(tx.facts, wanted, times.known_at) if tx.person is not None else {}

    async def _words(self, scope: Scope, seen: Seen, wanted: Wanted, cut: list[str]) -> tuple[Words, Sequence[Turn]]:
        """Return the words behind a ranking, and the last turns of the session that goes on, by one trip."""
        session, epoch = seen.now.session, seen.loaded.person.epoch
        window = await self._working.at_hand(scope, session, epoch=epoch) if session is not None else ()
        if window is None and session is not None:
            wanted = replace(wanted, window=session.session_id, window_turns=WINDOW_TURNS)
        try:
            words = await self._stages.within(self._deadlines.words, self._glances.words(scope, wanted))
        except (TimeoutError, Unavailable) as error:
            if not window:
                raise Unavailable("the words of what was found could not be read in time; try again") from error
            cut.append(NO_WORDS)
            return Words(), window
        seen.loaded.names.update(words.names)
        if window is None and session is not None:
            window = words.window
            await self._working.keep(scope, session, window, epoch=epoch)
        return words, window or ()
