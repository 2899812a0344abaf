"""Time expressions in English words, and the stretches of time they stand for.

>>> from datetime import UTC, datetime
>>> [found] = spans("what did I say yesterday?", now=datetime(2026, 5, 6, 9, 30, tzinfo=UTC))
>>> found.since.isoformat(), found.until.isoformat(), str(found.kind)
('2026-05-05T00:00:00+00:00', '2026-05-06T00:00:00+00:00', 'day')
"""

from continuo.domain.moments.reading import MomentKind
from continuo.domain.moments.spans import Moment, spans

__all__ = ["Moment", "MomentKind", "spans"]
