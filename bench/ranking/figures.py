"""How much of the evidence a model brings back, and how sure it may be of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.ranking.cases import Case
from continuo.memory.recall.ranker import read_ranker
from continuo.memory.recall.ranking import chances

BOTH_WITHIN = 20
"""Both values of an update are found where both turns are among the first so many."""

DRAWS = 2_000
"""Draws of an interval; another thousand moves its ends by a tenth of a point."""


@dataclass(frozen=True)
class Outcome:
    """What a model that had not seen the conversation made of one question.

    Args:
        scores: (c,) of its candidates.
    """

    case: Case
    scores: np.ndarray

    def recall(self, depth: int) -> float:
        """Return the share of the evidence among the first ``depth``."""
        best = np.argsort(-self.scores, kind="stable")[:depth]
        return float(self.case.is_evidence[best].sum()) / len(self.case.asked.evidence)

    def has_newest_first(self, *, found_within: int | None = None) -> bool | None:
        """Tell whether the value in force stands above the outdated one; ``None`` where none is outdated.

        Args:
            found_within: ``None`` as well unless both are among the first so many.
        """
        newer, older = self._best(self.case.asked.newer), self._best(self.case.asked.older)
        if not self.case.asked.newer or not self.case.asked.older:
            return None
        if found_within is not None and min(newer, older) < self._score_at(found_within):
            return None
        return newer > older

    def _score_at(self, depth: int) -> float:
        return float(-np.partition(-self.scores, min(depth, len(self.scores)) - 1)[min(depth, len(self.scores)) - 1])

    def _best(self, units: frozenset[int]) -> float:
        among = self.scores[np.isin(self.case.chosen, sorted(units))]
        return float(among.max(initial=-np.inf))


def outcomes(written: Mapping[str, Any], cases: Iterable[Case], *, by_words: bool = False) -> list[Outcome]:
    """Return what the product makes of the questions with this model.

    Args:
        by_words: as if the embedder were away.
    """
    ranker = read_ranker(written)
    return [
        Outcome(c, chances(ranker, c.talk.slice, c.asked.question, c.signals, c.chosen, has_vector=not by_words))
        for c in cases
    ]


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Return the mean recall figures of each set, in percent, over the questions that can be answered."""
    result = {}
    plain = [o for o in found if not o.case.is_altered and o.case.asked.is_answerable]
    for source in sorted({o.case.talk.source for o in plain}):
        mine = [o for o in plain if o.case.talk.source == source]
        for depth in (1, 5, 10, 20):
            result[f"{source}_recall@{depth}"] = _percent([o.recall(depth) for o in mine])
        for depth in (10, 20):
            result[f"{source}_all@{depth}"] = _percent([o.recall(depth) == 1 for o in mine])
        result |= {f"{source}_{name}": value for name, value in _newest_first(mine).items()}
    return result


def _newest_first(found: Sequence[Outcome]) -> dict[str, float]:
    """Return how often the value in force stands above the outdated one, of all and where both were found."""
    every = [n for o in found if (n := o.has_newest_first()) is not None]
    both = [n for o in found if (n := o.has_newest_first(found_within=BOTH_WITHIN)) is not None]
    if not both:
        return {}
    return {
        "newest_first": _percent(every),
        "newest_first_both_found": _percent(both),
        "updates_both_found": len(both),
    }


def by_category(found: Sequence[Outcome]) -> dict[str, float]:
    """Return recall@10 of each category of each set, in percent."""
    groups: dict[str, list[float]] = {}
    for outcome in found:
        if not outcome.case.is_altered:
            groups.setdefault(f"{outcome.case.talk.source} {outcome.case.asked.category}", []).append(
                outcome.recall(10)
            )
    return {name: _percent(group) for name, group in sorted(groups.items())}


def intervals(found: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """Return within which two figures 95 of 100 draws lie, for the main figures of each set.

    Whole conversations are drawn, with replacement, as many as a set has: the questions of one share its words.

    Source: Efron and Tibshirani 1993, the percentile interval of a bootstrap over clusters.
    """
    result = {}
    plain = [o for o in found if not o.case.is_altered and o.case.asked.is_answerable]
    for source in sorted({o.case.talk.source for o in plain}):
        mine = [o for o in plain if o.case.talk.source == source]
        names = [o.case.talk.name for o in mine]
        for depth in (1, 10, 20):
            result[f"{source}_recall@{depth}"] = _interval(names, [o.recall(depth) for o in mine])
        result[f"{source}_all@20"] = _interval(names, [o.recall(20) == 1 for o in mine])
        newest = [
            (o.case.talk.name, n) for o in mine if (n := o.has_newest_first(found_within=BOTH_WITHIN)) is not None
        ]
        if newest:
            result[f"{source}_newest_first_both_found"] = _interval(*map(list, zip(*newest, strict=True)))
    return result


def _interval(names: Sequence[str], shares: Sequence[float]) -> tuple[float, float]:
    """Return the 2.5th and the 97.5th percentile of the mean over drawn conversations, in percent."""
    of_talk = np.unique(names, return_inverse=True)[1]
    sums, sizes = np.bincount(of_talk, np.asarray(shares, float)), np.bincount(of_talk)
    drawn = np.random.default_rng(0).integers(len(sizes), size=(DRAWS, len(sizes)))
    means = 100 * sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return round(float(low), 1), round(float(high), 1)


def calibrated(found: Sequence[Outcome]) -> tuple[float, float]:
    """Return factor and summand that turn the logarithm of the odds as it is into what it should be.

    Source: Platt 1999, fitted by Newton's method with bounded steps.
    """
    chance = np.clip(np.concatenate([o.scores for o in found]).astype(float), 1e-9, 1 - 1e-9)
    odds = np.log(chance / (1 - chance))
    goal = np.concatenate([o.case.is_evidence for o in found]).astype(float)
    terms = np.stack([odds, np.ones_like(odds)])
    line = np.array([0.5, -3.0])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-(line @ terms)))
        slope = terms @ (guess - goal)
        step = np.linalg.solve((terms * guess * (1 - guess)) @ terms.T, slope)
        line -= step / max(1.0, float(np.abs(step).max()))
    return float(line[0]), float(line[1])


def _percent(shares: Sequence[float]) -> float:
    return round(100 * float(np.mean(shares)), 1)
