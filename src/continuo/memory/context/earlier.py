"""What was said earlier in the conversation that is going on: its running summary, as far as there is room for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from continuo.domain.episode import Episode, RecapLine
from continuo.domain.item import Kind
from continuo.domain.turn import Source
from continuo.memory.context.draft import Line
from continuo.memory.context.excerpts import Nearness

RECENT = 0.5
"""How much more the newest line of a recap counts than the oldest, beside its nearness to the question: about as much
as one common word of it."""

AROUND_TOKENS = 14
"""What number, date and headings cost a line, at most a token or two more."""

BETWEEN_TOKENS = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of a recap, in its place.

    Args:
        place: of its episode and line.
    """

    episode_id: UUID
    session_id: UUID
    ended_at: datetime
    told: RecapLine
    place: tuple[int, int]

    @property
    def text(self) -> str:
        """Return it as it is quoted."""
        return f"{self.told.speaker}: {self.told.text}" if self.told.speaker else self.told.text

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the turns it is from."""
        return tuple(Source(self.session_id, position, 0, 0) for position in self.told.cited)


def remarks(episodes: Sequence[Episode], *, before: int | None) -> list[Remark]:
    """Return the lines of the episodes' recaps, of turns before a position; of an episode without one, its summary."""
    found = [
        Remark(e.episode_id, e.session_id, e.ended_at, told, (n, k))
        for n, e in enumerate(episodes)
        for k, told in enumerate(e.recap or (RecapLine("", e.summary, e.cited),))
    ]
    return [r for r in found if before is None or not r.told.cited or r.told.cited[0] < before]


def chosen(found: Sequence[Remark], nearness: Nearness, *, room: int, count: Callable[[str], int]) -> list[Remark]:
    """Return the remarks that fit, in order; what is near to the question or said lately comes before the rest.

    Args:
        room: tokens for them and for what stands around them.
    """
    scores = {r.place: nearness.of(r.text) + RECENT * n / max(1, len(found) - 1) for n, r in enumerate(found)}
    kept: list[Remark] = []
    opened: set[UUID] = set()
    for remark in sorted(found, key=lambda r: (-scores[r.place], r.place)):
        cost = count(remark.text) + BETWEEN_TOKENS + (0 if remark.episode_id in opened else AROUND_TOKENS)
        if cost <= room:
            kept.append(remark)
            opened.add(remark.episode_id)
            room -= cost
    return sorted(kept, key=lambda r: r.place)


def lines(kept: Sequence[Remark], session: str) -> Iterator[Line]:
    """Yield one line for each episode, of its remarks that were chosen, newest first."""
    grouped = [list(group) for _, group in groupby(kept, key=lambda r: r.episode_id)]
    for group in reversed(grouped):
        sources = tuple(dict.fromkeys(source for remark in group for source in remark.sources))
        yield Line(
            "earlier", "session", "summary", " ".join(remark.text for remark in group), "", session, sources,
            group[0].ended_at, refers_to=group[0].episode_id, item=Kind.EPISODE,
        )  # fmt: skip
