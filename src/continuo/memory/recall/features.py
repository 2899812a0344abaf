"""What the ranker sees of each candidate: a few dozen numbers, none of which tells a word.

Everything is a share, a cosine, a rank or a logarithm, most of it relative to the best that this question finds, so
that a memory of a hundred items and one of ten thousand look alike.
"""

from __future__ import annotations

import numpy as np

from continuo.domain.item import Mark
from continuo.memory.recall.lexical import bm25, coverage
from continuo.memory.recall.question import Question
from continuo.memory.recall.signals import Signals, beside, with_neighbours
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
    counts, weights = signals.counts, signals.counts.weights
    own = counts.in_units[:, chosen]
    lengths = units.length
    found: Features = {"words": signals.words[chosen], "best_words": signals.best_words[chosen]}
    for name, reach in (("words_1", 1), ("words_2", 2)):
        around = with_neighbours(counts.in_units, units, chosen, reach)
        found[name] = bm25(
            around,
            with_neighbours(lengths, units, chosen, reach),
            weights,
            mean_length=units.mean_length * (2 * reach + 1),
        )
        if reach == 1:
            found["cover_1"] = coverage(around, weights)
    before = units.before[chosen]
    pair = own + np.where(before >= 0, counts.in_units[:, before], 0)
    found["words_before"] = bm25(
        pair, lengths[chosen] + beside(lengths, before), weights, mean_length=2 * units.mean_length
    )
    begins = units.session_begins
    in_sessions = np.add.reduceat(counts.in_units * units.measured, begins, axis=1)
    session_lengths = np.add.reduceat(lengths * units.measured, begins)
    session = units.session[chosen]
    found["words_session"] = bm25(in_sessions, session_lengths, weights, mean_length=float(session_lengths.mean()))[
        session
    ]
    found["cover"] = coverage(own, weights)
    found["cover_session"] = coverage(in_sessions, weights)[session]
    ranked = {name: found[name] for name in ("words", "best_words", "words_1", "words_2", "words_before")}
    for name, values in ranked.items():
        found[f"{name}_rank"] = log_rank(values)
        found[f"{name}_rel"] = values / max(float(values.max()), 1e-6)
    found["words_session_rel"] = found["words_session"] / max(float(found["words_session"].max()), 1e-6)
    top = max(float(weights.max(initial=0.0)), 1e-6)
    found["rarest"] = ((own > 0) * (weights / top)[:, None]).max(axis=0, initial=0.0)
    found["before_words"] = beside(signals.words, before)
    found["after_words"] = beside(signals.words, units.after[chosen])
    found["beside_words"] = np.maximum(found["before_words"], found["after_words"])
    return found


def _nearness(units: Units, signals: Signals, chosen: Array) -> Features:
    every = {
        "near": signals.near,
        "best_near": signals.best_near,
        "near_1": signals.near_around,
        "near_before": signals.near_before,
    }
    found: Features = {}
    for name, values in every.items():
        own = values[chosen]
        found[name] = own
        found[f"{name}_rel"] = own - float(own.max())
        among = values[units.measured]
        found[f"{name}_z"] = (own - float(among.mean())) / max(float(among.std()), 1e-6)
        found[f"{name}_rank"] = log_rank(own)
    session = np.maximum.reduceat(np.where(units.measured, signals.best_near, -1), units.session_begins)[
        units.session[chosen]
    ]
    found["near_session"] = session
    found["near_session_rel"] = session - float(session.max())
    found["before_near"] = beside(signals.best_near, units.before[chosen])
    found["after_near"] = beside(signals.best_near, units.after[chosen])
    found["beside_near"] = np.maximum(found["before_near"], found["after_near"])
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
    ages = np.maximum(question.asked_at - said_at, 0)
    oldest = max(question.asked_at - float(units.said_at.min()), 1.0)
    names_time = signals.names_time[chosen]
    found = {
        "age": np.log1p(ages / DAY_S),
        "recency": 1 - ages / oldest,
        "dated": signals.dated[chosen] * 2 - 1 if len(question.dates) else np.zeros(len(chosen)),
        "dated_1": with_neighbours(signals.dated, units, chosen, 1),
        "names_time": names_time,
        "tells_when": (names_time * 2 - 1) * bool(question.wish & Wish.WHEN),
        "said_since": np.full(len(chosen), -1.0),
        "span_distance": np.full(len(chosen), -1.0),
        "inside": np.zeros(len(chosen)),
    }
    if question.spans:
        since, until = question.spans[0]
        early, late = np.maximum(since - said_at, 0) / DAY_S, np.maximum(said_at - until, 0) / DAY_S
        found["inside"] = np.where((early <= 0) & (late <= 0), 1, -1)
        found["span_distance"] = np.log1p(early + late)
        found["said_since"] = np.exp(-late / 10) * np.where(early > 0, np.exp(-early), 1)
    return found


def log_rank(values: Array) -> Array:
    """Return the logarithm of each value's rank among all, 1 (log2 of 1 + 1) for the best; equals share the best."""
    order = np.sort(-values)
    return np.log2(2 + np.searchsorted(order, -values))


def _has(marks: Array, mark: Mark) -> Array:
    found: Array = (marks & int(mark)) > 0
    return found
