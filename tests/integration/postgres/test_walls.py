"""T-ISO-5: SQL of somebody else's making, run as a service role, stays within the tenant and person it came with."""

from __future__ import annotations

import asyncio
import os
import random
from datetime import timedelta

import psycopg
import pytest
from psycopg import AsyncConnection
from tests.integration.postgres.fragments import fragments
from tests.walled import NOW, ROOT, Walled

from continuo.adapters.postgres.context import ContextSigner
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.intake import Addition
from continuo.ports.requests import RequestKey

SEED = int(os.environ.get("CONTINUO_TEST_SEED", "20261121"))
FRAGMENTS = int(os.environ.get("CONTINUO_TEST_FRAGMENTS", "600"))
THEIR_ROWS = """
SELECT md5(string_agg(row::text, ',' ORDER BY row::text)) FROM (
    SELECT s AS row FROM continuo.subject AS s WHERE tenant_id = '{0}' UNION ALL
    SELECT NULL FROM continuo.event WHERE tenant_id = '{0}' AND sealed IS NULL) AS rows
"""
TABLES_OF_PEOPLE = (
    "subject", "session", "event", "event_name", "request", "run", "item", "fact", "evidence", "fact_change", "episode",
    "entity", "entity_name", "mention", "relation", "conclusion", "job",
)  # fmt: skip


async def _count_theirs(house: Walled) -> list[tuple[object, ...]]:
    tenant = house.people["theirs"][0].tenant_id
    counts = " UNION ALL ".join(
        f"SELECT '{t}', count(*), md5(coalesce(string_agg(r::text, ',' ORDER BY r::text), ''))"
        f" FROM continuo.{t} AS r WHERE tenant_id = '{tenant}'"
        for t in TABLES_OF_PEOPLE
    )
    return sorted(await house.as_admin(counts), key=str)


async def _answers(connection: AsyncConnection, fragment: str) -> str:
    """Run one fragment in a savepoint and return all that it answered, errors included."""
    seen = []
    try:
        async with connection.transaction(force_rollback=True):
            if fragment.startswith("COPY"):
                return await _copied(connection, fragment)
            cursor = await connection.execute(fragment)  # type: ignore[arg-type]
            while True:
                if cursor.description:
                    seen.append(repr(await cursor.fetchall()))
                if not cursor.nextset():
                    break
    except psycopg.Error as error:
        seen.append(str(error))
    return "\n".join(seen)


async def _copied(connection: AsyncConnection, fragment: str) -> str:
    async with connection.cursor().copy(fragment) as copy:  # type: ignore[arg-type]
        return "" if "FROM STDIN" in fragment else "".join([str(bytes(part)) async for part in copy])


def _foreign(house: Walled) -> list[str]:
    """What must never be seen: ids and names of the other tenant and of the other person of mine."""
    theirs = house.people["theirs"]
    strangers = [*theirs, house.people["mine"][1]]
    ids = [str(s.subject_id) for s in strangers] + [str(s.session("talk")) for s in strangers]
    return [*ids, f"UUID('{theirs[0].tenant_id}')", "canary-theirs"]


@pytest.mark.parametrize("role", ["api", "worker", "eraser"])
async def test_sql_slipped_into_a_service_sees_nobody_else(house: Walled, role: str) -> None:
    me = house.people["mine"][0]
    theirs = house.people["theirs"][0]
    before = await _count_theirs(house)
    leaks = []
    async with house.pools.transaction(role, me.tenant_id, me.subject_id) as connection:
        for fragment in fragments(SEED, FRAGMENTS):
            filled = (
                fragment.replace("{theirs}", str(theirs.tenant_id))
                .replace("{mine}", str(me.tenant_id))
                .replace("{them}", str(theirs.subject_id))
                .replace("{{", "{")
                .replace("}}", "}")
            )
            answer = await _answers(connection, filled)
            # What the fragment itself says comes back in error messages; that tells its author nothing.
            told = [
                f
                for f in _foreign(house)
                if f in answer and f not in filled and f.split("'")[1:2] != [str(theirs.tenant_id)]
            ]
            rows_of_theirs = f"UUID('{theirs.tenant_id}')" in answer
            if told or rows_of_theirs:
                leaks.append((fragment, told, answer[:200]))
        still = await connection.execute("SELECT continuo.tenant(), continuo.subject()")
        assert await still.fetchone() == (me.tenant_id, me.subject_id)
    assert leaks == []
    assert await _count_theirs(house) == before


async def test_a_person_within_the_tenant_is_walled_from_the_others(house: Walled) -> None:
    me, other = house.people["mine"]
    async with house.pools.transaction("api", me.tenant_id, me.subject_id) as connection:
        for table in TABLES_OF_PEOPLE:
            cursor = await connection.execute(f"SELECT DISTINCT subject_id FROM continuo.{table}")  # type: ignore[arg-type]
            assert await cursor.fetchall() == [(me.subject_id,)], table
    assert other.tenant_id == me.tenant_id


async def _reach(connection: AsyncConnection, token: str) -> object:
    await connection.execute("SELECT set_config('continuo.context', %s, true)", (token,))
    cursor = await connection.execute(
        "SELECT continuo.tenant(), continuo.subject(), (SELECT count(*) FROM continuo.subject)"
    )
    return await cursor.fetchone()


def _forgeries(token: str, me: Scope, theirs: Scope) -> list[str]:
    """At least 500 contexts that nobody signed: every character changed once, parts swapped, other keys, nonsense."""
    chance = random.Random(SEED)
    changed = [token[:i] + ("0" if c != "0" else "1") + token[i + 1 :] for i, c in enumerate(token)]
    cut = [token[:n] for n in range(0, len(token), 7)]
    parts = token.split("|")
    swapped = ["|".join(chance.sample(parts, len(parts))) for _ in range(100)]
    foreign = [
        token.replace(str(me.tenant_id), str(theirs.tenant_id)),
        token.replace(str(me.subject_id), str(theirs.subject_id)),
    ]
    stranger = ContextSigner("1", b"x" * 32)
    signed = [stranger.sign(theirs.tenant_id, theirs.subject_id, None, pid) for pid in range(1, 40)]
    nonsense = ["", "|", "||||||", "\u0661" * 200, "a" * 10_000, f"{token}|", f"|{token}", token.upper(), token * 2]
    noise = ["".join(chance.choices("0123456789abcdef|-", k=chance.randrange(1, 400))) for _ in range(200)]
    return [f for f in [*changed, *cut, *swapped, *foreign, *signed, *nonsense, *noise] if f != token]


async def test_a_context_that_was_not_signed_opens_nothing(house: Walled) -> None:
    me, theirs = house.people["mine"][0], house.people["theirs"][0]
    async with house.pools.transaction("api", me.tenant_id, me.subject_id) as connection:
        signer = ContextSigner("1", ROOT.context_key())
        token = signer.sign(me.tenant_id, me.subject_id, None, connection.info.backend_pid)
        assert await _reach(connection, token) == (me.tenant_id, me.subject_id, 1)
        forged = _forgeries(token, me, theirs)
        opened = [f for f in forged if await _reach(connection, f) != (None, None, 0)]
        assert len(forged) >= 500
        assert opened == []


async def test_a_context_of_another_connection_or_of_yesterday_opens_nothing(house: Walled) -> None:
    me = house.people["mine"][0]
    signer = ContextSigner("1", ROOT.context_key())
    async with house.pools.transaction("api", me.tenant_id, me.subject_id) as connection:
        elsewhere = signer.sign(me.tenant_id, me.subject_id, None, connection.info.backend_pid + 1)
        assert await _reach(connection, elsewhere) == (None, None, 0)
        body = f"1|{me.tenant_id}|{me.subject_id}||{connection.info.backend_pid}|1700000000"
        yesterday = f"{body}|{_mac(body)}"
        assert await _reach(connection, yesterday) == (None, None, 0)
        tomorrow = body.replace("1700000000", "4000000000")
        assert await _reach(connection, f"{tomorrow}|{_mac(tomorrow)}") == (me.tenant_id, me.subject_id, 1)


def _mac(body: str) -> str:
    import hashlib
    import hmac

    return hmac.new(ROOT.context_key(), body.encode(), hashlib.sha256).hexdigest()


async def test_a_context_left_on_a_connection_is_noticed(house: Walled) -> None:
    from continuo.domain.errors import Broken

    me = house.people["mine"][0]
    async with house.pools.transaction("worker", me.tenant_id, me.subject_id) as connection:
        token = await (await connection.execute("SELECT current_setting('continuo.context')")).fetchone()
        assert token is not None
        await connection.execute("SELECT set_config('continuo.context', %s, false)", (token[0],))
    with pytest.raises(Broken):
        async with house.pools.transaction("worker", me.tenant_id, me.subject_id):
            pass


async def test_the_wall_costs_little(house: Walled) -> None:
    """No timed assertion: the statement plans tell that the context is read once, not once a row."""
    me = house.people["mine"][0]
    async with house.pools.transaction("api", me.tenant_id, me.subject_id) as connection:
        cursor = await connection.execute(
            "EXPLAIN SELECT sealed FROM continuo.event WHERE tenant_id = %s", (me.tenant_id,)
        )
        plan = "\n".join(str(row[0]) for row in await cursor.fetchall())
    assert "InitPlan" in plan
    assert "continuo.tenant()" not in plan.replace("InitPlan", "").split("Filter", 1)[-1]


class _Misled(PostgresIntake):
    """An intake that sends everybody's turns in the context of one person: the mistake that the walls are there for."""

    def __init__(self, house: Walled, of: Scope) -> None:
        super().__init__(house.pools, house.storage.people)
        self._of = of

    def _context(self, waiting: object, backend_pid: int) -> bytes:
        return self._pools.context(self._of, backend_pid).encode()


async def test_turns_sent_in_the_context_of_another_person_are_not_stored(house: Walled) -> None:
    me, other = house.people["mine"]
    theirs = house.people["theirs"][0]
    misled = _Misled(house, me)
    counts = f"SELECT count(*), sum(epoch) FROM continuo.event WHERE subject_id <> '{me.subject_id}'"
    before, before_theirs = await house.as_admin(counts), await _count_theirs(house)
    turns = [NewTurn(Role.USER, "of somebody else")]
    asked = RequestKey("key", "route", "foreign", b"a" * 32)
    additions = [Addition(name, turns, NOW, 10, timedelta(0), r) for name in ("talk", "new") for r in (None, asked)]
    taken = await asyncio.gather(*(misled.take(s, a) for s in (other, theirs) for a in additions))
    assert taken == [None] * 8
    assert await house.as_admin(counts) == before
    assert await _count_theirs(house) == before_theirs
    assert await misled.take(me, additions[0]) is not None
