"""What is asked of people in the benchmarks of the inside."""

from __future__ import annotations

import random
from collections.abc import Mapping

from bench.measuring import Series, Way, interleaved
from bench.sentences import where
from bench.stand import Stand
from continuo.domain.scope import Scope

MAX_TOKENS = 500


def asking(it: Stand, scope: Scope) -> Way:
    """Return what builds a context for another question each time; embedding costs nothing here."""
    chance = random.Random(scope.subject_id.int)

    async def ask() -> None:
        block = await it.continuo.contexts.build(scope, where(chance), max_tokens=MAX_TOKENS)
        assert block.items, f"nothing was found of {scope.user_id}"

    return ask


async def contexts(people: Mapping[str, tuple[Stand, Scope]], *, rounds: int, cold_rounds: int) -> dict[str, Series]:
    """Measure contexts of some people in turns: first warm, then cold, which is after a change of their memory.

    Returns:
        By the people's names, with ``warm_`` and ``cold_`` before them.
    """
    stands = {id(it): it for it, _ in people.values()}

    def watched() -> list[int]:
        return [pid for it in stands.values() for pid in it.servers()]

    warm = {f"warm_{name}": asking(*whom) for name, whom in people.items()}
    series = await interleaved(warm, rounds=rounds, watched=watched)
    cold = {f"cold_{name}": asking(*whom) for name, whom in people.items()}
    changes = {f"cold_{name}": _changing(*whom) for name, whom in people.items()}
    return series | await interleaved(cold, rounds=cold_rounds, before=changes, watched=watched)


def _changing(it: Stand, scope: Scope) -> Way:
    async def change() -> None:
        await it.outdate(scope)

    return change
