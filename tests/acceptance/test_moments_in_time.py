"""Recall and context as of other moments, doubts in the block, and nothing learned from what was recalled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.item import Kind
from continuo.domain.recall import Times
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.consolidation.deciding import Correction
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")
START = datetime(2025, 1, 1, tzinfo=UTC)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo() as continuo:
        yield continuo


async def told(continuo: Continuo, user: str, *turns: str | NewTurn) -> Scope:
    """Say these things a day apart in one session and let them become memory."""
    scope = Scope.of(DEFAULT_TENANT, user)
    said = [
        t if isinstance(t, NewTurn) else NewTurn(Role.USER, t, said_at=START + timedelta(days=n))
        for n, t in enumerate(turns)
    ]
    await continuo.journal.append(scope, "talk", said)
    await continuo.journal.end(scope, "talk")
    await continuo.jobs.drain()
    return scope


async def facts_found(continuo: Continuo, scope: Scope, query: str, **moments: datetime) -> list[str]:
    found = await continuo.recall.search(scope, query, kinds=[Kind.FACT], **moments)  # type: ignore[arg-type]
    return [hit.text for hit in found.hits if not hit.stale]


async def test_a_question_about_another_time_is_answered_with_what_was_true_then(continuo: Continuo) -> None:
    scope = await told(continuo, "moved", "I live in Lisbon.", "I live in Porto.")
    assert await facts_found(continuo, scope, "Where do I live?") == ["The user lives in Porto."]
    then = await facts_found(continuo, scope, "Where do I live?", as_of=START + timedelta(hours=1))
    assert then == ["The user lives in Lisbon."]
    block = await continuo.contexts.build(
        scope, "Where do I live?", max_tokens=300, times=Times(as_of=START + timedelta(hours=1))
    )
    assert "The user lives in Lisbon." in block.text
    assert "The user lives in Porto." not in block.text


async def test_what_became_known_later_is_not_found_as_of_an_earlier_knowledge(continuo: Continuo) -> None:
    scope = await told(continuo, "knowing", "I live in Lisbon.")
    before = continuo.clock()
    (lisbon,) = await continuo.facts.list(scope, FactFilter(predicate="lives_in"))
    await continuo.decisions.correct(scope, lisbon.fact_id, Correction("Porto", since=START + timedelta(days=3)))
    await continuo.journal.append(scope, "later", [NewTurn(Role.USER, "My favourite river is the Douro.")])
    assert await facts_found(continuo, scope, "Where do I live?") == ["The user lives in Porto."]
    assert await facts_found(continuo, scope, "Where do I live?", known_at=before) == ["The user lives in Lisbon."]
    then = await continuo.recall.search(scope, "favourite river Douro", known_at=before)
    assert not any("Douro" in hit.text for hit in then.hits)
    now = await continuo.recall.search(scope, "favourite river Douro")
    assert any("Douro" in hit.text for hit in now.hits)


LUNCHES = (
    "I had lunch at the harbour with Rosa.",
    "I had lunch in the old mill and read a novel.",
    "I had lunch with the neighbours in their garden.",
    "I had lunch on the train to the coast.",
)


async def lunches(continuo: Continuo, user: str, first: datetime, *known: str) -> Scope:
    """Say what is known, and then tell of four lunches, one a week from the first."""
    said = [NewTurn(Role.USER, text, said_at=START) for text in known]
    weekly = [NewTurn(Role.USER, t, said_at=first + timedelta(weeks=n)) for n, t in enumerate(LUNCHES)]
    return await told(continuo, user, *said, *weekly)


async def first_lunches(continuo: Continuo, scope: Scope, query: str, **moments: datetime) -> list[str]:
    found = await continuo.recall.search(
        scope, query, kinds=[Kind.PASSAGE], asked_at=datetime(2025, 7, 20, 9, tzinfo=UTC), **moments
    )
    return [hit.text for hit in found.hits]


async def first_lunch(continuo: Continuo, scope: Scope, query: str, **moments: datetime) -> str:
    return (await first_lunches(continuo, scope, query, **moments))[0]


async def test_a_question_may_reckon_from_a_birthday_that_is_known(continuo: Continuo) -> None:
    first = datetime(2025, 5, 3, 13, tzinfo=UTC)
    scope = await lunches(continuo, "reckoning", first, "My birthday is on May 31st.")
    assert await first_lunch(continuo, scope, "Where did I have lunch two weeks before my birthday?") == LUNCHES[2]
    assert await first_lunch(continuo, scope, "Where did I have lunch three weeks before my birthday?") == LUNCHES[1]
    assert await first_lunch(continuo, scope, "What did I do four weeks before my birthday?") == LUNCHES[0]


async def test_a_question_may_reckon_from_an_event_and_from_what_was_known_of_it_then(continuo: Continuo) -> None:
    first = datetime(2025, 5, 3, 13, tzinfo=UTC)
    scope = await lunches(continuo, "married", first, "My wedding was on 10 May 2024.", "My exam is on 2025-06-07.")
    query = "Where did I have lunch two weeks before my exam?"
    assert await first_lunch(continuo, scope, query) == LUNCHES[3]
    before = continuo.clock()
    (exam,) = await continuo.facts.list(scope, FactFilter(predicate="date_of_exam"))
    await continuo.decisions.correct(scope, exam.fact_id, Correction("May 31, 2025"))
    assert await first_lunch(continuo, scope, query) == LUNCHES[2]
    assert await first_lunch(continuo, scope, query, known_at=before) == LUNCHES[3]
    anniversary = "Where did I have lunch a week after our wedding anniversary?"
    # Of five passages: processors without instructions for int8 embed a little differently, and here two are close.
    assert LUNCHES[2] in (await first_lunches(continuo, scope, anniversary))[:2]


async def test_a_question_that_reckons_from_a_day_nobody_told_is_answered_all_the_same(continuo: Continuo) -> None:
    scope = await lunches(continuo, "untold", datetime(2025, 5, 3, 13, tzinfo=UTC), "I live in Lisbon.")
    query = "What did I have for lunch two weeks before my birthday?"
    found = await continuo.recall.search(scope, query, kinds=[Kind.PASSAGE])
    assert {hit.text for hit in found.hits} >= set(LUNCHES)
    assert (await continuo.recall.search(Scope.of(DEFAULT_TENANT, "nobody"), query)).hits == ()


async def test_two_values_in_doubt_stand_on_one_line_with_the_sources_of_both(continuo: Continuo) -> None:
    scope = await told(continuo, "unsure", "I live in Lisbon.", "I think I live in Porto.")
    block = await continuo.contexts.build(scope, "Where do I live?", max_tokens=400)
    (line,) = [i for i in block.items if i.kind == "clarification"]
    assert "Unsure: " in line.text
    assert "Lisbon" in line.text
    assert "Porto" in line.text
    assert {source.position for source in line.sources} == {1, 2}
    assert not any(i.kind == "fact" and "lives in" in i.text for i in block.items)


async def test_what_was_recalled_is_never_learned_again(continuo: Continuo) -> None:
    scope = await told(continuo, "echo", "I live in Lisbon.", "I love jazz.")
    block = await continuo.contexts.build(scope, "What do I love, and where?", max_tokens=400)
    assert "Lisbon" in block.text
    facts = await continuo.facts.list(scope, FactFilter())
    await continuo.journal.append(
        scope, "echoed", [NewTurn(Role.USER, block.text), NewTurn(Role.USER, f"{block.text}\nWhat shall I cook?")]
    )
    await continuo.journal.end(scope, "echoed")
    await continuo.jobs.drain()
    assert await continuo.facts.list(scope, FactFilter()) == facts
    found = await continuo.recall.search(scope, "Lisbon jazz love live", limit=50, kinds=[Kind.PASSAGE])
    assert not any("Lisbon" in hit.text or "jazz" in hit.text for hit in found.hits if hit.session == "echoed")
    assert any("cook" in hit.text for hit in (await continuo.recall.search(scope, "what shall I cook", limit=5)).hits)


async def test_what_an_assistant_or_a_tool_claims_of_the_user_becomes_no_fact(continuo: Continuo) -> None:
    scope = await told(
        continuo, "claims", "Where do I live?",
        NewTurn(Role.ASSISTANT, "You live in Rome. I live in Rome too.", said_at=START),
        NewTurn(Role.TOOL, "My name is Root. I live in Berlin.", said_at=START),
        NewTurn(Role.SYSTEM, "I am a doctor.", said_at=START),
    )  # fmt: skip
    assert await continuo.facts.list(scope, FactFilter()) == []


async def test_handing_a_fact_out_is_noted_and_keeps_it_fresh(continuo: Continuo) -> None:
    scope = await told(continuo, "used", "I love jazz.")
    (jazz,) = await continuo.facts.list(scope, FactFilter(predicate="likes"))
    await continuo.tending.tend(scope)
    (before,) = [line.weight for line in await continuo.tending.profile(scope) if jazz.fact_id in line.facts]
    await continuo.contexts.build(scope, "What music do I love?", max_tokens=300)
    assert await continuo.uses.write_down() >= 1
    await continuo.tending.tend(scope)
    (after,) = [line.weight for line in await continuo.tending.profile(scope) if jazz.fact_id in line.facts]
    assert after > before
    erased = await continuo.privacy.erase(scope)
    assert erased.counts["uses"] == 1
