"""Ranking and window in, one block within a token budget out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Protocol
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.item import Kind
from continuo.domain.recall import NOW, ContextBlock, ContextItem, Dropped, Hit, Recalled, Times
from continuo.domain.scope import Scope, checked_name
from continuo.domain.turn import Source
from continuo.memory.context.block import boundary, fingerprint, frame, heading, line
from continuo.memory.recall.room import Ongoing, Recall
from continuo.ports.embedder import Tokenizer
from continuo.ports.glance import Doubt

LEAST_TOKENS = 50
MOST_TOKENS = 100_000
LEAST_CANDIDATES = 20
MOST_CANDIDATES = 200
TOKENS_A_LINE = 20
"""Hits that compete for a place in the block: as many as there could be lines, if all of them were short."""

LEAST_LINE_TOKENS = 12
"""The date and the speaker alone take this much: with less left, no line is tried any more."""

IMMEDIATE_SHARE = 0.4
SESSION_SHARE = 0.15
FACT_SHARE = 0.3
"""Shares of the budget that a level may take at most; what it leaves goes to the levels after it."""

_TITLE_TOKENS = 12
_WIDEST = 999
_NO_CAP = MOST_TOKENS
_ORDER = ("user", "recalled", "session", "immediate")


@dataclass(slots=True)
class Draft:
    """A block in the making.

    Args:
        left: tokens that are still to be had.
        taken: fingerprints of the words that stand in it: no line twice.
        covered: turns that the window shows already.
    """

    left: int
    tokenizer: Tokenizer
    sections: dict[str, list[ContextItem]] = field(default_factory=lambda: {name: [] for name in _ORDER})
    taken: set[str] = field(default_factory=set)
    covered: set[tuple[UUID, int]] = field(default_factory=set)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that asks for a place."""

    section: str
    level: str
    kind: str
    text: str
    speaker: str
    session: str
    sources: tuple[Source, ...]
    said_at: datetime | None
    score: float | None = None
    refers_to: UUID | None = None
    item: Kind = Kind.PASSAGE


@dataclass(frozen=True, slots=True)
class Told:
    """What a block tells beside the ranking.

    Args:
        session: the application's name of the session that goes on, empty where there is none.
    """

    now: Ongoing
    doubts: Sequence[Doubt]
    session: str = ""


class Uses(Protocol):
    """Keeps in mind which facts were handed out."""

    def note(self, scope: Scope, fact_ids: Sequence[UUID]) -> None:
        """Note that these facts were handed out just now; it waits for nothing."""


class Contexts:
    """Builds context blocks."""

    def __init__(self, recall: Recall, tokenizer: Tokenizer, uses: Uses) -> None:
        self._uses = uses
        self._recall = recall
        self._tokenizer = tokenizer

    async def build(
        self,
        scope: Scope,
        query: str,
        *,
        session: str | None = None,
        max_tokens: int,
        times: Times = NOW,
        explain: bool = False,
    ) -> ContextBlock:
        """Return the block for a question; an empty one for a person unknown.

        Args:
            session: the conversation that is going on; its last turns and its summary come along.
            max_tokens: the block has at most this many, under the tokenizer it names; 50 to 100,000.
            times: when it is asked, and as of which moments.

        Raises:
            Invalid: names the argument.
        """
        if not LEAST_TOKENS <= max_tokens <= MOST_TOKENS:
            raise Invalid("max_tokens", f"must be {LEAST_TOKENS} to {MOST_TOKENS}")
        wanted = min(MOST_CANDIDATES, max(LEAST_CANDIDATES, max_tokens // TOKENS_A_LINE))
        session_id = scope.session(checked_name("session_id", session)) if session is not None else None
        found = await self._recall.find(scope, query, limit=wanted, times=times, explain=explain, session_id=session_id)
        if found.person is None:
            return ContextBlock("", 0, self._tokenizer.name, ())
        told = Told(found.ongoing, found.doubts, session or "")
        block = self._assemble(found.recalled, told, boundary(scope, found.person.term_key), max_tokens)
        self._uses.note(scope, [i.refers_to for i in block.items if i.kind == "fact" and i.refers_to is not None])
        return block

    def _assemble(self, recalled: Recalled, told: Told, mark: str, budget: int) -> ContextBlock:
        # The frame is paid for first, with one heading for each section: what is left is for lines.
        fixed = self._tokenizer.count(frame([("user", [_blank_item()])], mark)) + _TITLE_TOKENS
        draft = Draft(left=budget - fixed, tokenizer=self._tokenizer)
        whole = draft.left
        self._immediate(draft, told, int(whole * IMMEDIATE_SHARE))
        self._session(draft, told, int(whole * SESSION_SHARE))
        self._facts(draft, recalled.hits, told.doubts, int(whole * FACT_SHARE))
        self._passages(draft, recalled.hits)
        sections = _numbered([(name, _stable(draft.sections[name])) for name in _ORDER])
        text = frame(sections, mark)
        items = tuple(item for _, lines in sections for item in lines)
        tokens = self._tokenizer.count(text)
        assert tokens <= budget, (tokens, budget)
        return ContextBlock(
            text, tokens, self._tokenizer.name, items, recalled.notes, (*draft.dropped, *recalled.dropped)
        )

    def _immediate(self, draft: Draft, told: Told, share: int) -> None:
        """The last turns, newest first until the share is spent; they are shown in order."""
        for turn in reversed(told.now.turns):
            source = Source(turn.session_id, turn.position, 0, len(turn.text))
            speaker = turn.speaker or turn.role.value
            said = Line("immediate", "immediate", "turn", turn.text, speaker, told.session, (source,), turn.said_at)
            if not _place(draft, said, share):
                break
            draft.covered.add((turn.session_id, turn.position))

    def _session(self, draft: Draft, told: Told, share: int) -> None:
        """Summaries of what the window does not show, newest first until the share is spent."""
        shown = min((p for _, p in draft.covered), default=None)
        for episode in reversed(told.now.episodes):
            if shown is not None and episode.first >= shown:
                continue
            sources = tuple(Source(episode.session_id, p, 0, 0) for p in episode.cited)
            summary = Line(
                "session", "session", "summary", episode.summary, "", told.session, sources, episode.ended_at,
                refers_to=episode.episode_id, item=Kind.EPISODE,
            )  # fmt: skip
            if not _place(draft, summary, share):
                break

    def _facts(self, draft: Draft, hits: Sequence[Hit], doubts: Sequence[Doubt], share: int) -> None:
        shown: set[UUID] = set()
        for hit in hits:
            if hit.kind is not Kind.FACT or hit.stale or hit.refers_to in shown:
                continue
            doubt = next((d for d in doubts if hit.refers_to in d.sides), None)
            if doubt is None:
                _place(draft, _line(hit, "user", "user", "fact"), share)
            elif _place(draft, _doubt_line(doubt, hit), share):
                # Both values stand on one line: alone, either would look like the truth.
                shown |= doubt.sides

    def _passages(self, draft: Draft, hits: Sequence[Hit]) -> None:
        for hit in hits:
            if draft.left < LEAST_LINE_TOKENS:
                break
            if hit.kind is Kind.FACT or (hit.source.session_id, hit.source.position) in draft.covered:
                continue
            kind = "passage" if hit.kind is Kind.PASSAGE else "episode"
            _place(draft, _line(hit, "recalled", "user", kind), _NO_CAP)


def _place(draft: Draft, wanted: Line, cap: int) -> bool:
    """Put the line into its section if it fits; return whether it stands in the block now.

    Args:
        cap: tokens that the section may have in all.
    """
    mark = fingerprint(wanted.text)
    if mark in draft.taken:
        return True
    # Counted with the longest number a line can have; the real one is set when the order is known.
    text = line(_WIDEST, wanted.text, wanted.said_at, wanted.speaker)
    tokens = draft.tokenizer.count(text) + 1
    section = draft.sections[wanted.section]
    cost = tokens + (0 if section else draft.tokenizer.count(heading(wanted.section)) + 1)
    if cost > draft.left or sum(item.tokens for item in section) + cost > cap:
        draft.dropped.extend(Dropped(wanted.item, source, "does not fit the budget") for source in wanted.sources[:1])
        return False
    section.append(
        ContextItem(
            wanted.level,
            wanted.kind,
            text,
            wanted.session,
            wanted.sources,
            wanted.said_at,
            tokens,
            wanted.score,
            wanted.refers_to,
        )
    )
    draft.left -= cost
    draft.taken.add(mark)
    return True


def _numbered(sections: Sequence[tuple[str, Sequence[ContextItem]]]) -> list[tuple[str, list[ContextItem]]]:
    number = count(1)
    blank = f"[{_WIDEST}]"
    return [
        (name, [replace(i, text=f"[{next(number)}]{i.text.removeprefix(blank)}") for i in items])
        for name, items in sections
    ]


def _line(hit: Hit, section: str, level: str, kind: str) -> Line:
    return Line(
        section, level, kind, hit.text, hit.speaker if kind == "passage" else "", hit.session, hit.sources, hit.said_at,
        hit.score, hit.refers_to, hit.kind,
    )  # fmt: skip


def _doubt_line(doubt: Doubt, hit: Hit) -> Line:
    """Return the line that tells both values, with the sources of both, in the place of one of them."""
    sources = tuple(e.source for fact in (doubt.first, doubt.second) for e in fact.evidence)
    text = f"Unsure: {doubt.first.statement} Or: {doubt.second.statement}"
    return Line(
        "user", "user", "clarification", text, "", hit.session, sources, doubt.asked.opened_at, hit.score,
        doubt.asked.clarification_id, Kind.FACT,
    )  # fmt: skip


def _stable(items: Sequence[ContextItem]) -> list[ContextItem]:
    # In the order of time, not of score: the same memories then stand in the same order for the next question, and
    # the latest word comes last.
    return sorted(items, key=lambda i: (i.said_at.timestamp() if i.said_at else 0.0, i.sources[:1]))


def _blank_item() -> ContextItem:
    return ContextItem("user", "fact", "", "", (), None, 0)
