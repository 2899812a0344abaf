"""The sessions that are awake in this process: what is known of each, written down now and then, let go when idle."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Appended, Checkpoint, Session
from continuo.ports.leases import Lease, Leases
from continuo.ports.storage import Storage
from continuo.telemetry import LOG

_LAST_WORDS_S = 5.0
"""How long the checkpoints of a process that ends may take all together."""

_Key = tuple[UUID, UUID, UUID]


@dataclass(frozen=True, slots=True)
class ActorRules:
    """When what is done, and how many there may be.

    Args:
        checkpoint_every: a session in which something is going on is written down this often.
        passive_after: an actor that heard of nothing for this long is let go.
        most_awake: actors at a time; the one that heard of nothing for longest is let go first.
        lease: how long a lease holds unless it is renewed, which each checkpoint does.
        beat: between two looks at all actors.
        together: checkpoints that are written at the same time.
    """

    checkpoint_every: timedelta = timedelta(seconds=30)
    passive_after: timedelta = timedelta(minutes=5)
    most_awake: int = 10_000
    lease: timedelta = timedelta(seconds=45)
    beat: timedelta = timedelta(seconds=5)
    together: int = 4


@dataclass(slots=True)
class Actor:
    """A session that is awake.

    Args:
        position: its last position, as far as this process has seen.
        active_at: when something was last going on here.
        unsaved_since: when that began which the last checkpoint does not know; ``None`` where it knows all.
        characters: of words that wait to become memory, as far as they came by here.
        waits_since: when the first of those came.
    """

    scope: Scope
    session_id: UUID
    active_at: datetime
    position: int = 0
    unsaved_since: datetime | None = None
    lease: Lease | None = None
    characters: int = 0
    waits_since: datetime | None = None

    def stir(self, position: int, now: datetime) -> None:
        """Note that something was going on."""
        self.position = max(self.position, position)
        self.active_at = max(self.active_at, now)
        self.unsaved_since = self.unsaved_since or now


class Actors:
    """Wakes an actor for each session that something happens in, and looks after those that are awake.

    An actor knows nothing that the journal does not know, but for when a session was last asked about: it may be
    dropped at any moment, and waking it reads nothing. The lease of a session decides who writes its checkpoints and
    never who may write to the session, which everybody may, at any time.
    """

    def __init__(self, storage: Storage, leases: Leases, clock: Clock, rules: ActorRules | None = None) -> None:
        self._storage = storage
        self._leases = leases
        self._clock = clock
        self._rules = rules or ActorRules()
        self._holder = secrets.token_hex(8)
        self._awake: OrderedDict[_Key, Actor] = OrderedDict()
        self._leaving: OrderedDict[_Key, Actor] = OrderedDict()

    @property
    def awake(self) -> int:
        """Return how many there are."""
        return len(self._awake)

    def takes_in(self, scope: Scope, session_id: UUID, characters: int, *, most: int, within: timedelta) -> bool:
        """Count words that are on their way to a session; tell whether more wait to become memory than may.

        Args:
            within: words that came longer ago do not wait any more.
        """
        now = self._clock()
        actor = self._actor(scope, session_id, now)
        if actor.waits_since is None or now - actor.waits_since > within:
            actor.waits_since, actor.characters = now, 0
        actor.characters += characters
        if actor.characters < most:
            return False
        actor.waits_since = None
        return True

    def added(self, scope: Scope, appended: Appended, now: datetime, *, is_due: bool) -> None:
        """Note that turns were stored.

        Args:
            is_due: whether all that waits of the session becomes memory now.
        """
        actor = self._actor(scope, appended.session_id, now)
        actor.stir(appended.last_position, now)
        if is_due:
            actor.waits_since = None

    def asked(self, scope: Scope, session: Session) -> None:
        """Note that somebody asked for the context of a session."""
        now = self._clock()
        self._actor(scope, session.session_id, now).stir(session.last_position, now)

    async def run(self) -> None:
        """Look after the sessions until cancelled; then write down once more what is not written down."""
        try:
            while True:
                await asyncio.sleep(self._rules.beat.total_seconds())
                await self.look_after()
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_WORDS_S):
                    await self.rest()

    async def look_after(self) -> int:
        """Take the checkpoints that are due, let idle actors go, and return how many checkpoints were kept."""
        now, rules = self._clock(), self._rules
        for key, actor in list(self._awake.items()):
            if now - actor.active_at < rules.passive_after:
                break  # the others were active later
            self._leave(key, self._awake.pop(key))
        due = [a for a in self._awake.values() if a.unsaved_since and now - a.unsaved_since >= rules.checkpoint_every]
        return await self._checkpoints(due) + await self._let_go()

    async def rest(self) -> int:
        """Let all actors go, each with a last checkpoint, and return how many checkpoints were kept."""
        while self._awake:
            self._leave(*self._awake.popitem(last=False))
        return await self._let_go()

    async def forget(self, scope: Scope) -> int:
        """Drop the actors of a person's sessions, and return how many there were."""
        person, dropped = (scope.tenant_id, scope.subject_id), 0
        for actors in (self._awake, self._leaving):
            for key in [k for k in actors if k[:2] == person]:
                del actors[key]
                dropped += 1
        return dropped

    def _actor(self, scope: Scope, session_id: UUID, now: datetime) -> Actor:
        key = (scope.tenant_id, scope.subject_id, session_id)
        actor = self._awake.get(key)
        if actor is None:
            actor = self._leaving.pop(key, None) or Actor(scope, session_id, now)
            self._awake[key] = actor
            if len(self._awake) > self._rules.most_awake:
                self._leave(*self._awake.popitem(last=False))
        self._awake.move_to_end(key)
        return actor

    def _leave(self, key: _Key, actor: Actor) -> None:
        if actor.unsaved_since is None and actor.lease is None:
            return
        self._leaving[key] = actor
        if len(self._leaving) > self._rules.most_awake:
            # The database has been away for long: what is lost is when somebody last asked.
            self._leaving.popitem(last=False)

    async def _let_go(self) -> int:
        leaving = list(self._leaving.items())
        kept = await self._checkpoints([actor for _, actor in leaving if actor.unsaved_since])
        for key, actor in leaving:
            # One whose checkpoint could not be written is tried again; one that was woken meanwhile has gone already.
            if actor.unsaved_since is None and self._leaving.get(key) is actor:
                del self._leaving[key]
                if actor.lease is not None:
                    await self._leases.give_up(actor.scope, actor.lease)
        return kept

    async def _checkpoints(self, actors: Sequence[Actor]) -> int:
        kept = 0
        for first in range(0, len(actors), self._rules.together):
            some = actors[first : first + self._rules.together]
            outcomes = await asyncio.gather(*(self._checkpoint(actor) for actor in some), return_exceptions=True)
            kept += sum(outcome is True for outcome in outcomes)
            for outcome in outcomes:
                if isinstance(outcome, Unavailable):
                    LOG.warning("%d checkpoints have to wait: %s", len(actors) - first, outcome)
                    return kept
                if isinstance(outcome, BaseException):
                    raise outcome
        return kept

    async def _checkpoint(self, actor: Actor) -> bool:
        """Write down how far a session is, if it is ours to look after, and return whether that was done."""
        seen = actor.unsaved_since
        actor.lease = await self._leases.take(actor.scope, actor.session_id, self._holder, span=self._rules.lease)
        is_kept = False
        if actor.lease is not None and actor.position:
            point = Checkpoint(actor.session_id, actor.position, actor.active_at, actor.lease.fence)
            async with self._storage.reading(actor.scope) as tx:
                is_kept = tx.person is not None and await tx.checkpoints.keep(point)
            if not is_kept:
                # Somebody else has seen more of this session: it is theirs to look after.
                await self._leases.give_up(actor.scope, actor.lease)
                actor.lease = None
        if actor.unsaved_since == seen:
            # Where another process looks after the session, what was asked here is told when its lease is over.
            is_put_off = actor.lease is None and self._awake.get(_key(actor)) is actor
            actor.unsaved_since = self._clock() if is_put_off else None
        return is_kept


def _key(actor: Actor) -> _Key:
    return actor.scope.tenant_id, actor.scope.subject_id, actor.session_id
