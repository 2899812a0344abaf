"""Looking at everything that is stored of a person, and taking it away."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import NotFound
from continuo.domain.relation import EntityMention
from continuo.domain.scope import Scope
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.facts import FactFilter
from continuo.ports.graph import Version
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.privacy import Erasure
from continuo.ports.storage import Storage
from continuo.telemetry import LOG

Forget = Callable[[Scope], Awaitable[int]]
"""Drops what one store at hand holds of a person, and returns how much it was."""

_PAGE = 500


class Privacy:
    """Export and erasure.

    Args:
        at_hand: stores beside the database that hold something of a person, by the name they have in the counts.
        notices: carries word of it to the person's devices; ``None`` tells nobody.
    """

    def __init__(
        self, storage: Storage, clock: Clock, at_hand: Mapping[str, Forget], notices: Notices | None = None
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._at_hand = at_hand
        self._notices = notices

    async def erase(self, scope: Scope) -> Erasure:
        """Erase everything of a person; when this returns, no read finds any of it.

        Raises:
            NotFound: there is nothing of such a person.
        """
        async with self._storage.erasing(scope) as tx:
            if tx.person is None:
                raise NotFound("there is no memory of this user")
            erasure = await tx.erasure.erase(now=self._clock())
        for store, forget in self._at_hand.items():
            erasure.counts[store] = await forget(scope)
        if self._notices is not None:
            await self._notices.tell(scope, Notice(NoticeKind.ERASED, None, 0, erasure.epoch))
        LOG.info("subject %s erased, epoch %d, %s", scope.subject_id, erasure.epoch, erasure.counts)
        return erasure

    async def epoch(self, scope: Scope) -> int:
        """Return how often this person's memory has been erased; raises NotFound where there is none."""
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                raise NotFound("there is no memory of this user")
            return tx.person.epoch

    async def export(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        """Yield all that is stored of a person as plain records, each with its ``type``, page by page.

        Raises:
            NotFound: there is nothing of such a person.
        """
        epoch = await self.epoch(scope)
        yield {"type": "person", "user_id": scope.user_id, "exported_at": self._clock(), "epoch": epoch}
        async for record in self._sessions(scope):
            yield record
        async for record in self._facts(scope):
            yield record
        async for record in self._clarifications(scope):
            yield record
        async for record in self._conclusions(scope):
            yield record
        async for record in self._acts(scope):
            yield record
        async for record in self._profile(scope):
            yield record
        async for record in self._episodes(scope):
            yield record
        async for record in self._entities(scope):
            yield record
        async for record in self._mentions(scope):
            yield record
        async for record in self._relations(scope):
            yield record

    async def _sessions(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: UUID | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.journal.sessions(after=after, limit=_PAGE) if tx.person else []
            for session in page:
                yield {"type": "session"} | asdict(session)
                async with self._storage.reading(scope) as tx:
                    checkpoint = await tx.checkpoints.of_session(session.session_id)
                if checkpoint is not None:
                    yield {"type": "checkpoint"} | asdict(checkpoint)
                async for turn in self._turns(scope, session.session_id):
                    yield turn
            if len(page) < _PAGE:
                return
            after = page[-1].session_id

    async def _turns(self, scope: Scope, session_id: UUID) -> AsyncIterator[dict[str, Any]]:
        position = 0
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.journal.read(session_id, after=position, limit=_PAGE) if tx.person else []
            for turn in page:
                yield {"type": "turn"} | asdict(turn)
            if len(page) < _PAGE:
                return
            position = page[-1].position

    async def _facts(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: UUID | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.facts.find(FactFilter(after=after, limit=_PAGE))
                histories = [await tx.facts.history(f.fact_id) for f in page]
            for fact, history in zip(page, histories, strict=True):
                steps = [{"change": c.change, "at": c.at, "reason": c.reason} for c in history]
                yield {"type": "fact"} | asdict(fact) | {"history": steps}
            if len(page) < _PAGE:
                return
            after = page[-1].fact_id

    async def _clarifications(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: UUID | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.clarifications.find(ClarificationFilter(after=after, limit=_PAGE))
            for asked in page:
                yield {"type": "clarification"} | asdict(asked)
            if len(page) < _PAGE:
                return
            after = page[-1].clarification_id

    async def _conclusions(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after = 0
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.conclusions.find(after=after, limit=_PAGE)
            for conclusion in page:
                recaps = [
                    {"first": first, "last": last, "lines": [asdict(line) for line in lines]}
                    for (first, last), lines in conclusion.recaps.items()
                ]
                yield {"type": "conclusion"} | asdict(replace(conclusion, recaps={})) | {"recaps": recaps}
            if len(page) < _PAGE:
                return
            after = page[-1].run

    async def _acts(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        async with self._storage.reading(scope) as tx:
            acts = await tx.acts.all()
        for act in acts:
            yield {"type": "act"} | asdict(act)

    async def _profile(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        async with self._storage.reading(scope) as tx:
            lines = await tx.profile.read()
        for line in lines:
            yield {"type": "profile_line"} | asdict(line)

    async def _episodes(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: UUID | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.episodes.find(EpisodeFilter(after=after, limit=_PAGE))
            for episode in page:
                yield {"type": "episode"} | asdict(episode)
            if len(page) < _PAGE:
                return
            after = page[-1].episode_id

    async def _entities(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: Version | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.graph.entity_versions(after=after, limit=_PAGE)
            for entity in page:
                known = asdict(entity)
                yield {"type": "entity", "node": known.pop("type")} | known
            if len(page) < _PAGE:
                return
            after = page[-1].entity_id, page[-1].known_from

    async def _mentions(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: EntityMention | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.graph.all_mentions(after=after, limit=_PAGE)
            for mention in page:
                yield {"type": "mention"} | asdict(mention)
            if len(page) < _PAGE:
                return
            after = page[-1]

    async def _relations(self, scope: Scope) -> AsyncIterator[dict[str, Any]]:
        after: Version | None = None
        while True:
            async with self._storage.reading(scope) as tx:
                page = await tx.graph.relation_versions(after=after, limit=_PAGE)
            for relation in page:
                yield {"type": "relation"} | asdict(relation)
            if len(page) < _PAGE:
                return
            after = page[-1].relation_id, page[-1].known_from
