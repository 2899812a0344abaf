"""Episodes that tell the same, such as a conversation that was imported twice: one is kept in force, reversibly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from continuo.domain.act import Act, ActKind
from continuo.domain.episode import Episode
from continuo.domain.item import Kind
from continuo.domain.turn import Source
from continuo.memory.vectors.indexing import Entry, rows
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.acts import NewAct
from continuo.ports.storage import Transaction

SAME = 0.9
"""Share of their words that two summaries have in common from which on they tell the same. A choice: the summary quotes
its turns, so that only the same words make the same summary; two talks about one subject share a third of them."""

LEAST_WORDS = 5
"""A summary of fewer words ("hello, how are you") says the same by chance."""

_WORD = re.compile(r"\w+")


def told_twice(episodes: Sequence[Episode], acts: Iterable[Act]) -> list[tuple[Episode, tuple[Episode, ...]]]:
    """Return the episodes that tell what an earlier one tells, each group with the one that stays.

    Args:
        episodes: in force.
        acts: of the person; what was unfolded by one stays unfolded.
    """
    apart = {UUID(i) for a in acts if a.kind is ActKind.UNFOLD_EPISODE for i in a.payload["episodes"]}
    groups: list[tuple[Episode, frozenset[str], list[Episode]]] = []
    by_word: dict[str, list[int]] = {}
    for episode in sorted(episodes, key=lambda e: (e.started_at, e.recorded_at, e.episode_id)):
        words = frozenset(_WORD.findall(episode.summary.casefold()))
        if len(words) < LEAST_WORDS or episode.episode_id in apart:
            continue
        home = next((n for n in _near(words, by_word) if _alike(groups[n], words, episode)), None)
        if home is not None:
            groups[home][2].append(episode)
            continue
        for word in words:
            by_word.setdefault(word, []).append(len(groups))
        groups.append((episode, words, []))
    return [(kept, tuple(others)) for kept, _, others in groups if others]


def _near(words: frozenset[str], by_word: Mapping[str, list[int]]) -> list[int]:
    """Return the groups that share the rarest word, which an episode that tells the same has with near certainty."""
    rarest = sorted(words, key=lambda w: (len(by_word.get(w, ())), w))[: 1 + len(words) // 10]
    return sorted({n for word in rarest for n in by_word.get(word, ())})


def _alike(group: tuple[Episode, frozenset[str], list[Episode]], words: frozenset[str], episode: Episode) -> bool:
    kept, known, _ = group
    if set(kept.purposes) != set(episode.purposes):
        return False
    return len(known & words) >= SAME * len(known | words)


def folding(kept: Episode, others: Sequence[Episode]) -> NewAct:
    """Return the act that takes the others out of force."""
    return NewAct(
        ActKind.FOLD_EPISODES, {"into": str(kept.episode_id), "episodes": [str(e.episode_id) for e in others]}
    )


def unfolding(episode: Episode) -> NewAct:
    """Return the act that puts an episode in force again; its summary is embedded anew for it."""
    return NewAct(ActKind.UNFOLD_EPISODE, {"episodes": [str(episode.episode_id)], "statements": [episode.summary]})


async def carry_out_on_episodes(tx: Transaction, act: Act, vectors: Mapping[str, np.ndarray]) -> None:
    """Let a folding or unfolding take effect; the same act over the same state does the same."""
    assert tx.person is not None, "episodes belong to a person"
    ids = [UUID(i) for i in act.payload["episodes"]]
    if act.kind is ActKind.FOLD_EPISODES:
        await tx.episodes.replace(ids, at=act.at)
        await tx.items.drop(ids)
        return
    await tx.episodes.reopen(ids)
    for episode in await tx.episodes.get(ids):
        vector = vectors.get(episode.summary)
        entry = episode_entry(episode)
        await tx.items.put(rows([entry], vector[None] if vector is not None else None, TermHasher(tx.person.term_key)))


def episode_entry(episode: Episode) -> Entry:
    """Return the episode as it stands in the recall index, at its first turn."""
    return Entry(
        Kind.EPISODE,
        Source(episode.session_id, episode.first, 0, 0),
        episode.summary,
        "",
        episode.ended_at,
        refers_to=episode.episode_id,
        purposes=episode.purposes,
    )
