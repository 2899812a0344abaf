"""Live sessions over real connections: devices in step, back after a while, cut off when they have to be."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import websockets
from tests.served import Served, serving

from continuo.wiring import DEFAULT_TENANT

PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as it:
        yield it


class Device:
    """One end of a WebSocket."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket
        self.turns: dict[int, str] = {}

    async def hears(self) -> dict[str, Any]:
        """Return the next message."""
        async with asyncio.timeout(PATIENCE_S):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        if message["type"] == "turn":
            assert message["position"] not in self.turns, "a turn was told twice"
            assert not self.turns or message["position"] == max(self.turns) + 1, "a gap"
            self.turns[message["position"]] = message["turn"]["text"]
        return message

    async def until(self, kind: str) -> dict[str, Any]:
        """Return the next message of a kind."""
        while (message := await self.hears())["type"] != kind:
            pass
        return message

    async def says(self, text: str, **more: Any) -> None:
        """Say something, without waiting for the answer."""
        turn = {"role": "user", "text": text}
        await self.socket.send(json.dumps({"type": "append", "id": text, "turns": [turn], **more}))

    async def knows(self, position: int) -> None:
        """Listen until all turns up to a position were told."""
        while not self.turns or max(self.turns) < position:
            await self.hears()

    async def closing(self) -> int | None:
        """Listen until it is closed, and return the code."""
        try:
            while True:
                await self.hears()
        except websockets.ConnectionClosed:
            return self.socket.close_code


@asynccontextmanager
async def device(served: Served, user: str, *, key: str | None = None, **asked: Any) -> AsyncIterator[Device]:
    """Connect a device to the session ``talk`` of a person."""
    query = urlencode({"user_id": user, **asked})
    url = f"{served.url.replace('http', 'ws', 1)}/v1/sessions/talk/live?{query}"
    headers = {"Authorization": f"Bearer {key or served.key}"}
    async with websockets.connect(url, additional_headers=headers, proxy=None) as socket:
        yield Device(socket)


async def test_two_devices_that_write_at_once_see_both_in_one_order(served: Served) -> None:
    async with device(served, "both", device="phone") as phone, device(served, "both", device="desk") as desk:
        await asyncio.gather(*(d.says(f"{n} of {name}") for n in range(20) for name, d in (("p", phone), ("d", desk))))
        await asyncio.gather(phone.knows(40), desk.knows(40))

        assert phone.turns == desk.turns
        assert sorted(phone.turns) == list(range(1, 41))
        assert len(set(phone.turns.values())) == 40
        with served.http() as http:
            kept = http.get("/v1/sessions/talk/turns", params={"user_id": "both"}).json()["turns"]
        assert {t["position"]: t["text"] for t in kept} == phone.turns


async def test_a_device_that_comes_back_is_told_exactly_what_it_missed(served: Served) -> None:
    async with device(served, "away") as desk:
        await desk.says("one")
        async with device(served, "away", after=0) as phone:
            await phone.knows(1)
        for text in ("two", "three", "four"):
            await desk.says(text)
        await desk.knows(4)
        async with device(served, "away", after=1) as phone:
            assert (await phone.hears())["type"] == "hello"
            await phone.knows(4)
            assert phone.turns == {2: "two", 3: "three", 4: "four"}


async def test_typing_comings_and_goings_are_told_to_the_others(served: Served) -> None:
    async with device(served, "seen", device="phone") as phone:
        await phone.until("hello")
        async with device(served, "seen", device="desk") as desk:
            assert (await desk.until("hello"))["devices"] == ["desk", "phone"]
            assert (await phone.until("presence"))["device"] == "desk"
            await desk.socket.send('{"type": "typing", "typing": true}')
            assert (await phone.until("typing"))["typing"] is True
        gone = await phone.until("presence")
        assert (gone["device"], gone["present"]) == ("desk", False)


async def test_what_was_learned_and_decided_and_the_end_are_told(served: Served) -> None:
    user = "learner"
    async with device(served, user) as phone:
        await phone.says("I live in Lisbon.")
        await phone.until("appended")
        async with httpx.AsyncClient(
            base_url=served.url, headers={"Authorization": f"Bearer {served.key}"}, trust_env=False, timeout=30
        ) as http:
            with served.working():
                assert (await http.post("/v1/sessions/talk/end", json={"user_id": user})).status_code == 200
                assert (await phone.until("ended"))["ended_at"]
                assert (await phone.until("learned"))["learned_to"] == 1
            facts = (await http.get("/v1/facts", params={"user_id": user})).json()["facts"]
            await http.post(f"/v1/facts/{facts[0]['fact_id']}/pin", json={"user_id": user, "pinned": True})
        await phone.until("edited")


async def test_a_revoked_key_is_cut_off_within_five_seconds(served: Served) -> None:
    made = served.run(served.platform.tenancy.create_key(DEFAULT_TENANT, name="short", scopes=["memory:read"]))
    async with device(served, "guarded", key=made.secret) as phone:
        await phone.until("hello")
        served.run(served.platform.tenancy.revoke_key(DEFAULT_TENANT, made.record.key_id))
        began = time.monotonic()
        assert await phone.closing() == 4401
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("key", ["", "ck_not_a_key_at_all"])
async def test_without_a_good_key_nobody_is_let_in(served: Served, key: str) -> None:
    url = f"{served.url.replace('http', 'ws', 1)}/v1/sessions/talk/live?user_id=guarded"
    async with websockets.connect(
        url, additional_headers={"Authorization": f"Bearer {key}"} if key else {}, proxy=None
    ) as it:
        assert await Device(it).closing() == 4401


async def test_a_browser_shows_its_key_as_a_subprotocol(served: Served) -> None:
    url = f"{served.url.replace('http', 'ws', 1)}/v1/sessions/talk/live?user_id=browser"
    offered = [websockets.Subprotocol(p) for p in ("continuo.v1", f"continuo.key.{served.key}")]
    async with websockets.connect(url, subprotocols=offered, proxy=None) as socket:
        assert (await Device(socket).hears())["type"] == "hello"
        assert socket.subprotocol == "continuo.v1"


async def test_nobody_hears_of_a_session_of_the_same_name_that_is_not_theirs(served: Served) -> None:
    async with (
        device(served, "owner", device="phone") as owner,
        device(served, "neighbour", after=0) as neighbour,
        device(served, "owner", key=served.other_key, after=0) as stranger,
    ):
        await owner.says("a secret word")
        await owner.until("turn")
        for other in (neighbour, stranger):
            hello = await other.hears()
            assert (hello["position"], hello["devices"]) == (0, [])
            await other.socket.send('{"type": "ping"}')
            assert (await other.hears())["type"] == "pong"
            assert other.turns == {}


async def test_after_an_erasure_nothing_that_a_device_kept_comes_back(served: Served) -> None:
    user = "gone"
    async with device(served, user, device="phone") as phone:
        epoch = (await phone.until("hello"))["epoch"]
        await phone.says("to be forgotten")
        await phone.until("turn")
        with served.http() as http:
            assert http.delete(f"/v1/users/{user}/memory").status_code == 200
        assert await phone.closing() == 4410
    async with device(served, user, after=0, epoch=epoch) as phone:
        assert await phone.closing() == 4409
    with served.http() as http:
        turns = [{"role": "user", "text": "said on a train", "client_event_id": "t1"}]
        late = http.post("/v1/sessions/talk/turns", json={"user_id": user, "turns": turns, "epoch": epoch})
        assert late.status_code == 409
        assert late.json()["type"].endswith("erased-since")
        assert http.get("/v1/sessions/talk/turns", params={"user_id": user}).status_code == 404
        assert http.post("/v1/sessions/talk/turns", json={"user_id": user, "turns": turns}).status_code == 201


async def test_turns_made_offline_come_with_their_times_and_are_merged_once(served: Served) -> None:
    turns = [
        {"role": "user", "text": f"on the train {n}", "client_event_id": f"t{n}", "said_at": f"2026-03-01T08:0{n}:00Z"}
        for n in range(3)
    ]
    async with device(served, "train", device="desk") as desk, device(served, "train", device="phone") as phone:
        epoch = (await phone.until("hello"))["epoch"]
        await desk.says("meanwhile at the desk")
        await desk.until("appended")
        message = json.dumps({"type": "append", "id": "offline", "turns": turns, "epoch": epoch})
        for _ in range(3):
            await phone.socket.send(message)
        answers = [await phone.until("appended") for _ in range(3)]
        assert [a["positions"] for a in answers] == [[2, 3, 4]] * 3
        await desk.knows(4)
        assert list(desk.turns.values()) == ["meanwhile at the desk", *(f"on the train {n}" for n in range(3))]
    with served.http() as http:
        kept = http.get("/v1/sessions/talk/turns", params={"user_id": "train"}).json()["turns"]
    assert [t["said_at"] for t in kept[1:]] == [t["said_at"] for t in turns]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "null",
        "[]",
        "{",
        '{"type": "append"}',
        '{"type": "append", "id": "1", "turns": []}',
        '{"type": "append", "id": "1", "turns": [{"role": "user", "text": "\\ud800"}]}',
        '{"type": "append", "id": "1", "turns": [{"role": "nobody", "text": "x"}]}',
        '{"type": "append", "id": "1", "turns": [{"role": "user", "text": "x"}], "tenant": "t"}',
        '{"type": "typing", "typing": "perhaps"}',
        '{"type": "erase"}',
    ],
)
async def test_a_message_that_breaks_a_rule_is_answered_and_stores_nothing(served: Served, message: str) -> None:
    async with device(served, "hostile", after=0) as phone:
        await phone.until("hello")
        await phone.socket.send(message)
        problem = (await phone.until("problem"))["problem"]
        assert problem["status"] == 422
        assert problem["errors"]
        await phone.socket.send('{"type": "ping"}')
        await phone.until("pong")
        assert phone.turns == {}


async def test_who_does_nothing_but_break_rules_is_cut_off(served: Served) -> None:
    async with device(served, "hostile") as phone:
        for _ in range(30):
            await phone.socket.send("{")
        assert await phone.closing() == 4400


async def test_a_key_that_may_only_read_cannot_write_here_either(served: Served) -> None:
    async with device(served, "reader", key=served.key_with("memory:read"), after=0) as phone:
        await phone.says("let me in")
        assert (await phone.until("problem"))["problem"]["status"] == 403


@pytest.mark.parametrize("asked", [{"after": -1}, {"after": "x"}, {"nobody": "knows"}, {"after": 99}])
async def test_a_question_that_breaks_a_rule_is_refused_by_name(served: Served, asked: dict[str, Any]) -> None:
    async with device(served, "hostile", **asked) as phone:
        assert await phone.closing() == 4422
        assert next(iter(asked)) in (phone.socket.close_reason or "")


async def test_server_sent_events_tell_the_same_and_go_on_from_the_last_id(served: Served) -> None:
    async with (
        device(served, "events") as desk,
        httpx.AsyncClient(
            base_url=served.url, headers={"Authorization": f"Bearer {served.key}"}, trust_env=False, timeout=30
        ) as http,
    ):
        for text in ("one", "two", "three"):
            await desk.says(text)
        await desk.knows(3)
        query, seen = {"user_id": "events"}, []
        async with http.stream("GET", "/v1/sessions/talk/live", params=query, headers={"Last-Event-ID": "1"}) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            async for line in answer.aiter_lines():
                seen += [line] if line.startswith("id: ") else []
                if len(seen) == 3:
                    break
        assert seen == ["id: 1", "id: 2", "id: 3"]
        assert (await http.get("/v1/sessions/talk/live", params=query | {"after": 99})).status_code == 422
