"""Facts and the turns they stand on: one in force lifts its turn, one superseded lets it sink; and facts fade."""

from __future__ import annotations

import numpy as np

from continuo.domain.fading import half_life
from continuo.domain.item import Kind, Mark
from continuo.domain.predicates import Fading
from continuo.memory.recall.signals import Signals
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.superseding import Leading
from continuo.memory.recall.vectors import Array

LIFT = 0.9
"""A turn has at least this share of the score of a fact in force that stands on it."""

KIN = 0.45
"""Statements at least so near to one another may speak of one thing: two homes are at 0.49, two tastes at 0.43 with the
default embedder."""

NEAREST = 2
"""So many of a person's facts, the nearest to the question, may be what it is about."""

LEAST_WEIGHT = 0.5
"""What is left of a fact's score however old it is."""

UNSURE_CONFIDENCE = 0.6
"""The confidence of a fact that was hedged; ``domain.fact.Candidate`` has hedged words below it."""

_CLASSES = {
    Mark.FADES_YEARS: Fading.YEARS,
    Mark.FADES_MONTHS: Fading.MONTHS,
    Mark.FADES_WEEKS: Fading.WEEKS,
}
_MOST_POSITIONS = 1 << 32


def present_weight(slice: Slice, asked_at: float) -> Array:
    """Return the factor that age and doubt leave of each unit's score: (u,), 0.5 to 1; 1 for what is not a fact.

    factor = 0.5 + 0.5 * ``domain.fading.weight``, and 1 for a fact that is pinned.

    Args:
        asked_at: seconds since 1970; what was said later has no age.
    """
    units = slice.units
    found = np.ones(len(units), np.float32)
    facts = np.flatnonzero((units.kind == Kind.FACT) & ((units.mark & int(Mark.PINNED)) == 0))
    if len(facts):
        marks, ages = units.mark[facts], np.maximum(asked_at - units.said_at[facts], 0)
        kept = np.where((marks & int(Mark.UNSURE)) > 0, UNSURE_CONFIDENCE, 1.0) * _left(marks, ages)
        found[facts] = LEAST_WEIGHT + (1 - LEAST_WEIGHT) * kept
    return found


def lifted(slice: Slice, chosen: Array, chances: Array) -> Array:
    """Return the chances with those of turns raised towards the facts in force that stand on them, (c,).

    None is raised above the best turn: a statement of three words seems to fit more questions than it answers.
    """
    kind, mark = slice.units.kind[chosen], slice.units.mark[chosen]
    facts = np.flatnonzero((kind == Kind.FACT) & ((mark & int(Mark.STALE)) == 0))
    turns = np.flatnonzero(kind == Kind.PASSAGE)
    if not len(facts) or not len(turns):
        return chances
    places = places_of(slice, chosen)
    order = turns[np.argsort(places[turns])]
    at = np.minimum(np.searchsorted(places[order], places[facts]), len(order) - 1)
    stands = places[order[at]] == places[facts]
    found = chances.copy()
    below_best = np.nextafter(chances[turns].max(), np.float32(0))
    np.maximum.at(found, order[at][stands], np.minimum(LIFT * chances[facts[stands]], below_best))
    return found


def outdated(slice: Slice, signals: Signals, among: Leading) -> Array:
    """Tell whether a superseded fact stands on turn i, and on turn j one in force that speaks of the same: (k, k) bool.

    Of several facts on a turn only the one nearest to the question counts: what else the turn tells may well hold. And
    both facts must be among those of the person that are nearest to the question.
    """
    facts = np.flatnonzero(slice.units.kind == Kind.FACT)
    k = len(among.units)
    if not len(facts):
        return np.zeros((k, k), bool)
    asked_for = _nearest_facts(slice, signals, facts, among)
    has = asked_for >= 0
    rows = slice.units.first_row[np.where(has, asked_for, facts[0])]
    strength = _strength(signals, slice.units.first_row[facts])
    has &= _strength(signals, rows) >= np.sort(strength)[-min(NEAREST, len(facts))]
    vectors = slice.columns.vectors.rows(rows)
    is_stale = (slice.columns.mark[rows] & int(Mark.STALE)) > 0
    is_of_two = (has & is_stale)[:, None] & (has & ~is_stale)[None, :]
    found: Array = is_of_two & (vectors @ vectors.T >= KIN)
    return found


def _left(marks: Array, ages: Array) -> Array:
    """Return the share of its confidence that each fact has left, (f,); those of no class keep all.

    Args:
        ages: (f,) seconds.
    """
    left = np.ones(len(marks))
    for bit, fading in _CLASSES.items():
        half = half_life(fading)
        if half is not None:
            left = np.where((marks & int(bit)) > 0, np.exp2(-ages / half.total_seconds()), left)
    return left


def _nearest_facts(slice: Slice, signals: Signals, facts: Array, among: Leading) -> Array:
    """Return for each leading turn the fact on it that is nearest to the question, -1 where there is none: (k,)."""
    places = places_of(slice, facts)
    strength = _strength(signals, slice.units.first_row[facts])
    found = np.full(len(among.units), -1)
    for n, place in enumerate(places_of(slice, among.units).tolist()):
        here = np.flatnonzero(places == place)
        if len(here):
            found[n] = facts[here[np.argmax(strength[here])]]
    return found


def _strength(signals: Signals, rows: Array) -> Array:
    found: Array = signals.row_words[rows] + np.maximum(signals.row_near[rows], 0)
    return found


def places_of(slice: Slice, units: Array) -> Array:
    """Return one number for the session and position of each unit: (len(units),) int64."""
    session, rows = slice.units.session[units].astype(np.int64), slice.units.first_row[units]
    return session * _MOST_POSITIONS + slice.columns.position[rows]
