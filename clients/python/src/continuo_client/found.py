"""What recall, context and mentions answer, as typed values. Times are aware, ids are strings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """A turn that mentions what was asked for, and the session it belongs to."""

    session_id: str
    session_uuid: str
    position: int
    role: str
    text: str
    speaker: str
    said_at: datetime
    recorded_at: datetime
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many turns there are of one day, week, month or session."""

    key: str
    turns: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, without its end."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Mentions:
    """One page of turns in the order of time.

    Args:
        total: how many turns all pages have together; it and the next three stand on the first page alone.
        counts: by what was asked for, in the order of time.
        stretches: what ``when`` was understood to be.
        next: ``after`` of the next page; ``None`` on the last.
    """

    turns: tuple[Mention, ...]
    total: int | None
    first_said_at: datetime | None
    last_said_at: datetime | None
    counts: tuple[Counted, ...]
    stretches: tuple[Stretch, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of one turn: from character ``start`` up to ``end``."""

    session_uuid: str
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """How one signal saw an item: its own measure, and the item's rank by it."""

    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Args:
        kind: ``passage``, ``fact`` or ``episode``.
        score: 0 to 1, higher is nearer.
        refers_to: id of the fact or episode.
        stale: whether it no longer holds.
        unsure: of a fact, whether another value stands against it.
        signals: why it was found; empty unless an explanation was asked for.
    """

    kind: str
    text: str
    speaker: str
    session_id: str
    source: Source
    sources: tuple[Source, ...]
    said_at: datetime
    score: float
    refers_to: str | None
    stale: bool
    unsure: bool
    signals: dict[str, Signal]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was in reach and not returned."""

    kind: str
    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in the journal for a question that asks how often, when or for everything.

    Args:
        text: one sentence that says it.
        total: how many turns, or conversations, there are: all of them.
        sources: the turns that were counted, the first and the last of many.
    """

    text: str
    total: int
    first_said_at: datetime | None
    last_said_at: datetime | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The answer to a question, best first.

    Args:
        tally: what was counted, where the question asks for that; ``mentions`` has all turns of it, page by page.
        searched: number of items that were in reach.
        pending: turns that were searched by their words alone, because they are not embedded yet.
    """

    hits: tuple[Hit, ...]
    searched: int
    pending: int
    notes: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class ContextItem:
    """One line of a context block, with where it is from."""

    level: str
    kind: str
    text: str
    session_id: str
    sources: tuple[Source, ...]
    said_at: datetime | None
    tokens: int
    score: float | None
    refers_to: str | None


@dataclass(frozen=True, slots=True)
class LevelSpent:
    """What one level of a block was given, as a part of the block from 0 to 1, and took."""

    level: str
    share: float
    tokens: int
    lines: int


@dataclass(frozen=True, slots=True)
class ContextBlock:
    """What a model is given before it answers: quoted data, never instructions.

    Args:
        text: the block; empty where nothing is known.
        tokens: of the block, under ``tokenizer``.
        leaning: the kind of question that gave the levels their shares.
        levels: what each level took.
    """

    text: str
    tokens: int
    tokenizer: str
    items: tuple[ContextItem, ...]
    notes: tuple[str, ...]
    dropped: tuple[Dropped, ...]
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
