"""Memories built from sentences, with vectors made of their words instead of a model's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest

from continuo.domain.item import Item, Kind, Mark, PackedItems
from continuo.domain.turn import Role, Source, Turn
from continuo.memory.recall.question import Question, understand
from continuo.memory.recall.ranking import Ranking, rank
from continuo.memory.recall.slice import Slice
from continuo.memory.vectors.indexing import Entry, rows, turn_entries
from continuo.memory.vectors.terms import TermHasher, words

DIMENSION = 32
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
HASHER = TermHasher(b"a secret of this person")


def vector_of(text: str) -> np.ndarray:
    """Return a unit vector that is near for texts with words in common."""
    total = np.full(DIMENSION, 1e-3)
    for word in words(text):
        seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())
        total += np.random.default_rng(seed).normal(size=DIMENSION)
    return (total / np.linalg.norm(total)).astype(np.float32)


def packed_columns(items: Sequence[Item]) -> PackedItems:
    """Return the items as the store packs them."""
    began: dict[UUID, datetime] = {}
    for item in items:
        session = item.source.session_id
        began[session] = min(began.get(session, item.said_at), item.said_at)
    ordered = sorted(
        items,
        key=lambda i: (began[i.source.session_id], i.source.session_id.bytes, i.source.position, i.kind, i.part),
    )

    def column(form: str, values: list[float]) -> bytes:
        return np.array(values, form).tobytes()

    return PackedItems(
        version=7,
        count=len(ordered),
        kind=column("u1", [i.kind for i in ordered]),
        session=b"".join(i.source.session_id.bytes for i in ordered),
        position=column(">i4", [i.source.position for i in ordered]),
        part=column(">i2", [i.part for i in ordered]),
        start=column(">i4", [i.source.start for i in ordered]),
        end=column(">i4", [i.source.end for i in ordered]),
        speaker=column(">i8", [i.speaker for i in ordered]),
        said_at=column(">f8", [i.said_at.timestamp() for i in ordered]),
        mark=column(">i4", [i.mark for i in ordered]),
        length=column(">i4", [i.length for i in ordered]),
        term_count=column(">i4", [len(i.terms) // 5 for i in ordered]),
        terms=b"".join(i.terms for i in ordered),
        vector=b"".join(i.vector or bytes(2 * DIMENSION) for i in ordered),
        refers_to=b"".join(i.refers_to.bytes for i in ordered),
    )


@dataclass
class Memory:
    """A person's memory in the making; sessions follow one another by a day, turns by a minute."""

    items: list[Item]

    def say(self, session: int, *said: str, embedded: bool = True) -> Memory:
        """Add turns at the end of a session: ``user: text``, ``assistant: text`` or ``Name: text``."""
        for line in said:
            speaker, _, text = line.partition(": ")
            position = 1 + max((i.source.position for i in self._of(session)), default=0)
            moment = MAY + timedelta(days=session, minutes=position)
            role = Role(speaker) if speaker in set(Role) else Role.USER
            name = "" if speaker in set(Role) else speaker
            self._add(turn_entries(Turn(UUID(int=session), position, role, text, name, moment, moment)), embedded)
        return self

    def know(
        self, session: int, position: int, statement: str, *, fact: int, mark: Mark = Mark.NONE, days_old: float = 0
    ) -> Memory:
        """Add a fact that stands on a turn; it was said so many days before the turn."""
        moment = MAY + timedelta(days=session - days_old, minutes=position)
        source = Source(UUID(int=session), position, 0, 1)
        entry = Entry(Kind.FACT, source, statement, "user", moment, mark=mark, refers_to=UUID(int=fact))
        self._add([entry], True)
        return self

    def slice(self) -> Slice:
        """Return it as it is loaded from the store."""
        return Slice.unpack(packed_columns(self.items), DIMENSION)

    def _of(self, session: int) -> list[Item]:
        return [i for i in self.items if i.source.session_id == UUID(int=session)]

    def _add(self, entries: Sequence[Entry], embedded: bool) -> None:
        vectors = np.stack([vector_of(e.text) for e in entries]) if embedded else None
        self.items += rows(entries, vectors, HASHER)


@pytest.fixture
def memory() -> Memory:
    return Memory([])


@pytest.fixture
def small_talk() -> Memory:
    """Forty turns about nothing in particular, in eight sessions."""
    found = Memory([])
    topics = ("weather", "bicycle", "breakfast", "garden", "novel", "train", "concert", "printer")
    for session, topic in enumerate(topics, 1):
        found.say(
            session,
            f"user: Good morning, I was thinking about the {topic} again.",
            f"assistant: What is it about the {topic} that keeps you busy?",
            f"user: It is an old {topic} and it needs some care every spring.",
            "assistant: That sounds like a pleasant way to spend an afternoon.",
            f"user: I will write down what the {topic} costs me.",
        )
    return found


Understand = Callable[..., Question]


@pytest.fixture
def ask() -> Callable[..., Question]:
    def understood(text: str, slice: Slice, *, after_days: float = 60) -> Question:
        return understand(text, hasher=HASHER, asked_at=MAY + timedelta(days=after_days), slice=slice)

    return understood


@pytest.fixture
def find(ask: Understand) -> Callable[..., Ranking]:
    def found(text: str, slice: Slice, *, by_words: bool = False, limit: int = 10, **options: object) -> Ranking:
        after_days = options.pop("after_days", 60)
        question = ask(text, slice, after_days=after_days)
        return rank(slice, question, None if by_words else vector_of(text), limit=limit, **options)  # type: ignore[arg-type]

    return found
