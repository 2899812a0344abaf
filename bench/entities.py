"""Measures how well entities are found: on posts of a public set of rare names, and on sentences of our own.

    CONTINUO_BENCH_DATA=/path/to/data python bench/entities.py

The posts (WNUT 2017, dev) label names of people, locations, corporations and groups, products and creative works.
Common nouns, events and mentions by role alone are not labelled there and count neither way. The word lists were
written without looking at the posts; the rules were mended after a look through what was read from them.

Our own sentences (``bench/entities/labels.json``) have all types. The rules were made by looking at the tuning half
of the first 200; the last 60, "fresh", were written when the rules were done, with names and turns of phrase that
were thought to be hard. A mention is right if place and type agree to the letter; "role" counts what a mention is to
the speaker, names and "my sister" alone alike. CPU time is that of a sentence or a post.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import data_folder, write_report
from continuo.domain.entity import EntityType, Mention
from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser

LABELS = Path(__file__).parent / "entities" / "labels.json"
POSTS = "ner-wnut17-dev.json.gz"
SURE = 0.5
"""Mentions below this confidence are guesses from a capital alone."""

ROUNDS = 5
THEIR_TYPES = {
    EntityType.PERSON: "person",
    EntityType.PLACE: "location",
    EntityType.ORGANISATION: "organisation",
    EntityType.PRODUCT: "product",
    EntityType.WORK: "creative-work",
}
"""Our types by theirs; their corporations and groups are one type of ours."""

Span = tuple[str, int, int]


def main() -> None:
    """Score posts and sentences, print the figures and write them down."""
    recogniser = RulesRecogniser()
    sentences = json.loads(LABELS.read_text(encoding="utf-8"))["sentences"]
    with gzip.open(data_folder() / POSTS, "rt", encoding="utf-8") as handle:
        posts = [post_of(item) for item in json.load(handle)["items"]]
    figures = {
        "posts": score_posts(recogniser, posts),
        "own": {half: score_half(recogniser, sentences, half) for half in ("tuning", "held-out", "fresh")},
        "cpu_us": {
            "per_own_sentence": cpu_us(recogniser, [row["text"] for row in sentences]),
            "per_post": cpu_us(recogniser, [text for text, _ in posts]),
        },
        "recogniser": recogniser.version,
    }
    write_report("entities", figures)


def post_of(item: dict[str, Any]) -> tuple[str, set[Span]]:
    """Return a post as it was written, as far as its tokens tell, and its labelled spans."""
    text = ""
    places: list[tuple[int, int]] = []
    for token, last in zip(item["tokens"], ["", *item["tokens"]], strict=False):
        tight = token in {".", ",", "!", "?", ";", ":", ")", "'", "’"} or last in {"(", "'", "’", ""}
        text += token if tight else f" {token}"
        places.append((len(text) - len(token), len(text)))
    return text, set(_spans(item["tags"], places))


def _spans(tags: list[str], places: list[tuple[int, int]]) -> Iterator[Span]:
    begun: Span | None = None
    for tag, (start, end) in zip([*tags, "O"], [*places, (0, 0)], strict=True):
        if begun is not None and not tag.startswith("I-"):
            yield begun
            begun = None
        if tag.startswith("B-"):
            name = tag[2:]
            begun = ("organisation" if name in {"corporation", "group"} else name, start, end)
        elif begun is not None:
            begun = (begun[0], begun[1], end)


def score_posts(recogniser: RulesRecogniser, posts: list[tuple[str, set[Span]]]) -> dict[str, Any]:
    """Return precision, recall and F1 by span alone, by span and type, and by type, and without the guesses."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, labelled in posts:
        mentions = [m for m in recogniser.recognise(text, speaker="") if m.named and m.type in THEIR_TYPES]
        for name, chosen in (("all", mentions), ("sure", [m for m in mentions if m.confidence >= SURE])):
            found = {(THEIR_TYPES[m.type], m.start, m.end) for m in chosen}
            counts[f"span_{name}"] += outcomes({s[1:] for s in found}, {s[1:] for s in labelled})
            counts[f"typed_{name}"] += outcomes(found, labelled)
            for theirs in THEIR_TYPES.values() if name == "sure" else ():
                counts[theirs] += outcomes(_of(found, theirs), _of(labelled, theirs))
    return {name: rates(count) for name, count in sorted(counts.items())}


def _of(spans: Iterable[Span], type_: str) -> set[Span]:
    return {span for span in spans if span[0] == type_}


def score_half(recogniser: RulesRecogniser, sentences: list[dict[str, Any]], half: str) -> dict[str, Any]:
    """Return precision, recall and F1 of one half of our own sentences: over all types, by type, and of roles."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sentences:
        if row["half"] != half:
            continue
        mentions = recogniser.recognise(row["text"], speaker="")
        found = {(str(m.type), m.start, m.end) for m in mentions}
        labelled = {(entity[0], entity[1], entity[2]) for entity in row["entities"]}
        counts["all"] += outcomes(found, labelled)
        counts["guesses_left_out"] += outcomes({_span(m) for m in mentions if m.confidence >= SURE}, labelled)
        for type_ in EntityType:
            counts[type_] += outcomes(_of(found, type_), _of(labelled, type_))
        roles = {tuple(entity) for entity in row["entities"] if len(entity) > 3}
        counts["role"] += outcomes({(*_span(m), m.role, m.named) for m in mentions if m.role}, roles)
    return {name: rates(count) for name, count in counts.items()}


def _span(mention: Mention) -> Span:
    return str(mention.type), mention.start, mention.end


def outcomes(found: set[Any], labelled: set[Any]) -> Counter[str]:
    """Return how many were found rightly, found wrongly and missed."""
    return Counter(right=len(found & labelled), wrong=len(found - labelled), missed=len(labelled - found))


def rates(count: Counter[str]) -> dict[str, Any]:
    """Return precision, recall and F1 with the counts they come from; ``None`` where nothing was found or labelled."""
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    return {
        "precision": round(right / (right + wrong), 3) if right + wrong else None,
        "recall": round(right / (right + missed), 3) if right + missed else None,
        "f1": round(2 * right / (2 * right + wrong + missed), 3) if right + wrong + missed else None,
        "right": right,
        "wrong": wrong,
        "missed": missed,
    }


def cpu_us(recogniser: RulesRecogniser, texts: list[str]) -> dict[str, float]:
    """Return the CPU time in microseconds: the mean, and the 95th percentile over texts."""
    times = sorted(min(_cpu_us(recogniser, text) for _ in range(ROUNDS)) for text in texts)
    return {"mean": round(sum(times) / len(times), 1), "p95": round(times[int(0.95 * len(times))], 1)}


def _cpu_us(recogniser: RulesRecogniser, text: str) -> float:
    started = time.process_time_ns()
    recogniser.recognise(text, speaker="")
    return (time.process_time_ns() - started) / 1_000


if __name__ == "__main__":
    main()
