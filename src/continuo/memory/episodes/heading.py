"""What a session is about, told from its episodes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from continuo.domain.episode import Episode
from continuo.domain.session import Heading

MOST_EPISODES = 8
"""Episodes of a session that are looked at, the longest ones: a list of sessions is not to read all that was said."""

MOST_TOPICS = 8
LONGEST_TITLE = 80
"""Characters."""

# Weights by hand, in units of the topic that most was said about.
NAMES_SOMETHING = 0.5
OPENS = 0.5
FROM_ANOTHER = 0.4
ASKS = 0.4
SHORT = 0.3
"""A title of one or two words is mostly an exclamation."""

_END = re.compile(r"(?<=[.!?])\s+")
_SPEAKER = re.compile(r"([^\s:.!?][^:.!?]{0,40}): ")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    is_anothers: bool


def heading(episodes: Sequence[Episode]) -> Heading:
    """Return title and topics of a session, the same for the same episodes in whatever order.

    A topic weighs as many turns as its episode has, divided by its place among the topics there. The title is a
    sentence that was said, the one that says most of what weighs.
    """
    weights: dict[str, float] = {}
    ordered = sorted(episodes, key=lambda e: (e.first, e.last))
    for episode in ordered:
        for place, topic in enumerate(episode.topics, 1):
            weights[topic] = weights.get(topic, 0.0) + (episode.last - episode.first + 1) / place
    # Sorting is stable: of two that weigh the same, the one that was spoken of first stands first.
    topics = tuple(sorted(weights, key=lambda topic: -weights[topic])[:MOST_TOPICS])
    return Heading(_title(ordered, weights), topics)


def _title(episodes: Sequence[Episode], weights: dict[str, float]) -> str:
    heaviest = max(weights.values(), default=1.0)
    scored = [
        (_score(sentence, episode, weights, heaviest) + (OPENS if n == k == 0 else 0.0), -n, -k, sentence.text)
        for n, episode in enumerate(episodes)
        for k, sentence in enumerate(_sentences(episode.summary))
    ]
    return _cut(max(scored)[3]) if scored else ""


def _score(sentence: _Sentence, episode: Episode, weights: dict[str, float], heaviest: float) -> float:
    folded = sentence.text.casefold()
    score = sum(weights[topic] for topic in episode.topics if topic.casefold() in folded) / heaviest
    score += NAMES_SOMETHING * any(name in sentence.text for name in episode.entities)
    score *= FROM_ANOTHER if sentence.is_anothers else 1.0
    score *= ASKS if sentence.text.endswith("?") else 1.0
    return score * (SHORT if len(sentence.text.split()) < 3 else 1.0)


def _sentences(summary: str) -> Iterator[_Sentence]:
    """Yield the sentences of a summary, without the names that mark each change of speaker."""
    is_anothers = False
    for text in _END.split(summary):
        if (named := _SPEAKER.match(text)) is not None:
            is_anothers, text = named[1] in ("assistant", "tool", "system"), text[named.end() :]
        if text.strip():
            yield _Sentence(" ".join(text.split()), is_anothers)


def _cut(line: str) -> str:
    line = line.removesuffix(".")
    if len(line) <= LONGEST_TITLE:
        return line
    short = line[: LONGEST_TITLE - 1]
    return (short.rpartition(" ")[0].rstrip(" ,;:") or short) + "\N{HORIZONTAL ELLIPSIS}"
