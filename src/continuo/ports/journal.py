"""The journal of one person: every turn, once, in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.session import Appended, Run, Session
from continuo.domain.turn import NewTurn, PackedTurns, Role, Turn

Place = tuple[UUID, int]
"""A session and a position in it."""


@dataclass(frozen=True, slots=True)
class TurnFilter:
    """Which turns are wanted; everything left out is not asked about.

    Args:
        since: said at this moment or later.
        until: said before this moment.
        known_at: only turns that had been recorded at that moment.
    """

    session_id: UUID | None = None
    roles: Collection[Role] | None = None
    since: datetime | None = None
    until: datetime | None = None
    known_at: datetime | None = None


class JournalStore(Protocol):
    """An append-only record of turns, one gapless stream for each session."""

    async def append(
        self, name: str, turns: Sequence[NewTurn], *, now: datetime, expected: int | None = None
    ) -> Appended:
        """Add turns to the end of the session of that name and return where they lie.

        All turns are stored, or none. Positions start at 1 and have no gaps; an erased turn keeps its position and
        loses its words. A turn whose ``client_event_id`` the session has already is not stored again and answers
        with its first position.

        Raises:
            StalePosition: ``expected`` is given and is not the last position.
            KeyReused: a known ``client_event_id`` came with other words.
        """

    async def read(self, session_id: UUID, *, after: int = 0, limit: int = 1000) -> Sequence[Turn]:
        """Return turns of one session beyond a position, in order; erased turns are left out."""

    async def read_last(self, session_id: UUID, limit: int) -> Sequence[Turn]:
        """Return the last turns of one session, in order; erased turns are left out."""

    async def read_places(self, places: Sequence[Place], *, known_at: datetime | None = None) -> Mapping[Place, Turn]:
        """Return the turns at these places; those erased, or not in reach, are left out.

        Args:
            known_at: only turns that had been recorded at that moment.
        """

    async def packed(self, wanted: TurnFilter) -> PackedTurns:
        """Return where all turns lie that pass the filter, without their words; erased turns are left out."""

    async def read_fresh(self, limit: int) -> Sequence[Turn]:
        """Return turns that are not consolidated yet, of all sessions, the newest ``limit`` of them, in order."""

    async def session(self, session_id: UUID) -> Session | None:
        """Return the session, or ``None`` where it is not there or not in reach."""

    async def session_names(self, session_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the names of these sessions; those that are not in reach are left out."""

    async def sessions(self, *, after: UUID | None = None, limit: int = 100) -> Sequence[Session]:
        """Return sessions in the order of their ids, beyond one of them."""

    async def last_recorded_at(self, session_id: UUID) -> datetime | None:
        """Return when the last turn of a session was stored, by the clock of continuo; ``None`` where there is none."""

    async def end(self, session_id: UUID, *, now: datetime) -> Session:
        """Declare the session over; raises NotFound if there is none. A second time changes nothing."""

    async def begin_run(self, session_id: UUID, first: int, last: int, *, extractor: str, now: datetime) -> Run:
        """Record that these turns are consolidated by this transaction.

        Raises:
            StalePosition: another run began there or went past it: the work is done already.
        """

    async def runs(self) -> Sequence[Run]:
        """Return all runs of the person, in order."""
