"""A session goes on wherever it is opened next, after a kill, beside a paused process, and under a flood."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.running import Platform, another_door, platform, running_continuo

from continuo.domain.scope import Scope
from continuo.doors.http.app import create_app
from continuo.services.tenancy import SCOPES
from continuo.wiring import DEFAULT_TENANT

USER = "ana"
ASKED_AT = "2030-01-01T00:00:00Z"
RECOVERY_S = 60
TALK = [
    "I moved to Utrecht in March.", "My cat is called Bruma.", "I work as a hydrographer on the Lek.",
    "We tow a sonar up and down the river.", "My sister Chiara lives in Turin.", "I am allergic to shellfish.",
    "I take the night train to Passau in June.", "The guest house has a shed for two bicycles.",
]  # fmt: skip


@pytest.fixture(scope="module")
def it() -> Iterator[Platform]:
    with platform(quiet_s="3600", poll_s="0.2", session_idle_s="2", checkpoint_s="0.4") as it:
        yield it


@pytest.fixture(scope="module")
def other(it: Platform) -> Iterator[str]:
    with another_door(it) as address:
        yield address


def client(address: str, it: Platform) -> httpx.Client:
    headers = {"Authorization": f"Bearer {it.key}"}
    return httpx.Client(base_url=address, headers=headers, timeout=30, trust_env=False)


def say(door: httpx.Client, session: str, *texts: str) -> int:
    turns = [{"role": "user", "text": text, "said_at": "2026-04-01T12:00:00Z"} for text in texts]
    answer = door.post(f"/v1/sessions/{session}/turns", json={"user_id": USER, "turns": turns})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return int(answer.json()["last_position"])


def context(door: httpx.Client, session: str) -> bytes:
    """Return the context of a fixed moment as it comes, byte for byte."""
    asked = {
        "user_id": USER, "query": "Where does my sister live?", "session_id": session, "max_tokens": 600,
        "asked_at": ASKED_AT,
    }  # fmt: skip
    answer = door.post("/v1/context", json=asked)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.content


def session_of(door: httpx.Client, session: str) -> dict[str, Any]:
    found: dict[str, Any] = door.get(f"/v1/sessions/{session}", params={"user_id": USER}).json()
    return found


def wait_until(what: str, condition: Any) -> None:
    deadline = time.monotonic() + RECOVERY_S
    while True:
        try:
            if condition():
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def pid_of_door(it: Platform) -> int:
    listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()[1:]]
    (pid,) = [int(p) for p, parent, args in rows if int(parent) == it.supervisor and "serve-http" in args]
    return pid


@pytest.mark.timeout(300)
def test_after_a_kill_the_next_context_is_the_same_byte_for_byte_on_another_node(it: Platform, other: str) -> None:
    with client(it.address, it) as one, client(other, it) as two:
        for number in range(24):
            say(one, "killed", f"{TALK[number % len(TALK)]} That was thing {number}.")
        # Some of it is memory by then, and told by its running summary; the last four turns are not.
        wait_until("it has not become memory", lambda: session_of(one, "killed")["consolidated_to"] >= 20)
        wait_until("memory is still moving", lambda: context(one, "killed") == context(one, "killed"))
        before = context(one, "killed")
        assert b"thing 23" in before
        assert b'"kind":"summary"' in before
        os.kill(pid_of_door(it), signal.SIGKILL)
        assert context(two, "killed") == before
        # And the conversation goes on there.
        assert say(two, "killed", "I am back, on another device.") == 25
        assert b"on another device" in context(two, "killed")
        wait_until("the killed door is not back", lambda: context(one, "killed") == context(two, "killed"))


@pytest.mark.timeout(300)
async def test_what_was_acknowledged_before_a_kill_in_the_midst_is_in_the_context_and_nothing_twice(
    it: Platform, other: str
) -> None:
    acknowledged: dict[int, str] = {}
    headers = {"Authorization": f"Bearer {it.key}"}

    async def writer(door: httpx.AsyncClient, number: int) -> None:
        for n in range(1000):
            text = f"Writer {number} says line {n}."
            body = {"user_id": USER, "turns": [{"role": "user", "text": text}]}
            try:
                answer = await door.post("/v1/sessions/midst/turns", json=body)
            except httpx.TransportError:
                return
            acknowledged[answer.json()["positions"][0]] = text

    async with httpx.AsyncClient(base_url=it.address, headers=headers, timeout=30, trust_env=False) as door:
        writers = [asyncio.create_task(writer(door, n)) for n in range(8)]
        await asyncio.sleep(0.5)
        os.kill(pid_of_door(it), signal.SIGKILL)
        await asyncio.gather(*writers)
    assert len(acknowledged) > 8
    with client(other, it) as two:
        stored: dict[int, str] = {}
        while page := two.get(
            "/v1/sessions/midst/turns", params={"user_id": USER, "after": len(stored), "limit": 500}
        ).json()["turns"]:
            stored |= {t["position"]: t["text"] for t in page}
        assert sorted(stored) == list(range(1, len(stored) + 1))
        assert len(set(stored.values())) == len(stored)
        assert {p: stored.get(p) for p in acknowledged} == acknowledged
        assert stored[len(stored)].encode() in context(two, "midst")


@pytest.mark.timeout(300)
def test_a_paused_process_wakes_up_and_neither_it_nor_the_session_is_harmed(it: Platform, other: str) -> None:
    with client(it.address, it) as one, client(other, it) as two:
        wait_until("the door is not back", lambda: one.get("/health").status_code == httpx.codes.OK)
        assert say(one, "paused", "Said before the pause.") == 1
        pid = pid_of_door(it)
        os.kill(pid, signal.SIGSTOP)
        try:
            # Twice as long as the lease of its checkpoints holds, and longer than a claim of the window.
            assert say(two, "paused", "Said meanwhile, elsewhere.") == 2
            time.sleep(1.2)
        finally:
            os.kill(pid, signal.SIGCONT)
        assert say(one, "paused", "Said by the one that slept.") == 3
        assert context(one, "paused") == context(two, "paused")
        assert b"meanwhile, elsewhere" in context(one, "paused")


@pytest.mark.timeout(300)
def test_a_session_left_alone_ends_by_itself_and_gets_a_title(it: Platform, other: str) -> None:
    with client(other, it) as two:
        say(two, "left", *TALK, "My brother Davide drives the van.", "He likes the van.")
        wait_until("it never ended", lambda: session_of(two, "left")["ended_at"] is not None)
        found = session_of(two, "left")
        assert found["consolidated_to"] == found["last_position"] == 10
        assert found["title"]
        assert found["topics"]
        listed = two.get("/v1/sessions", params={"user_id": USER}).json()["sessions"]
        assert [s for s in listed if s["session_id"] == "left"] == [found]
        say(two, "left", "One thing more.")
        assert session_of(two, "left")["ended_at"] is None


async def test_a_flood_to_one_session_is_answered_with_429_and_disturbs_no_other() -> None:
    async with running_continuo(mailbox_additions=3, embedder_threads=1) as continuo:
        key = await continuo.tenancy.create_key(DEFAULT_TENANT, name="all", scopes=sorted(SCOPES))
        door = httpx.ASGITransport(create_app(continuo, body_limit_bytes=100_000))
        headers = {"Authorization": f"Bearer {key.secret}"}
        async with httpx.AsyncClient(transport=door, base_url="http://here", headers=headers) as http:

            async def sent(user: str, n: int) -> httpx.Response:
                body = {"user_id": user, "turns": [{"role": "user", "text": f"turn {n}"}]}
                return await http.post("/v1/sessions/s/turns", json=body)

            assert (await sent("flooding", 0)).status_code == httpx.codes.CREATED
            flood = [asyncio.create_task(sent("flooding", n)) for n in range(1, 31)]
            neighbour = asyncio.create_task(sent("neighbour", 0))
            answers = await asyncio.gather(*flood)
            assert (await neighbour).status_code == httpx.codes.CREATED
            refused = [a for a in answers if a.status_code == httpx.codes.TOO_MANY_REQUESTS]
            assert len(refused) == 30 - 1 - 3
            assert {(a.headers["retry-after"], a.json()["type"]) for a in refused} == {
                ("1", "urn:continuo:problem:busy")
            }
            stored = await continuo.journal.read(Scope.of(DEFAULT_TENANT, "flooding"), "s")
            assert len(stored) == 1 + 1 + 3
            assert (await sent("flooding", 99)).status_code == httpx.codes.CREATED
