"""The contract of the port ``JournalStore``, sentence by sentence."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from tests.walled import NOW, Walled

from continuo.domain.errors import Conflict, KeyReused, NotFound, StalePosition
from continuo.domain.job import JobKind
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.ports.journal import TurnFilter
from continuo.ports.requests import RequestKey


def said(text: str, event_id: str | None = None) -> NewTurn:
    return NewTurn(Role.USER, text, client_event_id=event_id)


@pytest.fixture
def someone(house: Walled) -> Scope:
    return Scope.of(house.people["mine"][0].tenant_id, f"someone {uuid4()}")


async def append(
    house: Walled, scope: Scope, *turns: NewTurn, session: str = "s", expected: int | None = None
) -> Appended:
    async with house.storage.appending(scope) as tx:
        return await tx.journal.append(session, turns, now=NOW, expected=expected)


async def texts(house: Walled, scope: Scope, session: str = "s") -> list[str]:
    async with house.storage.reading(scope) as tx:
        return [t.text for t in await tx.journal.read(scope.session(session))] if tx.person else []


async def test_positions_start_at_one_and_have_no_gaps(house: Walled, someone: Scope) -> None:
    first = await append(house, someone, said("a"), said("b"))
    second = await append(house, someone, said("c"))
    assert (first.positions, second.positions, second.last_position) == ((1, 2), (3,), 3)
    assert await texts(house, someone) == ["a", "b", "c"]


async def test_a_thousand_parallel_appends_to_one_session_give_one_to_a_thousand(house: Walled, someone: Scope) -> None:
    turnstile = asyncio.Semaphore(64)

    async def one(n: int) -> int:
        async with turnstile:
            return (await append(house, someone, said(f"turn {n}"))).positions[0]

    positions = await asyncio.gather(*(one(n) for n in range(1000)))
    assert sorted(positions) == list(range(1, 1001))
    by_position = [f"turn {n}" for n, _ in sorted(enumerate(positions), key=lambda pair: pair[1])]
    assert await texts(house, someone) == by_position


async def test_an_append_at_a_position_that_has_passed_stores_nothing(house: Walled, someone: Scope) -> None:
    await append(house, someone, said("a"), expected=0)
    with pytest.raises(StalePosition, match="expected position 0, found 1"):
        await append(house, someone, said("b"), expected=0)
    assert await texts(house, someone) == ["a"]


async def test_two_writers_at_one_position_leave_one_turn(house: Walled, someone: Scope) -> None:
    outcomes = await asyncio.gather(
        *(append(house, someone, said(f"writer {n}"), expected=0) for n in range(8)), return_exceptions=True
    )
    assert sum(isinstance(o, Appended) for o in outcomes) == 1
    assert all(isinstance(o, Appended | StalePosition) for o in outcomes)
    assert len(await texts(house, someone)) == 1


async def test_a_client_event_id_is_stored_once_and_answers_with_its_first_position(
    house: Walled, someone: Scope
) -> None:
    await append(house, someone, said("a", "one"), said("b", "two"))
    again = await append(house, someone, said("b", "two"), said("c", "three"))
    assert again.positions == (2, 3)
    assert await texts(house, someone) == ["a", "b", "c"]


async def test_a_known_client_event_id_with_other_words_is_refused_whole(house: Walled, someone: Scope) -> None:
    await append(house, someone, said("a", "one"))
    with pytest.raises(KeyReused):
        await append(house, someone, said("new", "two"), said("changed", "one"))
    assert await texts(house, someone) == ["a"]


async def test_what_a_failed_transaction_appended_was_never_there(house: Walled, someone: Scope) -> None:
    with pytest.raises(RuntimeError, match="after the append"):
        async with house.storage.appending(someone) as tx:
            await tx.journal.append("s", [said("lost")], now=NOW)
            raise RuntimeError("after the append")
    assert await texts(house, someone) == []
    assert (await append(house, someone, said("kept"))).positions == (1,)


async def test_sessions_of_one_name_are_apart_for_every_person_and_tenant(house: Walled, someone: Scope) -> None:
    others = [
        Scope.of(someone.tenant_id, f"other {uuid4()}"),
        Scope.of(house.people["theirs"][0].tenant_id, someone.user_id),
    ]
    for number, scope in enumerate([someone, *others]):
        assert (await append(house, scope, said(f"words of {number}"))).positions == (1,)
    assert [await texts(house, s) for s in [someone, *others]] == [[f"words of {n}"] for n in range(3)]


async def test_an_erased_turn_keeps_its_position_and_loses_its_words(house: Walled, someone: Scope) -> None:
    await append(house, someone, said("secret one"), said("secret two"))
    async with house.storage.erasing(someone) as tx:
        erasure = await tx.erasure.erase(now=NOW)
    assert erasure.counts["turns"] == 2
    assert await texts(house, someone) == []
    assert (await append(house, someone, said("after"))).positions == (3,)
    assert await texts(house, someone) == ["after"]


async def test_a_writer_of_an_older_epoch_finds_nobody(house: Walled, someone: Scope) -> None:
    await append(house, someone, said("before"))
    async with house.storage.erasing(someone) as tx:
        await tx.erasure.erase(now=NOW)
    await append(house, someone, said("after"))
    with pytest.raises(NotFound):
        async with house.storage.consolidating(someone, epoch=0):
            pass


async def test_a_run_begins_right_after_the_last_one_and_only_once(house: Walled, someone: Scope) -> None:
    await append(house, someone, *(said(str(n)) for n in range(6)))
    session_id = someone.session("s")
    async with house.storage.consolidating(someone, epoch=0) as tx:
        assert (await tx.journal.begin_run(session_id, 1, 4, extractor="t", now=NOW)).run == 1
    for first in (1, 3, 6):
        with pytest.raises(StalePosition):
            async with house.storage.consolidating(someone, epoch=0) as tx:
                await tx.journal.begin_run(session_id, first, 6, extractor="t", now=NOW)
    async with house.storage.reading(someone) as tx:
        assert [t.text for t in await tx.journal.read_fresh(10)] == ["4", "5"]
        session = await tx.journal.session(session_id)
    assert session is not None
    assert session.consolidated_to == 4


async def test_a_request_is_answered_once_and_its_key_cannot_be_used_for_another(house: Walled, someone: Scope) -> None:
    key = RequestKey("key-1", "POST /v1/sessions/{id}/turns", f"k {uuid4()}", b"a" * 32)
    async with house.storage.appending(someone) as tx:
        assert await tx.requests.answer(key) is None
        await tx.requests.keep(key, {"positions": [1]})
    other_body = RequestKey(key.principal, key.route, key.key, b"b" * 32)
    stranger = Scope.of(someone.tenant_id, f"stranger {uuid4()}")
    async with house.storage.appending(someone) as tx:
        assert await tx.requests.answer(key) == {"positions": [1]}
        with pytest.raises(KeyReused):
            await tx.requests.answer(other_body)
    with pytest.raises(Conflict):
        async with house.storage.appending(stranger) as tx:
            assert await tx.requests.answer(key) is None
            await tx.requests.keep(key, {"positions": [9]})


async def test_a_job_exists_exactly_if_its_turn_does(house: Walled, someone: Scope) -> None:
    with pytest.raises(RuntimeError):
        async with house.storage.appending(someone) as tx:
            appended = await tx.journal.append("s", [said("lost")], now=NOW)
            await tx.queue.defer(JobKind.CONSOLIDATE, appended.session_id, delay=timedelta(hours=1))
            raise RuntimeError("before the commit")
    count = f"SELECT count(*) FROM continuo.job WHERE subject_id = '{someone.subject_id}'"
    assert await house.as_admin(count) == [(0,)]
    async with house.storage.appending(someone) as tx:
        appended = await tx.journal.append("s", [said("kept")], now=NOW)
        await tx.queue.defer(JobKind.CONSOLIDATE, appended.session_id, delay=timedelta(hours=1))
    assert await house.as_admin(count) == [(1,)]


async def test_pages_of_turns_and_sessions_join_without_gap_or_overlap(house: Walled, someone: Scope) -> None:
    await append(house, someone, *(said(str(n)) for n in range(25)))
    for n in range(5):
        await append(house, someone, said("x"), session=f"more {n}")
    async with house.storage.reading(someone) as tx:
        pages = [
            [t.position for t in await tx.journal.read(someone.session("s"), after=a, limit=10)] for a in (0, 10, 20)
        ]
        first = await tx.journal.sessions(limit=4)
        second = await tx.journal.sessions(after=first[-1].session_id, limit=4)
        names = await tx.journal.session_names([s.session_id for s in first])
    assert sum(pages, []) == list(range(1, 26))
    assert {s.name for s in [*first, *second]} == {"s", *(f"more {n}" for n in range(5))}
    assert names == {s.session_id: s.name for s in first}


async def packed(house: Walled, scope: Scope, wanted: TurnFilter) -> list[tuple[UUID, int, datetime]]:
    async with house.storage.reading(scope) as tx:
        found = await tx.journal.packed(wanted)
    sessions = [UUID(bytes=s) for s in np.frombuffer(found.session, "V16").tolist()]
    positions = np.frombuffer(found.position, ">i4").tolist()
    said = [NOW + timedelta(microseconds=us - NOW.timestamp() * 1e6) for us in np.frombuffer(found.said_at, ">i8")]
    assert found.count == len(sessions) == len(positions) == len(said)
    return list(zip(sessions, positions, said, strict=True))


async def test_turns_are_packed_in_the_order_of_time_of_sessions_and_of_positions(
    house: Walled, someone: Scope
) -> None:
    def at(hours: int, role: Role = Role.USER) -> NewTurn:
        return NewTurn(role, "x", said_at=NOW - timedelta(hours=hours))

    await append(house, someone, at(1), at(9), at(5, Role.TOOL), session="a")
    await append(house, someone, at(5), at(5), at(7, Role.ASSISTANT), session="b")
    a, b = someone.session("a"), someone.session("b")
    at_once = sorted([(a, 3), (b, 1), (b, 2)], key=lambda place: (place[0].bytes, place[1]))
    in_order = [(a, 2), (b, 3), *at_once, (a, 1)]
    hours = {(a, 1): 1, (a, 2): 9, (a, 3): 5, (b, 1): 5, (b, 2): 5, (b, 3): 7}

    assert await packed(house, someone, TurnFilter()) == [(*p, NOW - timedelta(hours=hours[p])) for p in in_order]


async def test_a_filter_lets_through_what_it_names_and_nothing_else(house: Walled, someone: Scope) -> None:
    turns = [NewTurn(role, "x", said_at=NOW - timedelta(hours=n)) for n, role in enumerate(Role)]
    await append(house, someone, *turns)
    await append(house, someone, said("y"), session="other")
    only = someone.session("s")

    async def positions(**wanted: object) -> set[int]:
        filter = TurnFilter(session_id=only, **wanted)  # type: ignore[arg-type]
        return {position for _, position, _ in await packed(house, someone, filter)}

    assert await positions() == {1, 2, 3, 4}
    assert await positions(roles=[Role.TOOL, Role.USER]) == {1, 3}
    assert await positions(roles=[]) == set()
    # From a moment on, and up to a moment but not at it.
    assert await positions(since=NOW - timedelta(hours=2)) == {1, 2, 3}
    assert await positions(until=NOW - timedelta(hours=2)) == {4}
    assert await positions(since=NOW - timedelta(hours=2), until=NOW) == {2, 3}
    assert await positions(known_at=NOW) == {1, 2, 3, 4}
    assert await positions(known_at=NOW - timedelta(microseconds=1)) == set()


async def test_what_was_erased_or_is_not_in_reach_is_not_packed(house: Walled, someone: Scope) -> None:
    await append(house, someone, NewTurn(Role.USER, "x", purposes=("support",)), said("y"))
    for_support = Scope.of(someone.tenant_id, someone.user_id, "support")
    stranger = Scope.of(house.people["theirs"][0].tenant_id, someone.user_id)

    assert [position for _, position, _ in await packed(house, for_support, TurnFilter())] == [1]
    assert await packed(house, stranger, TurnFilter()) == []
    async with house.storage.erasing(someone) as tx:
        await tx.erasure.erase(now=NOW)
    assert await packed(house, someone, TurnFilter()) == []
