"""A block in the making: lines ask for a place, and are paid for in tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import count
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.recall import ContextItem, Dropped, LevelSpent
from continuo.domain.turn import Source
from continuo.memory.context.block import fingerprint, heading, line
from continuo.memory.context.excerpts import GAP, Nearness, excerpt, shown
from continuo.ports.embedder import Tokenizer

ORDER = ("standing", "earlier", "known", "recalled", "immediate")
"""Sections as they stand. What is the same for the next question comes first: a provider's prompt cache then holds."""

ACCOUNTS = {
    "standing": "user",
    "known": "user",
    "recalled": "recalled",
    "earlier": "session",
    "immediate": "immediate",
}
"""Out of whose share a section is paid."""

LEAST_LINE_TOKENS = 12
"""The date and the speaker alone take this much: with less left, no line is tried any more."""

LEAST_EXCERPT_TOKENS = 12
"""Fewer of a passage's own tokens are no sentence."""

MOST_CHARACTERS_A_TOKEN = 7

LEAST_QUOTE_TOKENS = LEAST_LINE_TOKENS + LEAST_EXCERPT_TOKENS

_WIDEST = 999


class Why(StrEnum):
    """Why something in reach does not stand in the block."""

    BUDGET = "does not fit the budget"
    SHARE = "the share of its level is spent"
    TWICE = "its words stand in another line"
    WINDOW = "the last turns show it"
    STALE = "it no longer holds"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that asks for a place.

    Args:
        room: tokens its words may have; longer ones are quoted in part. ``None`` quotes all or nothing.
    """

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
    room: int | None = None


@dataclass(slots=True)
class Draft:
    """A block in the making.

    Args:
        left: tokens that are still to be had.
        taken: fingerprints of the words that stand in it: no line twice.
        marks: the fingerprint of each line.
        covered: turns that the window shows already.
        dropped: what was in reach and has no place so far.
        spent: tokens by account.
    """

    left: int
    tokenizer: Tokenizer
    nearness: Nearness = field(default_factory=Nearness)
    sections: dict[str, list[ContextItem]] = field(default_factory=lambda: {name: [] for name in ORDER})
    taken: set[str] = field(default_factory=set)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    covered: set[tuple[UUID, int]] = field(default_factory=set)
    dropped: dict[tuple[Kind, Source], Dropped] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def count(self, text: str) -> int:
        """Return the number of tokens of a text; the same one is counted once."""
        found = self.counted.get(text)
        if found is None:
            found = self.counted[text] = self.tokenizer.count(text)
        return found

    def place(self, wanted: Line, cap: int) -> bool:
        """Put the line into its section if it fits; return whether its words stand in the block now.

        Args:
            cap: tokens that its account may have spent with it.
        """
        within_share = cap - self.spent.get(ACCOUNTS[wanted.section], 0)
        fitted = self._fitted(wanted, min(self.left, within_share) - self._opening(wanted.section))
        if fitted is None:
            self.drop(wanted, Why.SHARE if within_share < self.left else Why.BUDGET)
            return False
        mark = fingerprint(fitted.text)
        if mark in self.taken:
            self.drop(wanted, Why.TWICE)
            return True
        self._put(fitted, mark)
        for source in wanted.sources[:1]:
            self.dropped.pop((wanted.item, source), None)
        return True

    def withdraw(self, section: str) -> None:
        """Take all lines of a section out again; it must be the only one of its account."""
        account, items = ACCOUNTS[section], self.sections[section]
        self.left += self.spent.pop(account, 0)
        self.taken -= {self.marks.pop((section, item.text)) for item in items}
        self.sections[section] = []

    def drop(self, wanted: Line, why: Why) -> None:
        """Note why a line does not stand in the block."""
        for source in wanted.sources[:1]:
            self.dropped[wanted.item, source] = Dropped(wanted.item, source, why.value)

    def levels(self, shares: Mapping[str, float]) -> tuple[LevelSpent, ...]:
        """Return what each account has spent, beside its share; the headings of its sections included."""
        lines = dict.fromkeys(shares, 0)
        for section, items in self.sections.items():
            lines[ACCOUNTS[section]] += len(items)
        return tuple(LevelSpent(name, share, self.spent.get(name, 0), lines[name]) for name, share in shares.items())

    def _put(self, fitted: Line, mark: str) -> None:
        text = _line(fitted)
        tokens = self.count(text) + 1
        cost = tokens + self._opening(fitted.section)
        self.sections[fitted.section].append(
            ContextItem(
                fitted.level, fitted.kind, text, fitted.session, fitted.sources, fitted.said_at, tokens, fitted.score,
                fitted.refers_to,
            )
        )  # fmt: skip
        self.left -= cost
        account = ACCOUNTS[fitted.section]
        self.spent[account] = self.spent.get(account, 0) + cost
        self.taken.add(mark)
        self.marks[fitted.section, text] = mark

    def _opening(self, section: str) -> int:
        return 0 if self.sections[section] else self.count(heading(section)) + 1

    def _fitted(self, wanted: Line, allowance: int) -> Line | None:
        """Return the line as it fits into so many tokens, its words in part if they may be; ``None`` if it does not."""
        if allowance < LEAST_LINE_TOKENS:
            return None
        around = self.count(line(_WIDEST, "", wanted.said_at, wanted.speaker)) + 1
        room = allowance - around if wanted.room is None else min(wanted.room, allowance - around)
        # Text has four or five characters a token: what is much longer than its room need not be counted for that.
        if len(wanted.text) <= MOST_CHARACTERS_A_TOKEN * room and self.count(_line(wanted)) + 1 <= around + room:
            return wanted
        if wanted.room is None or len(wanted.sources) != 1 or room < LEAST_EXCERPT_TOKENS:
            return None
        return self._excerpt(wanted, around + room, room)

    def _excerpt(self, wanted: Line, most: int, room: int) -> Line | None:
        spans = excerpt(wanted.text, self.nearness, room=room - 2 * self.count(GAP), count=self.count)
        source = wanted.sources[0]
        sources = tuple(replace(source, start=source.start + s.start, end=source.start + s.end) for s in spans)
        quoted = replace(wanted, text=shown(wanted.text, spans), sources=sources)
        # Counted again as it will stand: joined words may be cut into other tokens than single ones.
        return quoted if spans and self.count(_line(quoted)) + 1 <= most else None


def numbered(sections: Sequence[tuple[str, Sequence[ContextItem]]]) -> list[tuple[str, list[ContextItem]]]:
    """Return the sections with their lines numbered from 1."""
    number = count(1)
    blank = f"[{_WIDEST}]"
    return [
        (name, [replace(i, text=f"[{next(number)}]{i.text.removeprefix(blank)}") for i in items])
        for name, items in sections
    ]


def _line(wanted: Line) -> str:
    # Counted with the longest number a line can have; the real one is set when the order is known.
    return line(_WIDEST, wanted.text, wanted.said_at, wanted.speaker)
