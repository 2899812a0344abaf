"""When to try again, and how long to wait before."""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 5.0
LONGEST_ASKED_S = 30.0
"""A server that asks for more patience than this is not waited for that long."""

_PASSING = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a call is repeated.

    Args:
        retries: repetitions after the first try, at most.
    """

    retries: int

    def wait_s(self, attempt: int, *, asked_s: float = 0.0) -> float:
        """Return how long to wait before the next try: a random part of a span that doubles.

        The whole span is drawn from, so that many clients who failed together do not come back together.

        Args:
            attempt: tries that have failed before this one, from 0.
            asked_s: what the server asked for; the wait is no shorter, within bounds.
        """
        assert attempt >= 0, attempt
        span = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**attempt)
        return min(asked_s, LONGEST_ASKED_S) + random.uniform(0, span)


def passes(status: int, *, repeatable: bool) -> bool:
    """Return whether an answer of this status may be another one next time.

    Args:
        repeatable: whether doing it twice does no harm. A server that was away may have done what it was asked;
            one that was too busy has not.
    """
    return status == 429 or (repeatable and status in _PASSING)


def asked_s(header: str | None) -> float:
    """Return the seconds of a Retry-After header; 0 where there is none, or it is a date."""
    try:
        return max(0.0, float(header or 0)) if (header or "").isascii() else 0.0
    except ValueError:
        return 0.0
