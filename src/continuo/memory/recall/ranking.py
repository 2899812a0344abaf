"""One ranking of everything a person's memory holds, for one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

import numpy as np

from continuo.domain.item import NO_ID, Kind, Mark
from continuo.domain.recall import Dropped
from continuo.domain.turn import Source
from continuo.memory.recall.comparing import compared
from continuo.memory.recall.features import features_of
from continuo.memory.recall.question import Question
from continuo.memory.recall.ranker import Ranker, load_ranker
from continuo.memory.recall.signals import Signals, signals_of
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.standing import lifted, outdated, places_of, present_weight
from continuo.memory.recall.superseding import is_later, is_same_speaker, leading, pairs, reordered, superseded
from continuo.memory.recall.surroundings import lifted_by_graph
from continuo.memory.recall.vectors import Array

REACH = 60
"""A unit that is among the first so many by any cheap signal is looked at closely."""

GRAPH_REACH = 10
"""The same for the graph, which leads to more than is asked about. With 20 recall was the same, within the noise."""

TOLERANCE_S = 2 * 86_400.0
"""What was said later than this after the moment of asking cannot be known; a clock may run ahead that much."""

STALE_WEIGHT = 0.2
"""What no longer holds keeps this share of its score, so that the value in force stands above it."""

CERTAIN = 1.0
"""The chance that a turn is superseded where facts say so."""

PART_WEIGHT = 0.5
"""A further passage of a turn has at most this share of the turn's score."""

MOST_DROPPED = 100

_KINDS = {int(kind): kind for kind in Kind}
# Plain numbers: an enumeration's own operators cost more than all the rest of a hit.
_PASSAGE, _STALE, _UNSURE = int(Kind.PASSAGE), int(Mark.STALE), int(Mark.UNSURE)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of the slice in its place.

    Args:
        row: its index in the slice.
        score: 0 to 1: the chance that it holds an answer, as far as the signals tell.
        signals: by name, the signal's value and the row's rank by it alone, from 1.
    """

    row: int
    kind: Kind
    session_id: UUID
    position: int
    start: int
    end: int
    refers_to: UUID
    score: float
    stale: bool
    unsure: bool = False
    signals: Mapping[str, tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hits, best first, and what was in reach and left out."""

    hits: tuple[Ranked, ...]
    dropped: tuple[Dropped, ...] = ()


@lru_cache(1)
def _ranker() -> Ranker:
    return load_ranker()


def rank(
    slice: Slice,
    question: Question,
    vector: Array | None,
    *,
    limit: int,
    kinds: Sequence[Kind] | None = None,
    explain: bool = False,
) -> Ranking:
    """Return the rows that belong to the question, best first, at most ``limit``; never fewer than there are.

    Args:
        vector: (d,) of length 1, the question's embedding; ``None`` ranks by words and form alone.
        kinds: what to look for; ``None`` looks for everything.
        explain: whether each hit carries its signals, and what was left out is named.
    """
    if slice.count == 0:
        return Ranking(())
    survey = surveyed(slice, question, vector, kinds=kinds)
    return rank_surveyed(slice, question, survey, limit=limit, kinds=kinds, explain=explain)


@dataclass(frozen=True, slots=True)
class Survey:
    """A slice as a question sees it from afar, and what is to be looked at closely.

    Args:
        reachable: (u,) whether a unit may be found at all.
        chosen: (c,) the candidates, units in ascending order.
        has_vector: whether the question has an embedding.
    """

    signals: Signals
    reachable: Array
    chosen: Array
    has_vector: bool


def surveyed(slice: Slice, question: Question, vector: Array | None, *, kinds: Sequence[Kind] | None) -> Survey:
    """Return the first half of ``rank``: it needs no vector but the question's, and nearness to it."""
    signals = signals_of(slice, question, vector)
    reachable = _reachable(slice, question, kinds)
    chosen = candidates(signals, np.flatnonzero(reachable))
    return Survey(signals, reachable, chosen, vector is not None)


def looked_at(slice: Slice, survey: Survey) -> Array:
    """Return the rows whose own vectors the second half of ``rank`` looks at, and maybe some more."""
    units = slice.units
    wanted = np.zeros(len(units), bool)
    wanted[survey.chosen] = True
    facts = np.flatnonzero(units.kind == Kind.FACT)
    # Facts that stand on a candidate tell whether it is outdated, though they be no candidates themselves.
    wanted[facts[np.isin(places_of(slice, facts), places_of(slice, survey.chosen))]] = True
    return np.flatnonzero(wanted[units.of_row])


def rank_surveyed(
    slice: Slice,
    question: Question,
    survey: Survey,
    *,
    limit: int,
    kinds: Sequence[Kind] | None = None,
    explain: bool = False,
) -> Ranking:
    """Return the second half of ``rank``."""
    signals, reachable = survey.signals, survey.reachable
    scores = _scores(slice, question, signals, survey.chosen, has_vector=survey.has_vector)
    by_row = _rows(slice, signals, scores)
    rows = np.flatnonzero(reachable[slice.units.of_row])
    best = rows[np.argsort(-by_row[rows], kind="stable")[:limit]]
    hits = _hits(slice, best, by_row[best], signals if explain else None)
    return Ranking(hits, _dropped(slice, reachable, kinds) if explain else ())


def _reachable(slice: Slice, question: Question, kinds: Sequence[Kind] | None) -> Array:
    units = slice.units
    reachable = units.said_at <= question.asked_at + TOLERANCE_S
    return reachable if kinds is None else reachable & np.isin(units.kind, list(kinds))


def candidates(signals: Signals, reachable: Array) -> Array:
    """Return the units that stand first by one of the leading signals, ascending."""
    if len(reachable) <= REACH:
        return reachable
    is_picked = np.zeros(len(reachable), bool)
    for signal in signals.leading():
        is_picked[np.argpartition(-signal[reachable], REACH)[:REACH]] = True
    is_picked[_led_to(signals.graph[reachable])] = True
    return reachable[is_picked]


def _led_to(graph: Array) -> Array:
    """Return where the graph leads, the nearest ones; none where the question names nobody known."""
    places = np.flatnonzero(graph)
    return places[np.argsort(-graph[places], kind="stable")[:GRAPH_REACH]]


def _scores(slice: Slice, question: Question, signals: Signals, chosen: Array, *, has_vector: bool) -> Array:
    """Return the score of each unit, (u,); below that of every candidate for those not looked at closely."""
    units = slice.units
    scores = np.zeros(len(units), np.float32)
    if not len(chosen):
        return scores
    scores[chosen] = chances(_ranker(), slice, question, signals, chosen, has_vector=has_vector)
    others = np.ones(len(units), bool)
    others[chosen] = False
    cheap = np.clip(signals.words + np.maximum(signals.near, 0), 0, 2) / 2
    scores[others] = cheap[others] * scores[chosen].min()
    scores[(units.mark & _STALE) > 0] *= STALE_WEIGHT
    scores *= present_weight(slice, question.asked_at)
    ahead = units.said_at > question.asked_at
    if ahead.any() and not ahead.all():
        scores[ahead] *= scores[~ahead].min()
    return scores


def chances(
    ranker: Ranker, slice: Slice, question: Question, signals: Signals, chosen: Array, *, has_vector: bool
) -> Array:
    """Return the chance of each chosen unit to hold an answer, (c,) float32, 0 to 1; values in force above outdated."""
    found = plain_chances(ranker, slice, question, signals, chosen, has_vector=has_vector)
    found = lifted_by_graph(lifted(slice, chosen, found), signals.graph[chosen])
    among = leading(slice, signals, chosen, found)
    if ranker.newer is None or len(among.units) < 2:
        return found
    likely = superseded(ranker.newer, pairs(slice, question, signals, among)) * is_same_speaker(slice, among)
    known = outdated(slice, signals, among) * CERTAIN
    return reordered(found, among, np.maximum(likely, known) * is_later(slice, among))


def plain_chances(
    ranker: Ranker, slice: Slice, question: Question, signals: Signals, chosen: Array, *, has_vector: bool
) -> Array:
    """Return the chance of each chosen unit to hold an answer, each looked at without regard to what is newer."""
    seen = features_of(slice, question, signals, chosen)
    if not has_vector:
        return ranker.words.chances(seen)
    seen |= compared(slice, signals, chosen, ranker.first.sums(seen))
    found = ranker.whole.chances(seen)
    unembedded = slice.units.norm[chosen] == 0
    if unembedded.any():
        found[unembedded] = ranker.words.chances(seen)[unembedded]
    return found


def _rows(slice: Slice, signals: Signals, scores: Array) -> Array:
    """Return the score of each row: the best passage of a turn has that of the turn, the others a part of it."""
    units = slice.units
    if units.is_single:
        return scores
    strength = np.clip(signals.row_words + np.maximum(signals.row_near, 0), 1e-6, None)
    best = np.maximum.reduceat(strength, units.first_row)[units.of_row]
    share = strength / best
    return scores[units.of_row] * np.where(share >= 1, 1, PART_WEIGHT * share)


def _hits(slice: Slice, rows: Array, scores: Array, explained: Signals | None) -> tuple[Ranked, ...]:
    columns = slice.columns
    kinds, marks = columns.kind[rows].tolist(), columns.mark[rows].tolist()
    places = zip(*(c[rows].tolist() for c in (columns.position, columns.start, columns.end)), strict=True)
    seen = zip(rows.tolist(), scores.tolist(), kinds, marks, places, strict=True)
    return tuple(
        Ranked(
            row, _KINDS[kind], slice.session_id(row), position, start, end,
            NO_ID if kind == _PASSAGE else slice.refers_to(row), score, mark & _STALE > 0, mark & _UNSURE > 0,
            _explained(slice, explained, row) if explained is not None else {},
        )
        for row, score, kind, mark, (position, start, end) in seen
    )  # fmt: skip


def _explained(slice: Slice, signals: Signals, row: int) -> dict[str, tuple[float, int]]:
    unit = int(slice.units.of_row[row])
    seen = {
        "words": (signals.row_words, row),
        "words of the turn": (signals.words, unit),
        "words around": (signals.words_around, unit),
        "nearness": (signals.row_near, row),
        "nearness of the turn": (signals.near, unit),
        "nearness around": (signals.near_around, unit),
        "graph": (signals.graph, unit),
    }
    return {name: (float(v[i]), 1 + int(np.count_nonzero(v > v[i]))) for name, (v, i) in seen.items()}


def _dropped(slice: Slice, reachable: Array, kinds: Sequence[Kind] | None) -> tuple[Dropped, ...]:
    """Return what cannot have been known at the moment of asking."""
    units = slice.units
    wanted = np.ones(len(units), bool) if kinds is None else np.isin(units.kind, list(kinds))
    rows = units.first_row[wanted & ~reachable][:MOST_DROPPED]
    return tuple(_drop(slice, int(row)) for row in rows)


def _drop(slice: Slice, row: int) -> Dropped:
    columns = slice.columns
    place = (int(columns.position[row]), int(columns.start[row]), int(columns.end[row]))
    return Dropped(
        Kind(int(columns.kind[row])), Source(slice.session_id(row), *place), "said after the moment of asking"
    )
