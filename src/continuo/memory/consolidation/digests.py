"""Months that lie behind, each told in a few lines: a digest of the recaps of its episodes.

Three steps up from what was said: the turns, the recap of an episode in a third of their words, and of a whole month
the lines that matter most. It is a part of the profile: made anew in the background, and of today's view of the past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.profile import ProfileLine, Section
from continuo.memory.consolidation.extraction.recap import worth

OLD = timedelta(days=30)
"""Episodes as young as that are told by their own recaps."""

FEWEST_EPISODES = 2
MOST_CHARACTERS = 900
"""Of one digest; some 200 tokens."""

MOST_MONTHS = 36
MOST_SOURCES = 40

_Key = tuple[str, tuple[str, ...]]


def digests(episodes: Sequence[Episode], now: datetime, *, first_line: int) -> list[ProfileLine]:
    """Return the lines of the profile that tell what happened in past months, the latest month last.

    Args:
        episodes: of the person, in force; those without a recap have nothing to tell.
        first_line: number of the first of these lines on the page.
    """
    months: dict[_Key, list[Episode]] = defaultdict(list)
    for episode in sorted(episodes, key=lambda e: (e.started_at, e.episode_id)):
        if episode.recap and episode.ended_at <= now - OLD:
            months[f"{episode.started_at:%Y-%m}", episode.purposes].append(episode)
    whole = sorted((key, told) for key, told in months.items() if len(told) >= FEWEST_EPISODES)[-MOST_MONTHS:]
    return [
        ProfileLine(number, Section.PAST, f"{month}: {text}", 0.0, (), sources, now, purposes)
        for number, ((month, purposes), told) in zip(count(first_line), whole, strict=False)
        for text, sources in [_told(told)]
    ]


def _told(episodes: Sequence[Episode]) -> tuple[str, tuple[UUID, ...]]:
    """Return the lines that matter most, in the order in which they were said, and the episodes they are from."""
    ranked = sorted(_lines(episodes), key=lambda line: (-line[0], line[1]))
    kept: list[tuple[int, int]] = []
    texts = {place: text for _, place, text in ranked}
    left = MOST_CHARACTERS
    for _, place, text in ranked:
        if len(text) + 1 <= left:
            kept.append(place)
            left -= len(text) + 1
    kept.sort()
    sources = dict.fromkeys(episodes[n].episode_id for n, _ in kept)
    return " ".join(texts[place] for place in kept), tuple(sources)[:MOST_SOURCES]


def _lines(episodes: Sequence[Episode]) -> Iterator[tuple[float, tuple[int, int], str]]:
    for n, episode in enumerate(episodes):
        # The second line of an episode counts half, the third a third: a month is told by all of its conversations.
        ranked = sorted(episode.recap, key=lambda line: -worth(line.text))
        for rank, line in enumerate(ranked, 1):
            speaker = f"{line.speaker}: " if line.speaker else ""
            yield worth(line.text) / rank, (n, episode.recap.index(line)), f"{speaker}{line.text}"
