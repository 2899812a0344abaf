"""The contract of the port ``Intake``, sentence by sentence, alone and behind the journal's room."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from tests.walled import NOW, Walled

from continuo.adapters.postgres.intake import PostgresIntake
from continuo.domain.errors import KeyReused, StaleEpoch, Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.room import Journal, SessionRules
from continuo.ports.intake import Addition
from continuo.ports.requests import RequestKey

QUIET = timedelta(hours=1)


def said(text: str, **more: object) -> NewTurn:
    return NewTurn(Role.USER, text, **more)  # type: ignore[arg-type]


def addition(*turns: NewTurn, session: str = "s", request: RequestKey | None = None) -> Addition:
    return Addition(session, turns, NOW, 10, QUIET, request)


def a_request(body: bytes = b"a" * 32) -> RequestKey:
    return RequestKey("key-1", "POST /v1/sessions/{session_id}/turns", f"k {uuid4()}", body)


@pytest.fixture
def intake(house: Walled) -> PostgresIntake:
    return PostgresIntake(house.pools, house.storage.people)


def journal(house: Walled, intake: PostgresIntake | None) -> Journal:
    return Journal(house.storage, intake, lambda: NOW, SessionRules(batch_turns=10, quiet=QUIET))


async def known(house: Walled, tenant: str = "mine") -> Scope:
    """Return somebody who has just appended, the long way."""
    scope = Scope.of(house.people[tenant][0].tenant_id, f"known {uuid4()}")
    await journal(house, None).append(scope, "before", [said("before")])
    return scope


async def texts(house: Walled, scope: Scope, session: str = "s") -> list[str]:
    async with house.storage.reading(scope) as tx:
        return [t.text for t in await tx.journal.read(scope.session(session))]


async def jobs(house: Walled, scope: Scope, session: str = "s") -> list[tuple[object, ...]]:
    return await house.as_admin(
        "SELECT kind, state, epoch, run_at <= now() FROM continuo.job"
        f" WHERE subject_id = '{scope.subject_id}' AND session_id = '{scope.session(session)}'"
    )


async def rows(house: Walled, scope: Scope) -> Sequence[tuple[object, ...]]:
    """Return all that was written of a person, but for what is random or a clock's."""
    return await house.as_admin(
        "SELECT to_jsonb(e) - '{subject_id,session_id,event_id,sealed,sealed_hash}'::text[]"
        f"  FROM continuo.event AS e WHERE subject_id = '{scope.subject_id}'"
        " UNION ALL SELECT to_jsonb(s) - '{subject_id,session_id,sealed_name,created_at}'::text[]"
        f"  FROM continuo.session AS s WHERE subject_id = '{scope.subject_id}'"
        " UNION ALL SELECT to_jsonb(j) - '{subject_id,session_id,job_id,made_at,run_at}'::text[]"
        f"      || jsonb_build_object('waits', extract(epoch FROM j.run_at - j.made_at)::integer)"
        f"  FROM continuo.job AS j WHERE subject_id = '{scope.subject_id}'"
        " UNION ALL SELECT (to_jsonb(r) - '{subject_id,key,created_at}'::text[]) #- '{answer,session_id}'"
        f"  FROM continuo.request AS r WHERE subject_id = '{scope.subject_id}'"
        " UNION ALL SELECT to_jsonb(p) - '{subject_id,sealed_name,wrapped_key,created_at}'::text[]"
        f"  FROM continuo.subject AS p WHERE subject_id = '{scope.subject_id}' ORDER BY 1"
    )


async def test_both_ways_write_the_same(house: Walled, intake: PostgresIntake) -> None:
    written = []
    for way in (None, intake):
        scope, room = await known(house), journal(house, way)
        earlier = said("c", purposes=("memory", "support"), said_at=NOW - timedelta(days=3))
        appended = [
            await room.append(scope, "s", [said("a"), said("b", speaker="Ana")], request=a_request()),
            await room.append(scope, "s", [earlier, said('"quoted\\", {braces}, NULL and \U0001f40c')]),
            await room.append(scope, "s", [said(str(n)) for n in range(7)]),
            await room.append(scope, "other", [said("d")]),
        ]
        written.append(([a.positions for a in appended], await rows(house, scope), await texts(house, scope)))
    assert written[0] == written[1]
    assert len(written[1][1]) == 13 + 3 + 3 + 1 + 1


async def test_a_request_is_answered_as_before_whichever_way_it_comes(house: Walled, intake: PostgresIntake) -> None:
    scope, request = await known(house), a_request()
    room = journal(house, intake)
    first = await room.append(scope, "s", [said("once"), said("twice")], request=request)
    assert first == Appended(scope.session("s"), (1, 2), 2)
    assert await room.append(scope, "s", [said("once"), said("twice")], request=request) == first
    assert await journal(house, None).append(scope, "s", [said("once"), said("twice")], request=request) == first
    other = RequestKey(request.principal, request.route, request.key, b"b" * 32)
    with pytest.raises(KeyReused):
        await room.append(scope, "s", [said("another body")], request=other)
    assert await texts(house, scope) == ["once", "twice"]


async def test_what_is_not_ordinary_is_left_to_the_long_way(house: Walled, intake: PostgresIntake) -> None:
    scope = await known(house)
    stranger = Scope.of(scope.tenant_id, f"stranger {uuid4()}")
    assert await intake.take(stranger, addition(said("a"))) is None
    assert await intake.take(scope, addition(said("a", client_event_id="one"))) is None
    assert await texts(house, scope) == []


async def test_a_job_is_due_at_once_when_a_batch_is_full_and_else_after_a_quiet_while(
    house: Walled, intake: PostgresIntake
) -> None:
    scope = await known(house)
    for _ in range(9):
        assert await intake.take(scope, addition(said("a"))) is not None
    assert await jobs(house, scope) == [("consolidate", "waiting", 0, False)]
    await intake.take(scope, addition(said("the tenth")))
    assert await jobs(house, scope) == [("consolidate", "waiting", 0, True)]


async def test_a_thousand_parallel_appends_to_one_session_give_one_to_a_thousand(
    house: Walled, intake: PostgresIntake
) -> None:
    scope, room = await known(house), journal(house, intake)
    answers = await asyncio.gather(*(room.append(scope, "s", [said(f"turn {n}")]) for n in range(1000)))
    positions = [a.positions[0] for a in answers]
    assert sorted(positions) == list(range(1, 1001))
    by_position = [f"turn {n}" for n, _ in sorted(enumerate(positions), key=lambda pair: pair[1])]
    assert await texts(house, scope) == by_position


async def test_people_of_several_tenants_who_travel_together_stay_apart(house: Walled, intake: PostgresIntake) -> None:
    people = [await known(house, tenant) for tenant in ("mine", "theirs") for _ in range(6)]
    mine = [(scope, n) for n in range(10) for scope in people]
    taken = await asyncio.gather(
        *(intake.take(scope, addition(said(f"{scope.user_id} {n}"), said("and more"))) for scope, n in mine)
    )
    by_long_way = [pair for pair, appended in zip(mine, taken, strict=True) if appended is None]
    assert len(by_long_way) < len(mine) / 2
    for scope in people:
        own = [t for t in await texts(house, scope) if t != "and more"]
        assert sorted(own) == sorted(
            f"{scope.user_id} {n}" for s, n in mine if s == scope and (s, n) not in by_long_way
        )
    async with house.pools.without_context("api") as connection:
        cursor = await connection.execute("SELECT current_setting('continuo.context', true), continuo.tenant()")
        assert await cursor.fetchone() in {("", None), (None, None)}


async def test_one_that_fails_makes_no_difference_to_those_it_travels_with(
    house: Walled, intake: PostgresIntake
) -> None:
    people = [await known(house) for _ in range(6)]
    poison = said("stored by no means", purposes=())
    turns = [poison if n in {1, 4} else said(f"{n}") for n in range(6)]
    taken = await asyncio.gather(*(intake.take(s, addition(t)) for s, t in zip(people, turns, strict=True)))
    assert [t is None for t in taken] == [n in {1, 4} for n in range(6)]
    assert [await texts(house, s) for s in people] == [[] if n in {1, 4} else [f"{n}"] for n in range(6)]
    assert await jobs(house, people[1]) == []


async def test_a_caller_who_goes_away_takes_nobody_along(house: Walled, intake: PostgresIntake) -> None:
    people = [await known(house) for _ in range(20)]
    callers = [asyncio.create_task(intake.take(s, addition(said("a"), said("b")))) for s in people]
    await asyncio.sleep(0)
    for number in (0, 3, 19):
        callers[number].cancel()
    outcomes = await asyncio.gather(*callers, return_exceptions=True)
    assert [isinstance(o, asyncio.CancelledError) for o in outcomes] == [n in {0, 3, 19} for n in range(20)]
    assert all(isinstance(o, Appended) for n, o in enumerate(outcomes) if n not in {0, 3, 19})
    await intake.close()
    for number, scope in enumerate(people):
        stored = await texts(house, scope)
        # A transaction that was under way is not torn: both turns, or none where it had not begun.
        assert stored == ["a", "b"] or (number in {0, 3, 19} and stored == [])
    assert (await intake.take(people[0], addition(said("c"), session="again"))) is not None


async def test_someone_held_up_by_a_transaction_of_their_own_holds_up_nobody(
    house: Walled, intake: PostgresIntake
) -> None:
    busy, others = await known(house), [await known(house) for _ in range(5)]
    async with house.storage.deciding(busy), asyncio.timeout(5):
        taken = await asyncio.gather(*(intake.take(s, addition(said("a"))) for s in (busy, *others)))
    assert taken[0] is None
    assert all(taken[1:])
    assert await texts(house, busy) == []


async def test_an_erased_person_is_not_written_to_with_the_key_that_was(house: Walled, intake: PostgresIntake) -> None:
    scope = await known(house)
    async with house.storage.erasing(scope) as tx:
        await tx.erasure.erase(now=NOW)
    assert await intake.take(scope, addition(said("late"))) is None
    await journal(house, intake).append(scope, "s", [said("of a new life")])
    assert await texts(house, scope) == ["of a new life"]
    assert await intake.forget(scope) == 1
    assert await intake.forget(scope) == 0


async def test_nothing_is_acknowledged_that_is_not_on_the_disk(house: Walled, intake: PostgresIntake) -> None:
    people = [await known(house) for _ in range(8)]
    taken = await asyncio.gather(*(intake.take(s, addition(said("a"))) for s in people))
    assert all(taken)
    closed = "ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text, boolean) {} PUBLIC"
    await house.as_admin("REVOKE EXECUTE " + closed.format("FROM"))
    try:
        outcomes = await asyncio.gather(*(intake.take(s, addition(said("b"))) for s in people), return_exceptions=True)
    finally:
        await house.as_admin("GRANT EXECUTE " + closed.format("TO"))
    assert all(isinstance(o, Unavailable) for o in outcomes)


async def test_a_database_that_goes_away_leaves_nobody_waiting(house: Walled, intake: PostgresIntake) -> None:
    people = [await known(house) for _ in range(8)]
    async with house.storage.deciding(people[0]):
        waiting = [asyncio.create_task(intake.take(s, addition(said("a")))) for s in people]
        await asyncio.sleep(0)
        await house.as_admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'continuo_api'")
        async with asyncio.timeout(20):
            outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(o is None or isinstance(o, Appended | Unavailable) for o in outcomes)
    assert await _once_it_is_back(house, intake, people[1]) == Appended(people[1].session("after"), (1,), 1)


async def _once_it_is_back(house: Walled, intake: PostgresIntake, scope: Scope) -> Appended:
    """Try again as a caller would: each of the connections that broke has to be met once."""
    for _ in range(20):
        try:
            return await journal(house, intake).append(scope, "after", [said("a")])
        except Unavailable:
            continue
    raise AssertionError("the database stayed away")


async def test_words_of_another_epoch_are_not_taken_and_those_of_the_same_go_the_short_way(
    house: Walled, intake: PostgresIntake
) -> None:
    scope = await known(house)
    told = replace(addition(said("told")), epoch=0)

    assert await intake.take(scope, replace(told, epoch=1)) is None
    assert await intake.take(scope, replace(told, epoch=-1)) is None
    assert await intake.take(scope, told) == Appended(scope.session("s"), (1,), 1)
    assert await texts(house, scope) == ["told"]


async def test_after_an_erasure_words_of_the_older_epoch_are_refused_in_both_ways_and_nothing_comes_back(
    house: Walled, intake: PostgresIntake
) -> None:
    scope = await known(house)
    ways = [journal(house, None), journal(house, intake)]
    await ways[1].append(scope, "s", [said("one")], epoch=0)
    async with house.storage.erasing(scope) as tx:
        await tx.erasure.erase(now=NOW)

    for way in ways:
        for _ in range(2):
            with pytest.raises(StaleEpoch):
                await way.append(scope, "s", [said("two", client_event_id="two"), said("three")], epoch=0)
    assert [way.refused_turns for way in ways] == [4, 4]
    assert await texts(house, scope) == []
    assert (await ways[1].append(scope, "s", [said("anew")], epoch=1)).positions == (2,)
    with pytest.raises(StaleEpoch):
        await ways[1].append(scope, "s", [said("two")], epoch=0)
    assert await texts(house, scope) == ["anew"]
