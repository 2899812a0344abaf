"""Sessions on three devices each, while lines break and a process is killed: does every device end with the same list?

    make bench-sessions     (CONTINUO_BENCH_SESSIONS=50, CONTINUO_BENCH_SESSIONS_S=60 unless told otherwise)

Two API processes on one database, nothing between them that carries notices: what one of them stores the other finds by
looking. Devices write now and then, lose their line now and then, come back to either process, and send again what was
not acknowledged; one of the processes is killed (SIGKILL) and started again by its supervisor. Before that, in quiet,
how long it takes from the acknowledgement of a turn until another device has it: at the same process, and at the other.
At the end, what a process needs for two thousand devices that wait.

``fanout`` counts from the moment at which the writer has its acknowledgement, which comes after the commit; ``sent``
from the moment of sending, so that it contains the whole append.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.exceptions import InvalidStatus, WebSocketException

from bench.devices import Device, device
from bench.platform_under_test import Platform, door, started
from bench.report import size, write_report

SEED = 28
SESSIONS = size("SESSIONS", 50)
SECONDS = size("SESSIONS_S", 60)
IDLE = size("SESSIONS_IDLE", 2_000)
DEVICES = 3
WRITE_EVERY_S = 3.0
BREAK_EVERY_S = 8.0
KILL_EVERY_S = 20.0
QUIET_WRITES = 200
DEVICES_A_PERSON = 4
SETTLE_S = 120.0

Figures = dict[str, Any]


@dataclass
class Writer:
    """A device that writes, and what it has not been told to be stored yet."""

    it: Device
    user: str
    pending: dict[str, str] = field(default_factory=dict)
    written: int = 0

    def settle(self) -> None:
        """Strike out what was acknowledged."""
        for message in self.it.of("appended"):
            self.pending.pop(message["id"], None)
        self.it.messages.clear()

    async def write(self, text: str) -> None:
        """Send a turn under an id of its own, which is also its text."""
        self.pending[text] = text
        turn = {"role": "user", "text": text, "client_event_id": text}
        await self.it.send({"type": "append", "id": text, "turns": [turn]})


async def lives(one: Writer, doors: list[str], key: str, until: float, chance: random.Random) -> None:
    """Connect, write, lose the line, come back, until the time is over and everything is acknowledged."""
    while time.monotonic() < until or one.pending:
        with suppress(OSError, WebSocketException, InvalidStatus, TimeoutError):
            leaves = time.monotonic() + chance.expovariate(1 / BREAK_EVERY_S)
            async with device(chance.choice(doors), key, one.user, "s", of=one.it):
                for text in list(one.pending):
                    await one.write(text)
                # A line that is dead, or an addition that was refused, is noticed by coming again.
                while time.monotonic() < leaves and (time.monotonic() < until or one.pending):
                    await asyncio.sleep(chance.expovariate(1 / WRITE_EVERY_S) if time.monotonic() < until else 0.1)
                    one.settle()
                    if time.monotonic() < until:
                        one.written += 1
                        await one.write(f"{one.it.name} {one.written}")
            one.settle()
        await asyncio.sleep(chance.random() * 0.5)


async def kills(it: Platform, until: float, chance: random.Random) -> int:
    """Kill the API process again and again; its supervisor starts another one."""
    count = 0
    while time.monotonic() + KILL_EVERY_S / 2 < until:
        await asyncio.sleep(KILL_EVERY_S * (0.5 + chance.random() / 2))
        with suppress(ProcessLookupError):
            for pid in children(it.supervisor, "serve-http"):
                os.kill(pid, signal.SIGKILL)
                count += 1
    return count


def children(parent: int, verb: str) -> list[int]:
    """Return the processes that a supervisor started for a verb."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            is_child = int(status.read_text().rpartition(")")[2].split()[1]) == parent
            if is_child and verb in (status.parent / "cmdline").read_text().split("\x00"):
                found.append(int(status.parent.name))
    return found


async def chaos(it: Platform, other: str, sessions: int, seconds: float) -> Figures:
    """Let everybody write while lines break and a process dies, then compare all lists with the journal."""
    chance = random.Random(SEED)
    doors = [it.address, other]
    users = [f"person {n}" for n in range(sessions)]
    await begin(other, it.key, users)
    writers = [Writer(Device(f"{user} device {n}"), user) for user in users for n in range(DEVICES)]
    until = time.monotonic() + seconds
    killing = asyncio.create_task(kills(it, until, random.Random(SEED)))
    async with asyncio.timeout(seconds + SETTLE_S):
        await asyncio.gather(*(lives(one, doors, it.key, until, random.Random(chance.random())) for one in writers))
        killed = await killing
        journal = {user: await listed(other, it.key, user) for user in users}
        await asyncio.gather(*(caught_up(one, other, it.key, len(journal[one.user])) for one in writers))
    said = {user: Counter(journal[user].values()) for user in users}
    sent = [(one, f"{one.it.name} {n}") for one in writers for n in range(1, one.written + 1)]
    return {
        "sessions": sessions,
        "devices": len(writers),
        "seconds": seconds,
        "turns": sum(len(turns) for turns in journal.values()),
        "kills": killed,
        "lost": sum(1 for one, text in sent if not said[one.user][text]),
        "doubled": sum(count - 1 for words in said.values() for count in words.values()),
        "devices_unequal": sum(one.it.turns != journal[one.user] for one in writers),
        "gaps": sum(one.it.gaps + one.it.doubles for one in writers)
        + sum(sorted(turns) != list(range(1, len(turns) + 1)) for turns in journal.values()),
    }


async def caught_up(one: Writer, address: str, key: str, position: int) -> None:
    """Connect once more, and wait until the device has everything."""
    async with device(address, key, one.user, "s", of=one.it):
        await one.it.until(lambda: one.it.position >= position, SETTLE_S)


async def begin(address: str, key: str, users: list[str]) -> None:
    """Begin a session of each of some people."""
    async with client(key) as http:
        for user in users:
            turns = [{"role": "user", "text": "begin"}]
            answer = await http.post(f"{address}/v1/sessions/s/turns", json={"user_id": user, "turns": turns})
            answer.raise_for_status()


async def listed(address: str, key: str, user: str) -> dict[int, str]:
    """Return what the journal holds."""
    found: dict[int, str] = {}
    async with client(key) as http:
        while True:
            query = {"user_id": user, "after": str(max(found, default=0)), "limit": "500"}
            page = (await http.get(f"{address}/v1/sessions/s/turns", params=query)).raise_for_status().json()
            found |= {turn["position"]: turn["text"] for turn in page["turns"]}
            if page["next"] is None:
                return found


def client(key: str) -> httpx.AsyncClient:
    """Return a client that carries a key."""
    return httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=60, trust_env=False)


async def quiet(it: Platform, other: str, writes: int) -> Figures:
    """Measure how soon others have a turn: one writer, one reader at the same process, one at the other."""
    await begin(it.address, it.key, ["quiet"])
    near, far = Stopwatch("near"), Stopwatch("far")
    async with (
        device(it.address, it.key, "quiet", "s", of=Stopwatch("writer")) as writer,
        device(it.address, it.key, "quiet", "s", of=near),
        device(other, it.key, "quiet", "s", of=far),
    ):
        sent, acknowledged = {}, {}
        for number in range(writes):
            text = f"turn {number}"
            sent[text] = time.perf_counter()
            await writer.say(text, id=text)
            await writer.until(lambda n=number: len(writer.of("appended")) > n)
            acknowledged[text] = time.perf_counter()
            await near.until(lambda text=text: text in near.at)
            await asyncio.sleep(0.03)
        await far.until(lambda: len(far.at) > writes)
    waits = {
        "fanout": [near.at[text] - at for text, at in acknowledged.items()],
        "fanout_other_process": [far.at[text] - at for text, at in acknowledged.items()],
        "sent": [near.at[text] - at for text, at in sent.items()],
    }
    figures: Figures = {"quiet_writes": writes}
    for name, seconds in waits.items():
        ordered = sorted(1000 * max(0.0, s) for s in seconds)
        figures[f"{name}_p50_ms"] = round(ordered[writes // 2], 2)
        figures[f"{name}_p99_ms"] = round(ordered[99 * writes // 100], 2)
    return figures


class Stopwatch(Device):
    """A device that notes when it was told of each turn."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.at: dict[str, float] = {}

    def take(self, message: dict[str, Any]) -> None:
        """Take a message as it comes."""
        for turn in message.get("turns", ()):
            self.at.setdefault(turn["text"], time.perf_counter())
        super().take(message)


async def idle(address: str, pid: int, key: str, devices: int) -> Figures:
    """Connect many devices that say nothing, and return what the process needs for each."""
    users = [f"idle {n}" for n in range(max(1, devices // DEVICES_A_PERSON))]
    await begin(address, key, users)
    before = resident_bytes(pid)
    async with AsyncExitStack() as stack:
        for begun in range(0, devices, 50):
            some = range(begun, min(begun + 50, devices))
            connected = [device(address, key, users[n % len(users)], "s", of=Device(f"d{n}")) for n in some]
            for one in await asyncio.gather(*(stack.enter_async_context(it) for it in connected)):
                await one.until(lambda one=one: one.position >= 1)
        await asyncio.sleep(5)
        after = resident_bytes(pid)
        spent = cpu_s(pid)
        await asyncio.sleep(10)
        share = (cpu_s(pid) - spent) / 10
    return {
        "idle_devices": devices,
        "idle_people": len(users),
        "idle_bytes_each": round((after - before) / devices),
        "idle_cpu_share": round(share, 3),
    }


def resident_bytes(pid: int) -> int:
    """Return the memory of a process that is in use."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def cpu_s(pid: int) -> float:
    """Return the processor time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


async def measure(
    it: Platform, other: tuple[str, int], sessions: int, seconds: float, writes: int, devices: int
) -> Figures:
    """Return all figures."""
    address, pid = other
    figures = await quiet(it, address, writes)
    figures |= await chaos(it, address, sessions, seconds)
    return figures | await idle(address, pid, it.key, devices)


def figures_of(
    sessions: int = SESSIONS, seconds: float = SECONDS, writes: int = QUIET_WRITES, devices: int = IDLE
) -> Figures:
    """Start both processes, and measure."""
    with started() as it, door(it.folder) as other:
        return asyncio.run(measure(it, other, sessions, seconds, writes, devices))


if __name__ == "__main__":
    bounds = dict.fromkeys(("lost", "doubled", "devices_unequal", "gaps"), "<= 0")
    write_report("sessions", figures_of(), seed=SEED, targets=bounds | {"fanout_p50_ms": "<= 15"})
