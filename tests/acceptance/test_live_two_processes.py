"""Two API processes over one database, with nothing that carries notices between them: only looking heals."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import httpx
import pytest
from bench.devices import Device, device
from bench.platform_under_test import Platform
from tests.running import another_door, platform

WRITES = 10


@pytest.fixture(scope="module")
def doors() -> Iterator[tuple[Platform, str]]:
    with platform() as it, another_door(it) as other:
        yield it, other


def begun(it: Platform, user: str) -> None:
    body = {"user_id": user, "turns": [{"role": "user", "text": "begin"}]}
    headers = {"Authorization": f"Bearer {it.key}"}
    answer = httpx.post(f"{it.address}/v1/sessions/s/turns", json=body, headers=headers, trust_env=False, timeout=60)
    assert answer.status_code == httpx.codes.CREATED, answer.text


@pytest.mark.timeout(300)
async def test_devices_of_both_end_with_one_list_though_no_word_goes_between_them(doors: tuple[Platform, str]) -> None:
    it, other = doors
    begun(it, "both")
    devices = [Device(f"device {n}") for n in range(4)]

    async def lives(one: Device, address: str) -> None:
        for number in range(WRITES):
            async with device(address, it.key, "both", "s", of=one):
                seen = len(one.of("appended"))
                text = f"{one.name} {number}"
                await one.send({"type": "append", "turns": [{"role": "user", "text": text, "client_event_id": text}]})
                await one.until(lambda seen=seen: len(one.of("appended")) > seen)

    async with asyncio.timeout(120):
        await asyncio.gather(*(lives(one, (it.address, other)[n % 2]) for n, one in enumerate(devices)))
        for n, one in enumerate(devices):
            # Each comes back to the process where it was not before.
            async with device((other, it.address)[n % 2], it.key, "both", "s", of=one):
                await one.until(lambda one=one: one.position >= 4 * WRITES + 1)

    assert sorted(devices[0].turns) == list(range(1, 4 * WRITES + 2))
    assert all(one.turns == devices[0].turns for one in devices)
    assert [(one.gaps, one.doubles) for one in devices] == [(0, 0)] * 4


@pytest.mark.timeout(120)
async def test_a_turn_at_one_door_reaches_a_quiet_device_at_the_other_within_seconds(
    doors: tuple[Platform, str],
) -> None:
    it, other = doors
    begun(it, "quiet")
    async with (
        device(it.address, it.key, "quiet", "s", device="a") as near,
        device(other, it.key, "quiet", "s", device="b") as far,
    ):
        await far.until(lambda: far.position == 1)
        await asyncio.sleep(1)
        await near.say("two")
        await far.until(lambda: far.position == 2, patience_s=5)
    assert far.turns == {1: "begin", 2: "two"}


@pytest.mark.timeout(120)
def test_a_session_is_watched_from_the_command_line(doors: tuple[Platform, str]) -> None:
    it, _ = doors
    user = f"watched {os.getpid()}"
    begun(it, user)
    command = [sys.executable, "-m", "continuo", "watch", "s", "--user", user, "--after", "0", "--json"]
    process = subprocess.Popen(
        command, env=it.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    giving_up = threading.Timer(60, process.kill)
    giving_up.start()
    try:
        assert process.stdout is not None
        seen = json.loads(process.stdout.readline())
        begun(it, user)
        more = json.loads(process.stdout.readline())
    finally:
        giving_up.cancel()
        process.terminate()
        process.communicate(timeout=30)

    assert [(n["type"], n["after"], n["position"]) for n in (seen, more)] == [("said", 0, 1), ("said", 1, 2)]
