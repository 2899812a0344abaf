"""Turns on their way in, and out again: the journal as the rest of continuo sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import Invalid, NotFound, StaleEpoch
from continuo.domain.job import JobKind
from continuo.domain.scope import Scope, checked_name
from continuo.domain.session import Appended, Session
from continuo.domain.turn import NewTurn, Turn, checked_turn
from continuo.memory.journal.mailbox import Letter, Mailboxes, MailboxLimits
from continuo.memory.journal.writing import Writing
from continuo.ports.intake import Addition, Intake
from continuo.ports.requests import RequestKey
from continuo.ports.storage import Storage, Transaction
from continuo.telemetry import LOG

MOST_TURNS = 1000
"""Turns in one request; a longer history comes in several."""


class Attends(Protocol):
    """Looks after the sessions in which something is going on."""

    def takes_in(self, scope: Scope, session_id: UUID, characters: int, *, most: int, within: timedelta) -> bool:
        """Count words that are on their way to a session; tell whether more wait to become memory than may.

        Args:
            within: words that came longer ago do not wait any more.
        """

    def added(self, scope: Scope, appended: Appended, addition: Addition, *, at: datetime | None) -> None:
        """Note that turns were stored.

        Args:
            at: when they were recorded; ``None`` where some of them may have been there before.
        """

    def ended(self, scope: Scope, session: Session) -> None:
        """Note that a session was declared over."""


class Inattentive:
    """Looks after nothing: keeps ``Attends`` where one writes and is gone."""

    def takes_in(self, scope: Scope, session_id: UUID, characters: int, *, most: int, within: timedelta) -> bool:
        """Tell whether these words alone are more than may wait."""
        return characters >= most

    def added(self, scope: Scope, appended: Appended, addition: Addition, *, at: datetime | None) -> None:
        """Note nothing."""

    def ended(self, scope: Scope, session: Session) -> None:
        """Note nothing."""


@dataclass(frozen=True, slots=True)
class SessionRules:
    """When something is done about a session that nobody asked for.

    Args:
        batch_turns: it is consolidated as soon as this many turns wait.
        batch_characters: or this many characters.
        quiet: and in any case when turns have waited for this long.
        idle: it is over when nothing has been going on for this long; zero leaves that to the application.
    """

    batch_turns: int
    quiet: timedelta
    batch_characters: int = 20_000
    idle: timedelta = timedelta(0)


class Journal:
    """Appends and replays turns.

    Args:
        intake: the short way for ordinary appends; ``None`` where every one goes the long way.
        attends: is told what was added.
    """

    def __init__(
        self,
        storage: Storage,
        intake: Intake | None,
        clock: Clock,
        rules: SessionRules,
        *,
        attends: Attends | None = None,
        limits: MailboxLimits | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._rules = rules
        self._attends: Attends = attends or Inattentive()
        self.refused_turns = 0
        """Turns of an older epoch that were refused since this process began."""
        self._writing = Writing(storage, intake)
        self._mailboxes = Mailboxes(self._writing, limits or MailboxLimits())

    async def append(
        self,
        scope: Scope,
        session: str,
        turns: Sequence[NewTurn],
        *,
        expected: int | None = None,
        request: RequestKey | None = None,
        epoch: int | None = None,
    ) -> Appended:
        """Store turns at the end of a session and return where they lie, after the commit.

        Args:
            session: the application's own name of the conversation; it begins with its first turn.
            expected: the last position the caller has seen; ``None`` appends whatever happened since.
            request: makes the call safe to repeat: the same key answers as before and does nothing.
            epoch: how often the person had been erased when this was said, as far as the device knew; ``None`` for
                words that are said now.

        Raises:
            Invalid: names the field; nothing was stored.
            StalePosition: ``expected`` is given and is not the last position.
            StaleEpoch: the person was erased since ``epoch``: what was said before cannot come back.
            KeyReused: the request key or a client event id came before with other words.
            Busy: too much waits for this session already; nothing was stored.
        """
        self._check(scope, session, turns)
        letter = self._letter(scope, session, turns, expected, request)
        if epoch is not None:
            letter = replace(letter, addition=replace(letter.addition, epoch=epoch))
        try:
            stored = await self._mailboxes.deliver(letter)
        except StaleEpoch:
            self.refused_turns += len(turns)
            LOG.info("session %s: %d turns of an older epoch refused", letter.session_id, len(turns))
            raise
        self._attends.added(scope, stored.appended, letter.addition, at=stored.at)
        return stored.appended

    async def close(self) -> None:
        """Wait for what is under way."""
        await self._mailboxes.close()
        await self._writing.close()

    def _letter(
        self, scope: Scope, session: str, turns: Sequence[NewTurn], expected: int | None, request: RequestKey | None
    ) -> Letter:
        rules, session_id = self._rules, scope.session(session)
        characters = sum(len(turn.text) for turn in turns)
        full = self._attends.takes_in(scope, session_id, characters, most=rules.batch_characters, within=rules.quiet)
        quiet = timedelta(0) if full else rules.quiet
        addition = Addition(session, turns, self._clock(), rules.batch_turns, quiet, request)
        return Letter(scope, session_id, addition, expected, characters)

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
            ended = await self._end(tx, known.session_id)
        self._attends.ended(scope, ended)
        return ended

    async def end_idle(self, scope: Scope, session_id: UUID, *, epoch: int) -> bool:
        """Declare a session over if nothing has been going on in it for long enough, and return whether it is.

        Else it is looked at again when it could be. A person erased since that epoch is left alone.
        """
        if not self._rules.idle:
            return False
        async with self._storage.reading(scope) as tx:
            left = await self._left(tx, session_id, epoch)
            if left:
                await tx.queue.defer(JobKind.END, session_id, delay=left)
        if left is None or left:
            return False
        async with self._storage.appending(scope) as tx:
            # Looked at again, now that nobody can add to it meanwhile.
            if await self._left(tx, session_id, epoch) != timedelta(0):
                return False
            ended = await self._end(tx, session_id)
        self._attends.ended(scope, ended)
        return True

    async def _left(self, tx: Transaction, session_id: UUID, epoch: int) -> timedelta | None:
        """Return how long a session has to stay idle yet until it is over; ``None`` where there is none to end."""
        if tx.person is None or tx.person.epoch != epoch:
            return None
        session = await tx.journal.session(session_id)
        if session is None or session.ended_at is not None:
            return None
        recorded, kept = await tx.journal.last_recorded_at(session_id), await tx.checkpoints.of_session(session_id)
        active_at = max(moment for moment in (recorded, kept and kept.active_at, session.started_at) if moment)
        return max(timedelta(0), active_at + self._rules.idle - self._clock())

    async def _end(self, tx: Transaction, session_id: UUID) -> Session:
        ended = await tx.journal.end(session_id, now=self._clock())
        if ended.consolidated_to < ended.last_position:
            await tx.queue.defer(JobKind.CONSOLIDATE, session_id, delay=timedelta(0))
        return ended
