"""A journal in memory, with just what following a session asks of a store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import Role, Turn
from continuo.ports.storage import Person

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ANA = Scope.of(UUID(int=1), "ana")
TALK = "talk"


@dataclass
class Stage:
    """One person's session; keeps ``Storage`` as far as it is read.

    Args:
        troubles: so many of the next transactions fail.
    """

    words: list[str] = field(default_factory=list)
    epoch: int = 0
    version: int = 1
    memory: int = 0
    consolidated_to: int = 0
    ended_at: datetime | None = None
    is_known: bool = True
    troubles: int = 0
    read: int = 0

    def say(self, *texts: str) -> int:
        """Append turns, and return the last position."""
        self.words += texts
        self.version += 1
        return len(self.words)

    def reading(self, scope: Scope) -> Any:
        """Open a transaction."""
        return self._transaction()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[_Reading]:
        if self.troubles:
            self.troubles -= 1
            raise Unavailable("away")
        self.read += 1
        yield _Reading(self)


class _Reading:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.journal = self
        self.clarifications = self

    @property
    def person(self) -> Person | None:
        stage = self._stage
        return Person(stage.epoch, stage.version, stage.memory, b"") if stage.is_known else None

    async def session(self, session_id: UUID) -> Session | None:
        stage = self._stage
        if session_id != ANA.session(TALK) or not stage.words:
            return None
        last = len(stage.words)
        return Session(session_id, TALK, last, stage.consolidated_to, NOW, NOW, stage.ended_at)

    async def find(self, wanted: object) -> Sequence[object]:
        return []

    async def read(self, session_id: UUID, *, after: int = 0, limit: int = 1000) -> Sequence[Turn]:
        words = self._stage.words[after : after + limit]
        return [
            Turn(session_id, position, Role.USER, text, "", NOW, NOW) for position, text in enumerate(words, after + 1)
        ]
