"""One ranking, wherever the vectors are: at hand, freshly loaded, or left in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from tests.walled import DIMENSION, NOW, Walled

from continuo.adapters.inprocess.window import InProcessWindow
from continuo.domain.clock import system_clock
from continuo.domain.item import Item, Kind, Mark
from continuo.domain.recall import Hit
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source
from continuo.memory.recall.room import Recall, Stores
from continuo.memory.recall.slices import Slices
from continuo.memory.vectors.indexing import rows, turn_entries
from continuo.memory.vectors.terms import TermHasher
from continuo.memory.working.room import Working
from continuo.ports.embedder import Vectors

SESSIONS, TURNS = 12, 40
WORDS = ("river", "garden", "piano", "train", "recipe", "doctor", "museum", "jacket", "bicycle", "window", "market")
FEW, MANY = 100, 1_000_000


class Hashed:
    """Gives every text a direction of its own."""

    model = "hashed"
    dimension = DIMENSION

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text."""
        return np.stack([_direction(text) for text in texts]) if texts else np.empty((0, DIMENSION), np.float32)

    async def close(self) -> None:
        """Nothing to give back."""


def _direction(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    vector = np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
    unit: np.ndarray = vector / np.linalg.norm(vector)
    return unit


def _said(session: int, n: int) -> str:
    words = [WORDS[(session * 7 + n * k) % len(WORDS)] for k in (1, 3, 5)]
    # Now and then a turn of several passages.
    return " ".join(
        f"About the {words[k % 3]} and the {words[1]}, number {session * TURNS + n}, take {k}."
        for k in range(1 if n % 9 else 30)
    )


@pytest.fixture
async def large(house: Walled) -> tuple[Walled, Scope]:
    scope = Scope.of(house.people["mine"][0].tenant_id, "talkative")
    for session in range(SESSIONS):
        await _talk(house, scope, session)
    return house, scope


async def _talk(house: Walled, scope: Scope, session: int) -> None:
    name = f"s{session}"
    turns = [
        NewTurn(Role.USER, _said(session, n), said_at=NOW - timedelta(days=session, minutes=n)) for n in range(TURNS)
    ]
    async with house.storage.appending(scope) as tx:
        await tx.journal.append(name, turns, now=NOW)
        stored = await tx.journal.read(scope.session(name))
        person = tx.person
    assert person is not None
    entries = [entry for turn in stored for entry in turn_entries(turn)]
    vectors = await Hashed().embed([e.text for e in entries])
    items = rows(entries, vectors, TermHasher(person.term_key))
    fact = Item(
        Kind.FACT,
        Source(scope.session(name), 2, 0, 9),
        0,
        0,
        NOW,
        Mark.NONE,
        3,
        items[1].terms,
        items[0].vector,
        uuid4(),
    )
    async with house.storage.consolidating(scope, epoch=0) as tx:
        await tx.journal.begin_run(scope.session(name), 1, TURNS, extractor="test", now=NOW)
        await tx.items.put([*items, fact])


def _recall(house: Walled, most_items: int) -> Recall:
    glances = house.storage.glances
    slices = Slices(glances, Hashed(), most_bytes=2**28, most_items=most_items)
    return Recall(Stores(glances, house.storage, slices, Working(InProcessWindow())), Hashed(), system_clock)


async def _found(recall: Recall, scope: Scope, limit: int = 30) -> list[list[tuple[object, ...]]]:
    found = []
    for n in range(len(WORDS)):
        recalled = await recall.search(scope, f"What about the {WORDS[n]} and the {WORDS[n - 4]}?", limit=limit)
        assert recalled.notes == ()
        found.append([_told(hit) for hit in recalled.hits])
    return found


def _told(hit: Hit) -> tuple[object, ...]:
    return (hit.kind, hit.source, hit.text, round(hit.score, 4))


async def test_warm_cold_and_distant_rank_the_same(large: tuple[Walled, Scope]) -> None:
    house, scope = large
    near, far = _recall(house, MANY), _recall(house, FEW)
    cold = await _found(near, scope)
    warm = await _found(near, scope)
    distant = await _found(far, scope)
    seen = await far.slices.current(scope)
    assert seen is not None
    assert seen.loaded.whole.vectors.distant is not None
    assert warm == cold
    assert distant == cold


async def test_a_turn_just_said_is_ranked_the_same_too(large: tuple[Walled, Scope]) -> None:
    house, scope = large
    near, far = _recall(house, MANY), _recall(house, FEW)
    await _found(far, scope)
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("s0", [NewTurn(Role.USER, "The river and the museum, just now.")], now=NOW)
    wanted = await _found(near, scope)
    assert await _found(far, scope) == wanted
    recalled = await far.search(scope, "What did I say just now of the museum?", limit=10)
    assert any("just now" in hit.text for hit in recalled.hits)


async def test_a_distant_memory_gives_every_turn_that_is_asked_for(large: tuple[Walled, Scope]) -> None:
    house, scope = large
    recalled = await _recall(house, FEW).search(scope, "What about the river?", limit=1000)
    assert len({hit.source for hit in recalled.hits}) == recalled.searched - SESSIONS > SESSIONS * TURNS


async def test_a_distant_memory_takes_less_room(large: tuple[Walled, Scope]) -> None:
    house, scope = large
    near, far = _recall(house, MANY), _recall(house, FEW)
    sizes = []
    for recall in (near, far):
        seen = await recall.slices.current(scope)
        assert seen is not None
        sizes.append(seen.loaded.whole.nbytes)
    rows_in_all = seen.loaded.whole.count
    assert sizes[0] - sizes[1] == rows_in_all * DIMENSION * 4


async def test_when_the_index_changes_under_a_question_the_answer_says_what_it_lacks(
    large: tuple[Walled, Scope],
) -> None:
    house, scope = large
    far = _recall(house, FEW)
    seen = await far.slices.current(scope)
    assert seen is not None
    async with house.storage.consolidating(scope, epoch=0):
        pass
    glances = house.storage.glances
    vector = _direction("anything")
    assert await glances.nearness(scope, vector, index_version=seen.loaded.base.version) is None
    assert await glances.nearness(scope, vector, index_version=seen.loaded.base.version + 1) is not None
