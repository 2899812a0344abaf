"""The transactional store: what is written together is kept together, or not at all."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from continuo.domain.scope import Scope
from continuo.ports.acts import ActStore
from continuo.ports.checkpoints import CheckpointStore
from continuo.ports.clarifications import ClarificationStore
from continuo.ports.conclusions import ConclusionStore
from continuo.ports.episodes import EpisodeStore
from continuo.ports.facts import FactStore
from continuo.ports.graph import GraphStore
from continuo.ports.items import ItemStore
from continuo.ports.journal import JournalStore
from continuo.ports.privacy import ErasureStore
from continuo.ports.profile import ProfileStore
from continuo.ports.queue import Queue
from continuo.ports.requests import RequestStore
from continuo.ports.retention import ExpiryStore
from continuo.ports.timeline import TimelineStore


@dataclass(frozen=True, slots=True)
class Person:
    """What the store knows of a person beside the memories.

    Args:
        epoch: how often this person's memory has been erased; work of an older epoch is dropped.
        version: grows with every turn and every change of the recall index.
        index_version: grows with every change of the recall index alone.
        term_key: the secret under which this person's words are hashed, 32 bytes.
    """

    epoch: int
    version: int
    index_version: int
    term_key: bytes


class Transaction(Protocol):
    """One person's stores within one transaction. Everything in it becomes true at its end, together."""

    @property
    def scope(self) -> Scope:
        """Return whose stores these are."""

    @property
    def person(self) -> Person | None:
        """Return the person, or ``None`` where nothing was ever stored or all was erased."""

    @property
    def journal(self) -> JournalStore:
        """Return the person's journal."""

    @property
    def items(self) -> ItemStore:
        """Return the person's recall index."""

    @property
    def facts(self) -> FactStore:
        """Return the person's facts."""

    @property
    def clarifications(self) -> ClarificationStore:
        """Return the person's clarifications."""

    @property
    def profile(self) -> ProfileStore:
        """Return what was distilled of the person."""

    @property
    def expiry(self) -> ExpiryStore:
        """Return what has reached its age."""

    @property
    def timeline(self) -> TimelineStore:
        """Return the person's facts and episodes in the order of time."""

    @property
    def acts(self) -> ActStore:
        """Return what was decided about the person's memories."""

    @property
    def conclusions(self) -> ConclusionStore:
        """Return what language models concluded about the person."""

    @property
    def episodes(self) -> EpisodeStore:
        """Return the person's episodes."""

    @property
    def graph(self) -> GraphStore:
        """Return the person's entities and relations."""

    @property
    def queue(self) -> Queue:
        """Return the queue; a job exists exactly if the transaction commits."""

    @property
    def checkpoints(self) -> CheckpointStore:
        """Return how far the person's sessions were when their actors last said so."""

    @property
    def requests(self) -> RequestStore:
        """Return the answers kept for requests that may be sent again."""


class ErasingTransaction(Transaction, Protocol):
    """A transaction that may take a person's memory away."""

    @property
    def erasure(self) -> ErasureStore:
        """Return what erases."""


class Storage(Protocol):
    """Opens transactions. A transaction commits when its block ends, and is undone when the block raises.

    Every method raises ``Unavailable`` if the store cannot be reached or goes away before the commit was
    acknowledged; then nothing was stored, or it was stored whole: only an idempotency key tells.
    """

    def reading(self, scope: Scope) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction that reads, and may note what was handed out and how far sessions have come."""

    def appending(self, scope: Scope) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction that may append to the journal; it makes the person known and raises the version.

        Raises:
            NotFound: the person is unknown, and the scope has no name to make them known by.
        """

    def consolidating(self, scope: Scope, *, epoch: int) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction that may write projections and raises the version.

        Raises:
            NotFound: the person is unknown or has been erased since that epoch.
        """

    def deciding(self, scope: Scope) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction that may record an act and carry it out in the projections.

        Raises:
            NotFound: the person is unknown.
        """

    def erasing(self, scope: Scope) -> AbstractAsyncContextManager[ErasingTransaction]:
        """Open a transaction that may erase; ``person`` is ``None`` if there is nothing to erase."""
