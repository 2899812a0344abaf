"""The short way into the journal in PostgreSQL: one call for an append, several calls for one exchange."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuo.adapters.postgres.exchange import Call, Exchange, Values, first_value
from continuo.adapters.postgres.journal import kept_words
from continuo.adapters.postgres.person import Known, PersonOpener
from continuo.adapters.postgres.pool import Connection, Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.ports.intake import Addition
from continuo.telemetry import LOG

LANES = 2
"""Connections that additions travel on at most. While they are all under way, what arrives waits and goes together."""

MOST_TOGETHER = 16
"""Additions in one exchange; it bounds what the last of them waits for the others."""

MOST_WAITING = 1000
"""Additions that wait; beyond it the long way is open, which has its own limit."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An addition on its way: all of its values but the context, which names the connection.

    Args:
        outcome: the last position, or ``None`` where the long way has to be gone.
    """

    scope: Scope
    values: Values
    outcome: asyncio.Future[int | None]


class PostgresIntake:
    """Keeps the port ``Intake``.

    Args:
        people: knows the keys of those who were here a moment ago.
    """

    def __init__(self, pools: Pools, people: PersonOpener) -> None:
        self._pools = pools
        self._people = people
        self._exchange = Exchange({name: _numbered(text) for name, text in statements("intake").items()})
        self._waiting: deque[_Waiting] = deque()
        self._people_under_way: set[UUID] = set()
        self._lanes: set[asyncio.Task[None]] = set()

    async def take(self, scope: Scope, addition: Addition) -> Appended | None:
        """Store the turns and return where they lie, after the commit; ``None`` if nothing was stored."""
        known = self._people.known(scope)
        named = any(turn.client_event_id is not None for turn in addition.turns)
        if known is None or named or len(self._waiting) >= MOST_WAITING:
            return None
        if addition.epoch is not None and addition.epoch != known.hot.epoch:
            return None
        session_id = scope.session(addition.session)
        outcome: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(scope, _values(scope, session_id, known, addition), outcome))
        self._open_lane()
        # A caller who goes away takes only the outcome along: the exchange goes on for the others.
        last = await outcome
        if last is None:
            return None
        return Appended(session_id, tuple(range(last - len(addition.turns) + 1, last + 1)), last)

    async def forget(self, scope: Scope) -> int:
        """Drop what is at hand of a person, and return how much it was."""
        return self._people.forget(scope)

    async def close(self) -> None:
        """Wait for what is under way."""
        while self._lanes:
            await asyncio.wait(self._lanes)

    def _open_lane(self) -> None:
        if len(self._lanes) < LANES and self._has_work():
            lane = asyncio.create_task(self._run())
            self._lanes.add(lane)
            lane.add_done_callback(self._close_lane)

    def _has_work(self) -> bool:
        """Tell whether somebody waits who is not under way on another lane."""
        return any(w.scope.subject_id not in self._people_under_way for w in self._waiting)

    def _close_lane(self, lane: asyncio.Task[None]) -> None:
        self._lanes.discard(lane)
        if not lane.cancelled() and (error := lane.exception()) is not None:
            LOG.warning("a lane of the intake ended: %s", type(error).__name__)
        # Something may have come while the lane was giving its connection back.
        self._open_lane()

    async def _run(self) -> None:
        """Send what waits until nothing does."""
        taken: list[_Waiting] = []
        try:
            async with self._pools.without_context("api") as connection:
                while taken := self._next():
                    await self._send(connection, taken)
        except BaseException as error:
            self._give_up(taken, error)
            raise

    async def _send(self, connection: Connection, taken: Sequence[_Waiting]) -> None:
        """Let each addition commit by itself, and all of them wait for the disk together."""
        pid, together = connection.info.backend_pid, len(taken) > 1
        calls = [Call("take_turns", [self._context(w, pid), b"t" if together else b"f", *w.values]) for w in taken]
        try:
            answers = await self._exchange.call(connection, [*calls, Call("flush")] if together else calls)
        finally:
            self._people_under_way.difference_update(w.scope.subject_id for w in taken)
        if together and first_value(answers.pop()) is None:
            raise Unavailable("the database could not say that what it committed is on the disk")
        for waiting, answer in zip(taken, answers, strict=True):
            if not waiting.outcome.done():
                last = first_value(answer)
                waiting.outcome.set_result(None if last is None else int(last))

    def _context(self, waiting: _Waiting, backend_pid: int) -> bytes:
        return self._pools.context(waiting.scope, backend_pid).encode()

    def _next(self) -> list[_Waiting]:
        """Take what goes together next; one person's turns keep to one lane: on two they would wait for each other."""
        taken: list[_Waiting] = []
        elsewhere = frozenset(self._people_under_way)
        left: list[_Waiting] = []
        while self._waiting and len(taken) < MOST_TOGETHER:
            waiting = self._waiting.popleft()
            if waiting.scope.subject_id in elsewhere:
                left.append(waiting)
            elif not waiting.outcome.done():
                taken.append(waiting)
        self._waiting.extendleft(reversed(left))
        self._people_under_way.update(w.scope.subject_id for w in taken)
        return taken

    def _give_up(self, taken: Sequence[_Waiting], error: BaseException) -> None:
        """Tell those who were under way; where no connection could be had, all who wait."""
        for waiting in taken or self._all_waiting():
            if not waiting.outcome.done():
                away = Unavailable("the database is away; try again")
                away.__cause__ = error
                waiting.outcome.set_exception(away)

    def _all_waiting(self) -> Sequence[_Waiting]:
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting


def _values(scope: Scope, session_id: UUID, known: Known, addition: Addition) -> Values:
    """Return the parameters of the call after the context, in the server's text form."""
    turns, request, now = addition.turns, addition.request, addition.now
    event_ids = [uuid4() for _ in turns]
    sealed = [known.key.seal("event", i, kept_words(t)) for i, t in zip(event_ids, turns, strict=True)]
    asked = (request.principal, request.route, request.key) if request else (None, None, None)
    texts = (
        str(scope.tenant_id),
        str(scope.subject_id),
        f"\\x{known.wrapped.hex()}",
        str(session_id),
        f"\\x{known.key.seal('session', session_id, addition.session.encode()).hex()}",
        now.isoformat(),
        _array([str(i) for i in event_ids]),
        _array([t.role.value for t in turns]),
        _array([(t.said_at or now).isoformat() for t in turns]),
        _array([",".join(t.purposes) for t in turns]),
        _array([f"\\x{words.hex()}" for words in sealed]),
        str(addition.batch_turns),
        f"{addition.quiet.total_seconds():.6f} seconds",
        *asked,
        f"\\x{request.body_hash.hex()}" if request else None,
    )
    return [None if text is None else text.encode() for text in texts]


def _numbered(statement: str) -> str:
    numbers = {name: f"${n}" for n, name in enumerate(dict.fromkeys(_PLACEHOLDER.findall(statement)), 1)}
    return _PLACEHOLDER.sub(lambda found: numbers[found[1]], statement).rstrip(";")


def _array(values: Sequence[str]) -> str:
    """Return a one-dimensional array as the server reads it."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
