"""T-DUR-3: a session against a plain list, through appends, retries, cancellations, erasures, kills and passivation."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.walled import NOW, Walled, walled

from continuo.adapters.embedded_postgres import RunningServer
from continuo.adapters.inprocess.leases import InProcessLeases
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.domain.clock import system_clock
from continuo.domain.errors import KeyReused, NotFound, StalePosition
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.room import Journal, SessionRules
from continuo.memory.working.actors import ActorRules, Actors
from continuo.memory.working.room import WINDOW_TURNS, Working
from continuo.ports.requests import RequestKey

EXAMPLES = int(os.environ.get("CONTINUO_TEST_MACHINES", "12"))
STEPS = int(os.environ.get("CONTINUO_TEST_MACHINE_STEPS", "25"))
NODES = 2
RULES = SessionRules(batch_turns=10, quiet=timedelta(hours=1), idle=timedelta(minutes=30))

Result = TypeVar("Result")
nodes = st.integers(0, NODES - 1)


class Node:
    """What one process has of sessions: everything but the database dies with it."""

    def __init__(self, house: Walled, leases: InProcessLeases) -> None:
        self.intake = PostgresIntake(house.pools, house.storage.people)
        self.actors = Actors(house.storage, leases, system_clock, ActorRules(most_awake=5))
        self.journal = Journal(house.storage, self.intake, system_clock, RULES, attends=self.actors)
        self.working = Working(InProcessWindow(), self.actors)

    async def forget(self, scope: Scope) -> None:
        """Do as an erasure does in the process that is asked for it."""
        await self.working.forget(scope)
        await self.actors.forget(scope)
        await self.intake.forget(scope)


@dataclass
class Model:
    """What a session has to be.

    Args:
        texts: of the turns since the last erasure, in order.
        blanked: positions before those, of which only the places are left.
        answers: to requests that may be sent again, with what they said.
    """

    texts: list[str] = field(default_factory=list)
    blanked: int = 0
    answers: dict[RequestKey, tuple[str, Appended]] = field(default_factory=dict)
    named: dict[str, tuple[str, int]] = field(default_factory=dict)
    is_ended: bool = False

    @property
    def last(self) -> int:
        """Return the last position."""
        return self.blanked + len(self.texts)


class Bench:
    """A database and a loop, for all examples; a test cannot await within a rule."""

    def __init__(self, admin_dsn: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.house = self.run(self.stack.enter_async_context(walled(admin_dsn, people=1)))

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something in the loop, within a minute."""
        return self.loop.run_until_complete(asyncio.wait_for(work, 60))

    def close(self) -> None:
        """End both."""
        self.run(self.stack.aclose())
        self.loop.close()


def turn(text: str, name: str | None = None) -> NewTurn:
    return NewTurn(Role.USER, text, client_event_id=name)


class SessionMachine(RuleBasedStateMachine):
    """Does to a session what may happen to one, by two processes, and keeps a list beside it."""

    bench: Bench

    @initialize()
    def begin(self) -> None:
        self.leases = InProcessLeases(system_clock)
        self.nodes = [Node(self.bench.house, self.leases) for _ in range(NODES)]
        self.scope = Scope.of(self.bench.house.people["mine"][0].tenant_id, f"somebody {uuid4()}")
        self.model = Model()
        self.said = 0

    def text(self) -> str:
        self.said += 1
        return f"thing {self.said}"

    def append(self, node: int, *turns: NewTurn, **more: Any) -> Appended:
        return self.bench.run(self.nodes[node].journal.append(self.scope, "s", turns, **more))

    def stored(self, *texts: str) -> tuple[int, ...]:
        self.model.texts += texts
        self.model.is_ended = False
        return tuple(range(self.model.last - len(texts) + 1, self.model.last + 1))

    @rule(node=nodes, count=st.integers(1, 4))
    def say(self, node: int, count: int) -> None:
        texts = [self.text() for _ in range(count)]
        appended = self.append(node, *(turn(t) for t in texts))
        assert appended.positions == self.stored(*texts)
        assert appended.last_position == self.model.last

    @rule(node=nodes)
    def say_with_a_key(self, node: int) -> None:
        request, text = RequestKey("key", "POST /v1/test", f"{uuid4()}", b"a" * 32), self.text()
        appended = self.append(node, turn(text), request=request)
        assert appended.positions == self.stored(text)
        self.model.answers[request] = text, appended

    @precondition(lambda self: self.model.answers)
    @rule(node=nodes, data=st.data())
    def say_it_again(self, node: int, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.model.answers, key=lambda r: r.key)))
        text, appended = self.model.answers[request]
        assert self.append(node, turn(text), request=request) == appended
        other = RequestKey(request.principal, request.route, request.key, b"b" * 32)
        try:
            self.append(node, turn("another body"), request=other)
        except KeyReused:
            return
        raise AssertionError("a key came with another body and was taken")

    @rule(node=nodes)
    def say_under_a_name(self, node: int) -> None:
        name, text = f"name {self.said}", self.text()
        appended = self.append(node, turn(text, name))
        assert appended.positions == self.stored(text)
        self.model.named[name] = text, appended.positions[0]

    @precondition(lambda self: self.model.named)
    @rule(node=nodes, data=st.data())
    def say_again_what_has_a_name(self, node: int, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.named)))
        text, position = self.model.named[name]
        assert self.append(node, turn(text, name)).positions == (position,)

    @rule(node=nodes, behind=st.integers(0, 3))
    def expect_a_position(self, node: int, behind: int) -> None:
        text, expected = self.text(), self.model.last - behind
        if expected < 0:
            return
        try:
            appended = self.append(node, turn(text), expected=expected)
        except StalePosition:
            assert behind
        else:
            assert not behind
            assert appended.positions == self.stored(text)

    @rule(counts=st.lists(st.integers(1, 3), min_size=2, max_size=12), cancelled=st.sets(st.integers(0, 11)))
    def many_at_once_of_whom_some_go_away(self, counts: list[int], cancelled: set[int]) -> None:
        said = [[self.text() for _ in range(count)] for count in counts]
        gone = {n for n in cancelled if n < len(said)}
        answers = self.bench.run(self._together(said, gone))
        found = self.bench.run(self.read())
        new = found[len(self.model.texts) :]
        places = {text: self.model.last + n for n, text in enumerate(new, 1)}
        assert len(places) == len(new), "something is there twice"
        for number, (texts, answer) in enumerate(zip(said, answers, strict=True)):
            if isinstance(answer, Appended):
                assert answer.positions == tuple(places.pop(t) for t in texts)
            else:
                assert number in gone, answer
                # Whoever goes away may have been heard, but then to the end.
                assert len({places.pop(t, None) is None for t in texts}) == 1
        assert not places
        if new:
            self.stored(*new)

    async def _together(self, said: list[list[str]], gone: set[int]) -> list[Appended | BaseException]:
        journals = [self.nodes[n % NODES].journal for n in range(len(said))]
        senders = [
            asyncio.create_task(journal.append(self.scope, "s", [turn(t) for t in texts]))
            for journal, texts in zip(journals, said, strict=True)
        ]
        for number in sorted(gone):
            await asyncio.sleep(0)
            senders[number].cancel()
        answers = await asyncio.gather(*senders, return_exceptions=True)
        for node in self.nodes:
            await node.journal.close()
        return answers

    @rule(node=nodes)
    def passivate(self, node: int) -> None:
        self.bench.run(self.nodes[node].actors.rest())
        assert self.nodes[node].actors.awake == 0

    @rule(node=nodes)
    def kill_and_open_elsewhere(self, node: int) -> None:
        self.nodes[node] = Node(self.bench.house, self.leases)

    @rule(node=nodes)
    def erase(self, node: int) -> None:
        if not self.model.last or not self.bench.run(self._erased(node)):
            return
        self.model = Model(blanked=self.model.last)

    async def _erased(self, node: int) -> bool:
        async with self.bench.house.storage.erasing(self.scope) as tx:
            if tx.person is None:
                return False
            await tx.erasure.erase(now=NOW)
        # The other process is told nothing: its key, window and actor have to be refused or passed over.
        await self.nodes[node].forget(self.scope)
        return True

    @rule(node=nodes)
    def end(self, node: int) -> None:
        try:
            ended = self.bench.run(self.nodes[node].journal.end(self.scope, "s"))
        except NotFound:
            assert not self.model.texts
        else:
            assert self.model.texts
            assert ended.ended_at is not None
            self.model.is_ended = True

    @rule(node=nodes)
    def nobody_has_been_idle(self, node: int) -> None:
        by_id, session_id = Scope(self.scope.tenant_id, self.scope.subject_id), self.scope.session("s")
        assert not self.bench.run(self.nodes[node].journal.end_idle(by_id, session_id, epoch=0))

    @rule(node=nodes)
    def ask(self, node: int) -> None:
        window = self.bench.run(self._window(self.nodes[node]))
        assert window == self.model.texts[-WINDOW_TURNS:]

    async def _window(self, node: Node) -> list[str]:
        """Return the last turns as a context gets them: at hand, if they are, else from the journal, and kept."""
        async with self.bench.house.storage.reading(self.scope) as tx:
            session = await tx.journal.session(self.scope.session("s")) if tx.person else None
            if session is None or tx.person is None:
                return []
            turns = await node.working.at_hand(self.scope, session, epoch=tx.person.epoch)
            if turns is None:
                turns = await tx.journal.read_last(session.session_id, WINDOW_TURNS)
                await node.working.keep(self.scope, session, turns, epoch=tx.person.epoch)
        return [t.text for t in turns]

    async def read(self) -> list[str]:
        found = await self.nodes[0].journal.read(self.scope, "s", limit=1000)
        first = found[0].position if found else 0
        assert [t.position for t in found] == list(range(first, first + len(found)))
        return [t.text for t in found]

    @invariant()
    def it_says_what_the_list_says(self) -> None:
        if not hasattr(self, "model"):
            return
        assert self.bench.run(self.read()) == self.model.texts
        if self.model.texts:
            session = self.bench.run(self.nodes[1].journal.session(self.scope, "s"))
            assert session.last_position == self.model.last
            assert (session.ended_at is not None) == self.model.is_ended

    def teardown(self) -> None:
        if hasattr(self, "nodes"):
            for node in self.nodes:
                self.bench.run(node.actors.rest())


def test_a_session_is_what_a_plain_list_is(wall_server: RunningServer) -> None:
    bench = Bench(wall_server.admin_dsn)
    try:
        bound = type("BoundMachine", (SessionMachine,), {"bench": bench})
        run_state_machine_as_test(
            bound,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                print_blob=True,
            ),
        )
    finally:
        bench.close()
