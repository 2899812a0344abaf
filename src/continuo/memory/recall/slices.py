"""The recall data of people who are active, at hand: checked by version, bounded in memory, fresh turns added."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np

from continuo.domain.errors import Unavailable
from continuo.domain.item import Item
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.graph.neighbours import Nearby, Web
from continuo.memory.recall.slice import Slice
from continuo.memory.vectors.indexing import embedded, rows, turn_entries
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.embedder import Embedder
from continuo.ports.storage import Person, Storage
from continuo.telemetry import LOG

MOST_FRESH = 2000
"""Turns that are searched before they are consolidated; older ones wait for the worker."""

MOST_EMBEDDED = 64
"""Fresh turns that a question waits for to be embedded; the rest is searched by its words until the worker comes."""

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
    fresh: dict[tuple[UUID, int], list[Item]] = field(default_factory=dict)
    pending: int = 0
    names: dict[UUID, str] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes in memory."""
        return self.whole.nbytes + self.web.nbytes

    def nearby(self, question: str, *, as_of: datetime) -> Nearby:
        """Return what the graph leads to from the names in a question, by relations that hold at a moment."""
        named = self.web.named(question, self.person.term_key)
        return self.web.nearby(named, as_of=as_of) if named else Nearby()


class Slices:
    """Keeps the slices of the people asked about last.

    Args:
        most_bytes: what all slices may take together; the one unused for longest goes first.
    """

    def __init__(self, storage: Storage, embedder: Embedder, *, most_bytes: int) -> None:
        self._storage = storage
        self._embedder = embedder
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, Loaded] = OrderedDict()
        self._bytes = 0

    async def current(self, scope: Scope) -> Loaded | None:
        """Return the person's slice as of now, every committed turn included; ``None`` for a person unknown."""
        key = (scope.tenant_id, scope.subject_id, scope.purpose)
        kept = self._kept.get(key)
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                self._drop(key)
                return None
            if kept is not None and _same(kept.person, tx.person):
                self._kept.move_to_end(key)
                return kept
            packed = graph = None
            if (
                kept is None
                or kept.person.index_version != tx.person.index_version
                or kept.person.epoch != tx.person.epoch
            ):
                packed, graph = await tx.items.packed(), await tx.graph.packed()
            turns = await tx.journal.read_fresh(MOST_FRESH)
            person = tx.person
        base = Slice.unpack(packed, self._embedder.dimension) if packed is not None else kept.base if kept else None
        web = Web(graph, scope.subject_id) if graph is not None else kept.web if kept else None
        assert base is not None, "either there was a slice, or it has just been read"
        assert web is not None, "it is read with the slice"
        loaded = Loaded(person, base, base, web, kept.hasher if kept else TermHasher(person.term_key))
        if kept is not None and kept.person.epoch == person.epoch:
            loaded.names, loaded.fresh = kept.names, kept.fresh
        else:
            loaded.hasher = TermHasher(person.term_key)
        await self._add_fresh(loaded, turns)
        self._keep(key, loaded)
        return loaded

    async def _add_fresh(self, loaded: Loaded, turns: Sequence[Turn]) -> None:
        known = loaded.fresh
        loaded.fresh = {(t.session_id, t.position): known.get((t.session_id, t.position), []) for t in turns}
        missing = [t for t in turns if not _is_embedded(loaded.fresh[t.session_id, t.position])]
        lexical, dense = missing[:-MOST_EMBEDDED], missing[-MOST_EMBEDDED:]
        await self._index(loaded, dense, embed=True)
        await self._index(loaded, [t for t in lexical if not loaded.fresh[t.session_id, t.position]], embed=False)
        loaded.pending = sum(not _is_embedded(items) for items in loaded.fresh.values())
        items = [item for rows_of_turn in loaded.fresh.values() for item in rows_of_turn]
        loaded.whole = loaded.base.with_rows(items) if items else loaded.base

    async def _index(self, loaded: Loaded, turns: Sequence[Turn], *, embed: bool) -> None:
        by_turn = [(t, turn_entries(t)) for t in turns]
        vectors = {}
        if embed:
            try:
                vectors = await embedded([e.text for _, entries in by_turn for e in entries], self._embedder)
            except Unavailable as error:
                LOG.warning("fresh turns stay searchable by their words alone: %s", error)
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


def _same(kept: Person, now: Person) -> bool:
    return (kept.epoch, kept.version) == (now.epoch, now.version)


def _is_embedded(items: Sequence[Item]) -> bool:
    return bool(items) and all(item.vector for item in items)
