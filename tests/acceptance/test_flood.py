"""Somebody who sends more to one session than can be written is told to wait, and nobody else notices."""

from __future__ import annotations

import asyncio

import httpx
from tests.running import running_continuo

from continuo.domain.scope import Scope
from continuo.doors.http.app import create_app
from continuo.services.tenancy import SCOPES
from continuo.wiring import DEFAULT_TENANT


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
