"""Since when and until when a model's statement holds: only what the sentence around its quotation names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from continuo.domain.moments import Moment, MomentKind, spans
from continuo.memory.consolidation.extraction.timing import Validity

PLAN = "plans_to"
TIMELESS = frozenset({"name", "nickname", "birthday", "age", "from", "wishes", "allergic_to"})
"""A time beside these is part of them, or of something else."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_DAY = timedelta(days=1)
_NEAR_AN_EDGE = timedelta(days=31)
"""How exactly a model has to meet the edge of "since May", which it may name by the month or the day."""


def is_still_to_come(beside: str, predicate: str, said_at: datetime) -> bool:
    """Tell whether the words speak of a time ahead: "I start at the bakery on Monday" is a plan, not yet a job.

    Args:
        beside: from the subject to a little after the object.
    """
    if predicate == PLAN or predicate in TIMELESS or predicate.startswith("date_of_"):
        return False
    return any(moment.since > said_at for moment in spans(beside, now=said_at))


def validity(sentence: str, said_at: datetime, *, valid_from: str, valid_to: str, is_over: bool) -> Validity:
    """Return the times of a statement as far as its sentence bears out what the model says of them.

    What is over has an end: the one that is named, else the moment of speaking, which it lies before in any case.
    """
    found = spans(sentence, now=said_at)
    begin, end = _date(valid_from), _date(valid_to)
    over = is_over or (end is not None and end <= said_at)
    started = next((m for m in found if begin is not None and _begins(m, begin)), None)
    ended = next((m for m in found if end is not None and _ends(m, end)), None)
    since = started.since if started is not None and started.since <= said_at else None
    until = ended.until if ended is not None else None
    if over:
        until = min(until or said_at, said_at)
    if since is not None and until is not None and since >= until:
        return Validity(None, until)
    return Validity(since, until)


def planned(quotation: str, said_at: datetime) -> Validity:
    """Return the times of a plan: it holds until its date has passed."""
    ahead = [m for m in spans(quotation, now=said_at) if m.until > said_at]
    return Validity(None, ahead[0].until, ahead[0]) if ahead else Validity()


def _date(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return None


def _begins(moment: Moment, date: datetime) -> bool:
    if moment.kind is MomentKind.OPEN:
        return abs(date - moment.since) <= _NEAR_AN_EDGE
    return moment.since - _DAY <= date < moment.until


def _ends(moment: Moment, date: datetime) -> bool:
    if moment.kind is MomentKind.OPEN:
        return abs(date - moment.until) <= _NEAR_AN_EDGE
    return moment.since - _DAY <= date <= moment.until + _DAY
