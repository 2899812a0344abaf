"""Answers questions about what was said by counting, and puts the turns that were counted before the ranked ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.mentions import MentionFilter, Stretch
from continuo.domain.recall import Hit, Recalled, Tally, Times
from continuo.domain.scope import Scope
from continuo.domain.turn import Source, Turn
from continuo.memory.recall.asking import Asked, Want
from continuo.memory.recall.mentions import Head, heads_of, matching
from continuo.memory.recall.slices import Loaded
from continuo.memory.recall.sought import Sought
from continuo.memory.recall.tally_text import tally_text
from continuo.memory.vectors.passages import passages
from continuo.ports.storage import Storage

MOST_SOURCES = 20
"""Turns that a tally names as its sources."""

CERTAIN = 1.0
"""The score of a turn that was counted: it is among what was asked for, without a doubt."""

_MANY = "; all of them, page by page, by POST /v1/mentions"


async def answered(
    storage: Storage, scope: Scope, loaded: Loaded, asked: Asked, recalled: Recalled, *, limit: int, times: Times
) -> Recalled:
    """Return what was recalled with the answer of the journal in it; unchanged where the journal has none.

    Args:
        limit: hits at most.
    """
    wanted = MentionFilter(
        words=(asked.topic,) if asked.topic else (),
        speaker=asked.speaker,
        roles=asked.roles,
        until=times.as_of,
        known_at=times.known_at,
    )
    async with storage.reading(scope) as tx:
        sought = Sought.of(wanted, None)
        always = await matching(tx, loaded, sought, await heads_of(tx, scope, wanted, ()))
        found = [head for head in always if is_within(head, asked.stretches)]
        if not always and asked.want is Want.SAID:
            # Said in other words, or by somebody else: the ranking may know better.
            return recalled
        shown = _shown(asked, found, recalled.hits)[:limit]
        read = await tx.journal.read_places([head.place for head in shown])
        names = await tx.journal.session_names(sorted({session for session, _ in read}))
    tally = told(asked, found, always)
    first = [_hit(read[head.place], sought, names) for head in shown if head.place in read]
    more = _MANY if len(found) > len(first) else ""
    return replace(
        recalled,
        hits=_before(first, recalled.hits)[:limit],
        notes=(*recalled.notes, tally.text + more),
        tally=tally,
    )


def is_within(head: Head, stretches: Sequence[Stretch]) -> bool:
    """Tell whether a turn was said within one of the stretches; of none, it was."""
    return not stretches or any(since <= head.said_at < until for since, until in stretches)


def conversations(found: Sequence[Head]) -> list[list[Head]]:
    """Return turns by their sessions, the session that began first at first."""
    by_session: dict[bytes, list[Head]] = {}
    for head in found:
        by_session.setdefault(head.session, []).append(head)
    return list(by_session.values())


def _shown(asked: Asked, found: Sequence[Head], ranked: Sequence[Hit]) -> list[Head]:
    """Return the turns that stand first in the answer, in the order in which they do."""
    if asked.of_sessions and asked.want in (Want.FIRST, Want.LAST) and found:
        return conversations(found)[0 if asked.want is Want.FIRST else -1]
    if asked.want is Want.LAST:
        return list(reversed(found))
    if asked.want in (Want.FIRST, Want.EVERY):
        return list(found)
    # Of more turns than there is room for, those that belong to the question best, as far as the ranking tells.
    places = {(hit.source.session_id, hit.source.position) for hit in ranked if hit.kind is Kind.PASSAGE}
    best = [head for head in found if head.place in places]
    others = [head for head in found if head.place not in places]
    return sorted((best + others)[: max(len(ranked), 1)])


def _before(first: Sequence[Hit], ranked: Sequence[Hit]) -> tuple[Hit, ...]:
    there = {(hit.source.session_id, hit.source.position) for hit in first}
    others = (h for h in ranked if h.kind is not Kind.PASSAGE or (h.source.session_id, h.source.position) not in there)
    return (*first, *others)


def _hit(turn: Turn, sought: Sought, names: Mapping[UUID, str]) -> Hit:
    """Return a counted turn as a hit: the first of its passages that has what is sought, else its beginning."""
    parts = passages(turn)
    part = next((p for p in parts if sought.is_in(replace(turn, text=turn.text[p.start : p.end]))), None)
    start, end = (part.start, part.end) if part else (parts[0].start, parts[0].end) if parts else (0, len(turn.text))
    source = Source(turn.session_id, turn.position, start, end)
    return Hit(
        Kind.PASSAGE, turn.text[start:end], turn.speaker or turn.role.value, names.get(turn.session_id, ""), source,
        (source,), turn.said_at, CERTAIN,
    )  # fmt: skip


def told(asked: Asked, found: Sequence[Head], always: Sequence[Head]) -> Tally:
    """Return what was counted, in a sentence.

    Args:
        found: the turns that are meant, oldest first.
        always: those and the ones that were said at another time.
    """
    meant = found
    if asked.of_sessions and asked.want in (Want.FIRST, Want.LAST) and found:
        meant = conversations(found)[0 if asked.want is Want.FIRST else -1]
    zone = asked.zone
    ends = [head.said_at.astimezone(zone) for head in (*meant[:1], *meant[-1:])]
    total = len(conversations(found)) if asked.of_sessions else len(found)
    sources = _ends(meant)
    text = tally_text(asked, total, ends, len(always) - len(found))
    return Tally(text, total, ends[0] if ends else None, ends[-1] if ends else None, sources)


def _ends(meant: Sequence[Head]) -> tuple[Source, ...]:
    half = MOST_SOURCES // 2
    heads = meant if len(meant) <= MOST_SOURCES else [*meant[:half], *meant[-half:]]
    return tuple(Source(*head.place, 0, 0) for head in heads)
