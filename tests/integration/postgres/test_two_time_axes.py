"""Facts on two time axes: what SQL answers is what a plain list of versions would."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from tests.walled import Walled

from continuo.domain.act import Act, ActKind
from continuo.domain.fact import Candidate, Fact, FactChange, Status, Tier
from continuo.domain.predicates import predicate_of
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source
from continuo.memory.facts.merge import Slot, merge
from continuo.memory.facts.rulings import sayings_of
from continuo.ports.facts import FactFilter

SEED = int(os.environ.get("CONTINUO_TEST_SEED", "20261121"))
HISTORIES = int(os.environ.get("CONTINUO_TEST_HISTORIES", "2000"))
PEOPLE = 20
START = datetime(2024, 1, 1, tzinfo=UTC)
NEVER = (Status.RETRACTED, Status.DENIED, Status.MERGED)


def when(day: float) -> datetime:
    return START + timedelta(days=day)


@dataclass
class Model:
    """All that was ever recorded, as a list: the plainest store that there can be."""

    changes: list[FactChange] = field(default_factory=list)

    def known(self, known_at: datetime) -> list[Fact]:
        """Return each fact as the last step until then left it."""
        versions = {c.fact_id: c.after for c in self.changes if c.at <= known_at}
        return [versions[i] for i in sorted(versions)]

    def true(self, as_of: datetime, known_at: datetime) -> list[Fact]:
        """Return what was known then to be true at another time."""
        return [
            f
            for f in self.known(known_at)
            if f.status not in NEVER
            and (f.valid_from is None or f.valid_from <= as_of)
            and (f.valid_to is None or f.valid_to > as_of)
        ]


def a_history(slot: int, rng: random.Random) -> list[FactChange]:
    """Return the steps of one slot that was told, and decided about, at some moments."""
    name = rng.choice(["lives_in", "likes", "has_pet"])
    facts: dict[UUID, Fact] = {}
    acts: list[Act] = []
    steps: list[FactChange] = []
    for number, day in enumerate(sorted(rng.sample(range(1, 100), rng.randint(1, 4)))):
        candidates: list[Candidate] = []
        if facts and rng.random() < 0.25:
            acts.append(_decision(len(acts) + 1, rng, list(facts.values()), when(day)))
        else:
            candidates.append(_saying(name, slot, number, rng))
        merged = merge(
            Slot(f"person {slot}", predicate_of(name), list(facts.values()), acts), candidates,
            subject_id=UUID(int=slot + 1), extractor="test", now=when(day),
        )  # fmt: skip
        steps += merged.changes
        facts |= {c.fact_id: c.after for c in merged.changes}
    return steps


def _saying(name: str, slot: int, number: int, rng: random.Random) -> Candidate:
    said, until = when(rng.uniform(0, 60)), when(rng.uniform(0, 60)) if rng.random() < 0.3 else None
    return Candidate(
        f"person {slot}", rng.choice([name, "dislikes"]) if name == "likes" else name, rng.choice(["Paris", "Rome"]),
        rng.random() < 0.8, "A statement.", rng.choice([0.4, 0.9]), said, Source(UUID(int=slot), number + 1, 0, 4),
        "user", Tier.SELF, 0, None, until,
    )  # fmt: skip


def _decision(number: int, rng: random.Random, facts: list[Fact], at: datetime) -> Act:
    fact = rng.choice([f for f in facts if f.evidence])
    kind = rng.choice([ActKind.RETRACT, ActKind.RESTORE, ActKind.PIN])
    named = {"predicate": fact.predicate, "object": fact.object, "sayings": sayings_of(fact.evidence)}
    return Act(number, kind, at, named | {"purposes": ["memory"]}, fact.about, fact.predicate)


async def a_person(house: Walled, number: int, count: int) -> tuple[Scope, Model]:
    """Return somebody new whose store was told histories, and the model that was told the same."""
    rng = random.Random(SEED + number)
    scope = Scope.of(house.people["mine"][0].tenant_id, f"bitemporal {number} {uuid5(UUID(int=SEED), str(number))}")
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("talk", [NewTurn(Role.USER, "hello")], now=START)
    steps = sorted((s for n in range(count) for s in a_history(n, rng)), key=lambda s: s.at)
    async with house.storage.consolidating(scope, epoch=0) as tx:
        for step in steps:
            await tx.facts.record(step)
    return scope, Model(steps)


async def test_as_of_and_known_at_agree_with_a_plain_list_of_versions(house: Walled) -> None:
    rng = random.Random(SEED)
    compared = 0
    for number in range(PEOPLE):
        scope, model = await a_person(house, number, HISTORIES // PEOPLE)
        async with house.storage.reading(scope) as tx:
            for _ in range(8):
                as_of, known_at = when(rng.uniform(-10, 110)), when(rng.randint(0, 101))
                found = await tx.facts.find(FactFilter(as_of=as_of, known_at=known_at, limit=1000))
                assert list(found) == model.true(as_of, known_at), (SEED, number, as_of, known_at)
                known = await tx.facts.find(FactFilter(known_at=known_at, limit=1000))
                assert list(known) == model.known(known_at), (SEED, number, known_at)
                compared += len(known)
            now = await tx.facts.find(FactFilter(as_of=when(50), limit=1000))
            assert list(now) == model.true(when(50), when(1000))
            ids = [f.fact_id for f in model.known(when(40))]
            assert list(await tx.facts.get(ids, known_at=when(40))) == model.known(when(40))
    assert compared > HISTORIES


async def test_what_lies_in_the_store_now_is_what_the_last_version_says(house: Walled) -> None:
    scope, model = await a_person(house, 1000, 60)
    async with house.storage.reading(scope) as tx:
        stored = list(await tx.facts.find(FactFilter(limit=1000)))
        steps = [await tx.facts.history(f.fact_id) for f in stored]
    assert stored == model.known(when(1000))
    assert [h[-1].after for h in steps] == stored
    assert sorted((c for h in steps for c in h), key=str) == sorted(model.changes, key=str)


async def test_evidence_of_before_sayings_had_words_speaks_with_those_of_its_fact(house: Walled) -> None:
    scope, model = await a_person(house, 2000, 20)
    await house.as_admin(
        "UPDATE continuo.evidence SET sealed_saying = NULL, confidence = NULL, tier = NULL"
        f" WHERE subject_id = '{scope.subject_id}'"
    )
    async with house.storage.reading(scope) as tx:
        stored = [f for f in await tx.facts.find(FactFilter(limit=1000)) if f.evidence]
    assert stored
    assert all(e.object == f.object and e.confidence == f.confidence for f in stored for e in f.evidence)
    assert [f.object for f in stored] == [f.object for f in model.known(when(1000)) if f.evidence]
