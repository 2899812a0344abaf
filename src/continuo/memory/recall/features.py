"""What the ranker sees of each candidate: a few dozen numbers, none of which tells a word.

Everything is a share, a cosine, a rank or a logarithm, most of it relative to the best that this question finds, so
that a memory of a hundred items and one of ten thousand look alike.
"""

from __future__ import annotations

import numpy as np

from continuo.domain.item import Mark
from continuo.memory.recall.lexical import bm25, coverage
from continuo.memory.recall.question import Question
from continuo.memory.recall.signals import Signals, beside, neighbours, summed
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.units import Units
from continuo.memory.recall.vectors import Array
from continuo.memory.recall.wishes import Wish

Features = dict[str, Array]

DAY_S = 86_400.0


def features_of(slice: Slice, question: Question, signals: Signals, chosen: Array) -> Features:
    """Return every feature of the chosen units, each (c,) float32.

    Args:
        chosen: (c,) units, at least one.
    """
    found = {
        **_words(slice.units, signals, chosen),
        **_nearness(slice.units, signals, chosen),
        **_form(slice.units, question, chosen),
        **_time(slice.units, question, signals, chosen),
    }
    return {name: np.asarray(values, np.float32) for name, values in found.items()}


def _words(units: Units, signals: Signals, chosen: Array) -> Features:
    weights, before = signals.counts.weights, units.before[chosen]
    own = signals.counts.in_units[:, chosen]
    top = max(float(weights.max(initial=0.0)), 1e-6)
    words, best_words = signals.words[chosen], signals.best_words[chosen]
    before_words = beside(signals.words, before)
    return {
        "words": words,
        "words_rel": _share(words),
        "best_words": best_words,
        "best_words_rel": _share(best_words),
        "best_words_rank": log_rank(best_words),
        "cover": coverage(own, weights),
        "rarest": ((own > 0) * (weights / top)[:, None]).max(axis=0, initial=0.0),
        "before_words": before_words,
        "beside_words": np.maximum(before_words, beside(signals.words, units.after[chosen])),
        **_words_around(units, signals, chosen, own),
        **_words_of_sessions(units, signals, chosen),
    }


def _words_around(units: Units, signals: Signals, chosen: Array, own: Array) -> Features:
    weights, in_units, before = signals.counts.weights, signals.counts.in_units, units.before[chosen]
    found: Features = {}
    around, lengths = own, units.length[chosen]
    pair, pair_lengths = own + summed(in_units, before[None]), lengths + beside(units.length, before)
    for reach, places in enumerate(neighbours(units, chosen, 2), 1):
        around, lengths = around + summed(in_units, places), lengths + summed(units.length, places)
        words = bm25(around, lengths, weights, mean_length=units.mean_length * (2 * reach + 1))
        found[f"words_{reach}_rel"] = _share(words)
        if reach == 1:
            found["cover_1"] = coverage(around, weights)
    found["words_before_rel"] = _share(bm25(pair, pair_lengths, weights, mean_length=2 * units.mean_length))
    return found


def _words_of_sessions(units: Units, signals: Signals, chosen: Array) -> Features:
    weights, session = signals.counts.weights, units.session[chosen]
    counts = np.add.reduceat(signals.counts.in_units * units.measured, units.session_begins, axis=1)
    lengths = np.add.reduceat(units.length * units.measured, units.session_begins)
    words = bm25(counts, lengths, weights, mean_length=float(lengths.mean()))
    return {"words_session_rel": _share(words[session]), "cover_session": coverage(counts, weights)[session]}


def _nearness(units: Units, signals: Signals, chosen: Array) -> Features:
    every = np.stack([signals.near, signals.best_near, signals.near_around, signals.near_before])
    own, among = every[:, chosen], every[:, units.measured]
    leads = own - own.max(axis=1, keepdims=True)
    spread = np.maximum(among.std(axis=1, keepdims=True), np.float32(1e-6))
    stands_out = (own - among.mean(axis=1, keepdims=True)) / spread
    found: Features = {}
    for n, name in enumerate(("near", "best_near", "near_1", "near_before")):
        found[f"{name}_rel"], found[f"{name}_z"] = leads[n], stands_out[n]
    best = np.maximum.reduceat(np.where(units.measured, signals.best_near, -1), units.session_begins)
    session = best[units.session[chosen]]
    found["near_session_rel"] = session - float(session.max())
    found["before_near"] = beside(signals.best_near, units.before[chosen])
    found["beside_near"] = np.maximum(found["before_near"], beside(signals.best_near, units.after[chosen]))
    return found


def _form(units: Units, question: Question, chosen: Array) -> Features:
    mark, before, speaker = units.mark[chosen], units.before[chosen], units.speaker[chosen]
    is_assistant = _has(mark, Mark.ASSISTANT)
    is_named = np.isin(speaker, list(question.speakers))
    length = np.log(units.length[chosen])
    return {
        "asks": _has(mark, Mark.QUESTION),
        "answers": (before >= 0) & _has(units.mark[before], Mark.QUESTION) & (units.speaker[before] != speaker),
        "code": _has(mark, Mark.CODE),
        "instruction": _has(mark, Mark.INSTRUCTION),
        "first_person": _has(mark, Mark.FIRST_PERSON),
        "assistant": is_assistant,
        "who": np.where(is_named, 1, -1) if question.speakers else np.zeros(len(chosen)),
        "asker": np.where(is_assistant, -1, 1) * (int(question.is_of_asker) - int(question.is_of_assistant)),
        "length": length,
        "length_rel": length - np.log(units.typical_length),
    }


def _time(units: Units, question: Question, signals: Signals, chosen: Array) -> Features:
    said_at = units.said_at[chosen]
    away = _away(said_at, question)
    return {
        "dated": signals.dated[chosen] * 2 - 1 if len(question.dates) else np.zeros(len(chosen)),
        "tells_when": (signals.names_time[chosen] * 2 - 1) * bool(question.wish & Wish.WHEN),
        "inside": signals.inside[chosen] * 2 - 1 if question.spans else np.zeros(len(chosen)),
        "span_distance": np.full(len(chosen), -1.0) if away is None else np.log1p(away / DAY_S),
    }


def _away(said_at: Array, question: Question) -> Array | None:
    """Return the seconds between each moment and the nearest stretch of time that the question names."""
    if not question.spans:
        return None
    gaps = [np.maximum(np.maximum(since - said_at, said_at - until), 0) for since, until in question.spans]
    nearest: Array = np.min(gaps, axis=0)
    return nearest


def _share(values: Array) -> Array:
    """Return each value as a share of the greatest."""
    return values / max(float(values.max()), 1e-6)


def log_rank(values: Array) -> Array:
    """Return the logarithm of each value's rank among all, 1 (log2 of 1 + 1) for the best; equals share the best."""
    order = np.sort(-values)
    return np.log2(2 + np.searchsorted(order, -values))


def _has(marks: Array, mark: Mark) -> Array:
    found: Array = (marks & int(mark)) > 0
    return found
