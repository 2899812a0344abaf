"""The contract of the port ``ConclusionStore``: kept once, read back to the letter, sealed, gone with the person."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from tests.walled import NOW, Walled

from continuo.domain.conclusion import Conclusion
from continuo.domain.episode import RecapLine
from continuo.domain.errors import Conflict
from continuo.domain.fact import Candidate, Tier
from continuo.domain.turn import Source

SPOKEN = "ünlikely-canary"


def candidate(ordinal: int = 0) -> Candidate:
    """Return a candidate with something in every field."""
    return Candidate(
        about="Ana",
        predicate="lives_in",
        object=f"{SPOKEN} 上海",
        affirmed=False,
        statement=f"Ana no longer lives in {SPOKEN} 上海.",
        confidence=0.1 + 0.2,
        said_at=datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=UTC),
        source=Source(uuid4(), 3, 7, 21),
        speaker="Ana",
        tier=Tier.OTHER_SPEAKER,
        ordinal=ordinal,
        valid_from=datetime(2019, 1, 1, tzinfo=UTC),
        valid_to=NOW + timedelta(days=1),
    )


def conclusion(run: int) -> Conclusion:
    recaps = {(1, 8): (RecapLine("", f"{SPOKEN} 上海", (1, 3)), RecapLine("Ana", "…", (8,)))}
    return Conclusion(run, "llm-1:small", tuple(candidate(n) for n in range(3)), recaps)


async def test_a_conclusion_is_read_back_to_the_letter(house: Walled) -> None:
    me = house.people["mine"][0]
    kept = conclusion(41)
    async with house.storage.consolidating(me, epoch=0) as tx:
        await tx.conclusions.keep(kept)
    async with house.storage.reading(me) as tx:
        assert await tx.conclusions.of_run(41) == kept
        assert await tx.conclusions.of_run(40) is None


def test_the_candidate_of_these_tests_fills_every_field() -> None:
    plain = candidate(ordinal=1)

    assert [field.name for field in fields(Candidate) if not getattr(plain, field.name)] == ["affirmed"]


async def test_a_conclusion_without_statements_is_one_all_the_same(house: Walled) -> None:
    me = house.people["mine"][0]
    async with house.storage.consolidating(me, epoch=0) as tx:
        await tx.conclusions.keep(Conclusion(7, "llm-1:small", ()))
        assert await tx.conclusions.of_run(7) == Conclusion(7, "llm-1:small", ())


async def test_a_run_has_one_conclusion(house: Walled) -> None:
    me = house.people["mine"][0]
    first = conclusion(5)
    async with house.storage.consolidating(me, epoch=0) as tx:
        await tx.conclusions.keep(first)
        with pytest.raises(Conflict):
            await tx.conclusions.keep(replace(first, candidates=()))
        assert await tx.conclusions.of_run(5) == first


async def test_conclusions_are_listed_in_the_order_of_their_runs(house: Walled) -> None:
    me = house.people["mine"][0]
    async with house.storage.consolidating(me, epoch=0) as tx:
        for run in (30, 10, 20):
            await tx.conclusions.keep(conclusion(run))
    async with house.storage.reading(me) as tx:
        assert [c.run for c in await tx.conclusions.find(after=9)] == [10, 20, 30]
        assert [c.run for c in await tx.conclusions.find(after=10, limit=1)] == [20]


async def test_nobody_reads_what_was_concluded_of_another(house: Walled) -> None:
    me, them = house.people["mine"][0], house.people["theirs"][0]
    async with house.storage.consolidating(them, epoch=0) as tx:
        await tx.conclusions.keep(conclusion(41))
    async with house.storage.reading(me) as tx:
        assert await tx.conclusions.of_run(41) is None


async def test_no_word_of_a_conclusion_lies_open(house: Walled) -> None:
    me = house.people["mine"][0]
    async with house.storage.consolidating(me, epoch=0) as tx:
        await tx.conclusions.keep(conclusion(41))
    rows = await house.as_admin("SELECT sealed FROM continuo.conclusion WHERE run = 41")

    assert rows
    assert all(SPOKEN.encode() not in bytes(row[0]) for row in rows)  # type: ignore[arg-type]
