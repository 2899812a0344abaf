"""Every person's memories are found, whoever else shares the table and however often the statement has run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tests.walled import NOW, ROOT, Walled

from continuo.adapters.postgres.storage import PostgresStorage
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.domain.item import Item, Kind, Mark
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source
from continuo.memory.recall.slices import Slices
from continuo.ports.embedder import Vectors

DIMENSION = 384
SIZES = [100] * 100 + [1000] * 3 + [10_000]
SEARCHES = 20


class NoEmbedder:
    """Stands where nothing is to be embedded: every row comes with its vector."""

    model = "none"
    dimension = DIMENSION

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return nothing, since nothing is asked for."""
        assert not texts, texts
        return np.empty((0, DIMENSION), np.float32)

    async def close(self) -> None:
        """Nothing to give back."""


async def _person(storage: PostgresStorage, tenancy: PostgresTenancy, scope: Scope, vectors: np.ndarray) -> None:
    async with storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "words")], now=NOW)
    async with storage.consolidating(scope, epoch=0) as tx:
        await tx.journal.begin_run(scope.session("s"), 1, 1, extractor="test", now=NOW)
        await tx.items.put([_item(scope, n, vector) for n, vector in enumerate(vectors)])


def _item(scope: Scope, number: int, vector: np.ndarray) -> Item:
    source = Source(scope.session("s"), 1 + number, 0, 1)
    term = (number % 50).to_bytes(4, "big") + b"\x01"
    return Item(Kind.PASSAGE, source, 0, 0, NOW, Mark.NONE, 1, term, vector.astype(">f2").tobytes())


def _first_ten(nearness: np.ndarray) -> set[int]:
    return set(np.argsort(-nearness, kind="stable")[:10].tolist())


@pytest.mark.timeout(600)
async def test_small_and_large_users_of_one_table_find_all_that_is_theirs(house: Walled) -> None:
    chance = np.random.default_rng(20261121)
    tenant_id = house.people["mine"][0].tenant_id
    storage = PostgresStorage(house.pools, ROOT, DIMENSION)
    people = []
    for number, size in enumerate(SIZES):
        vectors = chance.standard_normal((size, DIMENSION)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        scope = Scope.of(tenant_id, f"user {number} of {size}")
        await _person(storage, house.tenancy, scope, vectors)
        people.append((scope, vectors))
    slices = Slices(storage.glances, NoEmbedder(), most_bytes=2**28)
    found, wanted = 0, 0
    for scope, vectors in people:
        for _ in range(SEARCHES):
            # Forgotten each time, so that the statement runs as often as questions are asked of a cold process.
            await slices.forget(scope)
            seen = await slices.current(scope)
            assert seen is not None
            loaded = seen.loaded
            assert loaded.whole.count == len(vectors)
            question = chance.standard_normal(DIMENSION).astype(np.float32)
            nearness = loaded.whole.columns.vectors.times(question)
            positions = loaded.whole.columns.position
            best = {int(positions[row]) - 1 for row in _first_ten(nearness)}
            found += len(best & _first_ten(vectors @ question))
            wanted += 10
    assert found / wanted >= 0.98
