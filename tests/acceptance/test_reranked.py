"""Recall with a reranker: it orders the first hits, in time or not at all, and only if the operator says so."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.running import running_continuo
from tests.scripted_reranker import Fault, ScriptedReranker, share

from continuo.app import Continuo
from continuo.domain.recall import Recalled
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOP = 12
QUESTION = "which blue boat crossed the windy bay"
SAID = [f"The boat number {n} was painted {colour}." for n, colour in enumerate(("red", "blue", "green", "grey") * 10)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[ScriptedReranker]:
    async with ScriptedReranker().running() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo(server: ScriptedReranker) -> AsyncIterator[Continuo]:
    async with running_continuo(rerank_url=server.address, rerank_top=TOP, rerank_timeout_s=1.0) as continuo:
        yield continuo


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sailor(continuo: Continuo) -> Scope:
    scope = Scope.of(DEFAULT_TENANT, "sailor")
    await continuo.journal.append(scope, "s", [NewTurn(Role.USER, text) for text in SAID])
    return scope


async def asked(continuo: Continuo, scope: Scope, limit: int = 30, *, explain: bool = True) -> Recalled:
    return await continuo.recall.search(scope, QUESTION, limit=limit, explain=explain)


async def test_the_first_hits_stand_in_the_rerankers_order_and_the_others_as_they_were(
    continuo: Continuo, server: ScriptedReranker, sailor: Scope
) -> None:
    server.script = [Fault.BROKEN]
    before = await asked(continuo, sailor)
    found = await asked(continuo, sailor)

    given = [hit.signals["rerank"] for hit in found.hits[:TOP]]
    assert [s.value for s in given] == sorted((s.value for s in given), reverse=True)
    assert [s.rank for s in given] == list(range(1, TOP + 1))
    assert len({s.value for s in given}) > 1
    assert {h.source for h in found.hits[:TOP]} == {h.source for h in before.hits[:TOP]}
    assert [h.source for h in found.hits[TOP:]] == [h.source for h in before.hits[TOP:]]
    assert [h.score for h in found.hits] == [h.score for h in before.hits]
    assert all("rerank" not in hit.signals for hit in found.hits[TOP:])
    assert len(server.asked[-1]["texts"]) == TOP
    assert found.notes == ()


async def test_more_is_looked_at_than_is_returned(continuo: Continuo, server: ScriptedReranker, sailor: Scope) -> None:
    found = await asked(continuo, sailor, limit=3)
    best = sorted((share(QUESTION, text) for text in server.asked[-1]["texts"]), reverse=True)[:3]
    assert [hit.signals["rerank"].value for hit in found.hits] == best
    assert len(server.asked[-1]["texts"]) == TOP


async def test_without_an_explanation_nothing_is_explained(continuo: Continuo, sailor: Scope) -> None:
    assert all(not hit.signals for hit in (await asked(continuo, sailor, explain=False)).hits)


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.BROKEN, Fault.TOO_FEW, Fault.NAN, Fault.HALF_JSON, Fault.DROPPED])
async def test_where_it_fails_the_order_stays_and_a_note_says_so(
    continuo: Continuo, server: ScriptedReranker, sailor: Scope, fault: Fault
) -> None:
    server.script = [Fault.REFUSED, fault]
    before = await asked(continuo, sailor)
    began = time.monotonic()
    found = await asked(continuo, sailor)

    assert time.monotonic() - began < 10
    assert [h.source for h in found.hits] == [h.source for h in before.hits]
    assert all("rerank" not in hit.signals for hit in found.hits)
    (note,) = found.notes
    assert note.startswith("the reranker ")
    assert note.endswith("ranked without it")


async def test_a_context_is_made_of_what_was_reranked(
    continuo: Continuo, server: ScriptedReranker, sailor: Scope
) -> None:
    times = len(server.asked)
    block = await continuo.contexts.build(sailor, QUESTION, max_tokens=200)
    assert block.items
    assert len(server.asked) == times + 1


async def test_nobody_is_asked_for_somebody_unknown_or_by_default(
    continuo: Continuo, server: ScriptedReranker, sailor: Scope
) -> None:
    times = len(server.asked)
    assert (await asked(continuo, Scope.of(DEFAULT_TENANT, "nobody"))).hits == ()
    async with running_continuo() as plain:
        scope = Scope.of(DEFAULT_TENANT, "sailor")
        await plain.journal.append(scope, "s", [NewTurn(Role.USER, text) for text in SAID])
        assert (await asked(plain, scope)).notes == ()
    assert len(server.asked) == times
