"""Which of two turns tells the value in force: the newer one is put above the older one, and nothing else moves.

The ranker asks of each turn whether it holds an answer. Where a value changed, both the turn with the old value and the
one with the new value do, and nothing in either tells that the other exists. So the leading turns are compared two by
two: does each give what is asked for a value of the same kind, and not the same one?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from continuo.domain.item import Kind, Mark
from continuo.memory.recall.question import Question
from continuo.memory.recall.ranker import Line
from continuo.memory.recall.signals import Signals
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array
from continuo.memory.recall.wishes import Wish

LEADING = 10
"""The candidates first by chance that are compared with one another."""

LEAST_CHANCE = 0.45
"""From this chance on the newer of two turns is held to supersede the older one. Lower ones put more new values first
and cost recall@1; decision 0013 has the sweep."""

NEARBY = 2
"""Turns of one session at most so many positions apart belong to one exchange of words."""

_HARDLY = 1e-6


@dataclass(frozen=True, slots=True)
class Leading:
    """The k leading turns among the candidates, best first.

    Args:
        places: (k,) where they stand among the candidates.
        units: (k,) the units they are.
        rows: (k,) the row of each that is nearest to the question.
        odds: (k,) logarithm of the odds of their chances, descending.
    """

    places: Array
    units: Array
    rows: Array
    odds: Array


def leading(slice: Slice, signals: Signals, chosen: Array, chances: Array) -> Leading:
    """Return the leading turns.

    Args:
        chosen: (c,) units that are candidates.
        chances: (c,) of each to hold an answer.
    """
    turns = np.flatnonzero(slice.units.kind[chosen] == Kind.PASSAGE)
    places = turns[np.argsort(-chances[turns], kind="stable")[:LEADING]]
    units = chosen[places]
    likely = np.clip(chances[places].astype(float), _HARDLY, 1 - _HARDLY)
    return Leading(places, units, _best_rows(slice, signals, units), np.log(likely / (1 - likely)))


def pairs(slice: Slice, question: Question, signals: Signals, among: Leading) -> Mapping[str, Array]:
    """Return what tells whether the newer of two turns supersedes the older one, each (k, k) float32.

    Row i, column j is about turn i as the older and turn j as the newer one.
    """
    k, wish = len(among.units), question.wish
    tells_change = (slice.columns.mark[among.rows] & int(Mark.CHANGE)) > 0
    found = {
        "newer_odds": np.broadcast_to(among.odds, (k, k)),
        "stands_out": among.odds - _best_of_others(among.odds),
        "change": np.broadcast_to(tells_change, (k, k)),
        "nearby": _nearby(slice, among),
        "whether": np.full((k, k), bool(wish & Wish.WHETHER)),
        "interval": np.full((k, k), bool(wish & Wish.INTERVAL)),
        "several": np.full((k, k), bool(wish & (Wish.LIST | Wish.SUMMARY | Wish.ORDER))),
        "first": np.full((k, k), bool(wish & Wish.FIRST)),
        "latest": np.full((k, k), bool(wish & Wish.LATEST)),
        "words_both": _words_of_both(signals, among),
        **_values(slice, question, signals, among),
    }
    return {name: np.asarray(values, np.float32) for name, values in found.items()}


def is_later(slice: Slice, among: Leading) -> Array:
    """Tell whether turn j was said after turn i: (k, k) bool.

    Where two were said at one moment, as in an import that knows only the day, the order of the rows decides.
    """
    units, said_at = among.units, slice.units.said_at[among.units]
    is_tie = said_at[None, :] == said_at[:, None]
    found: Array = (said_at[None, :] > said_at[:, None]) | (is_tie & (units[None, :] > units[:, None]))
    return found


def is_same_speaker(slice: Slice, among: Leading) -> Array:
    """Tell whether the same person said turn i and turn j: (k, k) bool."""
    speaker = slice.units.speaker[among.units]
    found: Array = speaker[None, :] == speaker[:, None]
    return found


def superseded(line: Line, features: Mapping[str, Array]) -> Array:
    """Return the chance of each pair that the newer turn supersedes the older one, (k, k)."""
    sums = line.sums({name: features[name].ravel() for name in line.weights}) + line.summand
    return (1 / (1 + np.exp(-sums))).reshape(features["newer_odds"].shape)


def reordered(chances: Array, among: Leading, superseded: Array) -> Array:
    """Return the chances with each newer turn directly above the older one that it supersedes, (c,).

    The scores are dealt out anew in the new order, so that what was among the first ten stays there.

    Args:
        chances: (c,) of the candidates.
        superseded: (k, k) the chance that newer j supersedes older i; 0 where they cannot be compared.
    """
    order = _order(superseded)
    if order == sorted(order):
        return chances
    found = chances.copy()
    scores = chances[among.places]
    for n in range(1, len(scores)):
        # Equal scores would let the older one stand first again.
        scores[n] = min(scores[n], np.nextafter(scores[n - 1], np.float32(0)))
    found[among.places[order]] = scores
    return found


def _order(superseded: Array) -> list[int]:
    """Return the new order of k turns that stood in order; none is moved twice."""
    order = list(range(len(superseded)))
    settled: set[int] = set()
    for older, chances in enumerate(superseded.tolist()):
        below = [n for n in order[order.index(older) + 1 :] if n not in settled]
        if not below or older in settled:
            continue
        newer = max(below, key=chances.__getitem__)
        if chances[newer] > LEAST_CHANCE:
            order.remove(newer)
            order.insert(order.index(older), newer)
            settled |= {older, newer}
    return order


def _best_rows(slice: Slice, signals: Signals, units: Array) -> Array:
    strength = signals.row_words + np.maximum(signals.row_near, 0)
    spans = zip(slice.units.first_row[units].tolist(), slice.units.size[units].tolist(), strict=True)
    return np.array([first + int(np.argmax(strength[first : first + size])) for first, size in spans], np.int64)


def _best_of_others(odds: Array) -> Array:
    """Return the best odds among all but turn i and turn j, the worst of all where there are no others: (k, k)."""
    k = len(odds)
    first, second, third = (float(odds[min(n, k - 1)]) for n in range(3))
    has_first, has_second = (np.arange(k) == n for n in range(2))
    either_first = has_first[:, None] | has_first[None, :]
    either_second = has_second[:, None] | has_second[None, :]
    return np.where(either_first, np.where(either_second, third, second), first)


def _nearby(slice: Slice, among: Leading) -> Array:
    session, position = slice.units.session[among.units], slice.columns.position[among.rows]
    apart = np.abs(position[None, :] - position[:, None])
    found: Array = (session[None, :] == session[:, None]) & (apart <= NEARBY)
    return found


def _words_of_both(signals: Signals, among: Leading) -> Array:
    """Return the share of the question's weight whose terms stand in the best rows of both turns: (k, k)."""
    has = (signals.counts.in_rows[:, among.rows] > 0).astype(np.float32)
    found: Array = np.einsum("t,ti,tj->ij", signals.counts.weights, has, has)
    return found


def _values(slice: Slice, question: Question, signals: Signals, among: Leading) -> Mapping[str, Array]:
    """Return whether the turns give the question's words other values, the same ones or, the newer, none at all."""
    given = _given(slice, question, among)
    weights = signals.counts.weights[: len(given)]
    has = (given[:, :, :, None] > 0) & (given[:, :, None, :] > 0)
    is_same = given[:, :, :, None] == given[:, :, None, :]
    other = (has & ~is_same).any(axis=1)
    same = (has & is_same).any(axis=1) & ~other
    other_share, same_share = (np.einsum("t,tij->ij", weights, x.astype(np.float32)) for x in (other, same))
    is_mute = ~(given > 0).any(axis=(0, 1))
    return {
        "other_value": other_share,
        "is_other_value": other_share > same_share,
        "is_same_value": same_share > 0,
        "newer_lacks": np.broadcast_to(is_mute & question.asks_value, other_share.shape),
    }


def _given(slice: Slice, question: Question, among: Leading) -> Array:
    """Return what stands for the value that each turn gives to a word of the question, 0 for none.

    Its shape is (v, kinds, k); code and tables are left out, they give values to everything.
    """
    firsts, sizes = slice.units.first_row[among.units], slice.units.size[among.units]
    rows = np.concatenate([np.arange(f, f + s) for f, s in zip(firsts, sizes, strict=True)])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    is_prose = (slice.columns.mark[rows] & int(Mark.CODE)) == 0
    counts = slice.postings.frequencies_at(question.values.ravel(), rows[is_prose], slice.count)
    found = np.zeros((len(sizes), len(counts)), np.float32)
    np.maximum.at(found, owner[is_prose], counts.T)
    return found.T.reshape(*question.values.shape, len(sizes))
