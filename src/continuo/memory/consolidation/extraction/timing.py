"""Since when and until when a statement holds, where its words say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from continuo.domain.moments import Moment, MomentKind, spans

NEAR = 45
"""Characters after a clause within which a time still belongs to it: "moved to Berlin with my dog last week"."""


@dataclass(frozen=True, slots=True)
class Validity:
    """When a statement began and ceased to hold; ``None`` where the words do not say."""

    valid_from: datetime | None = None
    valid_to: datetime | None = None
    moment: Moment | None = None


def validity(sentence: str, clause: tuple[int, int], said_at: datetime, *, past: bool, plan: bool) -> Validity:
    """Return the times of a clause.

    A plan holds until its date has passed. What is told of the past has an end: the one that is said, else the moment
    of speaking, which it lies before in any case. What holds now began at the past moment that stands beside it.
    """
    moment = _beside(spans(sentence, now=said_at), clause, sentence)
    if plan:
        ahead = moment is not None and moment.until > said_at
        return Validity(None, moment.until, moment) if moment and ahead else Validity()
    if past:
        return _of_the_past(moment, said_at)
    if moment is None or moment.since > said_at or _is_until(moment, said_at):
        return Validity()
    return Validity(moment.since, None, moment)


def ending(sentence: str, clause: tuple[int, int], said_at: datetime) -> Validity:
    """Return since when a denial holds: the past moment beside it, if there is one."""
    moment = _beside(spans(sentence, now=said_at), clause, sentence)
    if moment is None or moment.since > said_at or _is_until(moment, said_at):
        return Validity()
    return Validity(None, moment.since, moment)


def _of_the_past(moment: Moment | None, said_at: datetime) -> Validity:
    if moment is None or moment.since > said_at:
        return Validity(None, said_at)
    until = min(moment.until, said_at)
    if moment.kind is MomentKind.OPEN:
        return Validity(None, until, moment)
    return Validity(moment.since, until, moment)


def _is_until(moment: Moment, said_at: datetime) -> bool:
    """Tell whether the moment has an end but no beginning: "until May", "before 2019"."""
    return moment.kind is MomentKind.OPEN and moment.until != said_at


def _beside(found: list[Moment], clause: tuple[int, int], sentence: str) -> Moment | None:
    start, end = clause
    within = [m for m in found if start <= m.start <= end + NEAR]
    if within:
        return within[0]
    before = [m for m in found if m.end <= start and not sentence[m.end : start].strip(" ,-–—:")]
    return before[-1] if before else None


def dated(moment: Moment) -> str:
    """Return the moment as a reader of another day understands it: "5 June 2026", "June 2026", "2026"."""
    if moment.kind is MomentKind.YEAR:
        return str(moment.since.year)
    if moment.kind is MomentKind.MONTH and moment.since.day == 1:
        return f"{moment.since:%B %Y}"
    first, last = moment.since, moment.until
    if (last - first).days <= 1:
        return f"{first.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
