"""Questions as a model is fitted to them: candidates, their features, and which of them hold the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.ranking.conversations import POOLED, Asked, Talk, without_neighbours
from continuo.memory.recall.comparing import compared
from continuo.memory.recall.features import features_of
from continuo.memory.recall.ranking import candidates
from continuo.memory.recall.signals import Signals, signals_of


@dataclass(frozen=True)
class Case:
    """One question in one conversation.

    Args:
        chosen: (c,) units that are candidates.
        names: of the features.
        table: (c, f) their values.
        is_evidence: (c,) which candidates hold the evidence.
        is_altered: the conversation was taken apart for the fit; no figure is taken from it.
    """

    talk: Talk
    asked: Asked
    signals: Signals
    chosen: np.ndarray
    names: tuple[str, ...]
    table: np.ndarray
    is_evidence: np.ndarray
    is_altered: bool = False

    def columns(self, names: Sequence[str]) -> np.ndarray:
        """Return some of the features, (c, len(names))."""
        return self.table[:, [self.names.index(name) for name in names]]


def cases_of(talks: Iterable[Talk]) -> list[Case]:
    """Return every question of the conversations; those of the pooled ones a second time, without neighbours."""
    found = []
    for talk in talks:
        found += [_case(talk, asked, is_altered=False) for asked in talk.asked]
        if talk.source == POOLED:
            alone = without_neighbours(talk)
            found += [_case(alone, asked, is_altered=True) for asked in talk.asked]
    return found


def _case(talk: Talk, asked: Asked, *, is_altered: bool) -> Case:
    signals = signals_of(talk.slice, asked.question, asked.vector)
    chosen = candidates(signals, np.flatnonzero(talk.slice.units.said_at <= asked.question.asked_at))
    features = features_of(talk.slice, asked.question, signals, chosen)
    return Case(
        talk=talk,
        asked=asked,
        signals=signals,
        chosen=chosen,
        names=tuple(features),
        table=np.stack(list(features.values()), axis=1),
        is_evidence=np.isin(chosen, sorted(asked.evidence)),
        is_altered=is_altered,
    )


def comparison(case: Case, first: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """Return names and values of the features that rest on first scores, (c, g)."""
    found = compared(case.talk.slice, case.signals, case.chosen, first)
    return tuple(found), np.stack(list(found.values()), axis=1)
