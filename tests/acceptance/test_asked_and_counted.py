"""Recall and context answer how often, when and everything by counting, and everything else as before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone

import pytest
import pytest_asyncio
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.item import Kind
from continuo.domain.recall import Recalled, Times
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")
CET = timezone(timedelta(hours=1))
ASKED = datetime(2026, 12, 1, 9, tzinfo=CET)
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=CET)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo() as continuo:
        yield continuo


async def say(continuo: Continuo, scope: Scope, session: str, *said: tuple[str, datetime]) -> None:
    turns = [NewTurn(Role.USER, text, said_at=said_at) for text, said_at in said]
    await continuo.journal.append(scope, session, turns)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talker(continuo: Continuo) -> Scope:
    """Return somebody who spoke of pricing on three days and of running every day of a month, and of much else."""
    scope = Scope.of(DEFAULT_TENANT, "talker")
    pricing = ("Our prices are too low.", "A price list would help.", "Pricing bores me.")
    for day in range(30):
        at = TUESDAY - timedelta(days=20 - day) if day < 27 else TUESDAY - timedelta(days=day)
        talk = [(f"I went running for {10 + day} minutes.", at), (f"The weather was fine on day {day}.", at)]
        if day in (20, 13, 6):
            talk.append((pricing[day // 7], at + timedelta(hours=1)))
        await say(continuo, scope, f"day {day}", *talk)
    await continuo.journal.append(
        scope, "day 20", [NewTurn(Role.ASSISTANT, "Pricing is an art.", said_at=TUESDAY + timedelta(hours=2))]
    )
    return scope


async def asked(continuo: Continuo, scope: Scope, question: str, limit: int = 10) -> Recalled:
    return await continuo.recall.search(scope, question, limit=limit, asked_at=ASKED)


async def test_what_was_said_about_something_on_a_day_comes_first_and_is_counted(
    continuo: Continuo, talker: Scope
) -> None:
    found = await asked(continuo, talker, "What did I say about pricing last Tuesday?")
    assert found.tally is not None
    assert found.hits[0].text == "Pricing bores me."
    assert found.tally.text == (
        '1 turn of the user said on 24 Nov 2026 mentions "pricing", said on 24 Nov 2026 at 11:00; 2 at other times'
    )
    assert [(s.session_id, s.position) for s in found.tally.sources] == [(talker.session("day 20"), 3)]
    # What was not counted follows, so that a question read wrongly loses nothing.
    assert len(found.hits) == 10


async def test_a_count_is_complete_beyond_what_is_listed(continuo: Continuo, talker: Scope) -> None:
    found = await asked(continuo, talker, "How often did I mention running?", limit=5)
    assert found.tally is not None
    assert found.tally.total == 30
    assert len(found.hits) == 5
    assert all("running" in hit.text for hit in found.hits)
    assert [hit.said_at for hit in found.hits] == sorted(hit.said_at for hit in found.hits)
    assert "30 turns of the user" in found.notes[-1]
    assert "/v1/mentions" in found.notes[-1]


async def test_everything_is_listed_in_the_order_of_time(continuo: Continuo, talker: Scope) -> None:
    found = await asked(continuo, talker, "List everything we said about pricing", limit=4)
    texts = ["Our prices are too low.", "A price list would help.", "Pricing bores me.", "Pricing is an art."]
    assert [hit.text for hit in found.hits] == texts


async def test_the_last_time_and_the_first_conversation_are_found_by_time(continuo: Continuo, talker: Scope) -> None:
    last = await asked(continuo, talker, "When did we last talk about pricing?", limit=1)
    first = await asked(continuo, talker, "What did we talk about in our first conversation?", limit=2)
    assert last.hits[0].text == "Pricing is an art."
    assert [(hit.session, hit.text) for hit in first.hits] == [
        ("day 29", "I went running for 39 minutes."), ("day 29", "The weather was fine on day 29."),
    ]  # fmt: skip
    assert first.tally is not None
    assert first.tally.text.startswith("the first conversation of 30")


async def test_what_nobody_said_is_said_to_be_nothing(continuo: Continuo, talker: Scope) -> None:
    found = await asked(continuo, talker, "How often did I mention volcanoes?")
    assert found.tally is not None
    assert (found.tally.total, found.tally.sources) == (0, ())


async def test_a_question_for_a_topic_alone_is_left_to_the_ranking(continuo: Continuo, talker: Scope) -> None:
    for question in ("What did I say about volcanoes?", "What did I say about pricing?"):
        ranked = await asked(continuo, talker, question)
        assert (ranked.tally, ranked.notes) == (None, ())


async def test_another_question_is_ranked_and_nothing_is_counted(continuo: Continuo, talker: Scope) -> None:
    found = await asked(continuo, talker, "How was the weather on day 7?")
    facts_alone = await continuo.recall.search(
        talker, "How often did I mention running?", kinds=[Kind.FACT], asked_at=ASKED
    )
    assert (found.tally, found.notes) == (None, ())
    assert facts_alone.tally is None


async def test_a_block_tells_the_count_on_one_line_with_its_sources(continuo: Continuo, talker: Scope) -> None:
    question = "What did I say about pricing last Tuesday?"
    block = await continuo.contexts.build(talker, question, max_tokens=400, times=Times(asked_at=ASKED))
    plain = await continuo.contexts.build(talker, "Is pricing easy?", max_tokens=400, times=Times(asked_at=ASKED))
    (line,) = [item for item in block.items if item.kind == "tally"]
    assert "Counted in the journal, complete: 1 turn of the user" in line.text
    assert [(s.session_id, s.position) for s in line.sources] == [(talker.session("day 20"), 3)]
    assert "Pricing bores me." in block.text
    assert not [item for item in plain.items if item.kind == "tally"]


async def test_a_moment_in_the_past_counts_what_was_said_by_then(continuo: Continuo, talker: Scope) -> None:
    then = TUESDAY - timedelta(days=1)
    found = await continuo.recall.search(talker, "How often did I mention pricing?", asked_at=ASKED, as_of=then)
    assert found.tally is not None
    assert found.tally.total == 2


async def test_what_was_erased_is_not_counted_any_more(continuo: Continuo) -> None:
    scope = Scope.of(DEFAULT_TENANT, "forgotten")
    await say(continuo, scope, "s", ("I went running.", TUESDAY))
    assert (await asked(continuo, scope, "How often did I mention running?")).tally is not None
    await continuo.privacy.erase(scope)
    assert (await asked(continuo, scope, "How often did I mention running?")).tally is None
    await say(continuo, scope, "s", ("It rained.", TUESDAY))
    again = await asked(continuo, scope, "How often did I mention running?")
    assert again.tally is not None
    assert again.tally.total == 0
