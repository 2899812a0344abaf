"""A session on several devices at once, over WebSocket and server-sent events."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import pytest
from tests.devices import Device, device
from tests.served import Served, serving


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def begun(served: Served, user: str, *texts: str, session: str = "s") -> None:
    with served.http() as http:
        turns = [{"role": "user", "text": text} for text in texts]
        answer = http.post(f"/v1/sessions/{session}/turns", json={"user_id": user, "turns": turns})
        assert answer.status_code == 201, answer.text


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
