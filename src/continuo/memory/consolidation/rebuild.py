"""Projections dropped and made again from the journal, and the digest that tells whether they came out the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from continuo.domain.errors import NotFound, StalePosition
from continuo.domain.item import PackedItems
from continuo.domain.scope import Scope
from continuo.domain.session import Run
from continuo.domain.turn import Turn
from continuo.memory.consolidation.preparing import Prepared, Preparer
from continuo.memory.consolidation.writing import write
from continuo.ports.facts import FactFilter
from continuo.ports.storage import Storage, Transaction

_PAGE = 500
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did.

    Args:
        before: digest of the projections as they were.
        after: digest of the projections made again; the same, unless the rules have changed since.
    """

    runs: int
    turns: int
    before: str
    after: str


class Rebuild:
    """Makes the projections of a person again. Recall sees the old ones until the new ones are whole."""

    def __init__(self, storage: Storage, preparer: Preparer) -> None:
        self._storage = storage
        self._preparer = preparer

    async def rebuild(self, scope: Scope) -> Rebuilt:
        """Drop and remake every projection of a person in one transaction; raises NotFound if there is no such person.

        Turns are read and embedded before the transaction begins. A run that comes in between makes it begin anew.
        """
        for _ in range(_MOST_TRIES):
            before = await self.digest(scope)
            epoch, runs = await self._runs(scope)
            prepared = [(run, p) async for run, p in self._prepared(scope, runs)]
            if await self._replace(scope, epoch, runs, prepared):
                turns = sum(len(p.purposes) for _, p in prepared)
                return Rebuilt(len(runs), turns, before, await self.digest(scope))
        raise StalePosition(f"subject {scope.subject_id} kept changing during {_MOST_TRIES} rebuilds")

    async def _runs(self, scope: Scope) -> tuple[int, Sequence[Run]]:
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                raise NotFound("there is no memory of this user")
            return tx.person.epoch, await tx.journal.runs()

    async def _prepared(self, scope: Scope, runs: Sequence[Run]) -> AsyncIterator[tuple[Run, Prepared]]:
        open_turns: dict[UUID, list[Turn]] = {}
        for run in runs:
            async with self._storage.reading(scope) as tx:
                turns = await tx.journal.read(run.session_id, after=run.first - 1, limit=run.last - run.first + 1)
            turns = [t for t in turns if t.position <= run.last]
            if not turns:
                continue
            known = open_turns.get(run.session_id, [])
            prepared = await self._preparer.prepare(turns, known)
            begin = prepared.drafts[-1].first
            open_turns[run.session_id] = [t for t in [*known, *turns] if t.position >= begin]
            yield run, prepared

    async def _replace(
        self, scope: Scope, epoch: int, runs: Sequence[Run], prepared: Sequence[tuple[Run, Prepared]]
    ) -> bool:
        async with self._storage.consolidating(scope, epoch=epoch) as tx:
            if [r.run for r in await tx.journal.runs()] != [r.run for r in runs]:
                return False
            await tx.items.drop_all()
            await tx.facts.drop_all()
            await tx.episodes.drop_all()
            for run, made in prepared:
                await write(tx, run, made)
            return True

    async def digest(self, scope: Scope) -> str:
        """Return a hash, 64 hexadecimal digits, over everything the projections of a person say."""
        digest = hashlib.sha256()
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                return digest.hexdigest()
            packed = await tx.items.packed()
            for field in fields(PackedItems):
                if field.name != "version":
                    digest.update(repr(getattr(packed, field.name)).encode())
            async for line in _lines(tx):
                digest.update(line.encode())
        return digest.hexdigest()


async def _lines(tx: Transaction) -> AsyncIterator[str]:
    after: UUID | None = None
    while page := await tx.facts.find(FactFilter(after=after, limit=_PAGE)):
        for fact in page:
            history = [asdict(change) for change in await tx.facts.history(fact.fact_id)]
            yield json.dumps([asdict(fact), history], default=str, sort_keys=True)
        after = page[-1].fact_id
    after = None
    while episodes := await tx.episodes.find(after=after, limit=_PAGE):
        for episode in episodes:
            yield json.dumps(asdict(episode), default=str, sort_keys=True)
        after = episodes[-1].episode_id
