"""Words in, rows of the recall index out: hashed terms and half-precision vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from continuo.domain.item import NO_ID, Item, Kind, Mark
from continuo.domain.turn import Role, Source, Turn
from continuo.memory.vectors.passages import passages
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.embedder import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be indexed.

    Args:
        text: what is hashed and embedded.
        speaker: the name whose hash marks the row; empty for none.
    """

    kind: Kind
    source: Source
    text: str
    speaker: str
    said_at: datetime
    part: int = 0
    mark: Mark = Mark.NONE
    refers_to: UUID = NO_ID
    purposes: tuple[str, ...] = ("memory",)


def turn_entries(turn: Turn) -> list[Entry]:
    """Return the passages of a turn as entries."""
    speaker = turn.speaker or turn.role.value
    return [
        Entry(
            Kind.PASSAGE,
            Source(turn.session_id, turn.position, passage.start, passage.end),
            passage.text,
            speaker,
            turn.said_at,
            part,
            passage.mark | _role_mark(turn.role),
            purposes=turn.purposes,
        )
        for part, passage in enumerate(passages(turn))
    ]


def rows(entries: Sequence[Entry], vectors: Vectors | None, hasher: TermHasher) -> list[Item]:
    """Return the index rows of entries.

    Args:
        vectors: one unit vector per entry, shape (n, d); ``None`` leaves the rows to be found by their words alone.
    """
    assert vectors is None or len(vectors) == len(entries), (len(entries), vectors)
    packed = [half(v) for v in vectors] if vectors is not None else [b""] * len(entries)
    return [_row(entry, vector, hasher) for entry, vector in zip(entries, packed, strict=True)]


async def embedded(texts: Sequence[str], embedder: Embedder) -> dict[str, np.ndarray]:
    """Return the vector of each text, every distinct text embedded once."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, await embedder.embed(distinct), strict=True)) if distinct else {}


def half(vector: np.ndarray) -> bytes:
    """Return a vector as the rows keep it: half precision, big-endian."""
    return np.asarray(vector, dtype=">f2").tobytes()


def _row(entry: Entry, vector: bytes, hasher: TermHasher) -> Item:
    terms, length = hasher.pack(entry.text, said_at=entry.said_at, speaker=entry.speaker)
    return Item(
        kind=entry.kind,
        source=entry.source,
        part=entry.part,
        speaker=hasher.speaker(entry.speaker) if entry.speaker else 0,
        said_at=entry.said_at,
        mark=entry.mark,
        length=length,
        terms=terms,
        vector=vector,
        refers_to=entry.refers_to,
        purposes=entry.purposes,
    )


def _role_mark(role: Role) -> Mark:
    if role is Role.ASSISTANT:
        return Mark.ASSISTANT
    return Mark.NONE if role is Role.USER else Mark.OTHER
