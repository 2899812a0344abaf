"""Sessions that are awake: written down now and then, let go when idle, ended when nobody comes any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.walled import NOW, Walled, walled

from continuo.adapters.embedded_postgres import RunningServer
from continuo.adapters.inprocess.leases import InProcessLeases
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Appended, Checkpoint
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.room import Journal, SessionRules
from continuo.memory.working.actors import ActorRules, Actors
from continuo.memory.working.room import Working
from continuo.ports.leases import Lease
from continuo.ports.requests import RequestKey

QUIET = timedelta(minutes=1)
IDLE = timedelta(minutes=30)
RULES = ActorRules(checkpoint_every=timedelta(seconds=30), passive_after=timedelta(minutes=5), most_awake=100)


@dataclass
class Hands:
    """A clock that is turned by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Node:
    """What one process has of sessions."""

    house: Walled
    clock: Hands
    actors: Actors
    working: Working
    journal: Journal

    async def say(self, scope: Scope, text: str = "hello", session: str = "s") -> int:
        return (await self.journal.append(scope, session, [NewTurn(Role.USER, text)])).last_position

    async def ask(self, scope: Scope, session: str = "s") -> None:
        found = await self.journal.session(scope, session)
        await self.working.at_hand(scope, found, epoch=0)


@dataclass
class Cluster:
    """Some processes over one database, with leases in common."""

    house: Walled
    clock: Hands = field(default_factory=Hands)

    def __post_init__(self) -> None:
        self.leases = InProcessLeases(self.clock)

    def node(self, rules: ActorRules = RULES, session_rules: SessionRules | None = None) -> Node:
        intake = PostgresIntake(self.house.pools, self.house.storage.people)
        actors = Actors(self.house.storage, self.leases, self.clock, rules)
        given = session_rules or SessionRules(batch_turns=10, quiet=QUIET, batch_characters=100, idle=IDLE)
        journal = Journal(self.house.storage, intake, self.clock, given, attends=actors)
        return Node(self.house, self.clock, actors, Working(InProcessWindow(), actors), journal)


@pytest.fixture
async def house(wall_server: RunningServer) -> AsyncIterator[Walled]:
    async with walled(wall_server.admin_dsn, people=1) as house:
        yield house


@pytest.fixture
def cluster(house: Walled) -> Cluster:
    return Cluster(house)


@pytest.fixture
def ana(house: Walled) -> Scope:
    return Scope.of(house.people["mine"][0].tenant_id, f"ana {uuid4()}")


async def checkpoint(house: Walled, scope: Scope, session: str = "s") -> Checkpoint | None:
    async with house.storage.reading(scope) as tx:
        return await tx.checkpoints.of_session(scope.session(session))


async def jobs(house: Walled, scope: Scope) -> dict[str, datetime]:
    found = await house.as_admin(
        f"SELECT kind, run_at <= now() FROM continuo.job WHERE subject_id = '{scope.subject_id}' AND state = 'waiting'"
    )
    return {str(kind): due for kind, due in found}  # type: ignore[misc]


async def test_a_session_is_written_down_after_half_a_minute_of_activity_and_not_before(
    cluster: Cluster, ana: Scope
) -> None:
    node = cluster.node()
    await node.say(ana)
    cluster.clock.turn(seconds=29)
    assert await node.actors.look_after() == 0
    await node.say(ana)
    cluster.clock.turn(seconds=1)
    assert await node.actors.look_after() == 1
    assert await checkpoint(cluster.house, ana) == Checkpoint(ana.session("s"), 2, NOW + timedelta(seconds=29), 1)
    # Nothing has been going on since: there is nothing to write down.
    cluster.clock.turn(seconds=60)
    assert await node.actors.look_after() == 0


async def test_whoever_is_idle_is_let_go_with_a_last_checkpoint_and_wakes_again(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    await node.say(ana)
    await node.ask(ana)
    cluster.clock.turn(minutes=5)
    assert (node.actors.awake, await node.actors.look_after(), node.actors.awake) == (1, 1, 0)
    assert await node.say(ana) == 2
    assert node.actors.awake == 1


async def test_a_session_that_is_only_asked_about_is_alive(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    await node.say(ana)
    cluster.clock.turn(minutes=29)
    await node.ask(ana)
    await node.actors.rest()
    cluster.clock.turn(minutes=2)
    other = cluster.node()
    assert not await other.journal.end_idle(by_id(ana), ana.session("s"), epoch=0)
    assert (await jobs(cluster.house, ana))["end"] is False
    cluster.clock.turn(minutes=28)
    assert await other.journal.end_idle(by_id(ana), ana.session("s"), epoch=0)


def by_id(scope: Scope) -> Scope:
    """Return the scope as a job has it, without the name."""
    return Scope(scope.tenant_id, scope.subject_id)


async def test_an_idle_session_ends_once_what_is_left_becomes_memory_and_a_new_turn_reopens_it(
    cluster: Cluster, ana: Scope
) -> None:
    node, session_id = cluster.node(), ana.session("s")
    await node.say(ana)
    assert (await jobs(cluster.house, ana))["consolidate"] is False
    cluster.clock.turn(minutes=30)
    assert await node.journal.end_idle(by_id(ana), session_id, epoch=0)
    ended = await node.journal.session(ana, "s")
    assert ended.ended_at == cluster.clock()
    assert (await jobs(cluster.house, ana))["consolidate"] is True
    cluster.clock.turn(minutes=1)
    assert not await node.journal.end_idle(by_id(ana), session_id, epoch=0)
    assert (await node.journal.session(ana, "s")).ended_at == ended.ended_at
    await node.say(ana)
    assert (await node.journal.session(ana, "s")).ended_at is None


async def test_an_erased_or_unknown_session_is_not_ended(cluster: Cluster, ana: Scope) -> None:
    node, session_id = cluster.node(), ana.session("s")
    assert not await node.journal.end_idle(by_id(ana), session_id, epoch=0)
    await node.say(ana)
    async with cluster.house.storage.erasing(ana) as tx:
        await tx.erasure.erase(now=NOW)
    cluster.clock.turn(minutes=31)
    assert not await node.journal.end_idle(by_id(ana), session_id, epoch=0)
    await node.say(ana)
    cluster.clock.turn(minutes=31)
    assert not await node.journal.end_idle(by_id(ana), session_id, epoch=0)
    assert await node.journal.end_idle(by_id(ana), session_id, epoch=1)


async def test_two_owners_write_both_and_one_of_them_writes_it_down(cluster: Cluster, ana: Scope) -> None:
    one, two = cluster.node(), cluster.node()
    await one.say(ana)
    await two.ask(ana)
    cluster.clock.turn(seconds=30)
    assert (await one.actors.look_after(), await two.actors.look_after()) == (1, 0)
    # Both write, whoever holds the lease.
    assert (await two.say(ana), await one.say(ana), await two.say(ana)) == (2, 3, 4)
    cluster.clock.turn(seconds=31)
    # The holder has not seen the last turn: the journal's position refuses it, and it gives the lease up.
    assert (await one.actors.look_after(), await two.actors.look_after()) == (0, 1)
    found = await checkpoint(cluster.house, ana)
    assert found is not None
    assert found.position == 4


async def test_an_owner_that_was_paused_is_refused_when_it_wakes(cluster: Cluster, ana: Scope) -> None:
    paused, other = cluster.node(), cluster.node()
    await paused.say(ana)
    old = await cluster.leases.take(ana, ana.session("s"), "paused", span=timedelta(seconds=45))
    assert old is not None
    cluster.clock.turn(seconds=60)
    await other.ask(ana)
    cluster.clock.turn(seconds=30)
    assert await other.actors.look_after() == 1
    assert not await _written_under(cluster.house, ana, old)
    found = await checkpoint(cluster.house, ana)
    assert found is not None
    assert found.fence > old.fence


async def _written_under(house: Walled, scope: Scope, lease: Lease) -> bool:
    async with house.storage.reading(scope) as tx:
        return await tx.checkpoints.keep(Checkpoint(scope.session("s"), 1, NOW, lease.fence))


async def test_without_any_owner_the_session_is_as_whole_as_ever(cluster: Cluster, ana: Scope) -> None:
    gone = cluster.node()
    for number in range(12):
        await gone.say(ana, f"turn {number}")
    # Its process is gone, and no checkpoint was ever taken: neither is needed.
    node = cluster.node()
    assert await checkpoint(cluster.house, ana) is None
    assert await node.say(ana, "turn 12") == 13
    assert [t.text for t in await node.journal.read(ana, "s")] == [f"turn {n}" for n in range(13)]


async def test_an_erasure_takes_the_actors_along(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    await node.say(ana)
    await node.say(ana, session="t")
    assert (await node.actors.forget(ana), node.actors.awake) == (2, 0)
    assert await node.actors.rest() == 0


async def test_of_too_many_the_one_that_heard_nothing_for_longest_is_let_go(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node(ActorRules(most_awake=3))
    for number in range(5):
        await node.say(ana, session=f"s{number}")
    assert node.actors.awake == 3
    assert await node.actors.look_after() == 2
    assert await checkpoint(cluster.house, ana, "s0") is not None
    assert await checkpoint(cluster.house, ana, "s4") is None


class Away:
    """Leases that cannot be reached, as a port that breaks its promise would have it."""

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        raise Unavailable("the leases are away")

    async def give_up(self, scope: Scope, lease: Lease) -> None:
        raise AssertionError("nobody has one")

    async def forget(self, scope: Scope) -> int:
        return 0


async def test_a_checkpoint_that_cannot_be_written_is_tried_again(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    await node.say(ana)
    cluster.clock.turn(minutes=6)
    there, node.actors._leases = node.actors._leases, Away()
    assert await node.actors.look_after() == 0
    node.actors._leases = there
    assert await node.actors.look_after() == 1


async def test_the_last_checkpoints_are_written_when_the_process_ends(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    running = asyncio.create_task(node.actors.run())
    await node.say(ana)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await checkpoint(cluster.house, ana) is not None


async def test_many_words_make_memory_due_before_many_turns_do(cluster: Cluster, ana: Scope) -> None:
    node = cluster.node()
    await node.say(ana, "x" * 60)
    assert (await jobs(cluster.house, ana))["consolidate"] is False
    cluster.clock.turn(seconds=61)
    # Those became memory in the quiet minute: they do not count any more.
    await node.say(ana, "x" * 60)
    assert (await jobs(cluster.house, ana))["consolidate"] is False
    await node.say(ana, "x" * 40)
    assert (await jobs(cluster.house, ana))["consolidate"] is True


async def test_plain_appends_that_wait_are_stored_in_one_transaction_and_answered_each_for_itself(
    cluster: Cluster, ana: Scope
) -> None:
    node = cluster.node()
    await node.say(ana, "first")
    requests = {n: RequestKey("key", "POST /v1/test", f"{uuid4()}", b"a" * 32) for n in (20, 40)}

    async def sent(n: int) -> Appended:
        turns = [NewTurn(Role.USER, f"{n}"), NewTurn(Role.USER, "and")]
        return await node.journal.append(ana, "s", turns, request=requests.get(n))

    answers = await asyncio.gather(*(sent(n) for n in range(60)))
    told = {t.position: t.text for t in await node.journal.read(ana, "s", limit=1000)}
    assert sorted(told) == list(range(1, 122))
    for n, answer in enumerate(answers):
        assert [told[p] for p in answer.positions] == [f"{n}", "and"]
    assert [await sent(n) for n in requests] == [answers[n] for n in requests]
    ((transactions,),) = await cluster.house.as_admin(
        f"SELECT count(DISTINCT xmin::text) FROM continuo.event WHERE subject_id = '{ana.subject_id}'"
    )
    assert int(str(transactions)) < 20
