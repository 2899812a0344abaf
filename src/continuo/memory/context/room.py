"""Ranking and window in, one block within a token budget out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Protocol
from uuid import UUID

from continuo.domain.clarification import Clarification
from continuo.domain.episode import Episode
from continuo.domain.errors import Invalid
from continuo.domain.fact import Fact
from continuo.domain.item import Kind
from continuo.domain.recall import NOW, ContextBlock, ContextItem, Dropped, Hit, Recalled, Times
from continuo.domain.scope import Scope, checked_name
from continuo.domain.turn import Source, Turn
from continuo.memory.context.block import boundary, fingerprint, frame, heading, line
from continuo.memory.context.counted import counted_text
from continuo.memory.recall.room import Recall
from continuo.memory.working.room import Working
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.embedder import Tokenizer
from continuo.ports.storage import Storage

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
class Ongoing:
    """The conversation that is going on: its name, its last turns, its episodes so far."""

    session: str = ""
    turns: Sequence[Turn] = ()
    episodes: Sequence[Episode] = ()


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

    def line(self, hit: Hit) -> Line:
        """Return the line that tells both values, with the sources of both, in the place of one of them."""
        sources = tuple(e.source for fact in (self.first, self.second) for e in fact.evidence)
        text = f"Unsure: {self.first.statement} Or: {self.second.statement}"
        return Line(
            "user", "user", "clarification", text, "", hit.session, sources, self.asked.opened_at, hit.score,
            self.asked.clarification_id, Kind.FACT,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a block tells beside the ranking."""

    now: Ongoing
    doubts: Sequence[Doubt]


class Uses(Protocol):
    """Keeps in mind which facts were handed out."""

    def note(self, scope: Scope, fact_ids: Sequence[UUID]) -> None:
        """Note that these facts were handed out just now; it waits for nothing."""


class Contexts:
    """Builds context blocks."""

    def __init__(self, storage: Storage, recall: Recall, working: Working, tokenizer: Tokenizer, uses: Uses) -> None:
        self._uses = uses
        self._storage = storage
        self._recall = recall
        self._working = working
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
        found = await self._recall.find(scope, query, limit=wanted, times=times, explain=explain)
        if found.person is None:
            return ContextBlock("", 0, self._tokenizer.name, ())
        now = await self._ongoing(scope, session) if session is not None else Ongoing()
        doubts = await self._doubts(scope, found.recalled.hits, times)
        block = self._assemble(found.recalled, Told(now, doubts), boundary(scope, found.person.term_key), max_tokens)
        self._uses.note(scope, [i.refers_to for i in block.items if i.kind == "fact" and i.refers_to is not None])
        return block

    async def _doubts(self, scope: Scope, hits: Sequence[Hit], times: Times) -> Sequence[Doubt]:
        """Return the open questions that facts among the hits raise."""
        unsure = {hit.refers_to for hit in hits if hit.unsure}
        if not unsure:
            return ()
        async with self._storage.reading(scope) as tx:
            asked = await tx.clarifications.find(ClarificationFilter(is_open=True, known_at=times.known_at))
            met = [c for c in asked if unsure & {c.first, c.second}]
            facts = {f.fact_id: f for f in await tx.facts.get([i for c in met for i in (c.first, c.second)])}
        return [Doubt(c, facts[c.first], facts[c.second]) for c in met if facts.keys() >= {c.first, c.second}]

    async def _ongoing(self, scope: Scope, session: str) -> Ongoing:
        session_id = scope.session(checked_name("session_id", session))
        async with self._storage.reading(scope) as tx:
            turns = await self._working.last_turns(tx, session_id)
            return Ongoing(session, turns, await tx.episodes.of_session(session_id) if tx.person else ())

    def _assemble(self, recalled: Recalled, told: Told, mark: str, budget: int) -> ContextBlock:
        # The frame is paid for first, with one heading for each section: what is left is for lines.
        fixed = self._tokenizer.count(frame([("user", [_blank_item()])], mark)) + _TITLE_TOKENS
        draft = Draft(left=budget - fixed, tokenizer=self._tokenizer)
        whole = draft.left
        self._immediate(draft, told.now, int(whole * IMMEDIATE_SHARE))
        self._session(draft, told.now, int(whole * SESSION_SHARE))
        self._counted(draft, recalled)
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

    def _immediate(self, draft: Draft, now: Ongoing, share: int) -> None:
        """The last turns, newest first until the share is spent; they are shown in order."""
        for turn in reversed(now.turns):
            source = Source(turn.session_id, turn.position, 0, len(turn.text))
            speaker = turn.speaker or turn.role.value
            said = Line("immediate", "immediate", "turn", turn.text, speaker, now.session, (source,), turn.said_at)
            if not _place(draft, said, share):
                break
            draft.covered.add((turn.session_id, turn.position))

    def _session(self, draft: Draft, now: Ongoing, share: int) -> None:
        """Summaries of what the window does not show, newest first until the share is spent."""
        shown = min((p for _, p in draft.covered), default=None)
        for episode in reversed(now.episodes):
            if shown is not None and episode.first >= shown:
                continue
            sources = tuple(Source(episode.session_id, p, 0, 0) for p in episode.cited)
            told = Line(
                "session", "session", "summary", episode.summary, "", now.session, sources, episode.ended_at,
                refers_to=episode.episode_id, item=Kind.EPISODE,
            )  # fmt: skip
            if not _place(draft, told, share):
                break

    def _counted(self, draft: Draft, recalled: Recalled) -> None:
        """What was counted, where the question asks for that, on one line with its sources."""
        tally = recalled.tally
        if tally is not None:
            text = counted_text(tally)
            _place(draft, Line("recalled", "user", "tally", text, "", "", tally.sources, tally.last_said_at), _NO_CAP)

    def _facts(self, draft: Draft, hits: Sequence[Hit], doubts: Sequence[Doubt], share: int) -> None:
        shown: set[UUID] = set()
        for hit in hits:
            if hit.kind is not Kind.FACT or hit.stale or hit.refers_to in shown:
                continue
            doubt = next((d for d in doubts if hit.refers_to in d.sides), None)
            if doubt is None:
                _place(draft, _line(hit, "user", "user", "fact"), share)
            elif _place(draft, doubt.line(hit), share):
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


def _stable(items: Sequence[ContextItem]) -> list[ContextItem]:
    # In the order of time, not of score: the same memories then stand in the same order for the next question, and
    # the latest word comes last.
    return sorted(items, key=lambda i: (i.said_at.timestamp() if i.said_at else 0.0, i.sources[:1]))


def _blank_item() -> ContextItem:
    return ContextItem("user", "fact", "", "", (), None, 0)
