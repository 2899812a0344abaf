"""Transactions over one person's stores in PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from continuo.adapters.postgres.acts import PostgresActs
from continuo.adapters.postgres.checkpoints import PostgresCheckpoints
from continuo.adapters.postgres.clarifications import PostgresClarifications
from continuo.adapters.postgres.conclusions import PostgresConclusions
from continuo.adapters.postgres.episodes import PostgresEpisodes
from continuo.adapters.postgres.erasure import PostgresErasure
from continuo.adapters.postgres.expiry import PostgresExpiry
from continuo.adapters.postgres.facts import PostgresFacts
from continuo.adapters.postgres.glances import PostgresGlances
from continuo.adapters.postgres.graph import PostgresGraph
from continuo.adapters.postgres.items import PostgresItems
from continuo.adapters.postgres.journal import PostgresJournal
from continuo.adapters.postgres.person import Desk, PersonOpener
from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.profile import PostgresProfile
from continuo.adapters.postgres.queue import PostgresQueue
from continuo.adapters.postgres.requests import PostgresRequests
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.timeline import PostgresTimeline
from continuo.domain.errors import NotFound
from continuo.domain.scope import Scope
from continuo.ports.storage import Person


class PostgresTransaction:
    """Keeps the ports ``Transaction`` and ``ErasingTransaction``; stores are made when they are asked for."""

    def __init__(self, desk: Desk, dimension: int) -> None:
        self._desk = desk
        self._dimension = dimension

    @property
    def scope(self) -> Scope:
        """Return whose stores these are."""
        return self._desk.scope

    @property
    def person(self) -> Person | None:
        """Return the person, or ``None`` where nothing was ever stored or all was erased."""
        return self._desk.person

    @cached_property
    def journal(self) -> PostgresJournal:
        """Return the person's journal."""
        return PostgresJournal(self._desk)

    @cached_property
    def items(self) -> PostgresItems:
        """Return the person's recall index."""
        return PostgresItems(self._desk, self._dimension)

    @cached_property
    def facts(self) -> PostgresFacts:
        """Return the person's facts."""
        return PostgresFacts(self._desk)

    @cached_property
    def clarifications(self) -> PostgresClarifications:
        """Return the person's clarifications."""
        return PostgresClarifications(self._desk)

    @cached_property
    def profile(self) -> PostgresProfile:
        """Return what was distilled of the person."""
        return PostgresProfile(self._desk)

    @cached_property
    def expiry(self) -> PostgresExpiry:
        """Return what has reached its age."""
        return PostgresExpiry(self._desk)

    @cached_property
    def timeline(self) -> PostgresTimeline:
        """Return the person's facts and episodes in the order of time."""
        return PostgresTimeline(self._desk)

    @cached_property
    def acts(self) -> PostgresActs:
        """Return what was decided about the person's memories."""
        return PostgresActs(self._desk)

    @cached_property
    def conclusions(self) -> PostgresConclusions:
        """Return what language models concluded about the person."""
        return PostgresConclusions(self._desk)

    @cached_property
    def episodes(self) -> PostgresEpisodes:
        """Return the person's episodes."""
        return PostgresEpisodes(self._desk)

    @cached_property
    def graph(self) -> PostgresGraph:
        """Return the person's entities and relations."""
        return PostgresGraph(self._desk)

    @cached_property
    def queue(self) -> PostgresQueue:
        """Return the queue; a job exists exactly if the transaction commits."""
        return PostgresQueue(self._desk.connection, self._desk.person.epoch if self._desk.person else 0)

    @cached_property
    def checkpoints(self) -> PostgresCheckpoints:
        """Return how far the person's sessions were."""
        return PostgresCheckpoints(self._desk)

    @cached_property
    def requests(self) -> PostgresRequests:
        """Return the answers kept for requests that may be sent again."""
        return PostgresRequests(self._desk)

    @cached_property
    def erasure(self) -> PostgresErasure:
        """Return what erases."""
        return PostgresErasure(self._desk)


class PostgresStorage:
    """Keeps the port ``Storage``.

    Args:
        dimension: length of the embedder's vectors.
        glances: what recall asks, at one go.
    """

    def __init__(self, pools: Pools, root: RootKey, dimension: int) -> None:
        self.people = PersonOpener(pools, root)
        self._dimension = dimension
        self.glances = PostgresGlances(pools, self.people, dimension)

    @asynccontextmanager
    async def reading(self, scope: Scope) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that reads."""
        async with self.people.read(scope) as desk:
            yield PostgresTransaction(desk, self._dimension)

    @asynccontextmanager
    async def appending(self, scope: Scope) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that may append to the journal; it makes the person known and raises the version."""
        async with self.people.make(scope) as desk:
            yield PostgresTransaction(desk, self._dimension)

    @asynccontextmanager
    async def consolidating(self, scope: Scope, *, epoch: int) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that may write projections and raises the version."""
        async with self.people.lock("worker", scope) as desk:
            if desk.person is None or desk.person.epoch != epoch:
                raise NotFound(f"subject {scope.subject_id} has no memory of epoch {epoch}")
            yield PostgresTransaction(desk, self._dimension)

    @asynccontextmanager
    async def deciding(self, scope: Scope) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that may record an act and carry it out in the projections."""
        async with self.people.lock("worker", scope) as desk:
            if desk.person is None:
                raise NotFound("there is no memory of this user")
            yield PostgresTransaction(desk, self._dimension)

    @asynccontextmanager
    async def erasing(self, scope: Scope) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that may erase; ``person`` is ``None`` if there is nothing to erase."""
        async with self.people.lock("eraser", scope) as desk:
            yield PostgresTransaction(desk, self._dimension)
