"""What people decide about facts: it takes effect at once, is found again by recall, and survives a rebuild."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.clarification import Answer
from continuo.domain.errors import Invalid, NotFound, WrongState
from continuo.domain.fact import Fact, Status
from continuo.domain.item import Kind
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.consolidation.deciding import Correction
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT

START = datetime(2025, 1, 1, tzinfo=UTC)


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo() as continuo:
        yield continuo


async def told(continuo: Continuo, user: str, *texts: str) -> Scope:
    """Say these things a day apart, one session each, and let them become memory."""
    scope = Scope.of(DEFAULT_TENANT, user)
    for day, text in enumerate(texts):
        turn = NewTurn(Role.USER, text, said_at=START + timedelta(days=day))
        await continuo.journal.append(scope, f"day {day}", [turn])
        await continuo.journal.end(scope, f"day {day}")
        await continuo.jobs.drain()
    return scope


async def held(continuo: Continuo, scope: Scope, predicate: str = "lives_in") -> dict[str, Fact]:
    facts = await continuo.facts.list(scope, FactFilter(predicate=predicate))
    return {f.object: f for f in facts}


async def current(continuo: Continuo, scope: Scope, predicate: str = "lives_in") -> list[str]:
    return sorted(o for o, f in (await held(continuo, scope, predicate)).items() if f.status is Status.CURRENT)


async def test_a_correction_takes_effect_and_is_found_and_survives_a_rebuild(continuo: Continuo) -> None:
    scope = await told(continuo, "corrected", "I live in Lisbon.")
    wrong = (await held(continuo, scope))["Lisbon"]
    right = await continuo.decisions.correct(scope, wrong.fact_id, Correction("Porto"))
    assert await current(continuo, scope) == ["Porto"]
    recalled = await continuo.recall.search(scope, "Where do I live?", kinds=[Kind.FACT])
    assert [h.text for h in recalled.hits] == ["The user lives in Porto."]
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after
    assert (await continuo.facts.get(scope, right.fact_id)) == right


async def test_every_decision_survives_a_rebuild(continuo: Continuo) -> None:
    scope = await told(
        continuo, "decided", "I live in Lisbon.", "I live in Porto.", "I love jazz.", "I love sushi.",
        "I think I live in Faro.",
    )  # fmt: skip
    likes = await held(continuo, scope, "likes")
    await continuo.decisions.pin(scope, likes["jazz"].fact_id, pinned=True)
    await continuo.decisions.retract(scope, likes["sushi"].fact_id)
    (asked,) = await continuo.facts.clarifications(scope, ClarificationFilter(is_open=True))
    await continuo.decisions.settle(scope, asked.clarification_id, Answer.SECOND)
    homes = await held(continuo, scope)
    await continuo.decisions.restore(scope, homes["Lisbon"].fact_id)
    await continuo.decisions.correct(scope, homes["Lisbon"].fact_id, Correction("Braga", since=START))
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after
    assert await current(continuo, scope) == ["Braga"]
    assert await current(continuo, scope, "likes") == ["jazz"]


async def test_restoring_undoes_a_retirement(continuo: Continuo) -> None:
    scope = await told(continuo, "restored", "I live in Lisbon.", "I live in Porto.")
    lisbon = (await held(continuo, scope))["Lisbon"]
    restored = await continuo.decisions.restore(scope, lisbon.fact_id)
    assert (restored.status, restored.valid_to) == (Status.CURRENT, None)
    assert [s.change.value for s in await continuo.facts.history(scope, lisbon.fact_id)] == [
        "learned",
        "superseded",
        "restored",
    ]


async def test_an_answer_settles_a_question_and_names_itself(continuo: Continuo) -> None:
    scope = await told(continuo, "asked", "I live in Lisbon.", "I think I live in Porto.")
    (asked,) = await continuo.facts.clarifications(scope, ClarificationFilter(is_open=True))
    settled = await continuo.decisions.settle(scope, asked.clarification_id, Answer.FIRST)
    assert settled.settled_by == "an answer"
    assert await current(continuo, scope) == ["Lisbon"]
    with pytest.raises(WrongState):
        await continuo.decisions.settle(scope, asked.clarification_id, Answer.FIRST)


async def test_deciding_twice_is_deciding_once(continuo: Continuo) -> None:
    scope = await told(continuo, "twice", "I love jazz.")
    jazz = (await held(continuo, scope, "likes"))["jazz"]
    for _ in range(2):
        await continuo.decisions.pin(scope, jazz.fact_id, pinned=True)
    for _ in range(2):
        await continuo.decisions.retract(scope, jazz.fact_id)
    assert len(await continuo.facts.history(scope, jazz.fact_id)) == 3


async def test_a_bad_correction_names_the_field_and_changes_nothing(continuo: Continuo) -> None:
    scope = await told(continuo, "careful", "I live in Lisbon.")
    lisbon = (await held(continuo, scope))["Lisbon"]
    for correction, field in (
        (Correction(" "), "value"),
        (Correction("x" * 501), "value"),
        (Correction("Porto", since=datetime(2300, 1, 1, tzinfo=UTC)), "since"),
    ):
        with pytest.raises(Invalid) as error:
            await continuo.decisions.correct(scope, lisbon.fact_id, correction)
        assert error.value.field == field
    assert await current(continuo, scope) == ["Lisbon"]


async def test_nobody_decides_about_the_facts_of_another(continuo: Continuo) -> None:
    mine = await told(continuo, "mine", "I live in Lisbon.")
    other = await told(continuo, "other", "I live in Rome.")
    lisbon = (await held(continuo, mine))["Lisbon"]
    with pytest.raises(NotFound):
        await continuo.decisions.retract(other, lisbon.fact_id)
    assert await current(continuo, mine) == ["Lisbon"]


async def test_an_erasure_takes_the_decisions_too(continuo: Continuo) -> None:
    scope = await told(continuo, "erased", "I live in Lisbon.")
    lisbon = (await held(continuo, scope))["Lisbon"]
    await continuo.decisions.correct(scope, lisbon.fact_id, Correction("Porto"))
    erasure = await continuo.privacy.erase(scope)
    assert erasure.counts["acts"] == 1
    scope = await told(continuo, "erased", "I like figs.")
    assert await current(continuo, scope) == []
    records = [r async for r in continuo.privacy.export(scope)]
    assert not any(r["type"] == "act" for r in records)


async def test_what_was_known_before_a_correction_can_still_be_read(continuo: Continuo) -> None:
    scope = await told(continuo, "remembered", "I live in Lisbon.")
    lisbon = (await held(continuo, scope))["Lisbon"]
    before = continuo.clock()
    await continuo.decisions.correct(scope, lisbon.fact_id, Correction("Porto"))
    then = await continuo.facts.list(scope, FactFilter(known_at=before, as_of=before))
    assert [f.object for f in then] == ["Lisbon"]
    now = await continuo.facts.list(scope, FactFilter(as_of=before))
    assert [f.object for f in now] == ["Porto"]


async def test_facts_are_found_by_their_words(continuo: Continuo) -> None:
    scope = await told(continuo, "words", "I live in Lisbon.", "I love jazz and I hate olives.")
    found = await continuo.facts.list(scope, FactFilter(limit=10), text="OLIVES user")
    assert [f.predicate for f in found] == ["dislikes"]
