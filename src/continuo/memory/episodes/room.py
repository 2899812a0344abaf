"""Episodes as they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.errors import Invalid
from continuo.domain.scope import Scope
from continuo.domain.session import Heading
from continuo.memory.episodes.heading import MOST_EPISODES, heading
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.storage import Storage


class Episodes:
    """What happened to a person, stretch by stretch."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def list(self, scope: Scope, wanted: EpisodeFilter, *, session: str | None = None) -> Sequence[Episode]:
        """Return episodes: those of a session in order, or all that pass the filter in the order of their ids."""
        if not 1 <= wanted.limit <= 1000:
            raise Invalid("limit", "must be 1 to 1000")
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                return []
            if session is not None:
                return (await tx.episodes.of_session(scope.session(session)))[: wanted.limit]
            return await tx.episodes.find(wanted)

    async def headings(self, scope: Scope, session_ids: Sequence[UUID]) -> Mapping[UUID, Heading]:
        """Return what sessions are about; those of which nothing in reach has become memory are left out."""
        async with self._storage.reading(scope) as tx:
            found = await tx.episodes.longest(session_ids, limit=MOST_EPISODES) if tx.person else []
        ordered = sorted(found, key=lambda e: e.session_id)
        return {key: heading(list(own)) for key, own in groupby(ordered, key=lambda e: e.session_id)}
