"""Fills the levels of a block: each has a share that the question gives it, and what one leaves flows on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.recall import Hit, Recalled
from continuo.domain.turn import Source, Turn
from continuo.memory.context.counted import counted_text
from continuo.memory.context.draft import LEAST_LINE_TOKENS, LEAST_QUOTE_TOKENS, Draft, Line, Why
from continuo.memory.context.earlier import chosen, lines, remarks
from continuo.memory.context.excerpts import terms_of
from continuo.memory.context.leaning import Shares
from continuo.memory.context.standing import Standing
from continuo.memory.recall.room import Ongoing
from continuo.ports.glance import Doubt

NO_CAP = 1_000_000

_SPEAKERS = terms_of("the user assistant said")
"""What a statement says of somebody who says it of themselves."""

STANDING_PART = 0.5
"""Part of the user's share that what always goes along may take: the rest is for what the question asks."""

MOST_MISSES = 3
"""So many hits that do not fit any more, and the rest is not tried: a block is full."""

LEAST_ROOM = 28
WIDEST_PART = 0.5
NARROWEST_PART = 0.045
"""Room of a passage, as parts of the block: from the widest for the best hit down to the narrowest for one that scores
nothing beside it, and never less than 28 tokens. Swept on the dev files, see decision 0023."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a block tells beside the ranking.

    Args:
        standing: what goes along with every answer.
        months: digests of the months that the question is about.
    """

    now: Ongoing = field(default_factory=Ongoing)
    doubts: Sequence[Doubt] = ()
    standing: Sequence[Standing] = ()
    months: Sequence[Standing] = ()


@dataclass(slots=True)
class Levels:
    """Fills one draft.

    Args:
        whole: tokens that there are for lines.
    """

    draft: Draft
    shares: Shares
    whole: int
    told: Told
    recalled: Recalled

    @property
    def hits(self) -> Sequence[Hit]:
        """Return what was recalled, best first."""
        return self.recalled.hits

    def fill(self) -> None:
        """Give every level its share, then what is left to those that have more to say."""
        shares, whole = self.shares, self.whole
        self._standing(int(whole * shares.user * STANDING_PART))
        self._counted()
        waiting_turns = self._immediate(self.told.now.turns, int(whole * shares.immediate))
        waiting_hits = self._passages(self._recalled(), int(whole * shares.recalled))
        self._facts(int(whole * shares.user))
        self._months(int(whole * shares.user))
        self._session(int(whole * shares.session))
        # What is left flows on: first to what was recalled, for the question chose it.
        self._passages(waiting_hits, NO_CAP)
        self._months(NO_CAP)
        self._immediate(waiting_turns, NO_CAP)
        self._session(NO_CAP)

    def _standing(self, cap: int) -> None:
        for known in self.told.standing:
            self.draft.place(known.line(), cap)

    def _counted(self) -> None:
        """Place what was counted, where the question asks for that, on one line with its sources."""
        tally = self.recalled.tally
        if tally is not None:
            counted = Line(
                "recalled", "user", "tally", counted_text(tally), "", "", tally.sources, tally.last_said_at
            )  # fmt: skip
            self.draft.place(counted, NO_CAP)

    def _months(self, cap: int) -> None:
        for month in self.told.months:
            self.draft.place(replace(month.line("known", "digest"), item=Kind.EPISODE), cap)

    def _immediate(self, turns: Sequence[Turn], cap: int) -> Sequence[Turn]:
        """Place the last turns, newest first until the cap; return those that wait. They are shown in order."""
        for n, turn in enumerate(reversed(turns)):
            source = Source(turn.session_id, turn.position, 0, len(turn.text))
            speaker = turn.speaker or turn.role.value
            # The very last turn is quoted in part rather than left out: without it nothing that follows makes sense.
            room = max(LEAST_ROOM, cap) if n == 0 and cap < NO_CAP else None
            said = Line(
                "immediate", "immediate", "turn", turn.text, speaker, self.told.now.session, (source,), turn.said_at,
                room=room,
            )  # fmt: skip
            if not self.draft.place(said, cap):
                return turns[: len(turns) - n]
            self.draft.covered.add((turn.session_id, turn.position))
        return ()

    def _recalled(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind is not Kind.FACT]

    def _passages(self, hits: Sequence[Hit], cap: int) -> Sequence[Hit]:
        """Place what was recalled, best first until the cap; return what waits."""
        best = max((hit.score for hit in self.hits), default=0.0)
        misses = 0
        for n, hit in enumerate(hits):
            kind = "passage" if hit.kind is Kind.PASSAGE else "episode"
            wanted = line_of(hit, "recalled", "user", kind, room=self._room(hit, best))
            if (hit.source.session_id, hit.source.position) in self.draft.covered:
                self.draft.drop(wanted, Why.WINDOW)
            elif self.draft.left < LEAST_QUOTE_TOKENS or misses >= MOST_MISSES:
                self.draft.drop(wanted, Why.BUDGET)
            elif not self.draft.place(wanted, cap):
                if cap < NO_CAP:
                    return hits[n:]
                misses += 1
        return ()

    def _room(self, hit: Hit, best: float) -> int | None:
        if hit.kind is not Kind.PASSAGE:
            return None
        part = NARROWEST_PART + (WIDEST_PART - NARROWEST_PART) * (hit.score / best if best > 0 else 0.0)
        return max(LEAST_ROOM, int(self.whole * part))

    def _facts(self, cap: int) -> None:
        settled: set[UUID] = set()
        for hit in self.hits:
            if hit.kind is not Kind.FACT or hit.refers_to in settled:
                continue
            wanted = line_of(hit, "known", "user", "fact")
            doubt = next((d for d in self.told.doubts if hit.refers_to in d.sides), None)
            if doubt is not None:
                # Both values stand on one line: alone, either would look like the truth.
                if self.draft.place(doubt_line(doubt, hit), cap):
                    settled |= doubt.sides
            elif hit.stale:
                self.draft.drop(wanted, Why.STALE)
            elif self._is_said(hit.text, hit.sources):
                self.draft.drop(wanted, Why.TWICE)
            else:
                self.draft.place(wanted, cap)

    def _is_said(self, text: str, sources: Sequence[Source]) -> bool:
        """Tell whether a line that quotes one of these sources has all words of the text."""
        places = {(s.session_id, s.position) for s in sources}
        beside = [
            item
            for items in self.draft.sections.values()
            for item in items
            if item.kind in ("passage", "turn") and any((s.session_id, s.position) in places for s in item.sources)
        ]
        return bool(beside) and any(terms_of(text) <= terms_of(item.text) | _SPEAKERS for item in beside)

    def _session(self, cap: int) -> None:
        """Place what the last turns do not show of this conversation: its running summary, as far as it fits."""
        now, draft = self.told.now, self.draft
        # With more room it is told anew: one line for each episode, of the remarks that count most.
        draft.withdraw("earlier")
        shown = min((position for _, position in draft.covered), default=None)
        waiting = [r for r in remarks(now.episodes, before=shown) if not self._is_said(r.text, r.sources)]
        room = min(draft.left, cap - draft.spent.get("session", 0)) - LEAST_LINE_TOKENS
        for line in lines(chosen(waiting, draft.nearness, room=room, count=draft.count), now.session):
            draft.place(line, cap)


def doubt_line(doubt: Doubt, hit: Hit) -> Line:
    """Return the line that tells both values, with the sources of both, in the place of one of them."""
    sources = tuple(e.source for fact in (doubt.first, doubt.second) for e in fact.evidence)
    text = f"Unsure: {doubt.first.statement} Or: {doubt.second.statement}"
    return Line(
        "known", "user", "clarification", text, "", hit.session, sources, doubt.asked.opened_at, hit.score,
        doubt.asked.clarification_id, Kind.FACT,
    )  # fmt: skip


def line_of(hit: Hit, section: str, level: str, kind: str, *, room: int | None = None) -> Line:
    """Return the line of a hit.

    Args:
        room: tokens its words may have; ``None`` quotes all or nothing.
    """
    return Line(
        section, level, kind, hit.text, hit.speaker if kind == "passage" else "", hit.session, hit.sources, hit.said_at,
        hit.score, hit.refers_to, hit.kind, room,
    )  # fmt: skip
