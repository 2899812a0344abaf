"""Dev conversations as recall sees them: slices without a word of text, and questions that are understood."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from bench.ranking import updates
from bench.ranking.updates import SOURCE
from bench.report import data_folder
from continuo.adapters.onnx.embedder import OnnxConfig, OnnxEmbedder
from continuo.adapters.onnx.folder import fetch
from continuo.domain.item import PackedItems
from continuo.domain.turn import Role, Turn
from continuo.memory.recall.question import Question, understand
from continuo.memory.recall.slice import Slice
from continuo.memory.vectors.indexing import rows, turn_entries
from continuo.memory.vectors.terms import TermHasher
from continuo.settings import Settings

SETS = ("locomo", "longmemeval-pooled", "beam-100k")
POOLED = "longmemeval-pooled"
"""Its evidence sessions keep only the marked turns: there, a turn without neighbours betrays itself as evidence."""

_HASHER = TermHasher(b"any key ranks alike")

Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Asked:
    """A question with evidence.

    Args:
        evidence: units of the slice that hold it.
        newer: units with the value in force, where the question is about one that changed.
        older: units with the outdated value.
    """

    question: Question
    vector: np.ndarray
    category: str
    evidence: frozenset[int]
    newer: frozenset[int]
    older: frozenset[int]
    is_answerable: bool


@dataclass(frozen=True)
class Talk:
    """A conversation: everything one person's memory holds, and what is asked of it."""

    source: str
    name: str
    slice: Slice
    asked: tuple[Asked, ...]


def talks(source: str, embed: Embed) -> list[Talk]:
    """Return the conversations of one dev file."""
    path = data_folder() / f"{source}-dev.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return [_talk(source, raw, embed) for raw in json.load(handle)["conversations"]]


def made_talks(count: int, embed: Embed, *, seed: int) -> list[Talk]:
    """Return conversations of our own making in which values change."""
    return [_talk(SOURCE, raw, embed) for raw in updates.conversations(count, seed=seed)]


def embedder(cache: Path | None) -> Embed:
    """Return a function that embeds texts; with a cache file, each text only once ever."""
    settings = Settings()
    folder = fetch(settings.models_folder or settings.folder / "models")
    known: dict[str, np.ndarray] = {}
    if cache is not None and cache.exists():
        with np.load(cache) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def embed(texts: Sequence[str]) -> np.ndarray:
        missing = [t for t in dict.fromkeys(texts) if _digest(t) not in known]
        if missing:
            model = OnnxEmbedder(folder, OnnxConfig(settings.embedder_threads))
            found = asyncio.run(_embedded(model, missing))
            known.update(zip(map(_digest, missing), found, strict=True))
            if cache is not None:
                np.savez(cache, texts=np.array(list(known)), vectors=np.array(list(known.values())))
        return np.array([known[_digest(t)] for t in texts], np.float32)

    return embed


async def _embedded(model: OnnxEmbedder, texts: Sequence[str]) -> np.ndarray:
    try:
        return (await model.embed(texts)).astype(np.float16)
    finally:
        await model.close()


def _digest(text: str) -> str:
    return str(uuid5(NAMESPACE_URL, text))


def _talk(source: str, raw: dict[str, Any], embed: Embed) -> Talk:
    turns = list(_turns(raw))
    entries = [entry for _, turn in turns for entry in turn_entries(turn)]
    items = rows(entries, embed([e.text for e in entries]), _HASHER)
    slice = _empty().with_rows(items)
    unit_at = {
        (slice.session_id(row), int(slice.columns.position[row])): unit
        for unit, row in enumerate(slice.units.first_row.tolist())
    }
    unit_of = {name: unit_at[turn.session_id, turn.position] for name, turn in turns}
    questions = [q for q in raw["questions"] if q["evidence"]]
    vectors = embed([q["text"] for q in questions])
    asked = (_asked(q, v, slice, unit_of) for q, v in zip(questions, vectors, strict=True))
    return Talk(source, raw["id"], slice, tuple(asked))


def _turns(raw: dict[str, Any]) -> Sequence[tuple[str, Turn]]:
    found = []
    for session in raw["sessions"]:
        session_id = uuid5(NAMESPACE_URL, session["id"])
        for position, turn in enumerate(session["turns"], 1):
            said_at = _moment(turn.get("time") or session["time"])
            is_role = turn["speaker"] in {"user", "assistant"}
            role, speaker = (Role(turn["speaker"]), "") if is_role else (Role.USER, turn["speaker"])
            found.append((turn["id"], Turn(session_id, position, role, turn["text"], speaker, said_at, said_at)))
    return found


def _asked(raw: dict[str, Any], vector: np.ndarray, slice: Slice, unit_of: dict[str, int]) -> Asked:
    question = understand(raw["text"], hasher=_HASHER, asked_at=_moment(raw["asked_at"]), slice=slice)
    newer, older = ({unit_of[t] for t in raw.get(key, ())} for key in ("newer", "older"))
    return Asked(
        question=question,
        vector=vector,
        category=raw["category"],
        evidence=frozenset(unit_of[t] for t in raw["evidence"]),
        newer=frozenset(newer - older),
        older=frozenset(older - newer),
        is_answerable=raw.get("answerable", True),
    )


def without_neighbours(talk: Talk) -> Talk:
    """Return the conversation with every turn in a session of its own."""
    units = talk.slice.units
    count = len(units)
    alone = replace(
        units,
        before=np.full(count, -1),
        after=np.full(count, -1),
        session=np.arange(count),
        session_begins=np.arange(count),
        norm_before=np.ones(count, np.float32),
        norm_around=np.ones(count, np.float32),
    )
    return replace(talk, slice=replace(talk.slice, units=alone))


def _empty() -> Slice:
    return Slice.unpack(PackedItems(0, 0, *([b""] * 14)), 384)


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
