"""Who is erased leaves nothing in the hot tier, or nothing that can be read; through a whole continuo."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import redis
from tests.running import running_continuo
from tests.valkey import TestKeys, admin, line_to, linked, running_valkey

from continuo.adapters.embedded_valkey import RunningValkey
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.app import Continuo
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Turn
from continuo.ports.hot_keys import HotKey
from continuo.wiring import DEFAULT_TENANT

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NAMES = Names.of(b"r" * 32)
SECRET = "the canary sings at midnight"


@pytest.fixture(scope="module")
def valkey() -> Iterator[RunningValkey]:
    with running_valkey() as server:
        yield server


@pytest.fixture(autouse=True)
def empty(valkey: RunningValkey) -> None:
    with admin(valkey) as client:
        client.flushall()


def address(server: RunningValkey) -> str:
    return f"unix://:{server.password}@{server.socket}"


def everything(client: redis.Redis) -> dict[bytes, str]:
    """Return all keys with what they hold, as far as it can be made out."""
    found = {}
    for key in client.keys("*"):
        kind = client.type(key)
        value = {
            b"list": lambda k: client.lrange(k, 0, -1),
            b"hash": client.hgetall,
            b"set": client.smembers,
            b"string": client.get,
        }[kind](key)
        found[key] = str(value)
    return found


async def say(continuo: Continuo, scope: Scope, text: str) -> None:
    await continuo.journal.append(scope, "s", [NewTurn(Role.USER, text)])
    await continuo.contexts.build(scope, "what sings?", session="s", max_tokens=300)


async def test_when_an_erasure_is_acknowledged_the_hot_tier_has_nothing_left_of_the_person(
    valkey: RunningValkey,
) -> None:
    ana, bob = Scope.of(DEFAULT_TENANT, "ana"), Scope.of(DEFAULT_TENANT, "bob")
    async with running_continuo(redis_url=address(valkey)) as continuo:
        for scope in (ana, bob):
            await say(continuo, scope, SECRET)
        with admin(valkey) as client:
            before = everything(client)
            assert sum(key.endswith(b":window") for key in before) == 2
            assert SECRET not in str(before)
            erasure = await continuo.privacy.erase(ana)
            after = everything(client)
        assert erasure.counts["windows"] == 1
        assert erasure.counts["hot_tier_owed"] == 0
        assert {"leases", "windows", "hot_tier_owed"} <= erasure.counts.keys()
        gone = {key for key in before if key not in after}
        left = [key for key in after if not key.endswith(b":gone")]
        assert len({key.split(b"}")[0] for key in left}) == 1, "bob's alone"
        assert any(key.endswith(b":window") for key in gone)
        await say(continuo, bob, "and again")


async def test_where_the_server_is_away_what_is_left_opens_under_no_key_and_goes_when_it_is_back(
    valkey: RunningValkey,
) -> None:
    ana = Scope.of(DEFAULT_TENANT, "ana")
    async with line_to(valkey) as (line, url), running_continuo(redis_url=url, redis_timeout_s=0.2) as continuo:
        await say(continuo, ana, SECRET)
        line.silent = True
        erasure = await continuo.privacy.erase(ana)
        assert erasure.counts["hot_tier_owed"] == 1
        with admin(valkey) as client:
            left = everything(client)
        assert any(key.endswith(b":window") for key in left), "the test needs what was left"
        assert SECRET not in str(left)
        # The same name comes again: another key, another epoch. Nothing is told of what was before.
        await continuo.journal.append(ana, "s", [NewTurn(Role.USER, "somebody new")])
        block = await continuo.contexts.build(ana, "what sings?", session="s", max_tokens=300)
        assert "somebody new" in str(block.text)
        assert SECRET not in str(block.text)
        line.silent = False
        line.cut()
        async with asyncio.timeout(15):
            while await asyncio.to_thread(has_any_of, valkey, left):
                await asyncio.sleep(0.05)


def has_any_of(valkey: RunningValkey, left: dict[bytes, str]) -> bool:
    with admin(valkey) as client:
        return any(everything(client).get(key) == value for key, value in left.items())


class OldKey:
    """A process that had a person's key before they were erased, and does not know of it yet."""

    def hot_key(self, scope: Scope) -> HotKey | None:
        """Return the key of the first epoch."""
        return HotKey(0, b"o" * 32)


def turn(scope: Scope, position: int) -> Turn:
    return Turn(scope.session("s"), position, Role.USER, SECRET, "", NOW, NOW)


async def test_turns_that_were_under_way_when_their_person_was_erased_are_not_taken(valkey: RunningValkey) -> None:
    ana = Scope.of(uuid4(), "ana")
    async with linked(valkey) as link:
        late = ValkeyWindow(link, NAMES, OldKey())
        await late.push(ana, ana.session("s"), [turn(ana, 1)])
        assert await ValkeyWindow(link, NAMES, TestKeys()).forget(ana) == 1
        await late.push(ana, ana.session("s"), [turn(ana, 1)])
        await late.keep(ana, ana.session("s"), [turn(ana, 1)], epoch=0)
        with admin(valkey) as client:
            assert [key for key in client.keys("*") if not key.endswith(b":gone")] == []
        again = ValkeyWindow(link, NAMES, TestKeys(epoch=1))
        await again.push(ana, ana.session("s"), [turn(ana, 1)])
        assert await again.last(ana, ana.session("s"), epoch=1, position=1) == [turn(ana, 1)]


async def test_windows_are_found_even_where_the_server_has_dropped_what_names_them(valkey: RunningValkey) -> None:
    ana, bob = Scope.of(uuid4(), "ana"), Scope.of(uuid4(), "bob")
    async with linked(valkey) as link:
        window = ValkeyWindow(link, NAMES, TestKeys())
        for scope in (ana, bob):
            for name in ("one", "two"):
                session_id = scope.session(name)
                said = Turn(session_id, 1, Role.USER, SECRET, "", NOW, NOW)
                await window.push(scope, session_id, [said])
        with admin(valkey) as client:
            client.delete(NAMES.sessions(ana))
            assert await window.forget(ana) == 2
            left = [key for key in client.keys("*") if not key.endswith(b":gone")]
        assert {key.split(b":")[1] for key in left} == {NAMES.person(bob).split(":")[1].encode()}


HOSTILE = ["a:window", "a}", "{a}", "a*", "a?", "[a]", "\\a", "a|b", "a b", "a:{b}:c", "*", "ä", "a" * 200]


async def test_no_name_reaches_into_anothers_keys(valkey: RunningValkey) -> None:
    tenant = uuid4()
    people = [Scope.of(tenant, name) for name in HOSTILE]
    async with linked(valkey) as link:
        window = ValkeyWindow(link, NAMES, TestKeys())
        for scope in people:
            for name in HOSTILE:
                session_id = scope.session(name)
                await window.push(scope, session_id, [Turn(session_id, 1, Role.USER, scope.user_id, "", NOW, NOW)])
        with admin(valkey) as client:
            keys = client.keys("*:window")
            assert len(keys) == len(HOSTILE) ** 2
            assert not any(name in str(keys) for name in ("a|b", "a b", "ä"))
        for number, scope in enumerate(people):
            assert await window.forget(scope) == len(HOSTILE)
            for other in people[number + 1 :]:
                kept = await window.last(other, other.session("a}"), epoch=0, position=1)
                assert [t.text for t in kept or []] == [other.user_id]
