"""T-DUR-1, the gate's share: kill -9 of API, worker, database or Valkey in random order loses nothing acknowledged."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis
from tests.running import Platform, platform

from continuo.adapters.embedded_valkey.places import Folder

SEED = int(os.environ.get("CONTINUO_TEST_SEED", "20261121"))
KILLS = int(os.environ.get("CONTINUO_TEST_KILLS", "20"))
RECOVERY_S = 60
USERS = 4


@dataclass(slots=True)
class Ledger:
    """What was acknowledged: for each user the turns in the order of their positions."""

    acknowledged: dict[str, dict[int, str]] = field(default_factory=dict)
    sent: int = 0
    stop: bool = False


@pytest.fixture(scope="module")
def busy() -> Iterator[Platform]:
    with platform(quiet_s="1", stall_s="4", poll_s="0.3") as it:
        yield it


def _processes(it: Platform) -> dict[str, int]:
    """The process ids of the doors, of the database and of Valkey, as they are now."""
    found = {}
    listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines()[1:]:
        pid, parent, args = line.split(None, 2)
        if int(parent) == it.supervisor and "serve-http" in args:
            found["api"] = int(pid)
        if int(parent) == it.supervisor and "serve-worker" in args:
            found["worker"] = int(pid)
    pidfile = next(Path(it.folder).glob("postgres/**/postmaster.pid"), None)
    if pidfile is not None:
        found["database"] = int(pidfile.read_text().split()[0])
    if (valkey := _valkey(Folder(Path(it.folder) / "valkey"))) is not None:
        found["valkey"] = valkey
    return found


def _valkey(hot: Folder) -> int | None:
    """Return the process id of Valkey, which it tells itself: its title is cut short."""
    try:
        with redis.Redis(
            unix_socket_path=str(hot.socket), password=hot.password.read_text().strip(), socket_timeout=2
        ) as client:
            return int(client.info("server")["process_id"])
    except (redis.RedisError, OSError):
        return None


async def _writer(it: Platform, user: str, ledger: Ledger) -> None:
    """Send turn after turn; each is sent again under its own id until it is acknowledged."""
    mine = ledger.acknowledged.setdefault(user, {})
    async with httpx.AsyncClient(
        base_url=it.address, headers={"Authorization": f"Bearer {it.key}"}, timeout=10, trust_env=False
    ) as client:
        number = 0
        while not ledger.stop:
            number += 1
            moved = f"I live in Town{number} now." if number % 10 == 1 else "Nothing else is new."
            text = f"This is thing number {number} of {user}. {moved}"
            body = {"user_id": user, "turns": [{"role": "user", "text": text, "client_event_id": f"{user}-{number}"}]}
            while True:
                ledger.sent += 1
                try:
                    answer = await client.post("/v1/sessions/s/turns", json=body)
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
                    continue
                if answer.status_code == 201:
                    (position,) = answer.json()["positions"]
                    mine[position] = text
                    break
                assert answer.status_code in (429, 503), answer.text
                await asyncio.sleep(0.1)


async def _killer(it: Platform, ledger: Ledger, chance: random.Random) -> list[str]:
    killed: list[str] = []
    while len(killed) < KILLS:
        await asyncio.sleep(chance.uniform(0.3, 1.2))
        victim = chance.choice(["api", "worker", "database", "valkey"])
        pid = _processes(it).get(victim)
        # One that is just being started again has no process yet: another one is chosen.
        if pid is not None:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed.append(victim)
    ledger.stop = True
    return killed


def _pages(client: httpx.Client, user: str) -> list[dict[str, object]]:
    turns: list[dict[str, object]] = []
    while True:
        after = len(turns)
        page = client.get("/v1/sessions/s/turns", params={"user_id": user, "after": after, "limit": 500}).json()[
            "turns"
        ]
        turns += page
        if len(page) < 500:
            return turns


async def test_kill_dash_nine_loses_no_acknowledged_turn_and_doubles_no_memory(busy: Platform) -> None:
    ledger = Ledger()
    users = [f"user {n}" for n in range(USERS)]
    killed, *_ = await asyncio.gather(
        _killer(busy, ledger, random.Random(SEED)), *(_writer(busy, user, ledger) for user in users)
    )
    assert len(killed) == KILLS
    assert set(killed) == {"api", "worker", "database", "valkey"}
    headers = {"Authorization": f"Bearer {busy.key}"}
    with httpx.Client(base_url=busy.address, headers=headers, timeout=30, trust_env=False) as client:
        _wait_until_learned(client, users)
        for user in users:
            turns = _pages(client, user)
            stored = {t["position"]: t["text"] for t in turns}
            assert sorted(stored) == list(range(1, len(turns) + 1))
            assert len(set(stored.values())) == len(stored)
            lost = {p: text for p, text in ledger.acknowledged[user].items() if stored.get(p) != text}
            assert lost == {}
            _check_no_doubles(client, user)


def _wait_until_learned(client: httpx.Client, users: list[str]) -> None:
    deadline = time.monotonic() + RECOVERY_S
    for user in users:
        while True:
            try:
                state = client.get("/v1/sessions/s", params={"user_id": user})
            except httpx.TransportError:
                state = None
            if state is not None and state.status_code == 200:
                seen = state.json()
                if seen["consolidated_to"] == seen["last_position"]:
                    break
            assert time.monotonic() < deadline, f"{user} has not become memory: {state and state.text}"
            time.sleep(0.2)


def _check_no_doubles(client: httpx.Client, user: str) -> None:
    hits = client.post("/v1/recall", json={"user_id": user, "query": "where do I live?", "limit": 100}).json()["hits"]
    places = [(h["kind"], tuple(h["source"].values()), h["refers_to"]) for h in hits]
    assert places
    assert len(places) == len(set(places))
    facts = _facts(client, user)
    assert facts
    sources = [tuple(e["source"].values()) for fact in facts for e in fact["evidence"]]
    assert len(sources) == len(set(sources))


def _facts(client: httpx.Client, user: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        asked = {"user_id": user, "limit": 500} | ({"after": found[-1]["fact_id"]} if found else {})
        page = client.get("/v1/facts", params=asked).json()["facts"]
        found += page
        if len(page) < 500:
            return found
