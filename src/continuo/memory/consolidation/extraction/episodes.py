"""Turns of a session in, drafts of its episodes out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from continuo.domain.episode import RecapLine
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.naming import entities, terms, topics
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.recap import recap
from continuo.memory.consolidation.extraction.summary import summarise
from continuo.memory.consolidation.extraction.tiling import stretches
from continuo.ports.embedder import Vectors


@dataclass(frozen=True, slots=True)
class EpisodeDraft:
    """An episode before it has an id; the fields are those of :class:`continuo.domain.episode.Episode`."""

    first: int
    last: int
    started_at: datetime
    ended_at: datetime
    summary: str
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    cited: tuple[int, ...]
    recap: tuple[RecapLine, ...] = ()


def episodes(
    turns: Sequence[Turn], *, count: Callable[[str], int], vectors: Vectors | None = None
) -> tuple[EpisodeDraft, ...]:
    """Return the episodes that the turns fall into, in order; each turn belongs to exactly one.

    Args:
        turns: of one session, in order.
        count: number of tokens of a text; a summary has at most 200.
        vectors: one row for each turn, which helps to tell subjects apart that share no words.
    """
    assert vectors is None or len(vectors) == len(turns), (len(turns),)
    own = [replace(turn, text=own_words(turn.text)) for turn in turns]
    of_turns = [terms(turn.text) for turn in own]
    rarity = _rarity(of_turns)
    parts = [slice(part.start, part.stop) for part in stretches(turns, of_turns, vectors)]
    return tuple(_draft(own[part], turns[part][0].text, rarity, count) for part in parts)


def _rarity(of_turns: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the weight of each term: the fewer turns have it, the more it tells; one turn alone tells less."""
    seen_in = Counter(term for own in of_turns for term in own)
    return {term: math.log(1 + len(of_turns) / n) * (0.5 if n == 1 else 1.0) for term, n in seen_in.items()}


def _draft(turns: Sequence[Turn], opening: str, rarity: dict[str, float], count: Callable[[str], int]) -> EpisodeDraft:
    summary = summarise(turns, opening=opening, count=count)
    texts = [turn.text for turn in turns]
    return EpisodeDraft(
        first=turns[0].position,
        last=turns[-1].position,
        started_at=min(turn.said_at for turn in turns),
        ended_at=max(turn.said_at for turn in turns),
        summary=summary.text,
        topics=topics(texts, rarity, {turn.speaker for turn in turns}),
        entities=entities(texts),
        cited=summary.cited,
        recap=recap(turns, count=count),
    )
