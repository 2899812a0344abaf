"""Measures compaction: how many of the values it would merge are two things, and how many of the same it leaves apart.

python -m bench.compacting        over bench/compaction/pairs.json; writes bench/results/compacting.json
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from bench.report import write_report
from continuo.adapters.onnx.embedder import OnnxConfig, open_embedder
from continuo.domain.fact import Evidence, Fact, Status, Tier
from continuo.domain.predicates import predicate_of
from continuo.domain.turn import Source
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.memory.facts.likeness import Likeness
from continuo.memory.facts.sameness import same_object
from continuo.memory.vectors.indexing import embedded

PAIRS = Path(__file__).parent / "compaction" / "pairs.json"
MODELS = Path(__file__).parent.parent / ".make" / "models"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_SPACE = UUID("6f1b2c1e-0c57-4f0f-9b1a-5f7f0e6c2f12")


async def _judged() -> list[dict[str, Any]]:
    """Return the pairs, each with what is made of it and the cosine of its statements."""
    pairs: list[dict[str, Any]] = json.loads(PAIRS.read_text(encoding="utf-8"))
    embedder = await open_embedder(MODELS, config=OnnxConfig())
    likeness = Likeness()
    try:
        for pair in pairs:
            one, other = (_fact(pair["predicate"], pair[side]) for side in ("one", "other"))
            vectors = await embedded([one.statement, other.statement], embedder)
            pair["near"] = float(vectors[one.statement] @ vectors[other.statement])
            # The merge itself takes equal words for one value, before any compaction.
            pair["merged"] = same_object(one.object, other.object) or likeness.alike(
                predicate_of(pair["predicate"]), one, other, vectors
            )
    finally:
        await embedder.close()
    return pairs


def _fact(predicate: str, words: str) -> Fact:
    told = statement("user", predicate, words, Manner())
    evidence = Evidence(Source(_SPACE, 1, 0, 1), "user", _NOW, object=words, statement=told)
    return Fact(
        uuid5(_SPACE, f"{predicate}|{words}"), "user", predicate, words, told, 0.9, Tier.SELF, Status.CURRENT, _NOW,
        _NOW, None, _NOW, None, (evidence,),
    )  # fmt: skip


def main() -> None:
    """Score the pairs, show what was judged wrongly, and write the figures down."""
    pairs = asyncio.run(_judged())
    merged = [p for p in pairs if p["merged"]]
    wrong = [p for p in merged if not p["same"]]
    missed = [p for p in pairs if p["same"] and not p["merged"]]
    for name, found in (("WRONG", wrong), ("missed", missed)):
        for pair in found:
            print(f"{name}: {pair['predicate']}: {pair['one']} | {pair['other']}  ({pair['near']:.3f})")
    same = sum(p["same"] for p in pairs)
    figures = {
        "pairs": len(pairs),
        "labelled_same": same,
        "false_merge_rate": round(len(wrong) / max(len(merged), 1), 4),
        "different_pairs_merged": round(len(wrong) / (len(pairs) - same), 4),
        "same_pairs_found": round(1 - len(missed) / same, 4),
    }
    write_report("compacting", figures)


if __name__ == "__main__":
    main()
