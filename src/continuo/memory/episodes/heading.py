"""What a session is about, told from its episodes alone."""

from __future__ import annotations

from collections.abc import Sequence

from continuo.domain.episode import Episode
from continuo.domain.session import Heading

MOST_EPISODES = 8
"""Episodes of a session that are looked at, the longest ones: a list of sessions is not to read all that was said."""

MOST_TOPICS = 8
TOPICS_IN_TITLE = 3
LONGEST_TITLE = 80
"""Characters."""


def heading(episodes: Sequence[Episode]) -> Heading:
    """Return title and topics of a session, the same for the same episodes in whatever order.

    A topic weighs as many turns as its episode has, divided by its place among the topics there.
    """
    weights: dict[str, float] = {}
    spelled: dict[str, str] = {}
    ordered = sorted(episodes, key=lambda e: (e.first, e.last))
    for episode in ordered:
        for place, topic in enumerate(episode.topics, 1):
            name = topic.casefold()
            spelled.setdefault(name, topic)
            weights[name] = weights.get(name, 0.0) + (episode.last - episode.first + 1) / place
    # Sorting is stable: of two that weigh the same, the one that was spoken of first stands first.
    topics = tuple(spelled[name] for name in sorted(weights, key=lambda name: -weights[name]))[:MOST_TOPICS]
    return Heading(_title(topics, ordered), topics)


def _title(topics: Sequence[str], episodes: Sequence[Episode]) -> str:
    line = ", ".join(topics[:TOPICS_IN_TITLE])
    if not line and episodes:
        line = episodes[0].summary
    return _cut(" ".join(line.split()))


def _cut(line: str) -> str:
    if len(line) > LONGEST_TITLE:
        line = line[: LONGEST_TITLE - 1].rpartition(" ")[0].rstrip(" ,") or line[: LONGEST_TITLE - 1]
        line += "\N{HORIZONTAL ELLIPSIS}"
    return line[:1].upper() + line[1:]
