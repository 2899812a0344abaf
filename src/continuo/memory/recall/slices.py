"""The recall data of people who are active, at hand: checked by version, bounded in memory, fresh turns added."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np

from continuo.domain.errors import Unavailable
from continuo.domain.item import Item
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.graph.neighbours import Nearby, Web
from continuo.memory.recall.distance import last_rows, set_apart, with_vectors_of
from continuo.memory.recall.slice import Slice
from continuo.memory.vectors.indexing import embedded, rows, turn_entries
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.embedder import Embedder
from continuo.ports.glance import Glance, Glances, Index, Kept
from continuo.ports.journal import Place
from continuo.ports.storage import Person
from continuo.telemetry import LOG

MOST_FRESH = 2000
"""Turns that are searched before they are consolidated; older ones wait for the worker."""

MOST_EMBEDDED = 64
"""Fresh turns that a question waits for to be embedded; the rest is searched by its words until the worker comes."""

EMBEDDING_PATIENCE_S = 2.0
"""Seconds that a question waits for them; after that they too are searched by their words."""

MOST_ITEMS = 30_000
"""Rows of a person up to which their vectors are kept at hand: 46 MB with 384 dimensions."""

Key = tuple[UUID, UUID, str | None]


@dataclass(slots=True)
class Loaded:
    """One person's slice and what goes with it.

    Args:
        base: what is in the recall index.
        whole: the same with the turns that are not consolidated yet.
        web: the graph of the same version as ``base``.
        fresh: index rows of those turns, by place.
        pending: turns among them that are not embedded.
        names: of sessions, by id, as far as they were asked for.
    """

    person: Person
    base: Slice
    whole: Slice
    web: Web
    hasher: TermHasher
    fresh: dict[Place, list[Item]] = field(default_factory=dict)
    pending: int = 0
    names: dict[UUID, str] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes in memory."""
        return self.whole.nbytes + self.web.nbytes

    def read_places(self) -> set[Place]:
        """Return the places of fresh turns that need not be read again: those whose rows are whole."""
        return {place for place, items in self.fresh.items() if _is_embedded(items)}

    def nearby(self, question: str, *, as_of: datetime) -> Nearby:
        """Return what the graph leads to from the names in a question, by relations that hold at a moment."""
        named = self.web.named(question, self.person.term_key)
        return self.web.nearby(named, as_of=as_of) if named else Nearby()


@dataclass(frozen=True, slots=True)
class Seen:
    """A person's slice, and how the person was when it was seen to be current."""

    loaded: Loaded
    now: Glance


class Slices:
    """Keeps the slices of the people asked about last.

    Args:
        most_bytes: what all slices may take together; the one unused for longest goes first.
        most_items: of a person with more rows the vectors stay in the store.
    """

    def __init__(self, glances: Glances, embedder: Embedder, *, most_bytes: int, most_items: int = MOST_ITEMS) -> None:
        self._most_items = most_items
        self._glances = glances
        self._embedder = embedder
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, Loaded] = OrderedDict()
        self._bytes = 0
        self._loading: dict[Key, asyncio.Lock] = {}

    async def current(self, scope: Scope, session_id: UUID | None = None) -> Seen | None:
        """Return the person's slice as of now, every committed turn included; ``None`` for a person unknown.

        Args:
            session_id: a session that is wanted too: it comes with the same trip to the store.
        """
        key = (scope.tenant_id, scope.subject_id, scope.purpose)
        if key in self._kept:
            return await self._current(scope, session_id)
        # One at a time loads what is not there: a crowd of questions about one person would load it for each.
        lock = self._loading.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                return await self._current(scope, session_id)
        finally:
            if not lock.locked():
                self._loading.pop(key, None)

    async def _current(self, scope: Scope, session_id: UUID | None) -> Seen | None:
        key = (scope.tenant_id, scope.subject_id, scope.purpose)
        kept = self._kept.get(key)
        now = await self._glance(scope, kept, session_id)
        if now.person is None:
            self._drop(key)
            return None
        if kept is not None and now.index is None and now.fresh is None:
            if self._kept.get(key) is kept:
                self._kept.move_to_end(key)
            return Seen(kept, now)
        loaded = self._loaded(scope, now.person, now.index, kept)
        await self._add_fresh(scope, loaded, now.fresh or {})
        self._keep(key, loaded)
        return Seen(loaded, now)

    @property
    def nbytes(self) -> int:
        """Return the bytes that all slices at hand take."""
        return self._bytes

    def at_hand(self, scope: Scope) -> Seen | None:
        """Return the person's slice as it was when it was last seen, without asking whether it is current."""
        kept = self._kept.get((scope.tenant_id, scope.subject_id, scope.purpose))
        return Seen(kept, Glance(kept.person)) if kept is not None else None

    async def _glance(self, scope: Scope, kept: Loaded | None, session_id: UUID | None) -> Glance:
        if kept is not None:
            known = Kept(kept.person, kept.read_places())
            now = await self._glances.glance(scope, kept=known, most_fresh=MOST_FRESH, session_id=session_id)
            if now.person is None or _has_index_of(kept.person, now.person):
                return now
        return await self._glances.glance(scope, kept=None, most_fresh=MOST_FRESH, session_id=session_id)

    def _loaded(self, scope: Scope, person: Person, index: Index | None, kept: Loaded | None) -> Loaded:
        if index is None:
            assert kept is not None, "either there was a slice, or it has just been read"
            base, web = kept.base, kept.web
        else:
            base, web = Slice.unpack(index.items, self._embedder.dimension), Web(index.graph, scope.subject_id)
            if base.count > self._most_items:
                base = set_apart(base)
        if kept is None or kept.person.epoch != person.epoch:
            return Loaded(person, base, base, web, TermHasher(person.term_key))
        return Loaded(person, base, base, web, kept.hasher, kept.fresh, names=kept.names)

    async def _add_fresh(self, scope: Scope, loaded: Loaded, turns: Mapping[Place, Turn | None]) -> None:
        known = loaded.fresh
        loaded.fresh = {place: known.get(place, []) for place in turns}
        missing = [t for place, t in turns.items() if t is not None and not _is_embedded(loaded.fresh[place])]
        lexical, dense = missing[:-MOST_EMBEDDED], missing[-MOST_EMBEDDED:]
        await self._index(loaded, dense, embed=True)
        await self._index(loaded, [t for t in lexical if not loaded.fresh[t.session_id, t.position]], embed=False)
        loaded.pending = sum(not _is_embedded(items) for items in loaded.fresh.values())
        items = [item for rows_of_turn in loaded.fresh.values() for item in rows_of_turn]
        base = loaded.base
        if items and base.vectors.distant is not None:
            beside = last_rows(base, list({session for session, _ in loaded.fresh}))
            base = await with_vectors_of(self._glances, scope, base, base, beside)
        loaded.whole = base.with_rows(items) if items else base

    async def _index(self, loaded: Loaded, turns: Sequence[Turn], *, embed: bool) -> None:
        by_turn = [(t, turn_entries(t)) for t in turns]
        vectors = {}
        if embed:
            try:
                async with asyncio.timeout(EMBEDDING_PATIENCE_S):
                    vectors = await embedded([e.text for _, entries in by_turn for e in entries], self._embedder)
            except (Unavailable, TimeoutError) as error:
                LOG.warning("fresh turns stay searchable by their words alone: %s", type(error).__name__)
        for turn, entries in by_turn:
            stacked = np.stack([vectors[e.text] for e in entries]) if vectors and entries else None
            loaded.fresh[turn.session_id, turn.position] = rows(entries, stacked, loaded.hasher)

    async def forget(self, scope: Scope) -> int:
        """Drop everything at hand of a person, and return how many slices there were."""
        mine = [k for k in self._kept if k[:2] == (scope.tenant_id, scope.subject_id)]
        for key in mine:
            self._drop(key)
        return len(mine)

    def _keep(self, key: Key, loaded: Loaded) -> None:
        self._drop(key)
        self._kept[key] = loaded
        self._bytes += loaded.nbytes
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone.nbytes


def _has_index_of(kept: Person, now: Person) -> bool:
    return (kept.epoch, kept.index_version) == (now.epoch, now.index_version)


def _is_embedded(items: Sequence[Item]) -> bool:
    return bool(items) and all(item.vector for item in items)
