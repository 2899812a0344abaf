"""What recall asks of a person's stores, all at once: one question and one answer each, one trip to the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import numpy as np

from continuo.domain.clarification import Clarification
from continuo.domain.episode import Episode
from continuo.domain.fact import Fact
from continuo.domain.item import PackedItems
from continuo.domain.packed_graph import PackedGraph
from continuo.domain.profile import ProfileLine
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import Turn
from continuo.ports.journal import Place
from continuo.ports.storage import Person

Array = np.ndarray[Any, np.dtype[Any]]
RowKey = tuple[UUID, int, int, int, UUID]
"""What names a row of the recall index: session, position, kind, part, and the fact or episode it refers to."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a caller has of a person already.

    Args:
        person: as they were when it was read.
        places: of turns that were not consolidated then, and need not be read again.
    """

    person: Person
    places: Collection[Place] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The whole recall index of a person, packed."""

    items: PackedItems
    graph: PackedGraph


@dataclass(frozen=True, slots=True)
class Glance:
    """A person as they are now, and what has changed since they were looked at last.

    Args:
        person: ``None`` where nothing was ever stored or all was erased.
        index: where none was kept; ``None`` else, whether or not it has changed.
        fresh: turns that are not consolidated yet, the newest of them, in order; ``None`` for the words of a turn whose
            place was kept. ``None`` altogether where nothing has changed.
        session: the one asked for, ``None`` where it is not there or not in reach.
        episodes: of that session, in order.
    """

    person: Person | None
    index: Index | None = None
    fresh: Mapping[Place, Turn | None] | None = None
    session: Session | None = None
    episodes: Sequence[Episode] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What words are wanted.

    Args:
        doubted: facts among them that may be a side of an open clarification.
        sessions: of which the names are wanted.
        window: a session whose last turns are wanted.
        window_turns: how many of them.
        profile: whether the page distilled of the person is wanted.
        as_of: only facts that were true at that moment, and episodes that had begun.
        known_at: only what was known at that moment, as it was known.
    """

    places: Sequence[Place] = ()
    facts: Sequence[UUID] = ()
    episodes: Sequence[UUID] = ()
    sessions: Sequence[UUID] = ()
    doubted: Sequence[UUID] = ()
    window: UUID | None = None
    window_turns: int = 0
    profile: bool = False
    as_of: datetime | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open clarification and its two facts."""

    asked: Clarification
    first: Fact
    second: Fact

    @property
    def sides(self) -> frozenset[UUID]:
        """Return the ids of both facts."""
        return frozenset({self.first.fact_id, self.second.fact_id})


@dataclass(frozen=True, slots=True)
class Profile:
    """The page distilled of a person, in its order, and those facts and episodes it stands on that are in reach."""

    lines: Sequence[ProfileLine] = ()
    facts: Mapping[UUID, Fact] = field(default_factory=dict)
    episodes: Mapping[UUID, Episode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Words by what they were asked for; what was erased meanwhile, or is not in reach, is left out.

    Args:
        names: of sessions.
        doubts: open clarifications that one of the doubted facts is a side of.
        window: the last turns of the session asked for, in order.
        profile: ``None`` where it was not asked for.
    """

    turns: Mapping[Place, Turn] = field(default_factory=dict)
    facts: Mapping[UUID, Fact] = field(default_factory=dict)
    episodes: Mapping[UUID, Episode] = field(default_factory=dict)
    names: Mapping[UUID, str] = field(default_factory=dict)
    doubts: Sequence[Doubt] = ()
    window: Sequence[Turn] = ()
    profile: Profile | None = None


class Glances(Protocol):
    """Reads under the caller's own rights; what is asked together is read in one transaction, in one trip.

    Both raise ``Unavailable`` if the store cannot be reached.
    """

    async def glance(
        self, scope: Scope, *, kept: Kept | None, most_fresh: int, session_id: UUID | None = None
    ) -> Glance:
        """Return how a person is now; all of it is of one moment.

        Args:
            kept: what need not be read again; ``None`` reads the index too.
            most_fresh: fresh turns at most.
            session_id: a session that is wanted too.
        """

    async def nearness(self, scope: Scope, vector: Array, *, index_version: int) -> Array | None:
        """Return the inner product of every row of the recall index with a vector, (n,) float32.

        They are in the order of ``PackedItems``. ``None`` where the index is of another version by now.
        """

    async def vectors(self, scope: Scope, rows: Sequence[RowKey]) -> Array:
        """Return the vectors of some rows of the recall index, (r, d) float32; zeros for one that is not there."""

    async def words(self, scope: Scope, wanted: Wanted) -> Words:
        """Return the words asked for."""
