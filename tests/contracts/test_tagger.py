"""The contract of the port ``Tagger``, for the network that runs in this process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from tests.weights import MODELS

from continuo.adapters.onnx.tagging.tagger import OnnxTagger
from continuo.domain.errors import Unavailable
from continuo.domain.turn import Role, Turn
from continuo.ports.tagger import Tagger

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
ODD = ["", "   \n", "😀😀", "\ud800", "a" * 70_000, "I live in Porto. " * 2_000, "我住在里斯本", "ﬁ İ \u202e x"]


PLAIN = (
    ("I live in Turin.", "lives_in", "Turin"),
    ("We live in Graz with two cats.", "lives_in", "Graz"),
    ("My name is Ana.", "name", "Ana"),
    ("I'm a nurse.", "job_title", "nurse"),
    ("I work at Bosch.", "works_at", "Bosch"),
    ("I'm allergic to nuts.", "allergic_to", "nuts"),
    ("I like figs.", "likes", "figs"),
    ("I speak French.", "speaks", "French"),
    ("My sister Ana lives in Oslo.", "has_sibling", "sister Ana"),
    ("I own a boat.", "owns", "boat"),
)


def turns(*texts: str, role: Role = Role.USER) -> list[Turn]:
    return [Turn(UUID(int=1), n, role, text, "", NOW, NOW) for n, text in enumerate(texts, 1)]


class TaggerContract:
    """An adapter's suite brings its tagger as a fixture."""

    async def test_most_plain_statements_are_marked_where_they_stand(self, tagger: Tagger) -> None:
        found = await asyncio.gather(*(tagger.tag(turns(text)) for text, *_ in PLAIN))
        marked = [
            any(m.predicate == predicate and text[m.start : m.end] == value and m.certainty > 0.5 for m in marks)
            for (text, predicate, value), (marks,) in zip(PLAIN, found, strict=True)
        ]

        assert sum(marked) >= 8, [text for (text, *_), is_marked in zip(PLAIN, marked, strict=True) if not is_marked]

    async def test_nobody_but_the_user_is_marked(self, tagger: Tagger) -> None:
        assert await tagger.tag(turns("I live in Porto.", role=Role.ASSISTANT)) == [()]

    @pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
    async def test_any_text_is_marked_within_its_bounds_in_order(self, tagger: Tagger, text: str) -> None:
        (marks,) = await tagger.tag(turns(text))

        assert all(0 <= m.start < m.end <= len(text) and 0 < m.certainty <= 1 for m in marks)
        assert all(a.start <= b.start for a, b in pairwise(marks))

    async def test_the_same_turns_give_the_same_marks_alone_and_beside_others(self, tagger: Tagger) -> None:
        told = turns("My husband and I moved to Ghent.", "We have two cats.", "ok")
        first, *others = await asyncio.gather(*(tagger.tag(told) for _ in range(5)))

        assert all(other == first for other in others)

    async def test_the_event_loop_runs_on_while_turns_are_marked(self, tagger: Tagger) -> None:
        await tagger.tag(turns("first"))
        task = asyncio.create_task(tagger.tag(turns(*["I live in Porto with my sister Ana. " * 20] * 20)))
        beats = 0
        began = time.monotonic()
        while not task.done():
            await asyncio.sleep(0.001)
            beats += 1
        await task

        assert beats > (time.monotonic() - began) * 20

    async def test_a_closed_tagger_is_unavailable(self, tagger: Tagger) -> None:
        await tagger.close()

        with pytest.raises(Unavailable):
            await tagger.tag(turns("I live in Porto."))


class TestOnnxTagger(TaggerContract):
    @pytest.fixture
    async def tagger(self) -> AsyncIterator[Tagger]:
        tagger = OnnxTagger(MODELS)
        yield tagger
        await tagger.close()
