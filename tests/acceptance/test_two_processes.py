"""Two API processes over one database: what one of them acknowledges holds for the other from that moment on."""

from __future__ import annotations

import os

import httpx
import pytest
from tests.running import another_door, platform

ROUNDS = 8


def _client(address: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60, trust_env=False)


def _context(door: httpx.Client, user: str, **more: str) -> dict[str, object]:
    answer = door.post("/v1/context", json={"user_id": user, "query": "Where is the key?", **more})
    assert answer.status_code == httpx.codes.OK, answer.text
    found: dict[str, object] = answer.json()
    return found


@pytest.mark.timeout(400)
def test_what_is_said_or_erased_at_one_door_is_so_at_the_other_at_once() -> None:
    with (
        platform() as it,
        another_door(it) as other,
        _client(it.address, it.key) as one,
        _client(other, it.key) as two,
    ):
        for number in range(ROUNDS):
            user = f"user {number} of {os.getpid()}"
            turns = {"user_id": user, "turns": [{"role": "user", "text": f"The key is under stone {number}."}]}
            assert one.post("/v1/sessions/s/turns", json=turns).status_code == httpx.codes.CREATED
            # Twice, so that slice and window are at hand there: nothing has to be read but the version.
            for _ in range(2):
                assert f"stone {number}" in str(_context(two, user, session_id="s")["text"])
            erased = one.delete(f"/v1/users/{user}/memory")
            assert erased.status_code in (httpx.codes.OK, httpx.codes.NO_CONTENT, httpx.codes.ACCEPTED), erased.text
            assert _context(two, user, session_id="s")["items"] == []
            recalled = two.post("/v1/recall", json={"user_id": user, "query": "Where is the key?"}).json()
            assert (recalled["hits"], recalled["searched"]) == ([], 0)
