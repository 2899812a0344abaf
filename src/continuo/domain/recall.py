"""What recall found, and the block that is handed to a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.turn import Source


@dataclass(frozen=True, slots=True)
class Signal:
    """How one signal saw an item.

    Args:
        value: the signal's own measure.
        rank: the item's place by this signal alone, from 1.
    """

    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of a question.

    Args:
        asked_at: against which "last Tuesday" is read; ``None`` means now.
        as_of: facts that were true at that moment, and what had happened by then; ``None`` means at present.
        known_at: only what was known at that moment, as it was known.
    """

    asked_at: datetime | None = None
    as_of: datetime | None = None
    known_at: datetime | None = None

    @property
    def is_past(self) -> bool:
        """Return whether another state than the present one is asked about."""
        return self.as_of is not None or self.known_at is not None


NOW = Times()
"""Asked now, about the present, with all that is known."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Args:
        text: its words, read from the journal under the caller's own rights.
        session: the application's name of the session.
        source: the words it stands on, within their turn.
        sources: for a fact or an episode, every source it names.
        score: 0 to 1, higher is nearer.
        refers_to: the fact or episode; ``None`` for a passage.
        stale: whether it no longer holds; where another moment was asked about, whether it did not hold then.
        unsure: of a fact, whether another value stands against it.
        signals: why it was found; empty unless asked for.
    """

    kind: Kind
    text: str
    speaker: str
    session: str
    source: Source
    sources: tuple[Source, ...]
    said_at: datetime
    score: float
    refers_to: UUID | None = None
    stale: bool = False
    unsure: bool = False
    signals: Mapping[str, Signal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in the journal for a question that asks how often, when or for everything; not ranked.

    Args:
        text: one sentence that says it.
        total: how many turns, or conversations, there are: all of them.
        first_said_at: when the first of them was said; ``None`` where there is none.
        last_said_at: when the last of them was said.
        sources: the turns that were counted, the first and the last of many.
    """

    text: str
    total: int
    first_said_at: datetime | None
    last_said_at: datetime | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was in reach and not returned."""

    kind: Kind
    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """The answer to a question.

    Args:
        hits: best first.
        searched: number of items that were in reach.
        pending: turns that are not embedded yet and were searched by their words alone.
        notes: what could not be done in time, such as "embedder away: searched by words alone".
        tally: what was counted, where the question asks for that; the turns it is of come first then.
    """

    hits: tuple[Hit, ...]
    searched: int
    pending: int = 0
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class ContextItem:
    """One line of a context block, with where it is from.

    Args:
        level: ``immediate``, ``session``, ``user`` or ``domain``.
        kind: ``turn``, ``summary``, ``profile``, ``fact``, ``clarification``, ``digest``, ``episode`` or
            ``passage``.
        tokens: of the line, under the block's tokenizer.
    """

    level: str
    kind: str
    text: str
    session: str
    sources: tuple[Source, ...]
    said_at: datetime | None
    tokens: int
    score: float | None = None
    refers_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class LevelSpent:
    """What one level of a block was given, and took.

    Args:
        level: ``immediate``, ``session``, ``user`` or ``recalled``, which holds what the question itself found.
        share: part of the block that was the level's before what others left flowed on, 0 to 1.
        tokens: that it took, its headings included.
        lines: that it has.
    """

    level: str
    share: float
    tokens: int
    lines: int


@dataclass(frozen=True, slots=True)
class ContextBlock:
    """What a model is given before it answers.

    Args:
        text: the block, a quoted data frame; empty where nothing is known.
        tokens: of the block, under ``tokenizer``; never more than was asked for.
        items: its lines, in the order in which they stand.
        dropped: what was in reach and has no place, each with the reason.
        leaning: the kind of question that gave the levels their shares.
        levels: what each level took.
    """

    text: str
    tokens: int
    tokenizer: str
    items: tuple[ContextItem, ...]
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    leaning: str = ""
    levels: tuple[LevelSpent, ...] = ()

    def to_openai(self) -> list[dict[str, str]]:
        """Return the block as messages of a chat completion; none where nothing is known.

        It stands in a user's message: remembered words must not speak with the system's voice.
        """
        return [{"role": "user", "content": self.text}] if self.text else []

    def to_anthropic(self) -> list[dict[str, object]]:
        """Return the block as messages of the Messages API; none where nothing is known."""
        return [{"role": "user", "content": [{"type": "text", "text": self.text}]}] if self.text else []
