"""The Python client follows a session: in order, back after a broken line, and out with an error that says why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from tests.served import Served, serving

from continuo_client import AsyncClient, Client, Invalid, LiveMessage, NotFound, StaleEpoch, Unauthenticated

PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as it:
        yield it


async def of_type(messages: object, kind: str) -> LiveMessage:
    async with asyncio.timeout(PATIENCE_S):
        async for message in messages:  # type: ignore[attr-defined]
            if message.type == kind:
                return message  # type: ignore[no-any-return]
    raise AssertionError(f"it ended without {kind}")


async def begun(served: Served, user: str) -> None:
    async with AsyncClient(served.url, served.key) as client:
        await client.add("It begins.", user_id=user, session_id="talk")


async def test_what_one_adds_the_other_hears(served: Served) -> None:
    await begun(served, "ana")
    async with (
        AsyncClient(served.url, served.key) as client,
        client.sessions.live("talk", user_id="ana", device="phone") as phone,
        client.sessions.live("talk", user_id="ana", device="desk") as desk,
    ):
        await phone.add(["Hello.", "It is me."])
        for live in (phone, desk):
            turns = [(await of_type(live, "turn")).turn for _ in range(3)]
            assert [turn.text for turn in turns if turn] == ["It begins.", "Hello.", "It is me."]
            assert (live.position, live.epoch) == (3, 0)
        await desk.typing()
        assert (await of_type(phone, "typing")).device == "desk"


async def test_a_line_that_breaks_is_made_again_and_nothing_is_missed_or_doubled(served: Served) -> None:
    await begun(served, "broken")
    async with AsyncClient(served.url, served.key) as client:
        async with client.sessions.live("talk", user_id="broken") as live:
            heard = [turn.text for turn in [(await of_type(live, "turn")).turn] if turn]
            for n in range(6):
                await live.add(f"number {n}")
                if n % 2:
                    # Cut while an answer may be on its way: what was added is sent again, and stored once.
                    await vars(live)["_socket"].close()
                turn = (await of_type(live, "turn")).turn
                heard += [turn.text] if turn else []
        kept = await client.sessions.turns("talk", user_id="broken")
    assert heard == ["It begins.", *(f"number {n}" for n in range(6))]
    assert [turn.text for turn in kept] == heard


async def test_what_is_wrong_with_what_one_adds_is_told(served: Served) -> None:
    await begun(served, "wrong")
    async with (
        AsyncClient(served.url, served.key) as client,
        client.sessions.live("talk", user_id="wrong", after=1, epoch=0) as live,
    ):
        await live.add("x" * 150_000)
        with pytest.raises(Invalid) as told:
            await of_type(live, "turn")
    assert told.value.field == "turns[0].text"


async def test_an_erasure_ends_it(served: Served) -> None:
    await begun(served, "gone")
    async with (
        AsyncClient(served.url, served.key) as client,
        client.sessions.live("talk", user_id="gone") as live,
    ):
        await of_type(live, "turn")
        await client.forget(user_id="gone")
        await of_type(live, "erased")
        with pytest.raises(StaleEpoch):
            await of_type(live, "turn")


async def test_a_wrong_key_is_told_at_once(served: Served) -> None:
    async with AsyncClient(served.url, "ck_wrong") as client:
        with pytest.raises(Unauthenticated):
            await of_type(client.sessions.live("talk", user_id="ana"), "turn")


async def test_a_session_that_has_not_begun_is_not_there(served: Served) -> None:
    async with AsyncClient(served.url, served.key) as client:
        with pytest.raises(NotFound):
            await of_type(client.sessions.live("talk", user_id="nobody"), "turn")


def test_the_synchronous_client_does_the_same(served: Served) -> None:
    with Client(served.url, served.key) as client:
        client.add("Good morning.", user_id="bob", session_id="talk")
        with client.sessions.live("talk", user_id="bob") as live:
            live.add("And good night.")
            texts = (m.turn.text for m in live if m.turn is not None)
            assert [next(texts), next(texts)] == ["Good morning.", "And good night."]
            assert live.position == 2
