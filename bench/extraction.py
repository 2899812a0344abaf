"""Measures the rules that read statements from turns, on labelled sentences of real conversations.

    CONTINUO_BENCH_DATA=/path/to/data python bench/extraction.py

The labels name sentences by place only; the words stay in the data. Each sentence is read within its turn. A
statement is right if predicate (or an equivalent one), polarity and place agree with a label. Labels that are marked
as a matter of taste count neither way. The rules were made by looking at the tuning half, and mended once after a
look through what was read from the other conversations; "fresh" sentences were drawn from all first-person sentences
and labelled when the rules were done. CPU time is that of turns as they come.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import data_folder, write_report
from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.episodes import episodes
from continuo.memory.consolidation.extraction.extractor import extract

LABELS = Path(__file__).parent / "extraction" / "labels.json"
WITHOUT_TIME = datetime(2024, 1, 1, tzinfo=UTC)

EQUIVALENT = {
    "drives": "owns",
    "relationship_status": "partner",
    "nickname": "name",
    "avoids": "diet",
    "prefers": "likes",
}
"""Predicates that count as the other one; favourites also count as likes, and a dislike as a denied like."""


def main() -> None:
    """Score both halves, print the figures and write them down."""
    labelled = json.loads(LABELS.read_text(encoding="utf-8"))
    turns = read_turns(data_folder(), {row["dataset"] for row in labelled["sentences"]})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_predicate: dict[str, Counter[str]] = defaultdict(Counter)
    for row in labelled["sentences"]:
        for outcome, predicate in score(row, turns[row["turn"]]):
            counts[row["half"]][outcome] += 1
            by_predicate[predicate][outcome] += 1
        counts[row["half"]]["sentences"] += 1
    figures: dict[str, Any] = {half: rates(count) for half, count in sorted(counts.items())}
    figures["cpu_ms_per_50_turns"] = cpu_ms(list(turns.values()))
    figures["by_predicate"] = {name: rates(count) for name, count in sorted(by_predicate.items())}
    write_report("extraction", figures, seed=labelled["seeds"][0])


def cpu_ms(turns: list[Turn]) -> dict[str, float]:
    """Return the CPU time of statements and of episodes for 50 turns, averaged over runs of 50 in the data."""
    runs = [turns[i : i + 50] for i in range(0, len(turns), 50)]
    runs = [[replace(turn, position=at) for at, turn in enumerate(run, start=1)] for run in runs]
    started = time.process_time()
    for run in runs:
        extract(run)
    extracted = time.process_time()
    for run in runs:
        episodes(run, count=lambda text: len(text) // 4 + 1)
    ended = time.process_time()
    scale = 50_000 / len(turns)
    return {
        "statements": round((extracted - started) * scale, 1),
        "episodes": round((ended - extracted) * scale, 1),
    }


def read_turns(folder: Path, datasets: set[str]) -> dict[str, Turn]:
    """Return all turns of the datasets by their place, as the labels name it."""
    return {key: turn for dataset in datasets for key, turn in _turns_of(folder, dataset)}


def _turns_of(folder: Path, dataset: str) -> Iterator[tuple[str, Turn]]:
    with gzip.open(folder / f"{dataset}.json.gz", "rt", encoding="utf-8") as handle:
        data = json.load(handle)
    for conversation in data["conversations"]:
        for session in conversation["sessions"]:
            for position, raw in enumerate(session["turns"], start=1):
                at = raw.get("time") or session.get("time")
                said_at = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else WITHOUT_TIME
                named = raw["speaker"] not in {"user", "assistant"}
                role = Role.ASSISTANT if raw["speaker"] == "assistant" else Role.USER
                speaker = raw["speaker"] if named else ""
                yield (
                    _place(dataset, conversation["id"], raw["id"]),
                    Turn(UUID(int=0), position, role, raw["text"], speaker, said_at, said_at),
                )


def _place(dataset: str, conversation: str, turn: str) -> str:
    # Hashed, because some ids of the data would betray more than a place.
    return hashlib.sha256("\x00".join((dataset, conversation, turn)).encode()).hexdigest()[:16]


def score(row: dict[str, Any], turn: Turn) -> Iterator[tuple[str, str]]:
    """Yield one outcome (right, wrong, missed) and predicate for each statement read or labelled."""
    open_labels = list(row["facts"])
    done: list[list[Any]] = []
    for candidate in extract([turn]):
        if not row["start"] <= candidate.source.start < row["end"]:
            continue
        label = next((x for x in open_labels if agrees(candidate, x)), None)
        if label is not None:
            open_labels.remove(label)
            done.append(label)
            if len(label) == 4:
                yield "right", label[0]
        elif not any(agrees(candidate, x) for x in done):
            yield "wrong", candidate.predicate
    for label in open_labels:
        if len(label) == 4:
            yield "missed", label[0]


def agrees(candidate: Candidate, label: list[Any]) -> bool:
    """Tell whether a candidate is the labelled statement: kind, polarity and place."""
    predicate, start, end, affirmed = label[:4]
    if _kind(candidate.predicate, candidate.affirmed) != _kind(predicate, affirmed):
        return False
    return candidate.source.start < end and start < candidate.source.end


def _kind(predicate: str, affirmed: bool) -> tuple[str, bool]:
    if predicate.startswith("favourite_"):
        return "likes", affirmed
    if predicate == "dislikes":
        return "likes", not affirmed
    return EQUIVALENT.get(predicate, predicate), affirmed


def rates(count: Counter[str]) -> dict[str, Any]:
    """Return precision, recall and F1 with the counts they come from; ``None`` where nothing was read or labelled."""
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    precision = round(right / (right + wrong), 3) if right + wrong else None
    recall = round(right / (right + missed), 3) if right + missed else None
    f1 = round(2 * right / (2 * right + wrong + missed), 3) if right + wrong + missed else None
    return {"precision": precision, "recall": recall, "f1": f1, **dict(sorted(count.items()))}


if __name__ == "__main__":
    main()
