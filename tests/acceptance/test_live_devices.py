"""A session on several devices at once, over WebSocket and server-sent events."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Iterator

import httpx
import pytest
from bench.devices import Device, address, device
from tests.served import Served, serving
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

STALE = "urn:continuo:problem:stale-epoch"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def begun(served: Served, user: str, *texts: str, session: str = "s", key: str | None = None) -> None:
    with served.http(key) as http:
        turns = [{"role": "user", "text": text} for text in texts]
        answer = http.post(f"/v1/sessions/{session}/turns", json={"user_id": user, "turns": turns})
        assert answer.status_code == 201, answer.text


def erased(served: Served, user: str) -> int:
    with served.http() as http:
        epoch: int = http.delete(f"/v1/users/{user}/memory").json()["epoch"]
        return epoch


async def closing_code(it: Device) -> int | None:
    assert it.socket is not None
    async with asyncio.timeout(10):
        await it.socket.wait_closed()
    return it.socket.close_code


async def refusal(url: str, key: str | None = None, **more: object) -> int:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with pytest.raises(InvalidStatus) as refused:
        async with connect(url, additional_headers=headers, proxy=None, **more):
            pass
    return refused.value.response.status_code


async def test_what_one_device_says_the_other_sees_at_once(served: Served) -> None:
    begun(served, "two devices", "one")
    async with (
        device(served.url, served.key, "two devices", "s", device="phone") as phone,
        device(served.url, served.key, "two devices", "s", device="desk") as desk,
    ):
        await phone.say("two", id="a")
        await desk.until(lambda: desk.position >= 2)
        await phone.until(lambda: phone.position >= 2 and bool(phone.of("appended")))

    assert phone.turns == desk.turns == {1: "one", 2: "two"}
    assert phone.of("appended")[0]["positions"] == [2]
    assert phone.of("appended")[0]["id"] == "a"


async def test_devices_that_write_at_once_and_fall_off_now_and_then_end_with_the_same_list(served: Served) -> None:
    begun(served, "crowd", "begin")
    chance = random.Random(7)
    devices = [Device(f"device {n}") for n in range(4)]

    async def lives(it: Device) -> None:
        for visit in range(5):
            async with device(served.url, served.key, "crowd", "s", of=it):
                for number in range(4):
                    turn = {"role": "user", "text": f"{it.name} {visit}.{number}"}
                    named = turn | {"client_event_id": f"{it.name} {visit}.{number}"}
                    await it.send({"type": "append", "turns": [named]})
                # Sometimes the line breaks before the answers came; then everything is sent again.
                if chance.random() < 0.5:
                    await it.until(lambda: len(it.of("appended")) > 0)
            await asyncio.sleep(chance.random() * 0.05)
            with served.http() as http:
                for number in range(4):
                    text = f"{it.name} {visit}.{number}"
                    turn = {"role": "user", "text": text, "client_event_id": text}
                    body = {"user_id": "crowd", "turns": [turn]}
                    answer = await asyncio.to_thread(http.post, "/v1/sessions/s/turns", json=body)
                    assert answer.status_code == 201, answer.text

    async with asyncio.timeout(60):
        await asyncio.gather(*(lives(it) for it in devices))
    for it in devices:
        async with device(served.url, served.key, "crowd", "s", of=it):
            await it.until(lambda it=it: it.position >= 81)

    said = {f"{it.name} {visit}.{number}" for it in devices for visit in range(5) for number in range(4)}
    assert set(devices[0].turns.values()) == said | {"begin"}
    assert sorted(devices[0].turns) == list(range(1, 82))
    assert all(it.turns == devices[0].turns for it in devices)
    assert [(it.gaps, it.doubles) for it in devices] == [(0, 0)] * 4


async def test_a_device_that_was_away_gets_exactly_what_it_missed(served: Served) -> None:
    begun(served, "away", "one", "two")
    async with device(served.url, served.key, "away", "s") as phone:
        await phone.until(lambda: phone.position == 2)
    begun(served, "away", *(f"meanwhile {n}" for n in range(150)))
    before = len(phone.of("turns"))
    async with device(served.url, served.key, "away", "s", of=phone):
        await phone.until(lambda: phone.position == 152)

    missed = [turn["position"] for message in phone.of("turns")[before:] for turn in message["turns"]]
    assert missed == list(range(3, 153))
    assert (phone.gaps, phone.doubles) == (0, 0)


async def test_a_reader_gets_the_same_as_events_and_goes_on_after_the_last_one(served: Served) -> None:
    begun(served, "reader", "one", "two", "three")
    url = f"{served.url}/v1/sessions/s/live"
    headers = {"Authorization": f"Bearer {served.key}", "Accept": "text/event-stream"}
    async with httpx.AsyncClient(trust_env=False, timeout=20) as http:

        async def events(last: str | None, count: int) -> list[dict[str, str]]:
            found: list[dict[str, str]] = [{}]
            more = {"Last-Event-ID": last} if last else {}
            async with http.stream("GET", url, params={"user_id": "reader"}, headers=headers | more) as answer:
                assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
                async for line in answer.aiter_lines():
                    name, _, value = line.partition(": ")
                    if line:
                        found[-1][name] = value
                    elif len(found) == count:
                        return found
                    else:
                        found.append({})
            return found

        first = await events(None, 2)
        begun(served, "reader", "four")
        second = await events(first[-1]["id"], 2)

    assert [event["event"] for event in first + second] == ["welcome", "turns", "welcome", "turns"]
    assert [turn["text"] for turn in json.loads(first[1]["data"])["turns"]] == ["one", "two", "three"]
    assert [turn["text"] for turn in json.loads(second[1]["data"])["turns"]] == ["four"]
    assert first[-1]["id"] == "0.3"


async def test_a_device_sees_who_is_there_who_types_and_that_the_session_is_over(served: Served) -> None:
    begun(served, "seen", "one")
    async with device(served.url, served.key, "seen", "s", device="phone") as phone:
        async with device(served.url, served.key, "seen", "s", device="desk") as desk:
            await phone.until(lambda: bool(phone.of("presence")))
            await desk.send({"type": "typing"})
            await phone.until(lambda: bool(phone.of("typing")))
            await desk.send({"type": "presence", "id": "who"})
            await desk.until(lambda: bool(desk.of("present")))
        await phone.until(lambda: len(phone.of("presence")) == 2)
        with served.http() as http:
            http.post("/v1/sessions/s/end", json={"user_id": "seen"})
        await phone.until(lambda: bool(phone.of("ended")))

    assert [(m["device"], m["present"]) for m in phone.of("presence")] == [("desk", True), ("desk", False)]
    assert [(m["device"], m["typing"]) for m in phone.of("typing")] == [("desk", True)]
    assert desk.of("typing") == []
    assert desk.of("present")[0]["devices"] == ["desk", "phone"]


async def test_a_device_hears_what_has_become_memory_and_that_a_fact_was_corrected(served: Served) -> None:
    begun(served, "learner", "I live in Lisbon.")
    async with device(served.url, served.key, "learner", "s") as phone:
        with served.http() as http:
            http.post("/v1/sessions/s/end", json={"user_id": "learner"})
            await asyncio.to_thread(served.run, served.platform.jobs.drain())
            await phone.until(lambda: bool(phone.of("learned")))
            fact = http.get("/v1/facts", params={"user_id": "learner"}).json()["facts"][0]
            before = len(phone.of("edited"))
            answer = http.post(f"/v1/facts/{fact['fact_id']}/correct", json={"user_id": "learner", "value": "Porto"})
            assert answer.status_code == 200, answer.text
        await phone.until(lambda: len(phone.of("edited")) > before)

    assert phone.of("learned")[-1]["consolidated_to"] == 1


async def test_an_erasure_ends_the_session_on_every_device_and_nothing_of_it_comes_back(served: Served) -> None:
    begun(served, "erased", "my secret")
    offline = Device("tablet")
    async with device(served.url, served.key, "erased", "s", of=offline):
        await offline.until(lambda: offline.position == 1)
    async with device(served.url, served.key, "erased", "s") as phone:
        await phone.until(lambda: phone.position == 1)
        epoch = await asyncio.to_thread(erased, served, "erased")
        assert await closing_code(phone) == 4410
    assert (phone.turns, phone.epoch, epoch) == ({}, 1, 1)

    old = [{"role": "user", "text": "my secret again", "client_event_id": "offline"}]
    with served.http() as http:
        late = http.post("/v1/sessions/s/turns", json={"user_id": "erased", "turns": old, "epoch": 0})
        assert (late.status_code, late.json()["type"]) == (409, STALE)
        assert http.get("/v1/sessions", params={"user_id": "erased"}).json()["sessions"] == []
    begun(served, "erased", "anew")
    async with device(served.url, served.key, "erased", "s", of=offline):
        await offline.until(lambda: bool(offline.of("erased")))
        assert await closing_code(offline) == 4410
    with served.http() as http:
        late = http.post("/v1/sessions/s/turns", json={"user_id": "erased", "turns": old, "epoch": 0})
        assert (late.status_code, late.json()["type"]) == (409, STALE)
        found = http.get("/v1/sessions/s/turns", params={"user_id": "erased"}).json()["turns"]
    assert [turn["text"] for turn in found] == ["anew"]
    assert offline.epoch == 1
    assert served.platform.journal.refused_turns >= 2


async def test_turns_made_offline_are_stored_once_behind_what_was_said_meanwhile(served: Served) -> None:
    begun(served, "offline", "one", "two")
    turn = {"role": "user", "text": "on the train", "client_event_id": "t1", "said_at": "2026-05-01T09:30:00+02:00"}
    with served.http() as http:
        for _ in range(3):
            body = {"user_id": "offline", "turns": [turn], "epoch": 0}
            assert http.post("/v1/sessions/s/turns", json=body).json()["positions"] == [3]
    async with device(served.url, served.key, "offline", "s") as phone:
        await phone.send({"type": "append", "turns": [turn]})
        await phone.until(lambda: bool(phone.of("appended")) and phone.position == 3)

    assert phone.of("appended")[0]["positions"] == [3]
    assert phone.turns == {1: "one", 2: "two", 3: "on the train"}


async def test_a_revoked_key_is_disconnected_within_five_seconds(served: Served) -> None:
    begun(served, "revoked", "one")
    key = served.key_with("memory:read")
    async with device(served.url, key, "revoked", "s") as phone, device(served.url, served.key, "revoked", "s") as desk:
        await phone.until(lambda: phone.position == 1)
        with served.http() as http:
            assert http.delete(f"/v1/keys/{key.split('_')[1]}").status_code == 204
        began = time.monotonic()
        assert await closing_code(phone) == 4401
        took = time.monotonic() - began
        begun(served, "revoked", "two")
        await desk.until(lambda: desk.position == 2)

    assert took <= 5
    assert phone.position == 1


async def test_sessions_of_others_are_not_there_and_nobody_without_a_good_key_comes_in(served: Served) -> None:
    begun(served, "ana", "mine")
    ana = address(served.url, "ana", "s")

    assert await refusal(ana, served.other_key) == 404
    assert await refusal(address(served.url, "bob", "s"), served.key) == 404
    assert await refusal(address(served.url, "ana", "other"), served.key) == 404
    assert await refusal(ana) == 401
    assert await refusal(ana, "ck_0_0_0") == 401
    assert await refusal(ana, served.key_with("jobs:read")) == 403
    assert await refusal(f"{ana}&key={served.key}") == 401
    assert await refusal(f"{ana}&tenant_id=1", served.key) == 422
    assert await refusal(address(served.url, "ana", "s", after=5), served.key) == 422
    assert await refusal(address(served.url, "ana", "s", after=5, epoch=0), served.key) == 422
    assert await refusal(address(served.url, "ana", "s", device="x" * 65), served.key) == 422
    assert await refusal(f"{served.url.replace('http', 'ws')}/v1/nothing", served.key) == 403


async def test_a_page_in_a_browser_brings_its_key_as_a_subprotocol(served: Served) -> None:
    begun(served, "browser", "one")
    url = address(served.url, "browser", "s")
    async with connect(url, subprotocols=["continuo.v1", f"continuo.key.{served.key}"], proxy=None) as socket:
        assert socket.subprotocol == "continuo.v1"
        assert json.loads(await socket.recv())["type"] == "welcome"
    async with connect(url, subprotocols=["continuo.v1", "continuo.key.ck_0_0_0"], proxy=None) as socket:
        assert json.loads(await socket.recv())["problem"]["status"] == 401
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert socket.close_code == 4401


async def test_who_may_only_read_cannot_speak(served: Served) -> None:
    begun(served, "mute", "one")
    async with device(served.url, served.key_with("memory:read"), "mute", "s") as phone:
        await phone.say("two", id="a")
        await phone.send({"type": "typing"})
        await phone.until(lambda: len(phone.of("refused")) == 2)

    assert [m["problem"]["status"] for m in phone.of("refused")] == [403, 403]
    assert phone.of("refused")[0]["id"] == "a"
    assert phone.turns in ({}, {1: "one"})


HOSTILE = [
    "", "{", "[]", "null", "1" * 5000, '{"type":"append"}', '{"type":"append","turns":[]}', '{"type":"drop"}',
    '{"type":"append","turns":[{"role":"god","text":"x"}]}', '{"type":"ping","type":"ping"}', "[" * 100_000,
    '{"type":"append","turns":[{"role":"user","text":"\\ud800"}]}', '{"type":"ping","tenant_id":"1"}',
    '{"type":"append","turns":[{"role":"user","text":"x","said_at":"9999-12-31T23:59:59Z"}]}',
    '{"type":"ping","id":""}',
]  # fmt: skip


async def test_messages_that_cannot_be_understood_are_refused_and_store_nothing(served: Served) -> None:
    begun(served, "hostile", "one")
    async with device(served.url, served.key, "hostile", "s") as phone:
        assert phone.socket is not None
        for message in HOSTILE:
            await phone.socket.send(message)
        await phone.socket.send(b"\x00\x01")
        await phone.until(lambda: len(phone.of("refused")) == len(HOSTILE) + 1)
        await phone.say("two")
        await phone.until(lambda: phone.position == 2)
        for _ in range(20):
            await phone.socket.send("{")
        assert await closing_code(phone) == 4400

    assert {m["problem"]["status"] for m in phone.of("refused")} == {400, 422}
    assert all("trace_id" not in m["problem"] for m in phone.of("refused"))
    assert phone.turns == {1: "one", 2: "two"}


async def test_a_device_that_takes_nothing_is_let_go_and_holds_up_nobody(served: Served) -> None:
    begun(served, "slow", "begin")
    headers = {"Authorization": f"Bearer {served.key}"}
    url = address(served.url, "slow", "s", device="asleep")
    async with (
        connect(url, additional_headers=headers, proxy=None, max_queue=1, compression=None, close_timeout=0.1),
        device(served.url, served.key, "slow", "s", device="awake") as awake,
    ):
        slow = served.platform.live.tally.slow
        words = "x" * 90_000
        for n in range(60):
            began = time.monotonic()
            await awake.say(words)
            await awake.until(lambda n=n: awake.position >= n + 2)
            assert time.monotonic() - began < 5
        async with asyncio.timeout(20):
            while served.platform.live.tally.slow == slow:
                await asyncio.sleep(0.1)

    assert (awake.gaps, awake.doubles, awake.position) == (0, 0, 61)
