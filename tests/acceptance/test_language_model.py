"""A platform with a language model: turns become facts, whatever the model does; a rebuild asks it nothing."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from tests.postgres import reachable_folder
from tests.running import platform, running_continuo
from tests.scripted_provider import LIES, SAYINGS, Fault, ScriptedProvider
from tests.weights import MODELS

from continuo.app import Continuo
from continuo.domain.job import JobKind
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT

ROUNDS = int(os.environ.get("CONTINUO_TEST_ROUNDS", "30"))
SEED = int(os.environ.get("CONTINUO_TEST_SEED", "20261121"))
TURNS = [
    NewTurn(Role.USER, "Hi! I live in Lisbon."),
    NewTurn(Role.ASSISTANT, f"You love {LIES[3]}."),
    NewTurn(Role.USER, "I play for Ajax."),
    NewTurn(Role.USER, "I'm allergic to figs."),
]
KNOWN = {("lives_in", "Lisbon"), ("plays_for", "Ajax"), ("allergic_to", "figs")}
MODEL = {"llm_model": "scripted", "llm_input_price": 150_000, "llm_output_price": 600_000, "llm_timeout_s": 5.0}


async def said(continuo: Continuo, user: str, turns: list[NewTurn], session: str = "talk") -> Scope:
    """Say something, have it consolidated, and return whose memory it is."""
    scope = Scope.of(DEFAULT_TENANT, user)
    await continuo.journal.append(scope, session, turns)
    await continuo.journal.end(scope, session)
    await continuo.jobs.drain(timeout=timedelta(seconds=60))
    return scope


async def known(continuo: Continuo, scope: Scope) -> set[tuple[str, str]]:
    facts = await continuo.facts.list(scope, FactFilter(limit=1000))
    return {(fact.predicate, fact.object) for fact in facts}


async def test_turns_become_facts_and_a_rebuild_without_the_model_says_the_same() -> None:
    with reachable_folder() as folder:
        async with (
            ScriptedProvider().running() as provider,
            running_continuo(folder / "data", llm_url=provider.address, **MODEL) as continuo,
        ):
            scope = await said(continuo, "ana", TURNS)
            assert await known(continuo, scope) == KNOWN
            digest = await continuo.rebuild.digest(scope)
            assert (await continuo.rebuild.rebuild(scope)).after == digest
            assert provider.calls == 1
        async with running_continuo(folder / "data") as continuo:
            done = await continuo.rebuild.rebuild(scope)
            assert done.before == done.after == digest
            assert await known(continuo, scope) == KNOWN


async def test_what_was_concluded_is_exported_counted_and_erased() -> None:
    async with (
        ScriptedProvider().running() as provider,
        running_continuo(llm_url=provider.address, **MODEL) as continuo,
    ):
        scope = await said(continuo, "ana", TURNS)
        exported = [r async for r in continuo.privacy.export(scope) if r["type"] == "conclusion"]
        today = datetime.now(UTC).date()
        usage = await continuo.usage.list(DEFAULT_TENANT, today - timedelta(days=1), today)
        erasure = await continuo.privacy.erase(scope)
        outlived = await continuo.usage.list(DEFAULT_TENANT, today - timedelta(days=1), today)

    assert [(r["run"], r["extractor"], len(r["candidates"])) for r in exported] == [(1, "llm-1:scripted", 3)]
    (spending,) = usage
    assert (spending.model, spending.purpose) == ("scripted", "extraction")
    assert (spending.spent.calls, spending.spent.tokens_in) == (provider.calls, provider.charged_in)
    assert spending.spent.micro_dollars > 0
    assert erasure.counts["conclusions"] == 1
    assert outlived == usage


async def test_a_closed_episode_is_told_again_by_the_model_and_a_rebuild_without_it_tells_the_same() -> None:
    began = datetime(2026, 5, 1, 9, tzinfo=UTC)
    filler = NewTurn(Role.ASSISTANT, "One never knows with these things, and perhaps that is for the better.")
    stretch = [turn for said_by_user in TURNS if said_by_user.role is Role.USER for turn in (said_by_user, filler)]
    later = [NewTurn(Role.USER, f"The harbour was quiet on the {n}th of May, and so was the town.") for n in (4, 5, 6)]
    turns = [
        replace(turn, said_at=began + timedelta(hours=3 * (n // 6), minutes=n))
        for n, turn in enumerate([*stretch, *later])
    ]
    with reachable_folder() as folder:
        async with (
            ScriptedProvider().running() as provider,
            running_continuo(folder / "data", llm_url=provider.address, **MODEL) as continuo,
        ):
            scope = await said(continuo, "ana", turns)
            told = await continuo.episodes.list(scope, EpisodeFilter(), session="talk")
            exported = [r async for r in continuo.privacy.export(scope) if r["type"] == "conclusion"]
            digest = await continuo.rebuild.digest(scope)
        async with running_continuo(folder / "data") as continuo:
            done = await continuo.rebuild.rebuild(scope)
            again = await continuo.episodes.list(scope, EpisodeFilter(), session="talk")

    assert "The user says: I'm allergic to figs." in [line.text for line in told[0].recap]
    assert [line.cited for line in told[0].recap] == [(1,), (3,), (5,)]
    # The last episode may go on: it is told by rules until it is closed.
    assert all(line.speaker for line in told[1].recap)
    assert [len(r["recaps"]) for r in exported] == [1]
    assert done.before == done.after == digest
    assert [e.recap for e in again] == [e.recap for e in told]


def script(chance: random.Random, number: int) -> list[Fault]:
    """Return up to two faults that are outlived, then others; what makes the model unavailable comes at the end alone.

    After that the platform would leave it alone for a while, and there would be nothing to see.
    """
    passing = [Fault.BROKEN, Fault.DROPPED, Fault.HALF_JSON]
    waiting = {Fault.SLOW, Fault.DRIPPING, Fault.RATE_LIMITED, Fault.HUGE, Fault.NOT_THE_PROTOCOL}
    others = [fault for fault in Fault if fault not in {*passing, *waiting}]
    if number + 1 == ROUNDS:
        return [Fault.HUGE]
    return (
        [Fault.SLOW]
        if number == 0
        else [*chance.sample(passing, chance.choice([0, 0, 1, 2])), *chance.sample(others, 2)]
    )


async def test_whatever_the_model_does_no_turn_is_lost_and_nothing_invented() -> None:
    chance = random.Random(SEED)
    async with (
        ScriptedProvider().running() as provider,
        running_continuo(llm_url=provider.address, **MODEL | {"llm_timeout_s": 2.0}) as continuo,
    ):
        for number in range(ROUNDS):
            provider.script = script(chance, number)
            words = chance.sample(["Lisbon", "Ajax", "figs", "jazz", "wool"], 3)
            sayings = {(predicate, word) for predicate, word in zip(SAYINGS, words, strict=False)}
            turns = [NewTurn(Role.USER, SAYINGS[predicate].format(word)) for predicate, word in sorted(sayings)]
            scope = await said(continuo, f"user {number}", [*turns, TURNS[1]])
            recalled = await continuo.recall.search(scope, words[0], limit=20)
            assert {source.position for hit in recalled.hits for source in hit.sources} >= {1, 2, 3, 4}
            assert await known(continuo, scope) <= sayings
            calls = provider.calls
            done = await continuo.rebuild.rebuild(scope)
            assert (done.before, done.turns, provider.calls) == (done.after, 4, calls)
        jobs = await continuo.jobs.list(DEFAULT_TENANT, limit=1000)
        today = datetime.now(UTC).date()
        usage = await continuo.usage.list(DEFAULT_TENANT, today - timedelta(days=1), today)

    assert {job.state.value for job in jobs if job.kind is JobKind.CONSOLIDATE} == {"done"}
    assert provider.calls > ROUNDS
    assert sum(row.spent.calls for row in usage) == provider.calls
    assert sum(row.spent.tokens_in for row in usage) >= provider.charged_in


@contextmanager
def provided() -> Iterator[ScriptedProvider]:
    """Run a scripted provider in a thread of its own, for platforms in other processes."""
    provider, ready, over = ScriptedProvider(), threading.Event(), threading.Event()

    async def serve() -> None:
        async with provider.running():
            ready.set()
            while not over.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield provider
    finally:
        over.set()
        thread.join(10)


def test_a_platform_reads_with_a_model_and_rebuilds_without_one() -> None:
    with provided() as provider, reachable_folder() as own:
        folder = own / "data"
        settings = {name: str(value) for name, value in MODEL.items()}
        with platform(folder, llm_url=provider.address, batch_turns="4", **settings) as it:
            http = httpx.Client(base_url=it.address, headers={"Authorization": f"Bearer {it.key}"}, trust_env=False)
            body = {"user_id": "ana", "turns": [{"role": t.role.value, "text": t.text} for t in TURNS]}
            assert http.post("/v1/sessions/talk/turns", json=body).status_code == 201
            found = wait_for_facts(http, 3)
            http.close()
        rebuilt = json.loads(command(folder, "rebuild", "--json"))
        facts = json.loads(command(folder, "facts", "--user", "ana", "--json"))

    assert found == KNOWN
    assert provider.calls == 1
    assert rebuilt["same"] is True
    assert {(fact["predicate"], fact["object"]) for fact in facts} == KNOWN


def wait_for_facts(http: httpx.Client, count: int) -> set[tuple[str, str]]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = http.get("/v1/facts", params={"user_id": "ana"}).json()
        found = {(fact["predicate"], fact["object"]) for fact in answer["facts"]}
        if len(found) >= count:
            return found
        time.sleep(0.1)
    pytest.fail("no facts within a minute")


def command(folder: Path, *arguments: str) -> str:
    """Run a command over the platform's folder, with no language model in its settings."""
    own = {"CONTINUO_FOLDER": str(folder), "CONTINUO_MODELS_FOLDER": str(MODELS)}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CONTINUO_")}
    command = [sys.executable, "-m", "continuo", *arguments]
    done = subprocess.run(command, env=kept | own, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout
