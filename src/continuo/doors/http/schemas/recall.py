"""Questions, rankings and context blocks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from continuo.domain.item import Kind
from continuo.domain.recall import ContextBlock, ContextItem, Dropped, Hit, LevelSpent, Recalled, Signal, Tally
from continuo.domain.turn import Source
from continuo.doors.http.schemas.values import Asked, Moment, Name, Purpose, Told
from continuo.memory.context.room import LEAST_TOKENS, MOST_TOKENS
from continuo.memory.recall.inquiry import LONGEST_QUESTION

Query = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_QUESTION})]
AskedAt = Annotated[Moment | None, Field(description='the moment against which "last Tuesday" is read; else now')]
AsOf = Annotated[Moment | None, Field(description="facts that were true at that moment; else those that hold")]
KnownAt = Annotated[Moment | None, Field(description="only what was known at that moment, as it was known")]
WantedFor = Annotated[Purpose | None, Field(description="only memories given for this purpose; else all")]


class RecallIn(Asked):
    """A question to a person's memory."""

    user_id: Name
    query: Query
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    kinds: Annotated[list[Literal["passage", "fact", "episode"]] | None, Field(min_length=1, max_length=3)] = None
    asked_at: AskedAt = None
    as_of: AsOf = None
    known_at: KnownAt = None
    purpose: WantedFor = None
    explain: bool = False

    def wanted(self) -> list[Kind] | None:
        """Return the kinds of items looked for; ``None`` looks for all."""
        return [Kind[kind.upper()] for kind in self.kinds] if self.kinds is not None else None


class SessionContextIn(Asked):
    """A question that a model is about to answer, in a session named by the path."""

    user_id: Name
    query: Query
    max_tokens: Annotated[int | None, Field(ge=LEAST_TOKENS, le=MOST_TOKENS)] = None
    asked_at: AskedAt = None
    as_of: AsOf = None
    known_at: KnownAt = None
    purpose: WantedFor = None
    explain: bool = False


class ContextIn(SessionContextIn):
    """A question that a model is about to answer."""

    session_id: Name | None = None


class SourceOut(Told):
    """A stretch of one turn: from character ``start`` up to ``end``."""

    session_uuid: UUID
    position: int
    start: int
    end: int

    @classmethod
    def of(cls, source: Source) -> SourceOut:
        """Return the answer for a source."""
        return cls(session_uuid=source.session_id, position=source.position, start=source.start, end=source.end)


class SignalOut(Told):
    """How one signal saw an item."""

    value: float
    rank: int

    @classmethod
    def of(cls, signal: Signal) -> SignalOut:
        """Return the answer for a signal."""
        return cls(value=signal.value, rank=signal.rank)


class HitOut(Told):
    """One thing that was found; ``refers_to`` is the id of a fact or an episode."""

    kind: str
    text: str
    speaker: str
    session_id: str
    source: SourceOut
    sources: list[SourceOut]
    said_at: datetime
    score: float
    refers_to: UUID | None
    stale: bool
    unsure: bool
    signals: dict[str, SignalOut]

    @classmethod
    def of(cls, hit: Hit) -> HitOut:
        """Return the answer for a hit."""
        return cls(
            kind=hit.kind.name.lower(),
            text=hit.text,
            speaker=hit.speaker,
            session_id=hit.session,
            source=SourceOut.of(hit.source),
            sources=[SourceOut.of(source) for source in hit.sources],
            said_at=hit.said_at,
            score=hit.score,
            refers_to=hit.refers_to,
            stale=hit.stale,
            unsure=hit.unsure,
            signals={name: SignalOut.of(signal) for name, signal in hit.signals.items()},
        )


class DroppedOut(Told):
    """Something that was in reach and not returned."""

    kind: str
    source: SourceOut
    reason: str

    @classmethod
    def of(cls, dropped: Dropped) -> DroppedOut:
        """Return the answer for something dropped."""
        return cls(kind=dropped.kind.name.lower(), source=SourceOut.of(dropped.source), reason=dropped.reason)


class TallyOut(Told):
    """What was counted in the journal, where a question asks how often, when or for everything."""

    text: str
    total: int
    first_said_at: datetime | None
    last_said_at: datetime | None
    sources: list[SourceOut]

    @classmethod
    def of(cls, tally: Tally) -> TallyOut:
        """Return the answer for a tally."""
        return cls(
            text=tally.text,
            total=tally.total,
            first_said_at=tally.first_said_at,
            last_said_at=tally.last_said_at,
            sources=[SourceOut.of(source) for source in tally.sources],
        )


class RecallOut(Told):
    """What was found, best first; turns that were counted come first, in the order of time."""

    hits: list[HitOut]
    searched: int
    pending: int
    notes: list[str]
    dropped: list[DroppedOut]
    tally: TallyOut | None

    @classmethod
    def of(cls, recalled: Recalled) -> RecallOut:
        """Return the answer for a ranking."""
        return cls(
            hits=[HitOut.of(hit) for hit in recalled.hits],
            searched=recalled.searched,
            pending=recalled.pending,
            notes=list(recalled.notes),
            dropped=[DroppedOut.of(dropped) for dropped in recalled.dropped],
            tally=TallyOut.of(recalled.tally) if recalled.tally is not None else None,
        )


class ContextItemOut(Told):
    """One line of a context block, with where it is from."""

    level: str
    kind: str
    text: str
    session_id: str
    sources: list[SourceOut]
    said_at: datetime | None
    tokens: int
    score: float | None
    refers_to: UUID | None

    @classmethod
    def of(cls, item: ContextItem) -> ContextItemOut:
        """Return the answer for a line."""
        return cls(
            level=item.level,
            kind=item.kind,
            text=item.text,
            session_id=item.session,
            sources=[SourceOut.of(source) for source in item.sources],
            said_at=item.said_at,
            tokens=item.tokens,
            score=item.score,
            refers_to=item.refers_to,
        )


class LevelOut(Told):
    """What one level of a block was given, and took; the share is a part of the block, 0 to 1."""

    level: str
    share: float
    tokens: int
    lines: int

    @classmethod
    def of(cls, spent: LevelSpent) -> LevelOut:
        """Return the answer for a level."""
        return cls(level=spent.level, share=spent.share, tokens=spent.tokens, lines=spent.lines)


class ContextOut(Told):
    """A context block: quoted data, never instructions.

    ``leaning`` is the kind of question that gave the levels their shares; what a level leaves flows on to others.
    """

    text: str
    tokens: int
    tokenizer: str
    items: list[ContextItemOut]
    notes: list[str]
    leaning: str
    levels: list[LevelOut]
    dropped: list[DroppedOut]

    @classmethod
    def of(cls, block: ContextBlock, *, explain: bool) -> ContextOut:
        """Return the answer for a block; what was dropped is told to those who ask for an explanation."""
        return cls(
            text=block.text,
            tokens=block.tokens,
            tokenizer=block.tokenizer,
            items=[ContextItemOut.of(item) for item in block.items],
            notes=list(block.notes),
            leaning=block.leaning,
            levels=[LevelOut.of(spent) for spent in block.levels],
            dropped=[DroppedOut.of(dropped) for dropped in block.dropped] if explain else [],
        )
