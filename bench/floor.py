"""How near is the search of a person's slice to the least that numpy needs for the same sums?

    make bench-floor

The floor is written out here: one product of the matrix of vectors with the question's, one pass over the postings of
its words, a weighted sum, the ten largest. The platform's own search also looks at turns and their neighbours, time and
what is outdated, and decides by a learnt ranker. Both search the same rows, without database or embedder, in turns.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from bench.measuring import interleaved, ratios, summary
from bench.report import write_report
from bench.sentences import question as made_up_question
from bench.stand import DIMENSION, Array, Stand, drawn_vectors, stand
from continuo.domain.item import PackedItems
from continuo.memory.recall.question import Question, understand
from continuo.memory.recall.ranking import rank
from continuo.memory.recall.slice import Slice
from continuo.memory.vectors.terms import TermHasher

SEED = 13
SIZES = (100, 1_000, 10_000)
ROUNDS = 300
WANTED = 10
QUESTIONS = 20

_PAIR = np.dtype([("hash", ">u4"), ("count", "u1")])


@dataclass(frozen=True, slots=True)
class Bare:
    """A person's rows as plain arrays.

    Args:
        vectors: (n, d) float32.
        postings: rows and counts of each term.
        lengths: (n,) terms of each row.
    """

    vectors: Array
    postings: dict[int, tuple[Array, Array]]
    lengths: Array

    @classmethod
    def of(cls, packed: PackedItems) -> Bare:
        """Return the arrays of packed rows."""
        pairs = np.frombuffer(packed.terms, _PAIR)
        rows = np.repeat(np.arange(packed.count), np.frombuffer(packed.term_count, ">i4"))
        order = np.argsort(pairs["hash"], kind="stable")
        hashes, rows, counts = pairs["hash"][order].astype(np.uint32), rows[order], pairs["count"][order].astype("f4")
        terms, begins = np.unique(hashes, return_index=True)
        ends = np.append(begins[1:], len(hashes))
        postings = {int(t): (rows[a:b], counts[a:b]) for t, a, b in zip(terms, begins, ends, strict=True)}
        vectors = np.frombuffer(packed.vector, ">f2").reshape(packed.count, DIMENSION).astype(np.float32)
        return cls(vectors, postings, np.frombuffer(packed.length, ">i4").astype(np.float32))

    def search(self, terms: Sequence[int], vector: Array) -> Array:
        """Return the ten rows that are best by nearness and BM25, best first."""
        scores = self.vectors @ vector
        room = 1.2 * (0.4 + 0.6 * self.lengths / self.lengths.mean())
        for term in terms:
            rows, counts = self.postings.get(term, _NOWHERE)
            rarity = np.log1p((len(self.lengths) - len(rows) + 0.5) / (len(rows) + 0.5))
            scores[rows] += 0.1 * rarity * counts / (counts + room[rows])
        few = min(WANTED, len(scores) - 1)
        best: Array = np.argpartition(-scores, few)[:WANTED]
        return best[np.argsort(-scores[best])]


_NOWHERE = (np.zeros(0, np.int64), np.zeros(0, np.float32))


async def loaded(it: Stand, count: int) -> tuple[Bare, Slice, TermHasher]:
    """Store somebody with so many memories, and return what is searched."""
    scope = it.scope(f"has {count}")
    await it.fill(scope, count)
    async with it.storage.reading(scope) as tx:
        assert tx.person is not None
        packed = await tx.items.packed()
        return Bare.of(packed), Slice.unpack(packed, DIMENSION), TermHasher(tx.person.term_key)


async def compared(it: Stand, count: int, rounds: int) -> dict[str, float]:
    """Measure both at one size."""
    bare, slice, hasher = await loaded(it, count)
    chance = random.Random(SEED)
    texts = [made_up_question(chance) for _ in range(QUESTIONS)]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    asked: list[tuple[Question, Array]] = [
        (understand(text, hasher=hasher, asked_at=now, slice=slice), vector)
        for text, vector in zip(texts, drawn_vectors(QUESTIONS, SEED), strict=True)
    ]
    terms = [sorted(set(hasher.hashes(text))) for text in texts]
    turn = {"platform": 0, "numpy": 0}

    async def platform() -> None:
        turn["platform"] += 1
        question, vector = asked[turn["platform"] % QUESTIONS]
        rank(slice, question, vector, limit=WANTED)

    async def numpy() -> None:
        turn["numpy"] += 1
        bare.search(terms[turn["numpy"] % QUESTIONS], asked[turn["numpy"] % QUESTIONS][1])

    series = await interleaved({f"platform_{count}": platform, f"numpy_{count}": numpy}, rounds=rounds)
    return summary(series) | ratios(f"floor_{count}", series, f"platform_{count}", f"numpy_{count}")


async def measure(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> dict[str, Any]:
    """Measure both at every size."""
    figures: dict[str, Any] = {}
    async with stand() as it:
        for count in sizes:
            figures |= await compared(it, count, rounds)
    return figures


if __name__ == "__main__":
    write_report("floor", asyncio.run(measure()), seed=SEED)
