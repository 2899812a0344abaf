"""Projections dropped and made again from the journal, and the digest that tells whether they came out the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from uuid import UUID

import numpy as np

from continuo.domain.act import ABOUT_EPISODES, ABOUT_FACTS, Act, ActKind
from continuo.domain.errors import NotFound, StalePosition
from continuo.domain.item import PackedItems
from continuo.domain.predicates import Predicates
from continuo.domain.scope import Scope
from continuo.domain.session import Run
from continuo.domain.turn import Turn
from continuo.memory.consolidation.deciding import carry_out, statement_vectors
from continuo.memory.consolidation.preparing import Prepared, Preparer
from continuo.memory.consolidation.relating import ABOUT_ENTITIES, carry_out_on_graph, graph_lines
from continuo.memory.consolidation.writing import write
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.embedder import Embedder
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.facts import FactFilter
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.storage import Storage, Transaction

_PAGE = 500
REPLAYED = ABOUT_FACTS | ABOUT_EPISODES | {ActKind.EXPIRE}
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did.

    Args:
        turns: how many were read, each once.
        before: digest of the projections as they were.
        after: digest of the projections made again; the same, unless the rules have changed since.
    """

    runs: int
    turns: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Step:
    """One run or act, with what it needs beside the state it meets."""

    run: Run | None = None
    prepared: Prepared | None = None
    act: Act | None = None
    vectors: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return its place in the order of runs and acts."""
        return self.run.run if self.run is not None else self.act.number if self.act is not None else 0


@dataclass(frozen=True, slots=True)
class _Journaled:
    """What a person's memory is made from, but for the turns."""

    epoch: int
    runs: Sequence[Run]
    acts: Sequence[Act]

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of its runs and acts, ascending."""
        return sorted([*(r.run for r in self.runs), *(a.number for a in self.acts)])


class Rebuild:
    """Makes the projections of a person again. Recall sees the old ones until the new ones are whole."""

    def __init__(self, storage: Storage, preparer: Preparer, embedder: Embedder, registry: PredicateRegistry) -> None:
        self._storage = storage
        self._preparer = preparer
        self._embedder = embedder
        self._registry = registry

    async def rebuild(self, scope: Scope) -> Rebuilt:
        """Drop and remake every projection of a person in one transaction; raises NotFound if there is no such person.

        Turns are read and embedded before the transaction begins. A run that comes in between makes it begin anew.
        """
        for _ in range(_MOST_TRIES):
            before = await self.digest(scope)
            journaled = await self._journaled(scope)
            steps = [step async for step in self._steps(scope, journaled)]
            if await self._replace(scope, journaled, steps):
                return Rebuilt(len(journaled.runs), len(_turns_of(steps)), before, await self.digest(scope))
        raise StalePosition(f"subject {scope.subject_id} kept changing during {_MOST_TRIES} rebuilds")

    async def _journaled(self, scope: Scope) -> _Journaled:
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                raise NotFound("there is no memory of this user")
            return _Journaled(tx.person.epoch, await tx.journal.runs(), await tx.acts.all())

    async def _steps(self, scope: Scope, journaled: _Journaled) -> AsyncIterator[_Step]:
        """Yield runs and acts in their order, ready to be carried out."""
        decided = [
            _Step(act=act, vectors=await statement_vectors(act.payload, self._embedder)) for act in journaled.acts
        ]
        prepared = [_Step(run=run, prepared=p) async for run, p in self._prepared(scope, journaled.runs)]
        for step in sorted([*prepared, *decided], key=lambda s: s.number):
            yield step

    async def _prepared(self, scope: Scope, runs: Sequence[Run]) -> AsyncIterator[tuple[Run, Prepared]]:
        open_turns: dict[UUID, list[Turn]] = {}
        for run in runs:
            async with self._storage.reading(scope) as tx:
                turns = await tx.journal.read(run.session_id, after=run.first - 1, limit=run.last - run.first + 1)
                concluded = await tx.conclusions.of_run(run.run)
            turns = [t for t in turns if t.position <= run.last]
            if not turns:
                continue
            known = open_turns.get(run.session_id, [])
            prepared = await self._preparer.prepare(scope, turns, known, concluded)
            begin = prepared.drafts[-1].first
            open_turns[run.session_id] = [t for t in [*known, *turns] if t.position >= begin]
            yield run, prepared

    async def _replace(self, scope: Scope, journaled: _Journaled, steps: Sequence[_Step]) -> bool:
        predicates = await self._registry.of_tenant(scope.tenant_id)
        async with self._storage.consolidating(scope, epoch=journaled.epoch) as tx:
            now = _Journaled(journaled.epoch, await tx.journal.runs(), await tx.acts.all())
            if now.numbers != journaled.numbers:
                return False
            await tx.items.drop_all()
            await tx.facts.drop_all()
            await tx.clarifications.drop_all()
            await tx.episodes.drop_all()
            await tx.graph.drop_all()
            for step in steps:
                await _take(tx, step, predicates)
            return True

    async def digest(self, scope: Scope) -> str:
        """Return a hash, 64 hexadecimal digits, over everything the projections of a person say."""
        digest = hashlib.sha256()
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                return digest.hexdigest()
            packed = await tx.items.packed()
            for column in fields(PackedItems):
                if column.name != "version":
                    digest.update(repr(getattr(packed, column.name)).encode())
            async for line in _lines(tx):
                digest.update(line.encode())
        return digest.hexdigest()


async def _take(tx: Transaction, step: _Step, predicates: Predicates) -> None:
    if step.run is not None and step.prepared is not None:
        await write(tx, step.run, step.prepared, predicates)
    elif step.act is not None and step.act.kind in REPLAYED:
        await carry_out(tx, step.act, predicates, step.vectors)
    elif step.act is not None and step.act.kind in ABOUT_ENTITIES:
        await carry_out_on_graph(tx, step.act, predicates)


async def _lines(tx: Transaction) -> AsyncIterator[str]:
    """Yield all that the projections of a person say, in a fixed order."""
    after: UUID | None = None
    while page := await tx.facts.find(FactFilter(after=after, limit=_PAGE)):
        for fact in page:
            history = [asdict(change) for change in await tx.facts.history(fact.fact_id)]
            yield json.dumps([asdict(fact), history], default=str, sort_keys=True)
        after = page[-1].fact_id
    after = None
    while asked := await tx.clarifications.find(ClarificationFilter(after=after, limit=_PAGE)):
        for clarification in asked:
            yield json.dumps(asdict(clarification), default=str, sort_keys=True)
        after = asked[-1].clarification_id
    after = None
    while episodes := await tx.episodes.find(EpisodeFilter(after=after, limit=_PAGE)):
        for episode in episodes:
            yield json.dumps(asdict(episode), default=str, sort_keys=True)
        after = episodes[-1].episode_id
    async for line in graph_lines(tx):
        yield line


def _turns_of(steps: Sequence[_Step]) -> set[tuple[UUID, int]]:
    # The open turns of an episode are read again with the next run.
    made = [(s.run.session_id, s.prepared) for s in steps if s.run is not None and s.prepared is not None]
    return {(session_id, position) for session_id, prepared in made for position in prepared.purposes}
