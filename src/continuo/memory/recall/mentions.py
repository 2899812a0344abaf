"""Turns that mention something, all of them and each once: a query with one right answer.

The journal knows which turns there are, the index which of them may say what is sought, and their own words decide.
What the index does not know yet is read, so that nothing is missed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np

from continuo.domain.clock import Clock
from continuo.domain.errors import Invalid
from continuo.domain.item import Kind
from continuo.domain.mentions import FIRST_PAGE, Counted, Grain, Mentioned, MentionFilter, Page, Stretch
from continuo.domain.moments import spans
from continuo.domain.relation import EntityMention
from continuo.domain.scope import Scope, checked_name
from continuo.domain.turn import PackedTurns
from continuo.memory.graph.room import called
from continuo.memory.recall.slices import Loaded, Slices
from continuo.memory.recall.sought import PlaceBytes, Sought, Subject, places_of
from continuo.ports.graph import EntityFilter
from continuo.ports.journal import TurnFilter
from continuo.ports.storage import Storage, Transaction

MOST_TURNS = 500
"""Turns on one page."""

LONGEST_WHEN = 200
"""Characters of a time in words."""

READ_AT_ONCE = 200
"""Turns whose words are read in one go: enough for few round trips, few enough for others to be served meanwhile."""

_MENTIONS_AT_ONCE = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HEAD = re.compile(r"(?P<said>-?\d{1,17})\.(?P<session>[0-9a-f]{32})\.(?P<position>\d{1,10})", re.ASCII)


class Head(NamedTuple):
    """Where a turn lies in time and in its session; heads are in the order in which turns are listed."""

    said_us: int  # microseconds since 1970
    session: bytes
    position: int

    @property
    def place(self) -> tuple[UUID, int]:
        """Return the place of the turn."""
        return UUID(bytes=self.session), self.position

    @property
    def said_at(self) -> datetime:
        """Return when it was said, in UTC."""
        return _EPOCH + timedelta(microseconds=self.said_us)

    def written(self) -> str:
        """Return it as a caller hands it back."""
        return f"{self.said_us}.{self.session.hex()}.{self.position}"


class Mentions:
    """Lists and counts turns by what they say, who said it, when and where."""

    def __init__(self, storage: Storage, slices: Slices, clock: Clock) -> None:
        self._storage = storage
        self._slices = slices
        self._clock = clock

    async def list(self, scope: Scope, wanted: MentionFilter, page: Page = FIRST_PAGE) -> Mentioned:
        """Return one page of the turns that the filter lets through, and how many there are; none for a person unknown.

        Counted and listed are the same turns: those that are there, in reach and say what is sought when they are
        read. A turn that is stored or erased between two pages is on neither or one of them, all others on exactly
        one; ``known_at`` holds the picture still against new ones.

        Raises:
            Invalid: names the field.
        """
        now = wanted.asked_at or self._clock()
        now = wanted.asked_at or self._clock()
        stretches, after = _checked(wanted, page, now)
        seen = await self._slices.current(scope)
        if seen is None:
            return Mentioned((), total=None if page.after else 0, stretches=stretches)
        async with self._storage.reading(scope) as tx:
            sought = Sought.of(wanted, await _subject(tx, wanted))
            heads = await heads_of(tx, scope, wanted, stretches)
            if page.newest_first:
                heads.reverse()
            if after is None:
                found = await matching(tx, seen.loaded, sought, heads)
                return await _first_page(tx, found, page, now, stretches)
            beyond = [head for head in heads if (head < after if page.newest_first else head > after)]
            found = await matching(tx, seen.loaded, sought, beyond, most=page.limit + 1)
            return await _page(tx, found, page, stretches)


async def heads_of(tx: Transaction, scope: Scope, wanted: MentionFilter, stretches: Sequence[Stretch]) -> list[Head]:
    """Return where the turns lie that were said by the right people, at the right time and place, oldest first.

    Args:
        stretches: those that ``when`` stands for; a turn was said within one of them.
    """
    since = max((m for m in (wanted.since, min((s for s, _ in stretches), default=None)) if m), default=None)
    until = min((m for m in (wanted.until, max((u for _, u in stretches), default=None)) if m), default=None)
    session = scope.session(wanted.session) if wanted.session is not None else None
    packed = await tx.journal.packed(TurnFilter(session, wanted.roles, since, until, wanted.known_at))
    heads = _heads(packed)
    if len(stretches) < 2:
        return heads
    return [head for head in heads if any(since <= head.said_at < until for since, until in stretches)]


async def matching(
    tx: Transaction, loaded: Loaded, sought: Sought, heads: Sequence[Head], *, most: int | None = None
) -> list[Head]:
    """Return those of the turns that say what is sought, in the order given, by reading their words.

    Args:
        most: enough; ``None`` finds all.
    """
    if sought.is_anything:
        return list(heads if most is None else heads[:most])
    likely = _likely(loaded, sought, heads)
    found: list[Head] = []
    for begin in range(0, len(likely), READ_AT_ONCE):
        some = likely[begin : begin + READ_AT_ONCE]
        turns = await tx.journal.read_places([head.place for head in some])
        found += [head for head in some if (turn := turns.get(head.place)) is not None and sought.is_in(turn)]
        if most is not None and len(found) >= most:
            return found[:most]
    return found


def _likely(loaded: Loaded, sought: Sought, heads: Sequence[Head]) -> list[Head]:
    """Return the turns that have to be read: those that may say it by their terms, and those without terms yet."""
    slice = loaded.whole
    places = list(places_of(slice))
    possible = sought.possible(slice, loaded.hasher).tolist()
    passages = (slice.units.kind == Kind.PASSAGE).tolist()
    known: dict[PlaceBytes, bool] = {
        place: is_possible for place, is_possible, is_turn in zip(places, possible, passages, strict=True) if is_turn
    }
    return [head for head in heads if known.get((head.session, head.position), True)]


async def _subject(tx: Transaction, wanted: MentionFilter) -> Subject | None:
    """Return who or what is to be spoken of, as the graph knows it; under its bare name where it knows nothing."""
    if not wanted.entity:
        return None
    roots = await called(tx.graph, wanted.entity, EntityFilter(known_at=wanted.known_at))
    parts = [part for root in roots for part in await tx.graph.merged_into(root.entity_id)]
    entities = [*roots, *parts]
    names = [wanted.entity, *(name.text for entity in entities for name in entity.names if not name.role)]
    mentions = await _mentions(tx, [entity.entity_id for entity in entities])
    # Whoever speaks is mentioned by each of their turns, at no words.
    places = {(m.source.session_id, m.source.position) for m in mentions if m.source.end > 0}
    return Subject(names, places)


async def _mentions(tx: Transaction, entity_ids: Sequence[UUID]) -> list[EntityMention]:
    found: list[EntityMention] = []
    while entity_ids:
        page = await tx.graph.mentions_of(entity_ids, after=found[-1] if found else None, limit=_MENTIONS_AT_ONCE)
        found += page
        if len(page) < _MENTIONS_AT_ONCE:
            break
    return found


async def _first_page(
    tx: Transaction, found: Sequence[Head], page: Page, now: datetime, stretches: tuple[Stretch, ...]
) -> Mentioned:
    """Return the first page, with what is told of all turns together."""
    in_time = sorted(found)
    counts = await _counts(tx, in_time, page.grain, now) if page.grain is not None else ()
    ends = [head.said_at.astimezone(now.tzinfo) for head in (*in_time[:1], *in_time[-1:])]
    return replace(
        await _page(tx, found, page, stretches),
        total=len(found),
        first_said_at=ends[0] if ends else None,
        last_said_at=ends[-1] if ends else None,
        counts=counts,
    )


async def _page(tx: Transaction, found: Sequence[Head], page: Page, stretches: tuple[Stretch, ...]) -> Mentioned:
    shown = found[: page.limit]
    read = await tx.journal.read_places([head.place for head in shown])
    turns = tuple(read[head.place] for head in shown if head.place in read)
    names = await tx.journal.session_names(sorted({turn.session_id for turn in turns}))
    return Mentioned(turns, names, stretches=stretches, next=shown[-1].written() if len(found) > len(shown) else "")


async def _counts(tx: Transaction, in_time: Sequence[Head], grain: Grain, now: datetime) -> tuple[Counted, ...]:
    """Return how many turns there are of each day, week, month or session, in the order in which they begin."""
    if grain is not Grain.SESSION:
        keys = Counter(_key(head.said_at.astimezone(now.tzinfo), grain) for head in in_time)
        return tuple(Counted(key, turns) for key, turns in keys.items())
    sessions = Counter(head.place[0] for head in in_time)
    names = await tx.journal.session_names(sorted(sessions))
    return tuple(Counted(names[session], turns) for session, turns in sessions.items() if session in names)


def _key(moment: datetime, grain: Grain) -> str:
    if grain is Grain.DAY:
        return f"{moment:%Y-%m-%d}"
    if grain is Grain.MONTH:
        return f"{moment:%Y-%m}"
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def _heads(packed: PackedTurns) -> list[Head]:
    said = np.frombuffer(packed.said_at, ">i8").tolist()
    sessions = np.frombuffer(packed.session, "V16").tolist()
    positions = np.frombuffer(packed.position, ">i4").tolist()
    return [Head(*head) for head in zip(said, sessions, positions, strict=True)]


def _checked(wanted: MentionFilter, page: Page, now: datetime) -> tuple[tuple[Stretch, ...], Head | None]:
    """Return the stretches of time that are meant and where the page begins; raises Invalid naming the field."""
    if not 1 <= page.limit <= MOST_TURNS:
        raise Invalid("limit", f"must be 1 to {MOST_TURNS}")
    for name in ("since", "until", "asked_at", "known_at"):
        moment: datetime | None = getattr(wanted, name)
        if moment is not None and moment.tzinfo is None:
            raise Invalid(name, "must name its zone")
    if wanted.session is not None:
        checked_name("session_id", wanted.session)
    for name, text in (("entity", wanted.entity), ("speaker", wanted.speaker)):
        if text:
            checked_name(name, text)
    return _stretches(wanted.when, now), _read_head(page.after) if page.after else None


def _stretches(when: str, now: datetime) -> tuple[Stretch, ...]:
    if not when:
        return ()
    if len(when) > LONGEST_WHEN:
        raise Invalid("when", f"must have at most {LONGEST_WHEN} characters")
    found = tuple((moment.since, moment.until) for moment in spans(when, now=now))
    if not found:
        raise Invalid("when", "names no time that is understood; such as: last Tuesday, in March, since 2026-05-01")
    return found


def _read_head(written: str) -> Head:
    match = _HEAD.fullmatch(written)
    if match is None:
        raise Invalid("after", "must be the next of a page before")
    return Head(int(match["said"]), bytes.fromhex(match["session"]), int(match["position"]))
