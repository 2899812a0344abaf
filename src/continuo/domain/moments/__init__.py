"""Time expressions in words, and the stretches of time they stand for.

>>> from datetime import UTC, datetime
>>> [found] = spans("what did I say yesterday?", now=datetime(2026, 5, 6, 9, 30, tzinfo=UTC))
>>> found.since.isoformat(), found.until.isoformat(), str(found.kind)
('2026-05-05T00:00:00+00:00', '2026-05-06T00:00:00+00:00', 'day')
"""

from continuo.domain.moments.expressions import ClockTime, Expression, Length, Repetition, expressions
from continuo.domain.moments.moment import Moment, MomentKind
from continuo.domain.moments.spans import spans
from continuo.domain.moments.unresolved import Unresolved

__all__ = [
    "ClockTime",
    "Expression",
    "Length",
    "Moment",
    "MomentKind",
    "Repetition",
    "Unresolved",
    "expressions",
    "spans",
]
