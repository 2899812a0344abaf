"""Turns on their way in, and out again: the journal as the rest of continuo sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import Invalid, NotFound
from continuo.domain.job import JobKind
from continuo.domain.scope import Scope, checked_name
from continuo.domain.session import Appended, Session
from continuo.domain.turn import NewTurn, Turn, checked_turn
from continuo.ports.intake import Addition, Intake
from continuo.ports.requests import RequestKey
from continuo.ports.storage import Storage, Transaction

MOST_TURNS = 1000
"""Turns in one request; a longer history comes in several."""


class Journal:
    """Appends and replays turns.

    Args:
        intake: the short way for ordinary appends; ``None`` where every one goes the long way.
        batch_turns: a session is consolidated as soon as this many turns wait.
        quiet: and in any case when nothing was said for this long.
    """

    def __init__(
        self, storage: Storage, intake: Intake | None, clock: Clock, *, batch_turns: int, quiet: timedelta
    ) -> None:
        self._storage = storage
        self._intake = intake
        self._clock = clock
        self._batch_turns = batch_turns
        self._quiet = quiet

    async def append(
        self,
        scope: Scope,
        session: str,
        turns: Sequence[NewTurn],
        *,
        expected: int | None = None,
        request: RequestKey | None = None,
    ) -> Appended:
        """Store turns at the end of a session and return where they lie, after the commit.

        Args:
            session: the application's own name of the conversation; it begins with its first turn.
            expected: the last position the caller has seen; ``None`` appends whatever happened since.
            request: makes the call safe to repeat: the same key answers as before and does nothing.

        Raises:
            Invalid: names the field; nothing was stored.
            StalePosition: ``expected`` is given and is not the last position.
            KeyReused: the request key or a client event id came before with other words.
        """
        self._check(scope, session, turns)
        if self._intake is not None and expected is None:
            addition = Addition(session, turns, self._clock(), self._batch_turns, self._quiet, request)
            if (taken := await self._intake.take(scope, addition)) is not None:
                return taken
        async with self._storage.appending(scope) as tx:
            if request is not None and (kept := await tx.requests.answer(request)) is not None:
                return _appended(kept)
            appended = await tx.journal.append(session, turns, now=self._clock(), expected=expected)
            await self._defer(tx, appended, len(turns))
            if request is not None:
                await tx.requests.keep(request, _answer(appended))
            return appended

    async def close(self) -> None:
        """Wait for what is under way."""
        if self._intake is not None:
            await self._intake.close()

    def _check(self, scope: Scope, session: str, turns: Sequence[NewTurn]) -> None:
        checked_name("session_id", session)
        if not 1 <= len(turns) <= MOST_TURNS:
            raise Invalid("turns", f"must be 1 to {MOST_TURNS} turns, are {len(turns)}")
        now = self._clock()
        seen: set[str] = set()
        for number, turn in enumerate(turns):
            checked_turn(turn, now=now, at=f"turns[{number}]")
            if turn.client_event_id in seen:
                raise Invalid(f"turns[{number}].client_event_id", "occurs twice in this request")
            if turn.client_event_id is not None:
                seen.add(turn.client_event_id)

    async def _defer(self, tx: Transaction, appended: Appended, added: int) -> None:
        # Only a batch boundary that these turns crossed makes the job due: else every turn would touch the queue.
        last = appended.last_position
        full = added >= self._batch_turns or last // self._batch_turns > (last - added) // self._batch_turns
        delay = timedelta(0) if full else self._quiet
        await tx.queue.defer(JobKind.CONSOLIDATE, appended.session_id, delay=delay)

    async def read(self, scope: Scope, session: str, *, after: int = 0, limit: int = 100) -> Sequence[Turn]:
        """Return the turns of a session beyond a position, in order; none for a session that is not there."""
        checked_name("session_id", session)
        async with self._storage.reading(scope) as tx:
            return await tx.journal.read(scope.session(session), after=after, limit=limit) if tx.person else []

    async def sessions(self, scope: Scope, *, after: UUID | None = None, limit: int = 100) -> Sequence[Session]:
        """Return the person's sessions in the order of their ids, beyond one of them."""
        async with self._storage.reading(scope) as tx:
            return await tx.journal.sessions(after=after, limit=limit) if tx.person else []

    async def session(self, scope: Scope, session: str) -> Session:
        """Return one session; raises NotFound if there is none of that name."""
        checked_name("session_id", session)
        async with self._storage.reading(scope) as tx:
            found = await tx.journal.session(scope.session(session)) if tx.person else None
        if found is None:
            raise NotFound("there is no such session of this user")
        return found

    async def end(self, scope: Scope, session: str) -> Session:
        """Declare a session over, which consolidates what is left of it; raises NotFound if there is none."""
        known = await self.session(scope, session)
        async with self._storage.appending(scope) as tx:
            ended = await tx.journal.end(known.session_id, now=self._clock())
            if ended.consolidated_to < ended.last_position:
                await tx.queue.defer(JobKind.CONSOLIDATE, ended.session_id, delay=timedelta(0))
            return ended


def _answer(appended: Appended) -> dict[str, Any]:
    return asdict(appended) | {"session_id": str(appended.session_id)}


def _appended(kept: dict[str, Any]) -> Appended:
    return Appended(UUID(kept["session_id"]), tuple(kept["positions"]), int(kept["last_position"]))
